"""A plan comes in, is read, and is approved."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from chuangcheng.kit import files, jobs
from chuangcheng.kit.refused import STATE, Refused
from chuangcheng.kit.verbs import act, make
from chuangcheng.lib import planread
from chuangcheng.rooms.org.models import Unit
from chuangcheng.rooms.plans import life
from chuangcheng.rooms.plans.intake import fill
from chuangcheng.rooms.plans.models import LEAD, Obligation, Plan, Section

LONGEST = 2_000_000
LONGEST_CAMPAIGN = dt.timedelta(days=6 * 365 + 2)


def bring(actor: Any, *, unit: Unit, name: str, chunks: Iterable[bytes], start_on: dt.date, end_on: dt.date, title: str = "",
          paper_number: str = "", previous: Plan | None = None, nothing_secret: bool = False) -> Plan:  # fmt: skip
    """Upload a plan's file. Whether it can be read is known before anything is kept; the reading itself is a job."""
    _declared(nothing_secret)
    data = b"".join(chunks)
    read(data, name)
    plan = _plan(actor, unit=unit, start_on=start_on, end_on=end_on, title=title or name.rsplit(".", 1)[0], previous=previous,
                 filename=name[-200:], paper_number=paper_number)  # fmt: skip
    plan.blob = files.store([data])
    with make(actor, "bring", plan):
        jobs.enqueue("plans.read", actor, title=plan.title, url=plan.get_absolute_url(), plan=str(plan.pk))
    return plan


def paste(actor: Any, *, unit: Unit, text: str, start_on: dt.date, end_on: dt.date, title: str, paper_number: str = "",
          previous: Plan | None = None, nothing_secret: bool = False) -> Plan:  # fmt: skip
    """Take a plan's text as it was copied from a page or a chat."""
    _declared(nothing_secret)
    data = text.replace("\r\n", "\n").encode()
    read(data, "pasted.txt")
    plan = _plan(
        actor, unit=unit, start_on=start_on, end_on=end_on, title=title, previous=previous, paper_number=paper_number
    )
    plan.text = data.decode()
    with make(actor, "paste", plan):
        jobs.enqueue("plans.read", actor, title=plan.title, url=plan.get_absolute_url(), plan=str(plan.pk))
    return plan


def read(data: bytes, name: str) -> planread.Document:
    """The document behind a file. Raises Refused in words that say what is wrong and what to do."""
    try:
        return planread.read_bytes(data, name)
    except planread.Unreadable as error:
        words = error.en if (get_language() or "").startswith("en") else error.zh
        raise Refused(words, fields={"file": words, "text": words}) from error


def _declared(nothing_secret: bool) -> None:
    if not nothing_secret:
        raise Refused(_("请先确认文件不含涉密内容。"), fields={"nothing_secret": _("请勾选“不含涉密内容”。")})


