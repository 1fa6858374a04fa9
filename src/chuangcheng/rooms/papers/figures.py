"""The figures of a week, of the whole county, and of a unit's month: drawn from duties and papers, stored nowhere."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode

from chuangcheng.kit import clock
from chuangcheng.rooms.duties import queries as duties
from chuangcheng.rooms.duties.models import Duty
from chuangcheng.rooms.org.models import Unit
from chuangcheng.rooms.papers import queries
from chuangcheng.rooms.papers.models import Paper

NAMED = 8  # units named for good or for being behind
REASONS = 5  # the most frequent reasons of returns
LISTED = 100  # duties listed one by one
TITLES = 20  # lines of what is due next week


@dataclass(frozen=True)
class Line:
    """The duties due in a span of days, of one unit or of all, and what became of them."""

    name: str
    unit: Any
    span: tuple[dt.date, dt.date]
    counts: Mapping[str, int]

    def __getattr__(self, name: str) -> int:
        if name in ("total", *duties.SPANS):
            return self.counts[name]
        raise AttributeError(name)

    @property
    def owed(self) -> int:
        """Of which something was to come: without those that ended as not held or not applicable."""
        return self.counts["total"] - self.counts["not_held"]

    @property
    def handed_in(self) -> int:
        return self.counts["in_time"] + self.counts["checking"] + self.counts["supplied"]

    @property
    def rate(self) -> float | None:
        """完成率: handed in (under review and late ones too) of what was owed; a unit does not wait for the office here."""
        return self.handed_in / self.owed if self.owed else None

    @property
    def rate_words(self) -> str:
        return "—" if self.rate is None else f"{self.rate:.1%}"

    def url(self, tab: str) -> str:
        """The duties behind a figure: the list, filtered alike."""
        given = {"tab": tab, "due_from": str(self.span[0]), "due_to": str(self.span[1])}
        return f"{reverse('duties:list')}?{urlencode(given | ({'unit': self.unit} if self.unit else {}))}"

    @property
    def cells(self) -> list[tuple[str, int, str]]:
        """Each figure with its name and the list behind it."""
        return [(name, self.counts[name], self.url(name)) for name in duties.SPANS]

    @property
    def all_url(self) -> str:
        return self.url("all")


def _line(row: Mapping[str, Any], span: tuple[dt.date, dt.date]) -> Line:
    return Line(row["short"] or row["name"], row["unit"], span, {key: row[key] for key in ("total", *duties.SPANS)})


def _sum(lines: Sequence[Line], span: tuple[dt.date, dt.date], unit: Any = None, name: str = "") -> Line:
    counts = {key: sum(line.counts[key] for line in lines) for key in ("total", *duties.SPANS)}
    return Line(name, unit, span, counts)


@dataclass(frozen=True)
class Week:
    """A week of the whole county."""

    start: dt.date
    end: dt.date
    lines: Sequence[Line]
    whole: Line
    reasons: Sequence[tuple[str, int]]
    returned: int
    not_held: Sequence[Duty]
    issued: Sequence[Paper]
    struck_off: Sequence[Paper]
    late_papers: Sequence[Paper]
    ahead: Sequence[Mapping[str, Any]]
    ahead_count: int

    @property
    def good(self) -> list[Line]:
        """Units that handed in everything, and in time. Units are named, never people."""
        return [line for line in self.lines if line.rate == 1 and not line.supplied][:NAMED]

    @property
    def behind(self) -> list[Line]:
        """Units with something late, the most late first."""
        return sorted((line for line in self.lines if line.late), key=lambda line: -line.late)[:NAMED]

    @property
    def key(self) -> str:
        """2026-W24, as the address has it."""
        year, number, _day = self.start.isocalendar()
        return f"{year}-W{number:02d}"

    @property
    def next_span(self) -> tuple[dt.date, dt.date]:
        return self.end + dt.timedelta(days=1), self.end + dt.timedelta(days=7)

    @property
    def ahead_url(self) -> str:
        start, end = self.next_span
        given = {"tab": "unfinished", "due_from": str(start), "due_to": str(end)}
        return f"{reverse('duties:list')}?{urlencode(given)}"


def week(person: Any, monday: dt.date) -> Week:
    """The week that begins on a Monday, as it stands now."""
    span = (monday, monday + dt.timedelta(days=6))
    rows = [_line(row, span) for row in duties.by_unit(person, *span)]
    lines = sorted(rows, key=lambda line: (line.rate is None, -(line.rate or 0), line.late))
    reasons = duties.returns(*span)
    ahead = (span[1] + dt.timedelta(days=1), span[1] + dt.timedelta(days=7))
    to_come = _sum([_line(row, ahead) for row in duties.by_unit(person, *ahead)], ahead)
    return Week(
        *span, lines, _sum(rows, span), reasons.most_common(REASONS), sum(reasons.values()),
        list(duties.due_in(person, *span, tab_name="not_held")[:LISTED]), list(queries.issued_in(person, *span)[:LISTED]),
        list(queries.struck_off_in(person, *span)[:LISTED]), list(queries.papers(person, tab_name="late")[:LISTED]),
        duties.due_by_title(person, *ahead, TITLES), to_come.late + to_come.not_due,
    )  # fmt: skip


@dataclass(frozen=True)
class Month:
    """A unit's month."""

    unit: Unit
    first: dt.date
    last: dt.date
    whole: Line
    due: Sequence[Duty]
    not_held: Sequence[Duty]
    late: Sequence[Duty]
    issued: Sequence[Paper]
    struck_off: Sequence[Paper]


def month(person: Any, unit: Unit, first: dt.date) -> Month:
    """What was due in the month, what became of it, and the papers that came."""
    span = (first, (first.replace(day=28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1))
    rows = [_line(row, span) for row in duties.by_unit(person, *span, unit=unit)]
    return Month(
        unit, *span, _sum(rows, span, unit.pk, str(unit)), list(duties.due_in(person, *span, unit=unit)[:LISTED]),
        list(duties.due_in(person, *span, tab_name="not_held", unit=unit)[:LISTED]),
        list(duties.due_in(person, *span, tab_name="late", unit=unit)[:LISTED]),
        list(queries.issued_in(person, *span, unit=unit)[:LISTED]),
        list(queries.struck_off_in(person, *span, unit=unit)[:LISTED]),
    )  # fmt: skip


def monday_of(words: str) -> dt.date:
    """The Monday of `2026-W24`; of the present week where the words are none."""
    year, _sep, number = words.partition("-W")
    try:
        asked = dt.date.fromisocalendar(int(year), int(number), 1)
    except ValueError:
        asked = dt.date.min
    today = clock.today()
    return asked if 2000 <= asked.year <= 2100 else today - dt.timedelta(days=today.weekday())


def first_of(words: str) -> dt.date:
    """The first day of `2026-06`; of the present month where the words are none."""
    try:
        asked = dt.date.fromisoformat(f"{words}-01")
    except ValueError:
        asked = dt.date.min
    return asked if 2000 <= asked.year <= 2100 else clock.today().replace(day=1)
