"""From an obligation to duties: one a unit and period, each with its due day on a working day."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from chuangcheng.kit import clock
from chuangcheng.lib import workdays
from chuangcheng.rooms.duties.calendar import calendar
from chuangcheng.rooms.duties.models import Duty
from chuangcheng.rooms.duties.verbs import Spec
from chuangcheng.rooms.plans import life
from chuangcheng.rooms.plans.models import LEAD, ONCE, Obligation


def specs(obligation: Obligation, days: workdays.Calendar, since: dt.date) -> list[Spec]:
    """The duties that an obligation makes. A period that was over on the day `since` makes none."""
    if obligation.mark_as != LEAD or obligation.open_points:
        return []
    found = obligation.effective
    spans = _spans(obligation, days, since)
    cooperating = tuple(unit.pk for unit in found.cooperating)
    criteria = tuple(criterion.pk for criterion in obligation.criteria.all())
    return [
        Spec(title=obligation.title, text=obligation.text, unit_id=unit.pk, lineage=obligation.lineage,
             period=period.code, period_from=period.start, period_to=period.end, due_on=due, needed=obligation.needed,
             measure=obligation.measure, part=found.part, signing=obligation.signing, origin=obligation.plan.title[:120],
             cooperating=tuple(key for key in cooperating if key != unit.pk), criteria=criteria)
        for unit in found.units
        for period, due in spans
    ]  # fmt: skip


def _spans(obligation: Obligation, days: workdays.Calendar, since: dt.date) -> list[Any]:
    """The periods with their due days."""
    found = obligation.effective
    cadence, day, end = found.cadence, found.due_day, found.end_on or obligation.plan.end_on
    start = max(obligation.plan.start_on, since)
    if cadence == ONCE:
        due = obligation.due_on or end
        period = workdays.Period(min(start, due), due, ONCE)
        return [(period, days.on_or_before(due))]
    whole = workdays.periods(cadence, obligation.plan.start_on, end)
    spans = [(period, workdays.due(period, days, by=day)) for period in whole if period.end >= since]
    # A day that was over before the campaign, or the approval, is owed from the next period on.
    return [(period, due) for period, due in spans if due >= start] or spans


def outlook(obligations: Iterable[Obligation]) -> dict[str, Any]:
    """What approval would make: duties, units, the first due day and how many fall on it."""
    days, today = calendar(), clock.today()
    chosen = list(obligations)
    inherited = {o.lineage for o in chosen if o.change in ("kept", "changed") and o.state != life.IN_FORCE}
    made = _without_held([spec for o in chosen for spec in specs(o, days, today)], inherited)
    first = min((spec.due_on for spec in made), default=None)
    return {
        "duties": len(made),
        "units": len({spec.unit_id for spec in made}),
        "first": first,
        "first_count": sum(1 for spec in made if spec.due_on == first),
        "specs": made,
    }


def _without_held(wanted: list[Spec], inherited: set[Any]) -> list[Spec]:
    """Without the duties that the version before made already, by the key that giving them out goes by."""
    if not any(spec.lineage in inherited for spec in wanted):
        return wanted
    rows = Duty.objects.filter(lineage__in=inherited).values_list("lineage", "unit_id", "assigned_to_id", "period")
    held = {(lineage, key, period) for lineage, unit, first, period in rows for key in (unit, first)}
    return [spec for spec in wanted if (spec.lineage, spec.unit_id, spec.period) not in held]
