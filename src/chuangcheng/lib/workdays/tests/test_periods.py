import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chuangcheng.lib.workdays import (
    CADENCES,
    DAYS,
    Calendar,
    Period,
    cadence_words,
    day_fits,
    day_words,
    due,
    label,
    periods,
)

PLAIN = Calendar()
STARTS = st.dates(date(2024, 1, 1), date(2028, 1, 1))
LENGTHS = st.integers(0, 800)


def codes(cadence: str, start: date, end: date) -> list[str]:
    return [period.code for period in periods(cadence, start, end)]


def test_a_plan_of_26_february_owes_its_first_month_for_march() -> None:
    assert codes("P1M", date(2026, 2, 26), date(2026, 5, 31)) == ["2026-03", "2026-04", "2026-05"]


def test_a_month_of_which_half_is_left_is_kept_and_clipped() -> None:
    (first, second) = periods("P1M", date(2026, 6, 16), date(2026, 7, 31))
    assert first == Period(date(2026, 6, 16), date(2026, 6, 30), "2026-06", partial=True)
    assert not second.partial


def test_a_promise_never_vanishes_when_every_period_is_cut_short() -> None:
    assert periods("P1Y", date(2026, 9, 1), date(2026, 12, 31)) == [
        Period(date(2026, 9, 1), date(2026, 12, 31), "2026", partial=True)
    ]


def test_ten_day_periods_end_with_the_month() -> None:
    found = periods("P10D", date(2026, 2, 1), date(2026, 2, 28))
    assert [(p.code, p.end.day) for p in found] == [("2026-02a", 10), ("2026-02b", 20), ("2026-02c", 28)]


def test_half_months_split_after_the_fifteenth() -> None:
    assert codes("P15D", date(2026, 6, 1), date(2026, 6, 30)) == ["2026-06h1", "2026-06h2"]


def test_weeks_carry_the_iso_year() -> None:
    assert codes("P1W", date(2026, 12, 28), date(2027, 1, 10)) == ["2026-W53", "2027-W01"]


def test_once_is_the_whole_range() -> None:
    assert periods("once", date(2026, 3, 1), date(2026, 6, 30)) == [Period(date(2026, 3, 1), date(2026, 6, 30), "once")]


def test_an_unknown_cadence_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown cadence"):
        periods("P2W", date(2026, 1, 1), date(2026, 2, 1))


def test_a_range_that_ends_before_it_begins_has_no_periods() -> None:
    assert periods("P1M", date(2026, 2, 1), date(2026, 1, 1)) == []


@pytest.mark.parametrize(
    ("cadence", "day", "zh", "en"),
    [
        ("P1D", date(2026, 6, 12), "6月12日", "12 June"),
        ("P1W", date(2026, 6, 1), "第 23 周", "week 23"),
        ("P10D", date(2026, 6, 1), "6月上旬", "June 1–10"),
        ("P15D", date(2026, 6, 16), "6月下半月", "June from 16"),
        ("P1M", date(2026, 6, 1), "6月", "June"),
        ("P3M", date(2026, 4, 1), "第 2 季度", "quarter 2"),
        ("P6M", date(2026, 1, 1), "上半年", "first half-year"),
        ("P1Y", date(2026, 1, 1), "2026年", "2026"),
        ("once", date(2026, 1, 1), "一次", "once"),
    ],
)
def test_a_period_reads_as_an_office_would_write_it(cadence: str, day: date, zh: str, en: str) -> None:
    period = periods(cadence, day, day)[0]
    assert (label(period), label(period, "en")) == (zh, en)


def test_the_year_stands_before_the_period_where_it_is_asked_for() -> None:
    period = periods("P1W", date(2026, 6, 1), date(2026, 6, 7))[0]
    assert label(period, with_year=True) == "2026年第 23 周"
    assert label(period, "en", with_year=True) == "week 23 2026"


def test_may_is_due_on_its_last_friday() -> None:
    may = periods("P1M", date(2026, 5, 1), date(2026, 5, 31))[0]
    assert due(may, PLAIN) == date(2026, 5, 29)
    assert due(may, PLAIN, "last_day") == date(2026, 5, 31)
    assert due(may, PLAIN, "next_workday") == date(2026, 6, 1)


def test_a_sunday_is_due_on_the_friday_before() -> None:
    sunday = periods("P1D", date(2026, 6, 14), date(2026, 6, 14))[0]
    assert due(sunday, PLAIN) == date(2026, 6, 12)