def _in_order(start_on: dt.date, end_on: dt.date) -> None:
    """Raises Refused for days out of order, and for a year that was surely mistyped."""
    if end_on < start_on:
        raise Refused(_("止日早于起日。"), fields={"end_on": _("创建活动的止日要晚于起日。")})
    if end_on > start_on + LONGEST_CAMPAIGN:
        words = _("创建活动最长 %(n)s 年，请看看年份有没有写错。") % {"n": LONGEST_CAMPAIGN.days // 365}
        raise Refused(words, fields={"end_on": words})


def _plan(actor: Any, *, start_on: dt.date, end_on: dt.date, previous: Plan | None, **facts: Any) -> Plan:
    _in_order(start_on, end_on)
    plan = Plan(start_on=start_on, end_on=end_on, previous=previous, brought_by=actor, **facts)
    if previous is not None:
        plan.family, plan.edition = previous.family, _newest(previous) + 1
    return plan


def _newest(plan: Plan) -> int:
    return max(Plan.objects.filter(family=plan.family).values_list("edition", flat=True))


def take_in(
    actor: Any, plan: Plan, *, document: planread.Document, parsed: planread.Plan, seen: int | None = None
) -> Plan:
    """Keep what was read: text, sections and obligations with suggestions."""
    facts = {"obligations": len(parsed.obligations), "headings": len(parsed.headings)}
    with act(actor, "take_in", plan, facts=facts) as plan:
        plan.text = document.text
        if parsed.title and (not plan.title or plan.filename.startswith(plan.title)):
            plan.title = parsed.title[:200]
        plan.notes = [{"start": note.start, "zh": note.zh, "en": note.en} for note in parsed.notes]
        fill(plan, parsed)
    return plan


def fail(actor: Any, plan: Plan, *, failure: str, seen: int | None = None) -> Plan:
    with act(actor, "fail", plan) as plan:
        plan.failure = failure[:500]
    return plan


def describe(actor: Any, plan: Plan, *, title: str, paper_number: str, start_on: dt.date, end_on: dt.date,
             seen: int | None = None) -> Plan:  # fmt: skip
    """Correct the plan's title, number and days."""
    _in_order(start_on, end_on)
    with act(actor, "describe", plan, seen=seen) as plan:
        plan.title, plan.paper_number, plan.start_on, plan.end_on = title, paper_number, start_on, end_on
    return plan


def approve(actor: Any, plan: Plan, *, sections: Sequence[Section] = (), seen: int | None = None) -> Plan:
    """Approve what was checked: all of it, or that of the chosen sections. A job makes the duties.

    Raises Refused while a checked obligation is open, or where there is nothing new to approve.
    """
    with transaction.atomic():
        Plan.objects.select_for_update().get(pk=plan.pk)
        on_the_way = _on_the_way(plan)
        chosen = _ready(plan, sections, on_the_way)
        rest = Obligation.objects.filter(plan=plan, state__in=[life.FOUND, life.CHECKED]).exclude(
            pk__in=[*on_the_way, *(o.pk for o in chosen)]
        )
        to = life.CHECKING if rest.exists() else life.APPROVED
        with act(actor, "approve", plan, seen=seen, to=to, facts={"obligations": len(chosen)}) as plan:
            jobs.enqueue(
                "plans.expand",
                actor,
                title=plan.title,
                url=plan.get_absolute_url(),
                plan=str(plan.pk),
                obligations=[str(o.pk) for o in chosen],
            )
        if plan.previous is not None and plan.state == life.APPROVED and plan.previous.state != life.SUPERSEDED:
            supersede(actor, plan.previous)
    return plan


def _on_the_way(plan: Plan) -> set[str]:
    """The obligations that were approved already and whose job has not come to them."""
    waiting = jobs.Job.objects.filter(
        name="plans.expand", arguments__plan=str(plan.pk), state__in=[jobs.QUEUED, jobs.RUNNING]
    )
    return {key for job in waiting for key in job.arguments["obligations"]}


def _ready(plan: Plan, sections: Sequence[Section], but: set[str]) -> list[Obligation]:
    """The checked obligations to approve, none of them open."""
    query = (
        Obligation.objects.filter(plan=plan, state=life.CHECKED).exclude(pk__in=but).select_related("plan", "section")
    )
    query = query.filter(_under(sections)) if sections else query
    chosen = list(query.select_for_update(of=("self",)))
    if not chosen:
        raise Refused(_("没有新核对好的任务要求可以批准。"), why=STATE)
    unsure = [o for o in chosen if o.mark_as == LEAD and o.open_points]
    if unsure:
        raise Refused(_("“%(title)s”等 %(n)s 条还有未定的单位或周期。") % {"title": unsure[0].title, "n": len(unsure)})
    return chosen


def _under(sections: Sequence[Section]) -> Q:
    """In one of the sections or in those under it."""
    found = Q(pk=None)
    for section in sections:
        found |= Q(start__gte=section.start, end__lte=section.end)
    return found


def supersede(actor: Any, plan: Plan, *, seen: int | None = None) -> Plan:
    with act(actor, "supersede", plan) as plan:
        pass
    return plan


def drop(actor: Any, plan: Plan, *, seen: int | None = None) -> Plan:
    """Put a plan aside that was brought by mistake; it made no duties."""
    if Obligation.objects.filter(plan=plan, state=life.IN_FORCE).exists() or _on_the_way(plan):
        raise Refused(_("已有部分任务生成，不能作废。"), why=STATE)
    with act(actor, "drop", plan, seen=seen) as plan:
        pass
    return plan
