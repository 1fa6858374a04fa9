from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chuangcheng.lib.workdays import Calendar, Override

DAYS = st.dates(date(2005, 1, 1), date(2035, 12, 31))
PLAIN = Calendar()


def test_the_spring_festival_of_2026_is_a_holiday_and_its_saturdays_are_worked() -> None:
    assert PLAIN.kind(date(2026, 2, 17)).kind == "holiday"
    assert PLAIN.kind(date(2026, 2, 17)).name == "春节"
    assert PLAIN.kind(date(2026, 2, 14)).kind == "makeup"
    assert PLAIN.is_workday(date(2026, 2, 28))


@pytest.mark.parametrize("day", ["2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10"])
def test_every_make_up_day_of_2026_is_worked(day: str) -> None:
    assert PLAIN.kind(date.fromisoformat(day)).kind == "makeup"


def test_an_ordinary_sunday_is_a_weekend_without_a_name() -> None:
    assert PLAIN.kind(date(2026, 6, 14)).kind == "weekend"
    assert PLAIN.kind(date(2026, 6, 14)).name == ""


def test_years_without_an_announcement_are_provisional_but_know_the_fixed_holidays() -> None:
    assert PLAIN.is_provisional(date(2035, 10, 1))
    assert PLAIN.kind(date(2035, 10, 1)).kind == "holiday"
    assert PLAIN.kind(date(2035, 10, 1)).name == "国庆节"
    assert not PLAIN.is_provisional(date(2026, 10, 1))


def test_the_countys_own_table_wins_and_settles_a_provisional_day() -> None:
    own = Calendar(
        {date(2035, 6, 16): Override(True, "调休"), date(2026, 6, 12): Override(False, "停电检修", "power cut")}
    )
    assert own.is_workday(date(2035, 6, 16))
    assert not own.is_provisional(date(2035, 6, 16))
    assert own.kind(date(2026, 6, 12)).kind == "holiday"
    assert own.kind(date(2026, 6, 12)).name_en == "power cut"


def test_three_working_days_after_the_day_before_national_day_skip_the_holiday() -> None:
    assert PLAIN.add(date(2026, 9, 30), 1) == date(2026, 10, 8)
    assert PLAIN.add(date(2026, 9, 30), 3) == date(2026, 10, 10)
    assert PLAIN.add(date(2026, 10, 8), -1) == date(2026, 9, 30)


def test_a_table_without_any_working_day_is_refused_instead_of_searched_for_ever() -> None:
    class Nothing(dict[date, Override]):
        def get(self, key: object, default: object = None) -> Override:  # type: ignore[override]
            return Override(False)

    with pytest.raises(ValueError, match="no working day"):
        Calendar(Nothing()).on_or_after(date(2026, 1, 1))


@given(DAYS)
def test_the_nearest_working_days_stand_round_the_day_with_none_between(day: date) -> None:
    before, after = PLAIN.on_or_before(day), PLAIN.on_or_after(day)
    assert before <= day <= after
    assert PLAIN.is_workday(before)
    assert PLAIN.is_workday(after)
    assert (before == day) == (after == day) == PLAIN.is_workday(day)


@given(DAYS, st.integers(-40, 40).filter(bool))
def test_counting_undoes_adding(day: date, n: int) -> None:
    assert PLAIN.between(day, PLAIN.add(day, n)) == n


@given(DAYS, st.integers(0, 60), st.integers(0, 60))
def test_counts_add_up(day: date, a: int, b: int) -> None:
    middle = date.fromordinal(day.toordinal() + a)
    end = date.fromordinal(middle.toordinal() + b)
    assert PLAIN.between(day, end) == PLAIN.between(day, middle) + PLAIN.between(middle, end)


@given(DAYS)
def test_a_weekday_is_a_workday_unless_it_has_a_name(day: date) -> None:
    known = PLAIN.kind(day)
    assert known.works == (day.weekday() < 5 if not known.name else known.kind == "makeup")