def test_an_unknown_rule_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown rule"):
        due(periods("once", date(2026, 1, 1), date(2026, 1, 2))[0], PLAIN, "soon")


def test_every_cadence_has_words() -> None:
    assert [cadence_words(c) for c in CADENCES][:3] == ["每日", "每周", "每旬"]
    assert cadence_words("P1M", "en") == "monthly"


@given(st.sampled_from(CADENCES), STARTS, LENGTHS)
def test_periods_are_ordered_disjoint_unique_and_inside_the_range(cadence: str, start: date, length: int) -> None:
    end = start + timedelta(days=length)
    found = periods(cadence, start, end)
    assert found
    assert start <= found[0].start
    assert found[-1].end <= end
    assert all(a.end + timedelta(days=1) == b.start for a, b in itertools.pairwise(found))
    assert len({p.code for p in found}) == len(found)
    assert all(p.start <= p.end for p in found)


@given(st.sampled_from(CADENCES), STARTS, LENGTHS)
def test_what_is_not_covered_is_less_than_half_a_period_at_either_end(cadence: str, start: date, length: int) -> None:
    end = start + timedelta(days=length)
    found = periods(cadence, start, end)
    longest = {"P1D": 1, "P1W": 7, "P10D": 11, "P15D": 16, "P1M": 31, "P3M": 92, "P6M": 184, "P1Y": 366}.get(cadence, 1)
    assert (found[0].start - start).days * 2 < longest or len(found) == 1
    assert (end - found[-1].end).days * 2 < longest or len(found) == 1


@given(st.sampled_from(CADENCES), STARTS, LENGTHS)
def test_the_due_day_is_worked_and_in_the_period_unless_the_period_has_no_working_day(
    cadence: str, start: date, length: int
) -> None:
    for period in periods(cadence, start, start + timedelta(days=length))[:40]:
        day = due(period, PLAIN)
        days = [period.start + timedelta(days=n) for n in range(period.days)]
        assert PLAIN.is_workday(day)
        assert day <= period.end
        assert day >= period.start or not any(PLAIN.is_workday(d) for d in days)


def june() -> Period:
    (period,) = periods("P1M", date(2026, 6, 1), date(2026, 6, 30))
    return period


def test_work_asked_by_the_25th_is_due_on_the_last_working_day_up_to_it() -> None:
    assert due(june(), PLAIN, by="25") == date(2026, 6, 25)
    assert due(june(), PLAIN, by="28") == date(2026, 6, 26)  # the 28th is a Sunday


def test_a_day_that_the_month_lacks_is_its_last() -> None:
    (february,) = periods("P1M", date(2026, 2, 1), date(2026, 2, 28))
    assert due(february, PLAIN, by="31") == due(february, PLAIN)


def test_a_day_of_the_month_after_lies_beyond_the_period() -> None:
    assert due(june(), PLAIN, by="+3") == date(2026, 7, 3)


def test_a_friday_is_meant_in_each_week() -> None:
    weeks = periods("P1W", date(2026, 6, 1), date(2026, 6, 14))
    assert [due(week, PLAIN, by="w3") for week in weeks] == [date(2026, 6, 3), date(2026, 6, 10)]


def test_a_quarter_names_a_day_of_its_last_month() -> None:
    (quarter,) = periods("P3M", date(2026, 4, 1), date(2026, 6, 30))
    assert due(quarter, PLAIN, by="18") == date(2026, 6, 18)
    assert day_words("18", "P3M") == "末月18日前"


@pytest.mark.parametrize(("by", "cadence", "fits"), [("w5", "P1W", True), ("w5", "P1M", False), ("25", "P1W", False),
                                                     ("+5", "P1Y", True), ("", "P1D", True), ("25", "once", False)])  # fmt: skip
def test_weekdays_belong_to_weeks_and_dates_to_months(by: str, cadence: str, fits: bool) -> None:
    assert day_fits(by, cadence) is fits


@given(
    start=STARTS, length=LENGTHS, cadence=st.sampled_from(["P1W", "P1M", "P3M", "P6M", "P1Y"]), by=st.sampled_from(DAYS)
)
def test_a_named_day_never_lies_beyond_its_period_unless_it_says_so(
    start: date, length: int, cadence: str, by: str
) -> None:
    if not day_fits(by, cadence):
        return
    for period in periods(cadence, start, start + timedelta(days=length)):
        assert by[0] == "+" or due(period, PLAIN, by=by) <= period.end


def test_an_unknown_day_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown day"):
        due(june(), PLAIN, by="w9")
