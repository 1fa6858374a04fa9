"""Who sees and hands in evidence."""

from typing import Any

from django.db.models import Q

from chuangcheng.rooms.evidence.models import Evidence
from chuangcheng.rooms.org.models import HANDLER, LEADS, LIAISON

HANDS_IN = (LIAISON, HANDLER, *LEADS)


def visible(person: Any) -> Q:
    """The office and auditors see all; a unit its own and what stands below it, and what is shared with it:
    the proofs of duties that it cooperates in."""
    if person.is_office or person.is_auditor or person.is_system:
        return Q()
    shared = Evidence.readers.through.objects.filter(unit__in=person.own_units).values("evidence_id")
    return Q(unit__in=person.reach) | Q(pk__in=shared)


def hands_in(person: Any, record: Evidence | None) -> bool:
    """Whoever works for a unit hands in for it; what is whose is checked again with the unit known."""
    if person.is_system or person.is_office:
        return True
    own = {post.unit_id for post in person.held if post.role in HANDS_IN}
    return bool(own) if record is None else record.unit_id in own


RULES = {"hand_in": hands_in, "amend": hands_in}
