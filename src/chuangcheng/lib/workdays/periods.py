"""Periods: what a cadence means in days.

A cadence is an ISO 8601 duration or "once". Periods follow the calendar, as offices count: weeks run Monday to
Sunday (ISO 8601), P10D is 上旬, 中旬, 下旬, P15D is 上半月, 下半月, P3M is a quarter, P6M half a year.
"""

import calendar as months
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from .days import Calendar

CADENCES = ("P1D", "P1W", "P10D", "P15D", "P1M", "P3M", "P6M", "P1Y", "once")
DAYS = (*(f"w{n}" for n in range(1, 8)), *map(str, range(1, 32)), *(f"+{n}" for n in range(1, 29)))
RULES = ("last_workday", "last_day", "next_workday")

Rule = Literal["last_workday", "last_day", "next_workday"]
Language = Literal["zh", "en"]

_DAY = timedelta(days=1)
_WORDS = {
    "P1D": ("每日", "daily"),
    "P1W": ("每周", "weekly"),
    "P10D": ("每旬", "every ten days"),
    "P15D": ("每半月", "twice a month"),
    "P1M": ("每月", "monthly"),
    "P3M": ("每季度", "quarterly"),
    "P6M": ("每半年", "twice a year"),
    "P1Y": ("每年", "yearly"),
    "once": ("一次", "once"),
}
_TENTHS = {"a": ("上旬", "1–10"), "b": ("中旬", "11–20"), "c": ("下旬", "from 21")}
_HALVES = {"h1": ("上半月", "1–15"), "h2": ("下半月", "from 16")}
_WEEKDAYS = tuple(zip(
    ("周一", "周二", "周三", "周四", "周五", "周六", "周日"),
    ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    strict=True,
))  # fmt: skip
_ENGLISH = [date(2000, month, 1).strftime("%B") for month in range(1, 13)]


@dataclass(frozen=True, order=True)
class Period:
    """Days `start` to `end`, both included. `code` names the whole calendar period, also where only a part is meant.

    Codes: 2026-06-12, 2026-W23, 2026-06a 2026-06b 2026-06c (旬), 2026-06h1 2026-06h2 (半月), 2026-06, 2026-Q2,
    2026-H1, 2026, once.
    """

    start: date
    end: date
    code: str
    partial: bool = False

    @property
    def days(self) -> int:
        return (self.end - self.start).days + 1


def periods(cadence: str, start: date, end: date) -> list[Period]:
    """The periods of a cadence from `start` to `end`, both included, in order; empty where end is before start.

    A first or last period that the range cuts is kept, clipped, if at least half of its days are in the range: a plan
    of 26 February owes nothing for February. Where that would leave none at all, the longest cut period is kept, so
    that a promise never vanishes. Raises ValueError for an unknown cadence.
    """
    if cadence not in CADENCES:
        raise ValueError(f"unknown cadence {cadence!r}: one of {', '.join(CADENCES)}")
    if end < start:
        return []
    if cadence == "once":
        return [Period(start, end, "once")]
    kept: list[Period] = []
    cut: list[Period] = []
    for first, last, code in _calendar(cadence, start, end):
        a, b = max(first, start), min(last, end)
        period = Period(a, b, code, partial=(a, b) != (first, last))
        enough = period.days * 2 >= (last - first).days + 1
        (kept if enough else cut).append(period)
    return kept or [max(cut, key=lambda period: period.days)]


def day_fits(by: str, cadence: str) -> bool:
    """Whether a day within a period (`DAYS`) means anything for a cadence: a weekday in weeks, a date in months."""
    if not by:
        return True
    return cadence == "P1W" if by[0] == "w" else by in DAYS and cadence in ("P1M", "P3M", "P6M", "P1Y")


def day_words(by: str, cadence: str, lang: str = "zh") -> str:
    """每月25日前, 季度末月25日前, 次月5日前, 周五前; empty where no day is named."""
    if not by or not day_fits(by, cadence):
        return ""
    english, number = lang.startswith("en"), int(by.lstrip("w+"))
    if by[0] == "w":
        return f"by {_WEEKDAYS[number - 1][1]}" if english else f"{_WEEKDAYS[number - 1][0]}前"
    if by[0] == "+":
        return f"by day {number} of the month after" if english else f"次月{number}日前"
    month = ("the month" if cadence == "P1M" else "its last month") if english else ("" if cadence == "P1M" else "末月")
    return f"by day {number} of {month}" if english else f"{month or '当月'}{number}日前"


def due(period: Period, calendar: Calendar, rule: str = "last_workday", by: str = "") -> date:
    """When the work of a period is due.

    last_workday: the last working day in the period, or before its end where it has none (a Sunday's daily duty is
    due on Friday); last_day: its last day, worked or not; next_workday: the first working day after it.
    `by` (one of `DAYS`) names an earlier or later day, and the last working day up to it is meant: w5 is Friday of a
    week, 25 the 25th of the last month (or its last day, if it is shorter), +5 the 5th of the month after. Of a period
    that was cut, none but +5 lies beyond its end.
    """
    if by:
        return calendar.on_or_before(_named_day(period, by))
    if rule == "last_workday":
        return calendar.on_or_before(period.end)
    if rule == "last_day":
        return period.end
    if rule == "next_workday":
        return calendar.on_or_after(period.end + _DAY)
    raise ValueError(f"unknown rule {rule!r}: one of {', '.join(RULES)}")


