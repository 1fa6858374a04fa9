"""What the office does: give duties out, remind, extend, hand on, withdraw."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from chuangcheng.kit import clock, numbers, search
from chuangcheng.kit.refused import Refused
from chuangcheng.kit.rooms import kind_of
from chuangcheng.kit.verbs import act, make, make_many
from chuangcheng.rooms.duties.models import EACH, Duty, Signature
from chuangcheng.rooms.org.models import Unit
from chuangcheng.rooms.standards.models import Criterion


@dataclass(frozen=True)
class Spec:
    """What a duty is to be: given by plans and other rooms that make duties."""

    title: str
    unit_id: UUID
    period: str
    period_from: dt.date
    period_to: dt.date
    due_on: dt.date
    lineage: UUID | None = None
    text: str = ""
    part: str = ""
    origin: str = ""
    needed: int = 1
    measure: str = ""
    signing: str = EACH
    cooperating: tuple[UUID, ...] = field(default=())
    criteria: tuple[UUID, ...] = field(default=())

    def duty(self, number: str) -> Duty:
        """The unsaved duty."""
        plain = {
            name: getattr(self, name) for name in self.__dataclass_fields__ if name not in ("cooperating", "criteria")
        }
        return Duty(number=number, **plain)


def assign(actor: Any, *, title: str, unit: Unit, due_on: dt.date, needed: int = 1, measure: str = "", text: str = "",
           part: str = "", signing: str = EACH, cooperating: Sequence[Unit] = (), criteria: Sequence[Criterion] = ()) -> Duty:  # fmt: skip
    """The office gives a unit one duty by hand."""
    today = clock.today()
    if due_on < today:
        raise Refused(_("期限已经过了。"), fields={"due_on": _("请选今天或以后的日子。")})
    spec = Spec(title=title, unit_id=unit.pk, period="once", period_from=min(today, due_on), period_to=max(today, due_on),
                due_on=due_on, needed=needed, measure=measure, text=text, part=part, signing=signing)  # fmt: skip
    with transaction.atomic():
        duty = spec.duty(numbers.take("duty")[0])
        with make(actor, "assign", duty):
            duty.cooperating.set(cooperating)
            duty.criteria.set(criteria)
    return duty


def assign_many(actor: Any, specs: Sequence[Spec]) -> int:
    """Give out many duties; one that exists already (same lineage, unit and period) is left as it is. How many were made.

    One short transaction: an expansion that was cut off in the middle can simply be run again.
    """
    with transaction.atomic():
        fresh = _not_yet_there(specs)
        given = numbers.take("duty", len(fresh)) if fresh else []
        duties = make_many(actor, "assign", [spec.duty(number) for spec, number in zip(fresh, given, strict=True)])
        _link(Duty.cooperating.through, "unit_id", duties, [spec.cooperating for spec in fresh])
        _link(Duty.criteria.through, "criterion_id", duties, [spec.criteria for spec in fresh])
        _found_by_cooperating([duty.pk for duty, spec in zip(duties, fresh, strict=True) if spec.cooperating])
    return len(duties)


def _not_yet_there(specs: Sequence[Spec]) -> list[Spec]:
    lineages = {spec.lineage for spec in specs if spec.lineage}
    there = Duty.objects.filter(lineage__in=lineages)
    held = {
        *there.values_list("lineage", "unit_id", "period"),
        *there.values_list("lineage", "assigned_to_id", "period"),
    }
    fresh: dict[Any, Spec] = {}
    for spec in specs:
        key = (spec.lineage, spec.unit_id, spec.period)
        if spec.lineage is None or key not in held:
            fresh[key if spec.lineage else object()] = spec
    return list(fresh.values())


def _found_by_cooperating(keys: Sequence[Any]) -> None:
    """Search learns who cooperates once the links are made."""
    if keys:
        search.index(kind_of(Duty), list(Duty.objects.filter(pk__in=keys).prefetch_related("cooperating")))


def _link(through: Any, column: str, duties: Sequence[Duty], targets: Sequence[tuple[UUID, ...]]) -> None:
    rows = [
        through(duty_id=duty.pk, **{column: key}) for duty, keys in zip(duties, targets, strict=True) for key in keys
    ]
    through.objects.bulk_create(rows, batch_size=500)


def remind(actor: Any, duty: Duty, *, seen: int | None = None) -> Duty:
    """催办: a reminder to the unit; once a day is enough."""
    if duty.reminded_on == clock.today():
        raise Refused(_("今天已经催办过了。"))
    with act(actor, "remind", duty, seen=seen) as duty:
        duty.reminded_on = clock.today()
    return duty


def extend(actor: Any, duty: Duty, *, due_on: dt.date, reason: str, seen: int | None = None) -> Duty:
    """Put the due day off; the first one stays visible."""
    if due_on <= duty.due_on:
        raise Refused(
            _("新的期限要晚于现在的期限。"), fields={"due_on": _("请选晚于 %(day)s 的日子。") % {"day": duty.due_on}}
        )
    with act(actor, "extend", duty, seen=seen, facts={"reason": reason}) as duty:
        duty.due_before = duty.due_before or duty.due_on
        duty.due_on = due_on
        duty.escalation, duty.escalated_on = 0, None
    return duty


def reassign(actor: Any, duty: Duty, *, unit: Unit, reason: str, seen: int | None = None) -> Duty:
    """Give the duty to another unit. Signatures of the old unit's leads do not hold for the new one."""
    if duty.lineage and Duty.objects.filter(lineage=duty.lineage, unit=unit, period=duty.period).exists():
        raise Refused(_("%(unit)s 已有同一任务。") % {"unit": unit})
    below = unit.path.startswith(duty.unit.path)
    if not (actor.is_office or actor.is_system or below):
        raise Refused(_("您只能转给本单位的下级单位。"))
    facts = {"reason": reason, "from": str(duty.unit), "to": str(unit)}
    with act(actor, "reassign", duty, seen=seen, facts=facts) as duty:
        duty.assigned_to, duty.unit = duty.assigned_to or duty.unit, unit
        for proof in duty.proofs.select_related("evidence"):
            proof.evidence.readers.add(unit)  # what was gathered stays with the duty, and its new unit sees it
        Signature.objects.filter(duty=duty, void_at=None).update(void_at=clock.now())
    return duty


def adjust(actor: Any, duty: Duty, *, title: str, needed: int, measure: str, signing: str, text: str = "",
           due_on: dt.date | None = None, seen: int | None = None) -> Duty:  # fmt: skip
    """Correct what a duty asks for."""
    with act(actor, "adjust", duty, seen=seen) as duty:
        duty.title, duty.needed, duty.measure, duty.signing, duty.text = title, needed, measure, signing, text
        duty.due_on = due_on or duty.due_on
    return duty


def withdraw(actor: Any, duty: Duty, *, reason: str, seen: int | None = None) -> Duty:
    """The duty is no longer owed."""
    with act(actor, "withdraw", duty, seen=seen, facts={"reason": reason}) as duty:
        duty.reason, duty.ended_at = reason, clock.now()
    return duty


def escalate(actor: Any, duty: Duty, *, level: int, seen: int | None = None) -> Duty:
    """Late by rule: the liaison (1), then the leads (2), the office (3), the dispatch meeting (4) are told."""
    with act(actor, "escalate", duty, facts={"level": level}) as duty:
        duty.escalation, duty.escalated_on = level, clock.today()
    return duty
