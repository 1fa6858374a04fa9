"""Long work of plans: reading a document, making the duties of what was approved."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from chuangcheng.kit import clock, files
from chuangcheng.kit.jobs import Job
from chuangcheng.kit.refused import Refused
from chuangcheng.lib import planread
from chuangcheng.rooms.duties import verbs as duties
from chuangcheng.rooms.duties.calendar import calendar
from chuangcheng.rooms.duties.life import TO_DO
from chuangcheng.rooms.duties.models import Duty
from chuangcheng.rooms.plans import expansion, life, verbs
from chuangcheng.rooms.plans.models import Obligation, Plan

# what an open duty takes over from a new version, beside its due day
FOLLOWED = ("title", "text", "needed", "measure", "signing")


def read(job: Job, actor: Any, *, plan: str) -> dict[str, Any]:
    """Read a plan's document. Running it twice changes nothing."""
    found = Plan.objects.get(pk=plan)
    if found.state != life.READING:
        return {}
    try:
        data, name = (
            (files.read(found.blob_id), found.filename) if found.blob_id else (found.text.encode(), "pasted.txt")
        )
        job.say(_("正在打开文件"))
        document = verbs.documents.read(data, name)
        job.say(_("正在识别任务要求"))
        parsed = planread.parse(document.text, year=found.start_on.year)
        verbs.take_in(actor, found, document=document, parsed=parsed)
    except Refused as refused:
        verbs.fail(actor, found, failure=refused.words)
        raise
    return {"obligations": len(parsed.obligations)}


def expand(job: Job, actor: Any, *, plan: str, obligations: list[str]) -> dict[str, Any]:
    """Make the duties of approved obligations, each in one transaction: cut off anywhere, it can be run again."""
    made, days, today = 0, calendar(), clock.local(job.created_at).date()
    for key in job.each(_("正在生成任务"), obligations, len(obligations)):
        with transaction.atomic():
            locked = Obligation.objects.select_for_update(of=("self",)).select_related("plan", "section")
            obligation = locked.get(pk=key)
            if obligation.state != life.CHECKED:
                continue  # left out or doubted since it was approved; or in force, with its duties, by a run before
            obligation = verbs.put_in_force(actor, obligation)
            wanted = expansion.specs(obligation, days, today)
            if obligation.change in ("kept", "changed"):
                _settle(actor, obligation, {(spec.unit_id, spec.period): spec for spec in wanted}, today)
            made += duties.assign_many(actor, wanted)
    dropped = _withdraw_dropped(job, actor, Plan.objects.get(pk=plan))
    return {"duties": made, "withdrawn": dropped}


def _settle(actor: Any, obligation: Obligation, wanted: dict[Any, duties.Spec], today: dt.date) -> None:
    """Duties not handed in yet: those no longer owed (another unit, another period) are withdrawn, and those of a
    changed obligation follow the new text.

    What was due before, or owed for a period that is over, is judged by the old text and stays owed.
    """
    for duty in Duty.objects.filter(lineage=obligation.lineage, state__in=TO_DO):
        spec = wanted.get((duty.assigned_to_id or duty.unit_id, duty.period))
        if spec is None:
            if min(duty.period_to, duty.due_on) >= today:
                duties.withdraw(actor, duty, reason=_("方案新版已不再要求"))
            continue
        if obligation.change != "changed":
            continue
        due = max(duty.due_on, spec.due_on) if duty.due_before else spec.due_on  # what the office put off stays so
        if due != duty.due_on or any(getattr(duty, name) != getattr(spec, name) for name in FOLLOWED):
            duties.adjust(actor, duty, title=spec.title, needed=spec.needed, measure=spec.measure, signing=spec.signing,
                          text=spec.text, due_on=due)  # fmt: skip


def _withdraw_dropped(job: Job, actor: Any, plan: Plan) -> int:
    """Once a new version is approved whole: what the old one alone demanded is no longer owed."""
    if plan.previous is None or plan.state != life.APPROVED:
        return 0
    kept = set(plan.obligations.exclude(state=life.LEFT_OUT).values_list("lineage", flat=True))
    gone = set(plan.previous.obligations.values_list("lineage", flat=True)) - kept
    open_duties = list(Duty.objects.filter(lineage__in=gone, state__in=TO_DO))
    for duty in job.each(_("正在撤销新版已删去的任务"), open_duties, len(open_duties)):
        duties.withdraw(actor, duty, reason=_("方案新版已删去"))
    return len(open_duties)