def _named_day(period: Period, by: str) -> date:
    if by not in DAYS:
        raise ValueError(f"unknown day {by!r}: one of {', '.join(DAYS)}")
    number = int(by.lstrip("w+"))
    if by[0] == "w":
        monday = period.end - timedelta(days=period.end.weekday())
        return min(monday + timedelta(days=number - 1), period.end)
    month = period.end.replace(day=1)
    if by[0] == "+":
        month = (month + timedelta(days=31)).replace(day=1)
    named = month.replace(day=min(number, months.monthrange(month.year, month.month)[1]))
    return named if by[0] == "+" else min(named, period.end)


def cadence_words(cadence: str, lang: str = "zh") -> str:
    """每月, monthly. Raises ValueError for an unknown cadence."""
    if cadence not in _WORDS:
        raise ValueError(f"unknown cadence {cadence!r}")
    return _WORDS[cadence][lang.startswith("en")]


def label(period: Period, lang: str = "zh", *, with_year: bool = False) -> str:
    """第 23 周, 6月上旬, 6月, 第 2 季度, 上半年, 2026年, 一次; `with_year` puts the year before it (2026年第 23 周)."""
    english = lang.startswith("en")
    if period.code == "once":
        return "once" if english else "一次"
    year, _, rest = period.code.partition("-")
    if not rest:
        return year if english else f"{year}年"
    words = _english(rest) if english else _chinese(rest)
    if not with_year:
        return words
    return f"{words} {year}" if english else f"{year}年{words}"


def _chinese(rest: str) -> str:
    if rest[0] == "W":
        return f"第 {int(rest[1:])} 周"
    if rest[0] == "Q":
        return f"第 {rest[1]} 季度"
    if rest[0] == "H":
        return "上半年" if rest == "H1" else "下半年"
    month, part = _month_of(rest)
    if part.startswith("-"):
        return f"{month}月{int(part[1:])}日"
    return f"{month}月{_part(part, 0)}"


def _english(rest: str) -> str:
    if rest[0] == "W":
        return f"week {int(rest[1:])}"
    if rest[0] == "Q":
        return f"quarter {rest[1]}"
    if rest[0] == "H":
        return "first half-year" if rest == "H1" else "second half-year"
    month, part = _month_of(rest)
    name = _ENGLISH[month - 1]
    if part.startswith("-"):
        return f"{int(part[1:])} {name}"
    return f"{name} {_part(part, 1)}" if part else name


def _month_of(rest: str) -> tuple[int, str]:
    match = re.fullmatch(r"(\d\d)(|[abc]|h[12]|-\d\d)", rest)
    if match is None:
        raise ValueError(f"not the code of a period: {rest!r}")
    return int(match[1]), match[2]


def _part(part: str, language: int) -> str:
    return {"": ("", ""), **_TENTHS, **_HALVES}[part][language]


def _calendar(cadence: str, start: date, end: date) -> Iterator[tuple[date, date, str]]:
    """Whole calendar periods, from the one that holds `start` to the one that holds `end`."""
    day = start
    while day <= end:
        first, last, code = _holding(cadence, day)
        yield first, last, code
        if last == date.max:
            return
        day = last + _DAY


def _holding(cadence: str, day: date) -> tuple[date, date, str]:
    """The calendar period of a cadence that holds the day."""
    if cadence == "P1D":
        return day, day, day.isoformat()
    if cadence == "P1W":
        monday = day - timedelta(days=day.weekday())
        year, week, _ = day.isocalendar()
        return monday, monday + timedelta(days=6), f"{year}-W{week:02d}"
    if cadence == "P10D":
        part = min((day.day - 1) // 10, 2)
        return _days(day, (1, 11, 21)[part], (10, 20, 31)[part], "abc"[part])
    if cadence == "P15D":
        part = int(day.day > 15)
        return _days(day, (1, 16)[part], (15, 31)[part], ("h1", "h2")[part])
    return _months(cadence, day)


def _months(cadence: str, day: date) -> tuple[date, date, str]:
    length = {"P1M": 1, "P3M": 3, "P6M": 6, "P1Y": 12}[cadence]
    part = (day.month - 1) // length
    first, month = part * length + 1, part * length + length
    code = {"P1M": f"-{day.month:02d}", "P3M": f"-Q{part + 1}", "P6M": f"-H{part + 1}", "P1Y": ""}[cadence]
    last = months.monthrange(day.year, month)[1]
    return date(day.year, first, 1), date(day.year, month, last), f"{day.year}{code}"


def _days(day: date, first: int, last: int, part: str) -> tuple[date, date, str]:
    end = min(last, months.monthrange(day.year, day.month)[1])
    return day.replace(day=first), day.replace(day=end), f"{day.year}-{day.month:02d}{part}"
