"""What is done to a whole section at once."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from chuangcheng.kit.refused import Refused
from chuangcheng.kit.verbs import act
from chuangcheng.rooms.org.models import Unit
from chuangcheng.rooms.plans import life
from chuangcheng.rooms.plans.models import Obligation, Section
from chuangcheng.rooms.plans.verbs.obligations import confirm, mark


def set_defaults(actor: Any, section: Section, *, units: Sequence[Unit] = (), cooperating: Sequence[Unit] = (), cadence: str = "",
                 end_on: dt.date | None = None, part: str = "", signing: str = "", seen: int | None = None) -> Section:  # fmt: skip
    """Unit, cooperating units, cadence, end and part that the section's obligations inherit where they have none."""
    facts = {"units": [str(u) for u in units], "cooperating": [str(u) for u in cooperating]}
    with act(actor, "set_defaults", section, seen=seen, facts=facts) as section:
        section.cadence, section.end_on, section.part, section.signing = cadence, end_on, part, signing
        section.units.set(units)
        section.cooperating.set(cooperating)
        if signing:
            _within(section).filter(state__in=[life.FOUND, life.CHECKED]).update(signing=signing)
    return section


def mark_all(actor: Any, section: Section, *, mark_as: str, seen: int | None = None) -> Section:
    """One key for a whole section: copied county text that is not our work."""
    with act(actor, "mark_all", section, seen=seen, facts={"mark_as": mark_as}) as section:
        for obligation in (
            _within(section).filter(state__in=[life.FOUND, life.CHECKED]).select_related("plan", "section")
        ):
            mark(actor, obligation, mark_as=mark_as)
    return section


def confirm_all(actor: Any, section: Section, *, seen: int | None = None) -> Section:
    """Confirm everything in the section that has nothing open."""
    with act(actor, "confirm_all", section, seen=seen) as section:
        ready = [
            o for o in _within(section).filter(state=life.FOUND).select_related("plan", "section") if not o.open_points
        ]
        for obligation in ready:
            confirm(actor, obligation)
        if not ready:
            raise Refused(_("这一节没有可以直接确认的：其余各条还有未定的单位或周期。"))
    return section


def _within(section: Section) -> Any:
    """The obligations of the section and of those under it."""
    return Obligation.objects.filter(plan_id=section.plan_id, start__gte=section.start, end__lte=section.end)
