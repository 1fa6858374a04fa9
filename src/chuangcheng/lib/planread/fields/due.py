"""By when: dates, ranges, parts of a month, ends of a quarter or year, each as its last day."""

import calendar
import re
from datetime import date
from typing import Final, NamedTuple

from chuangcheng.lib.planread.model import Deadline
from chuangcheng.lib.planread.numbering import numeral
from chuangcheng.lib.planread.times import DEADLINE, RANGE


class Issued(NamedTuple):
    """What a plan is for: dates that name no year are of this one, 月底 is the end of this month."""

    year: int | None
    month: int | None = None


_DATED: Final = re.compile(r"[月季年]|20\d\d[./-]")  # no date is without one of these
_ASIDE: Final = re.compile(
    r"[（(]([^（）()，,。；\n]{2,14}前(?:[全部面]{0,2}(?:完成|完工|竣工|到位|建成|投用|报送|落实))?)[）)]"
)
_BRACKETED_MONTH: Final = re.compile(
    r"[（(](?P<month>(?:\d{4}年)?\s*(?:1[0-2]|0?[1-9])\s*月(?:份|\d{1,2}[日号])?)[）)]"
)
_MONTH: Final = re.compile(
    r"\s*(?P<month>(?:\d{4}年)?\s*(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])\s*月(?:份)?)[。；\s]*"
)
_YEAR: Final = re.compile(r"(?:\d{4}|二[〇○零][〇○零一二三四五六七八九]{2})年|今年|本年度?|当年|明年|次年|同年")
_LED: Final = re.compile(r"(?:[于至到前在]|截至|截止|时限[:：]?|期限[:：]?|时间[:：]?)\s*$")
_FROM: Final = re.compile(r"每(?:个|年|半)?$|[自从]$")
# A month, quarter or half-year in which something is done ends it; one from which it runs on does not.
_ONWARD: Final = ("起", "开始", "—", "至", "-", "–", "~", "～", "以来", "的")
_LAST_OF: Final = {"上旬": 10, "中旬": 20, "中": 15}


def deadline(text: str, start: int, end: int, issued: Issued, *, led: bool = False) -> Deadline | None:
    """The first computable deadline of a stretch; a range of days ends with its second. `led`: a label (完成时限)
    stands before it."""
    if not _DATED.search(text, start, end):
        return None
    ranged = RANGE.search(text, start, end)
    if ranged and (found := _range_end(text, ranged, issued)):
        return Deadline(text[ranged.start("to") : ranged.end("to")], ranged.start("to"), ranged.end("to"), found)
    for match in DEADLINE.finditer(text, start, end):
        if (led or _is_deadline(text, match, start)) and (day := _last_day(match, issued)):
            begin = match.start("date")
            return Deadline(text[begin : match.end()], begin, match.end(), day.isoformat())
    return _month(text, start, end, issued) if led else None


def in_bracket(text: str, start: int, end: int, issued: Issued) -> Deadline | None:
    """新建停车楼1座（11月底前完工）: a bracket that holds a day and nothing else."""
    for match in _ASIDE.finditer(text, start, end):
        if found := deadline(text, match.start(1), match.end(1), issued):
            return found
    return None


def _month(text: str, start: int, end: int, issued: Issued) -> Deadline | None:
    """A cell or label that names a month and no more (完成时间：5月)."""
    match = _MONTH.fullmatch(text, start, end)
    value = _value(match["month"], issued) if match else None
    return Deadline(match["month"], match.start("month"), match.end("month"), value) if match and value else None


def stage_end(text: str, start: int, end: int, issued: Issued) -> Deadline | None:
    """The last day that the heading of a stage names: a range, a deadline, or a month in brackets （11月）."""
    if found := deadline(text, start, end, issued):
        return found
    month = _BRACKETED_MONTH.search(text, start, end)
    value = _value(month["month"], issued) if month else None
    return Deadline(month["month"], month.start("month"), month.end("month"), value) if month and value else None


