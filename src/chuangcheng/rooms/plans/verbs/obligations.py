"""Checking: an obligation is corrected, marked, split, merged, confirmed."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from chuangcheng.kit.punctuation import joined
from chuangcheng.kit.refused import Refused
from chuangcheng.kit.verbs import act, make
from chuangcheng.rooms.duties.models import EACH
from chuangcheng.rooms.org.models import Unit
from chuangcheng.rooms.plans import intake, life, suggest
from chuangcheng.rooms.plans.models import LEAD, Obligation, Plan, Section
from chuangcheng.rooms.standards.models import Criterion


def correct(actor: Any, obligation: Obligation, *, title: str, units: Sequence[Unit] = (), cooperating: Sequence[Unit] = (),
            cadence: str = "", due_day: str = "", needed: int = 1, measure: str = "", due_on: dt.date | None = None, mark_as: str = LEAD,
            signing: str = EACH, part: str = "", criteria: Sequence[Criterion] = (), then: str = "",
            seen: int | None = None) -> Obligation:  # fmt: skip
    """Set what a person decided; `then="confirm"` confirms in the same step."""
    with transaction.atomic():
        with act(actor, "correct", obligation, seen=seen) as obligation:
            obligation.title, obligation.cadence, obligation.due_day = title, cadence, due_day
            obligation.needed, obligation.measure = needed, measure
            obligation.due_on, obligation.mark_as, obligation.signing, obligation.part = due_on, mark_as, signing, part
            obligation.units.set(units)
            obligation.cooperating.set(cooperating)
            obligation.criteria.set(criteria)
        obligation.__dict__.pop("effective", None)
        return confirm(actor, obligation) if then == "confirm" else obligation


def confirm(actor: Any, obligation: Obligation, *, seen: int | None = None) -> Obligation:
    """核对: a person stands by it. Nothing vague passes."""
    with act(actor, "confirm", obligation, seen=seen) as obligation:
        if points := obligation.open_points:
            raise Refused(_("还不能确认：%(points)s。") % {"points": joined(points)})
    return obligation


def doubt(actor: Any, obligation: Obligation, *, seen: int | None = None) -> Obligation:
    """Take a confirmation back."""
    with act(actor, "doubt", obligation, seen=seen) as obligation:
        pass
    return obligation


def mark(actor: Any, obligation: Obligation, *, mark_as: str, seen: int | None = None) -> Obligation:
    """主责, 配合, 不涉及 or 非任务. What is not ours needs no more checking."""
    with act(actor, "mark", obligation, seen=seen) as obligation:
        obligation.mark_as = mark_as
    if mark_as != LEAD and obligation.state == life.FOUND:
        return confirm(actor, obligation)
    return obligation


def split(actor: Any, obligation: Obligation, *, at: int, seen: int | None = None) -> Obligation:
    """Cut one obligation into two at an offset of the document."""
    text = obligation.plan.text
    if not obligation.start < at < obligation.end:
        raise Refused(_("拆分处要在这一条的文字之内。"))
    with act(actor, "split", obligation, seen=seen, facts={"at": at}) as obligation:
        rest = _piece(obligation, at, obligation.end)
        obligation.end, obligation.cut_by_person = at, True
        obligation.said = intake.within(obligation.said, obligation.start, at)
        _retext(obligation, text)
        rest.save()
        rest.units.set(obligation.units.all())
        rest.cooperating.set(obligation.cooperating.all())
    return obligation


def _piece(of: Obligation, start: int, end: int) -> Obligation:
    """A new obligation over part of the document, with what of the old one's words lies in it."""
    said = intake.within(of.said, start, end)
    decided = intake.decided_by(said)
    if not said.get("cadence"):
        decided |= {"cadence": decided["cadence"] or of.cadence, "due_day": of.due_day}
    made = Obligation(plan=of.plan, section=of.section, start=start, end=end, rule="person", cut_by_person=True, said=said,
                      conditional=of.conditional, part=of.part, signing=of.signing, mark_as=of.mark_as, **decided)  # fmt: skip
    _retext(made, of.plan.text)
    return made


def _retext(obligation: Obligation, text: str) -> None:
    obligation.text = text[obligation.start : obligation.end].strip("，；。、 \n")[:1000]
    obligation.title = obligation.text[:60]


def merge(actor: Any, obligation: Obligation, *, seen: int | None = None) -> Obligation:
    """Join an obligation to the one before it in its section."""
    before = Obligation.objects.filter(
        plan=obligation.plan, section=obligation.section, start__lt=obligation.start, state__in=[life.FOUND, life.CHECKED]
    ).order_by("-start").first()  # fmt: skip
    if before is None:
        raise Refused(_("它前面没有可以合并的一条。"))
    leave_out(actor, obligation, seen=seen)
    with act(actor, "merge", before, facts={"with": obligation.text}) as before:
        before.end, before.cut_by_person = max(before.end, obligation.end), True
        for name, value in obligation.said.items():
            mine = before.said.get(name)
            before.said[name] = [*(mine or []), *value] if isinstance(value, list) else mine or value
        _retext(before, obligation.plan.text)
        before.units.add(*obligation.units.all())
        before.cooperating.add(*obligation.cooperating.all())
    return before


def leave_out(actor: Any, obligation: Obligation, *, seen: int | None = None) -> Obligation:
    with act(actor, "leave_out", obligation, seen=seen) as obligation:
        pass
    return obligation


def take_up(actor: Any, obligation: Obligation, *, seen: int | None = None) -> Obligation:
    with act(actor, "take_up", obligation, seen=seen) as obligation:
        pass
    return obligation


def add(actor: Any, plan: Plan, *, start: int, end: int, seen: int | None = None) -> Obligation:
    """Take up a stretch of the document that the reading passed over."""
    if not 0 <= start < end <= len(plan.text):
        raise Refused(_("请在左边文件里选中一段文字。"))
    section = Section.objects.filter(plan=plan, start__lte=start).order_by("-start").first()
    said, finder = intake.read_stretch(plan, start, end), suggest.UnitFinder()
    made = Obligation(plan=plan, section=section, start=start, end=end, rule="person", cut_by_person=True, said=said,
                      **intake.decided_by(said))  # fmt: skip
    _retext(made, plan.text)
    if not made.text:
        raise Refused(_("选中的文字是空的。"))
    intake.mark_known(made, finder)
    with make(actor, "take_up", made):
        pass
    intake.name_units(made, finder)
    return made


def put_in_force(actor: Any, obligation: Obligation, *, seen: int | None = None) -> Obligation:
    with act(actor, "put_in_force", obligation) as obligation:
        pass
    return obligation
