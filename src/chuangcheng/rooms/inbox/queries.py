"""What waits for a person, and the figures of home."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from chuangcheng.kit import clock
from chuangcheng.kit.rooms import Waiting, all_rooms
from chuangcheng.rooms.duties import queries as duties
from chuangcheng.rooms.plans import life as plan_life
from chuangcheng.rooms.plans.models import Plan
from chuangcheng.rooms.standards.models import ACTIONS, GRIPS

FAR = dt.date.max


def waiting(person: Any) -> list[Waiting]:
    """Everything that waits for the person, the most urgent first. The page and its menu both ask: it is read once a request."""
    kept: list[Waiting] | None = person.__dict__.get("_waiting")
    if kept is None:
        rows = [row for room in all_rooms() if room.waiting for row in room.waiting(person)]
        kept = sorted(rows, key=lambda row: (row.due_on or FAR, row.title))
        person.__dict__["_waiting"] = kept
    return list(kept)


@dataclass(frozen=True)
class Group:
    """A stretch of the inbox under one heading."""

    label: str
    rows: Sequence[Waiting]
    late: bool = False


def grouped(rows: Sequence[Waiting]) -> list[Group]:
    """Late, today, this week, later, and what has no day."""
    today = clock.today()
    week = today + dt.timedelta(days=6 - today.weekday())
    parts: dict[str, list[Waiting]] = {"late": [], "today": [], "week": [], "later": [], "open": []}
    for row in rows:
        parts[_when(row.due_on, today, week)].append(row)
    labels = {"late": _("逾期"), "today": _("今天"), "open": _("等您办"), "week": _("本周"), "later": _("以后")}
    return [Group(labels[key], parts[key], key == "late") for key in labels if parts[key]]


def _when(due: dt.date | None, today: dt.date, week: dt.date) -> str:
    if due is None:
        return "open"
    if due < today:
        return "late"
    if due == today:
        return "today"
    return "week" if due <= week else "later"


@dataclass(frozen=True)
class Part:
    """One card of home: a grip or an action with the figures of its duties that fall due in a span of days."""

    key: str
    label: str
    span: tuple[dt.date, dt.date]
    figures: Mapping[str, int]

    @property
    def total(self) -> int:
        return self.figures["total"]

    @property
    def accepted(self) -> int:
        return self.figures["accepted"]

    @property
    def under_way(self) -> int:
        return self.figures["under_way"]

    @property
    def late(self) -> int:
        return self.figures["late"]

    @property
    def not_held(self) -> int:
        return self.figures["not_held"]

    @property
    def rest(self) -> int:
        return self.total - self.accepted - self.not_held - self.under_way - self.late

    def _url(self, tab: str) -> str:
        """The records behind a figure: the duty list, filtered alike."""
        return f"{reverse('duties:list')}?{urlencode({'tab': tab, 'part': self.key, 'due_from': str(self.span[0]), 'due_to': str(self.span[1])})}"

    @property
    def all_url(self) -> str:
        return self._url("all")

    @property
    def ended_url(self) -> str:
        return self._url("accepted")

    @property
    def not_held_url(self) -> str:
        return self._url("not_held")

    @property
    def signing_url(self) -> str:
        return self._url("in_line")

    @property
    def late_url(self) -> str:
        return self._url("late")

    @property
    def open_url(self) -> str:
        return self._url("not_due")

    @property
    def percent(self) -> float | None:
        return round(100 * self.accepted / self.total, 1) if self.total else None


EMPTY = {"total": 0, "accepted": 0, "not_held": 0, "under_way": 0, "late": 0}


def _last_approved() -> Plan | None:
    """Between two campaigns the last one is still looked at."""
    return Plan.objects.filter(state__in=[plan_life.APPROVED, plan_life.SUPERSEDED]).order_by("-end_on").first()


def home(person: Any) -> dict[str, Any]:
    """1 + 3 + 5 as far as the rooms exist, over the duties due from the campaign's start to the end of this month.

    The campaign is the approved plan that runs today, the one that began first; a plan that is only brought, or begins
    later, changes no figure.
    """
    today = clock.today()
    running = list(Plan.objects.filter(state=plan_life.APPROVED, end_on__gte=today).order_by("start_on", "-end_on"))
    plan = next((p for p in running if p.start_on <= today), None) or next(iter(running), None) or _last_approved()
    month_end = (today.replace(day=28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1)
    start = min(plan.start_on, today) if plan else today.replace(month=1, day=1)
    figures = duties.by_part(person, start, month_end)
    everything = {key: sum(row[key] for row in figures.values()) for key in EMPTY}
    span = (start, month_end)
    return {
        "plan": plan,
        "days_left": (plan.end_on - today).days if plan and plan.end_on >= today else None,
        "start": start,
        "until": month_end,
        "spared": duties.spared(person, today.replace(day=1)),
        "whole": Part("", "", span, everything),
        "grips": [Part(key, _(label), span, figures.get(key, EMPTY)) for key, label in GRIPS.items()],
        "actions": [Part(key, _(label), span, figures.get(key, EMPTY)) for key, label in ACTIONS.items()],
    }


def unread(person: Any) -> int:
    """Unread notices, counted to 100."""
    return int(person.notices.filter(read_at=None).order_by()[:100].count())
