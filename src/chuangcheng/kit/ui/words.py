"""Dates and deadlines as people read them, in Chinese and English. Plain functions: the day is an argument."""

import datetime as dt

from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

SOON = 7
ZH_DAYS = "一二三四五六日"
EN_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
EN_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def is_chinese() -> bool:
    """Whether the page is read in Chinese."""
    return (get_language() or "zh").startswith("zh")


def as_local(value: dt.date) -> dt.date:
    """An aware time as the county's wall clock; a day or a naive time as it is."""
    if isinstance(value, dt.datetime) and timezone.is_aware(value):
        return timezone.localtime(value)
    return value


def as_day(value: dt.date) -> dt.date:
    """The county's day of a time, or the day itself."""
    value = as_local(value)
    return value.date() if isinstance(value, dt.datetime) else value


def measured(n: int, measure: str = "") -> str:
    """`3 件`, `1 item`: a number with its measure word, or with that for pieces where none was given."""
    word = measure or ngettext("件", "件", n)
    return f"{n} {word}"


def day(value: dt.date, today: dt.date | None, *, weekday: bool = True, time: bool = False) -> str:
    """`2026年3月1日 周日`, without the year in today's year; `Sun 1 Mar 2026` in English. `time` adds `16:30`."""
    local, on = as_local(value), as_day(value)
    show_year = today is None or on.year != today.year
    if is_chinese():
        words = f"{on.year}年" if show_year else ""
        words += f"{on.month}月{on.day}日" + (f" 周{ZH_DAYS[on.weekday()]}" if weekday else "")
    else:
        words = (f"{EN_DAYS[on.weekday()]} " if weekday else "") + f"{on.day} {EN_MONTHS[on.month - 1]}"
        words += f" {on.year}" if show_year else ""
    if time and isinstance(local, dt.datetime):
        words += f" {local:%H:%M}"
    return words


def month(value: dt.date, today: dt.date | None) -> str:
    """`6月`, or `2025年12月` outside today's year."""
    show_year = today is None or value.year != today.year
    if is_chinese():
        return (f"{value.year}年" if show_year else "") + f"{value.month}月"
    return EN_MONTHS[value.month - 1] + (f" {value.year}" if show_year else "")


def ago(value: dt.datetime, now: dt.datetime) -> str:
    """`刚刚`, `26 分钟前`, `今天 09:05`, `昨天 17:40`, `3 天前`, then the day."""
    minutes = int((now - value).total_seconds() // 60)
    days = (as_day(now) - as_day(value)).days
    if 0 <= minutes < 60:
        return _minutes_ago(minutes)
    if days in (0, 1):
        clock = f"{as_local(value):%H:%M}"
        return (_("今天 %(time)s") if days == 0 else _("昨天 %(time)s")) % {"time": clock}
    if 1 < days < 7:
        return ngettext("%(n)s 天前", "%(n)s 天前", days) % {"n": days}
    return day(value, as_day(now))


def _minutes_ago(minutes: int) -> str:
    if minutes == 0:
        return _("刚刚")
    return ngettext("%(n)s 分钟前", "%(n)s 分钟前", minutes) % {"n": minutes}


def due(on: dt.date, today: dt.date, *, done: bool = False) -> tuple[str, str]:
    """The tone and the words of a deadline: `("late", "逾期 7 天")`, `("soon", "剩 3 天")`, `("", "剩 18 天")`."""
    if done:
        return "ok", _("已完成")
    left = (as_day(on) - today).days
    if left < 0:
        return "late", ngettext("逾期 %(n)s 天", "逾期 %(n)s 天", -left) % {"n": -left}
    if left == 0:
        return "soon", _("今天到期")
    return ("soon" if left <= SOON else ""), ngettext("剩 %(n)s 天", "剩 %(n)s 天", left) % {"n": left}


def initials(name: str) -> str:
    """The family name of a Chinese name, else the first letters of two words."""
    name = name.strip()
    if not name.isascii():
        return name[:1]
    return "".join(word[0] for word in name.split()[:2]).upper()
