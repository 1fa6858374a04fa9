"""Which days are worked.

Three sources, the first that knows the day wins: the county's own table of overrides; the State Council's published
arrangement (package `chinesecalendar`, 2004 to 2026 at the time of writing); the holidays that the law fixes in advance
(package `holidays`), which do not know the make-up days of a year that has not been announced, so that such days are
marked provisional. Both packages are imported when first needed: they are slow to load.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, Literal

Kind = Literal["workday", "weekend", "holiday", "makeup"]

_DAY = timedelta(days=1)
_SEARCH = 366  # days that a search for a working day may take before the table is taken to be wrong
_WEEKEND = 5  # Saturday, as date.weekday() counts


@dataclass(frozen=True)
class Override:
    """One day of a county's own table: whether it is worked, and why, in Chinese and English."""

    is_workday: bool
    name: str = ""
    name_en: str = ""


@dataclass(frozen=True)
class Day:
    """What a day is. `name` is the holiday that it belongs to or makes up for; empty on ordinary days."""

    kind: Kind
    name: str = ""
    name_en: str = ""
    provisional: bool = False

    @property
    def works(self) -> bool:
        return self.kind in ("workday", "makeup")


@dataclass(frozen=True, eq=False)
class Calendar:
    """The working days of one county."""

    overrides: Mapping[date, Override] = field(default_factory=dict)

    def kind(self, day: date) -> Day:
        """What the day is, with its name."""
        mine = self.overrides.get(day)
        if mine is None:
            return _statutory(day)
        weekend = day.weekday() >= _WEEKEND
        if mine.is_workday:
            return Day("makeup" if weekend else "workday", mine.name, mine.name_en)
        return Day("weekend" if weekend and not mine.name else "holiday", mine.name, mine.name_en)

    def is_workday(self, day: date) -> bool:
        return self.kind(day).works

    def is_provisional(self, day: date) -> bool:
        """True where the year's arrangement is not published, so that make-up days and bridges may still change."""
        return self.kind(day).provisional

    def on_or_before(self, day: date) -> date:
        """The day itself if it is worked, else the last working day before it."""
        return self._seek(day, -_DAY)

    def on_or_after(self, day: date) -> date:
        """The day itself if it is worked, else the next working day."""
        return self._seek(day, _DAY)

    def add(self, day: date, n: int) -> date:
        """The n-th working day after `day`, or before it if n is negative; `day` is not counted. 0 is `on_or_after`."""
        if n == 0:
            return self.on_or_after(day)
        step = _DAY if n > 0 else -_DAY
        for _ in range(abs(n)):
            day = self._seek(day + step, step)
        return day

    def between(self, a: date, b: date) -> int:
        """Working days after `a` up to and including `b`; negative where b is earlier. It undoes `add` for n ≠ 0."""
        step = _DAY if b >= a else -_DAY
        count, day = 0, a
        while day != b:
            day += step
            count += self.is_workday(day)
        return count if b >= a else -count

    def _seek(self, day: date, step: timedelta) -> date:
        start = day
        for _ in range(_SEARCH):
            if self.is_workday(day):
                return day
            day += step
        raise ValueError(f"no working day within {_SEARCH} days of {start}")


@lru_cache(maxsize=8192)
def _statutory(day: date) -> Day:
    return _published(day) or _computed(day)


def _constants() -> Any:
    from chinese_calendar import constants

    return constants


def _published(day: date) -> Day | None:
    """The State Council's arrangement, or None for a year that the package has no data for."""
    constants = _constants()
    name = constants.workdays.get(day) or constants.holidays.get(day)
    if name is None and not _years()[0] <= day.year <= _years()[1]:
        return None
    if name is None:
        return _ordinary(day)
    chinese = _chinese().get(name, name)
    return Day("makeup" if day in constants.workdays else "holiday", chinese, name)


@lru_cache(maxsize=1)
def _years() -> tuple[int, int]:
    constants = _constants()
    return min(constants.holidays).year, max(constants.holidays).year


@lru_cache(maxsize=1)
def _chinese() -> dict[str, str]:
    constants = _constants()
    return {holiday.value: holiday.chinese for holiday in constants.Holiday}


def _computed(day: date) -> Day:
    """The holidays fixed by law, without an announcement: provisional."""
    named, makeup = _law(day.year)
    if day in makeup:
        return Day("makeup", "调休上班", "Make-up working day", True)
    if day in named:
        return Day("holiday", *named[day], True)
    return _ordinary(day, provisional=True)


@lru_cache(maxsize=64)
def _law(year: int) -> tuple[dict[date, tuple[str, str]], frozenset[date]]:
    from holidays import country_holidays

    chinese = country_holidays("CN", years=[year], language="zh_CN")
    english = country_holidays("CN", years=[year], language="en_US")
    named = {day: (str(name), str(english.get(day, name))) for day, name in chinese.items() if day.year == year}
    makeup: set[date] = getattr(chinese, "weekend_workdays", set())
    return named, frozenset(day for day in makeup if day.year == year)


def _ordinary(day: date, *, provisional: bool = False) -> Day:
    return Day("weekend" if day.weekday() >= _WEEKEND else "workday", provisional=provisional)
