"""Reads of plans; the person comes first."""

from typing import Any

from django.db.models import Count, Q, QuerySet

from chuangcheng.kit.policy import visible
from chuangcheng.rooms.plans import life
from chuangcheng.rooms.plans.models import LEAD, Obligation, Plan, Section


def plans(person: Any) -> "QuerySet[Plan]":
    """Plans, newest first, with how far their checking is."""
    live = ~Q(obligations__state=life.LEFT_OUT)
    return visible(person, Plan).exclude(state=life.DROPPED).select_related("unit", "brought_by").annotate(
        total=Count("obligations", filter=live),
        done=Count("obligations", filter=Q(obligations__state__in=[life.CHECKED, life.IN_FORCE])),
    ).order_by("-created_at", "-id")  # fmt: skip


def sections(plan: Plan) -> list[Section]:
    """The plan's sections in order, their parents being rows of the same list."""
    found = list(plan.sections.prefetch_related("units", "cooperating").order_by("index"))
    by_key = {section.pk: section for section in found}
    for section in found:
        if section.parent_id:
            section.parent = by_key[section.parent_id]
    return found


def obligations(plan: Plan, under: list[Section]) -> list[Obligation]:
    """The plan's obligations in the order of the text, hung under the given sections."""
    by_key = {section.pk: section for section in under}
    found = list(plan.obligations.prefetch_related("units", "cooperating", "criteria").order_by("start", "id"))
    for obligation in found:
        obligation.plan = plan
        if obligation.section_id:
            obligation.section = by_key[obligation.section_id]
    return found


def progress(found: list[Obligation]) -> dict[str, int]:
    """Of the obligations that are not left out: how many are checked, open, without unit, without period."""
    live = [o for o in found if o.state != life.LEFT_OUT]
    waiting = [o for o in live if o.state == life.FOUND]
    ours = [o for o in live if o.mark_as == LEAD]
    return {
        "total": len(live),
        "done": len(live) - len(waiting),
        "left": len(waiting),
        "no_unit": sum(1 for o in ours if not o.effective.units),
        "no_cadence": sum(1 for o in ours if not o.effective.cadence),
        "ready": sum(1 for o in live if o.state == life.CHECKED),
    }


def dropped(plan: Plan) -> list[Obligation]:
    """What the version before demanded and this one does not."""
    if plan.previous is None:
        return []
    kept = plan.obligations.values("lineage")
    return list(plan.previous.obligations.exclude(state=life.LEFT_OUT).exclude(lineage__in=kept))