def _range_end(text: str, ranged: re.Match[str], issued: Issued) -> str | None:
    """The value of the second day of a range, which may leave year and month to the first."""
    if not ranged["day"]:
        return _value(ranged["to"], _in_year(ranged["from"], ranged["to"], issued))
    month = re.match(r".*月", ranged["from"])
    return _value(month[0] + ranged["day"], issued) if month else None


def _in_year(first: str, second: str, issued: Issued) -> Issued:
    """2025年11月至12月: the second is of the first's year."""
    printed = _YEAR.match(first)
    if printed and not _YEAR.match(second):
        return Issued(match_year(printed[0], issued.year), issued.month)
    return issued


def _is_deadline(text: str, match: re.Match[str], start: int) -> bool:
    """A bare day needs 前, a closing word, or the head of the clause; a part of a month, a quarter or a half-year
    ends what is done in it. The start of a month is none, nor is a day of every month (每月25日前)."""
    before = text[max(start, match.start("date") - 6) : match.start("date")]
    if _FROM.search(before) or match["part"] == "初":
        return False
    if match["before"] or match["yearend"] or match["monthend"] or match["part"] in {"底", "末"}:
        return True
    if text.startswith(_ONWARD, match.end()):
        return False
    if match["part"] in {"上旬", "中旬", "下旬"} or match["quarter"] or match["thisquarter"] or match["half"]:
        return True
    opens = not text[start : match.start("date")].strip(" \u3000—－-–·")
    if opens and (match["day"] or match["iso"]):
        return text[match.end() : match.end() + 1] != "开"
    if opens and text[match.end() : match.end() + 1] in {"：", ":"}:
        return True
    whole_month = not (match["day"] or match["part"] or match["iso"])
    return whole_month or bool(_LED.search(text[start : match.start("date")]))


def _value(words: str, issued: Issued) -> str | None:
    match = DEADLINE.match(words)
    day = _last_day(match, issued) if match else None
    if day is None:
        month = re.match(r"(?:(\d{4})年)?\s*(\d{1,2}|[一二三四五六七八九十]+)\s*月", words)
        day = _month_end(match_year(month[1], issued.year) or 0, int(numeral(month[2]) or 0)) if month else None
    return day.isoformat() if day else None


def match_year(printed: str | None, year: int | None) -> int | None:
    """The year a date is in: as printed, or the plan's."""
    if not printed:
        return year
    digits = re.sub(r"[年度]", "", printed).replace("○", "〇")
    if value := numeral(digits):
        return int(value)
    return None if year is None else year + (1 if printed[0] in "明次" else 0)


def _last_day(match: re.Match[str], issued: Issued) -> date | None:
    whole = match["date"]
    if match["iso"]:
        return _day(*map(int, re.findall(r"\d+", whole)))
    printed = _YEAR.match(whole)
    of = match_year(printed[0] if printed else None, issued.year)
    if of is None or not 1900 <= of <= 2200:
        return None
    if match["monthday"]:
        return _day(of, issued.month or 0, int(match["monthday"]))
    if match["monthend"]:
        return _month_end(of, issued.month or 0)
    if match["quarter"] or match["thisquarter"]:
        number = int(numeral(match["quarter"]) or 0) if match["quarter"] else -(-(issued.month or 0) // 3)
        return _month_end(of, 3 * number)
    if match["half"]:
        return _month_end(of, 6 if match["half"] == "上半年" else 12)
    if match["yearend"]:
        return date(of, 12, 31)
    month = re.search(r"(\d{1,2}|[一二三四五六七八九十]+)\s*月", whole[printed.end() if printed else 0 :])
    return _in_month(match, of, int(numeral(month[1]) or 0)) if month else None


def _in_month(match: re.Match[str], year: int, month: int) -> date | None:
    if match["day"]:
        return _day(year, month, int(numeral(match["day"].rstrip("日号")) or 0))
    if last := _LAST_OF.get(match["part"] or ""):
        return _day(year, month, last)
    return _month_end(year, month)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month_end(year: int, month: int) -> date | None:
    if not (1 <= month <= 12 and 1900 <= year <= 2200):
        return None
    return date(year, month, calendar.monthrange(year, month)[1])
