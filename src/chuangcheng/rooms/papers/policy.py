"""Who sees papers and what each may do to them."""

from typing import Any

from django.db.models import Q

from chuangcheng.rooms.org.models import HANDLER, LEADS, LIAISON
from chuangcheng.rooms.papers import life
from chuangcheng.rooms.papers.models import Paper

WORKERS = (LIAISON, HANDLER, *LEADS)  # who receives and answers for a unit


def sees_all(person: Any) -> bool:
    return bool(person.is_office or person.is_auditor or person.is_system)


def visible(person: Any) -> Q:
    """The office and auditors see all; a unit what was issued to it and to those below it, never a draft."""
    if sees_all(person):
        return Q()
    return Q(unit__in=person.reach) & ~Q(state__in=life.UNISSUED)


def office(person: Any, paper: Paper | None) -> bool:
    return bool(person.is_office or person.is_system)


def works_for(person: Any, paper: Paper | None) -> bool:
    """Liaisons, handlers and leads of the paper's own unit."""
    if paper is None:
        return False
    return person.is_system or any(post.unit_id == paper.unit_id and post.role in WORKERS for post in person.held)


RULES = {
    "draft": office,
    "issue": office,
    "receive": works_for,
    "answer": works_for,
    "strike_off": office,
    "send_back": office,
    "extend": office,
    "amend": office,
    "recall": office,
    "discard": office,
}


def reads_reports(person: Any) -> bool:
    """A unit's month is for whoever holds a post; of which unit, `reported` says."""
    return bool(person.held)
