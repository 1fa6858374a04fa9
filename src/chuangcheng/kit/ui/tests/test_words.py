"""Dates, deadlines and names as people read them."""

import datetime as dt

import pytest
from django.utils import timezone, translation

from chuangcheng.kit.ui import words

TODAY = dt.date(2026, 6, 12)
CHINA = dt.timezone(dt.timedelta(hours=8))
NOW = dt.datetime(2026, 6, 12, 15, 0, tzinfo=CHINA)


@pytest.fixture(autouse=True)
def _chinese():
    with translation.override("zh-hans"), timezone.override(CHINA):
        yield


def test_a_day_has_its_weekday_and_no_year_within_this_year():
    assert words.day(TODAY, TODAY) == "6月12日 周五"
    assert words.day(dt.date(2025, 12, 28), TODAY) == "2025年12月28日 周日"


def test_a_day_without_a_today_always_has_its_year():
    assert words.day(TODAY, None) == "2026年6月12日 周五"


def test_a_day_in_english():
    with translation.override("en"):
        assert words.day(TODAY, TODAY) == "Fri 12 Jun"
        assert words.day(dt.date(2025, 12, 28), TODAY) == "Sun 28 Dec 2025"


def test_a_time_is_the_wall_clock_of_the_county():
    late_in_utc = dt.datetime(2026, 6, 11, 17, 30, tzinfo=dt.UTC)
    assert words.day(late_in_utc, TODAY, time=True) == "6月12日 周五 01:30"


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (dt.date(2026, 6, 5), ("late", "逾期 7 天")),
        (TODAY, ("soon", "今天到期")),
        (dt.date(2026, 6, 15), ("soon", "剩 3 天")),
        (dt.date(2026, 6, 30), ("", "剩 18 天")),
    ],
)
def test_a_deadline_says_how_far_it_is(on, expected):
    assert words.due(on, TODAY) == expected


def test_what_is_done_is_never_late():
    assert words.due(dt.date(2026, 1, 1), TODAY, done=True) == ("ok", "已完成")


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        (dt.timedelta(seconds=20), "刚刚"),
        (dt.timedelta(minutes=26), "26 分钟前"),
        (dt.timedelta(hours=5, minutes=55), "今天 09:05"),
        (dt.timedelta(hours=21, minutes=20), "昨天 17:40"),
        (dt.timedelta(days=3), "3 天前"),
        (dt.timedelta(days=14), "5月29日 周五"),
    ],
)
def test_how_long_ago(before, expected):
    assert words.ago(NOW - before, NOW) == expected


@pytest.mark.parametrize(("name", "letters"), [("许亦安", "许"), ("Mary Ann Lee", "MA"), ("li", "L"), ("", "")])
def test_initials(name, letters):
    assert words.initials(name) == letters
