"""Builders for tests and for the demo county: plans brought, checked and approved, all through the verbs."""

import datetime as dt
from typing import Any

from chuangcheng.kit import jobs
from chuangcheng.rooms.org.models import Unit
from chuangcheng.rooms.plans import life, queries, suggest, verbs
from chuangcheng.rooms.plans.models import LEAD, ONCE, Obligation, Plan


def brought(actor: Any, unit: Unit, text: str, start_on: dt.date, end_on: dt.date, *, title: str = "", previous: Plan | None = None,
            paper_number: str = "") -> Plan:  # fmt: skip
    """A plan that was uploaded as a text file and read."""
    name = f"{title or text.strip().splitlines()[0].strip()}.txt"
    plan = verbs.bring(actor, unit=unit, name=name, chunks=[text.encode()], start_on=start_on, end_on=end_on, title=title,
                       previous=previous, paper_number=paper_number, nothing_secret=True)  # fmt: skip
    run(plan)
    plan.refresh_from_db()
    return plan


def run(plan: Plan) -> list[jobs.Job]:
    """Run the plan's waiting jobs here and now."""
    waiting = jobs.Job.objects.filter(state=jobs.QUEUED, arguments__plan=str(plan.pk)).order_by("created_at")
    return [jobs.run(str(job.pk)) for job in list(waiting)]


def checked(actor: Any, plan: Plan, *, leave: int = 0) -> Plan:
    """Decide what is open the way an office would, and confirm everything but the last few."""
    found = queries.obligations(plan, queries.sections(plan))
    waiting, finder = [o for o in found if o.state == life.FOUND], suggest.CriterionFinder()
    for obligation in waiting[: len(waiting) - leave]:
        if obligation.rule in UNSURE:
            verbs.leave_out(actor, obligation)
        elif obligation.mark_as == LEAD:
            _decide(actor, obligation, [plan.unit], finder)
        else:
            verbs.confirm(actor, obligation)
    plan.refresh_from_db()
    return plan


UNSURE = ("bare", "nominal")  # readings without a verb and object of their own: an office leaves most of them out


def _decide(actor: Any, obligation: Obligation, fallback: list[Unit], finder: suggest.CriterionFinder) -> None:
    proposal = suggest.cadence(obligation)
    units = obligation.effective.units or fallback
    cadence = obligation.effective.cadence or (proposal.cadence if proposal else ONCE)
    verbs.correct(
        actor, obligation, title=obligation.title, units=units, cooperating=obligation.effective.cooperating,
        cadence="P1M" if cadence == "P1D" else cadence, needed=min(obligation.needed, 3), measure=obligation.measure,
        due_on=obligation.due_on, mark_as=LEAD, signing=obligation.signing, part=obligation.effective.part,
        criteria=list(obligation.criteria.all()) or _likely(finder, obligation), then="confirm",
    )  # fmt: skip


def approved(actor: Any, plan: Plan) -> int:
    """Approve the plan and make its duties; how many."""
    verbs.approve(actor, plan)
    return sum(job.result.get("duties", 0) for job in run(plan))


def _likely(finder: suggest.CriterionFinder, obligation: Obligation) -> list[Any]:
    """The criterion that an office would tick: the first suggestion where it is plainly alike."""
    found = finder.find(f"{obligation.section.title if obligation.section else ''} {obligation.text}", limit=1)
    return [criterion for criterion, score in found if score >= 0.3]
