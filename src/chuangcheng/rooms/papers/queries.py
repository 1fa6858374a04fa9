"""Reads of papers; the person comes first."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db.models import Count, Q, QuerySet

from chuangcheng.kit import clock
from chuangcheng.kit.policy import visible
from chuangcheng.rooms.duties.models import Duty
from chuangcheng.rooms.papers import life
from chuangcheng.rooms.papers.models import Paper
from chuangcheng.rooms.papers.policy import WORKERS

# The tabs of the list, in their order. Lateness is of the day on which one looks.
TABS = ("running", "to_receive", "to_answer", "to_strike_off", "late", "ended", "draft", "all")
PLAIN = {"unit": "unit", "kind": "kind", "source": "source", "issued_from": "issued_on__gte", "issued_to": "issued_on__lte",
         "ended_from": "ended_on__gte", "ended_to": "ended_on__lte", "state": "state"}  # fmt: skip


def tab(name: str) -> Q:
    """The condition of a tab on the county's present day."""
    if name == "late":
        return Q(state__in=life.WITH_UNIT, due_on__lt=clock.today())
    states = {"running": life.RUNNING, "to_receive": [life.ISSUED], "to_answer": life.TO_ANSWER,
              "to_strike_off": [life.ANSWERED], "ended": [life.STRUCK_OFF, life.RECALLED], "draft": [life.DRAFT]}  # fmt: skip
    return Q(state__in=states[name]) if name in states else Q()


def papers(person: Any, *, tab_name: str = "running", filters: Mapping[str, Any] | None = None) -> "QuerySet[Paper]":
    """The papers of a list page: what is due first comes first, ended ones by their number, the latest first."""
    found = _filtered(visible(person, Paper).filter(tab(tab_name)), filters or {}).select_related("unit")
    if tab_name in ("ended", "all"):
        return found.order_by("-year", "kind", "-serial", "-id")
    return found.order_by("due_on", "id")


def _filtered(query: "QuerySet[Paper]", filters: Mapping[str, Any]) -> "QuerySet[Paper]":
    for name, column in PLAIN.items():
        if filters.get(name):
            query = query.filter(**{column: filters[name]})
    if filters.get("late"):
        query = query.filter(tab("late"))
    if words := filters.get("words"):
        query = query.filter(Q(title__icontains=words) | Q(number__icontains=words))
    return query


def tab_counts(person: Any, filters: Mapping[str, Any]) -> dict[str, int]:
    """How many papers stand behind each tab. A county has hundreds a year: they are counted in one go."""
    counts = {name: Count("pk", filter=tab(name)) for name in TABS if name != "all"}
    return _filtered(visible(person, Paper), filters).order_by().aggregate(**counts, all=Count("pk"))


def mine(person: Any) -> "QuerySet[Paper]":
    """What the person's own units have to receive or to answer, what is due first."""
    units = [post.unit_id for post in person.held if post.role in WORKERS]
    return (
        Paper.objects.filter(unit__in=units, state__in=life.WITH_UNIT).select_related("unit").order_by("due_on", "id")
    )


def answered() -> "QuerySet[Paper]":
    """What waits for the office to strike it off."""
    return Paper.objects.filter(state=life.ANSWERED).select_related("unit").order_by("due_on", "id")


def of_duty(person: Any, duty: Duty) -> "QuerySet[Paper]":
    found = visible(person, Paper).filter(duties=duty.pk).exclude(state=life.DISCARDED)
    return found.select_related("unit").order_by("-created_at")


def last_prefix(kind: str) -> str:
    """The prefix of the 文号 that was given last: the county's own, until the office writes another."""
    issued = Paper.objects.filter(kind=kind).exclude(number="").order_by("-year", "-serial")
    return issued.values_list("prefix", flat=True).first() or ""


def issued_in(person: Any, start: dt.date, end: dt.date, **more: Any) -> "QuerySet[Paper]":
    found = visible(person, Paper).filter(issued_on__gte=start, issued_on__lte=end, **more)
    return found.select_related("unit").order_by("kind", "year", "serial")


def struck_off_in(person: Any, start: dt.date, end: dt.date, **more: Any) -> "QuerySet[Paper]":
    found = visible(person, Paper).filter(state=life.STRUCK_OFF, ended_on__gte=start, ended_on__lte=end, **more)
    return found.select_related("unit").order_by("kind", "year", "serial")
