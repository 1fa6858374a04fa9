"""How often, and by when."""

import calendar
import re
from datetime import date
from typing import Final

from chuangcheng.lib.planread.model import Cadence, Deadline
from chuangcheng.lib.planread.numbering import numeral
from chuangcheng.lib.planread.times import CADENCE, DEADLINE, RANGE

_VALUES: Final = (
    ("小时", "PT1H"),
    ("半个?月", "P15D"),
    ("半年", "P6M"),
    ("学期", "P6M"),
    ("学年|年", "P1Y"),
    ("季", "P3M"),
    ("旬", "P10D"),
    ("周|星期", "P1W"),
    ("月", "P1M"),
    ("工作日|[天日晚早夜]", "P1D"),
)
_UNIT: Final = {
    "工作日": "P{}D",
    "天": "P{}D",
    "日": "P{}D",
    "周": "P{}W",
    "星期": "P{}W",
    "月": "P{}M",
    "年": "P{}Y",
    "小时": "PT{}H",
}
_VAGUE: Final = re.compile("常年|常态|定期|不定期|经常|日常|及时|适时|随时|持续|长期|不断|平时")
# 每…一/不少于 between a cadence and a noun of its own: 每条小巷 is no cadence, the pattern knows time words only.
# What follows decides the rest.
_NOT_AFTER: Final = re.compile(r"(?:稳定|平衡|坚持|形成|存在|超过|满|低于|高于|不)$")
_DATED: Final = re.compile("[月季年]")  # no date is without one of these
_BRACKETED_MONTH: Final = re.compile(r"[（(](?P<month>(?:\d{4}年)?\s*(?:1[0-2]|0?[1-9])\s*月(?:份)?)[）)]")
_ATTRIBUTE: Final = re.compile(r"(?:超过|满|不足|达到?)\s*\d")


def cadence(text: str, start: int, end: int) -> Cadence | None:
    """The first cadence of a stretch; a computable one (每月) before a vague one (及时)."""
    vague: Cadence | None = None
    for match in CADENCE.finditer(text, start, end):
        word = match[0]
        if _VAGUE.match(word):
            if vague is None and not _part_of_word(text, match.start(), match.end()):
                vague = Cadence(word, match.start(), match.end(), "vague")
        elif not _ATTRIBUTE.match(text, match.end()):
            return Cadence(word, match.start(), match.end(), cadence_value(match))
    return vague


def _part_of_word(text: str, start: int, end: int) -> bool:
    around = text[max(0, start - 2) : end + 2]
    return any(
        word in around
        for word in (
            "可持续",
            "不及时",
            "非常态",
            "不经常",
            "不断档",
            "不断线",
            "不断链",
            "长期以来",
            "持续时间",
            "持续性",
            "异常态",
            "正常态",
            "日常用品",
            "不间断",
        )
    )


def cadence_value(match: re.Match[str]) -> str:
    """The ISO 8601 duration that a match of `CADENCE` names."""
    if match["n"]:
        count = int(numeral(match["n"]) or 1)
        unit = match["unit"]
        if unit == "季度":
            return f"P{count * 3}M"
        return _UNIT[unit].format(count)
    word = match[0]
    if match["each"] and match["each"] in "两二三":
        return _UNIT.get(match["eachunit"], "P{}M").format(int(numeral(match["each"]) or 1))
    return next((value for pattern, value in _VALUES if re.search(pattern, word)), "vague")


def deadline(text: str, start: int, end: int, year: int | None, *, led: bool = False) -> Deadline | None:
    """The first computable deadline of a stretch; a range of days ends with its second. `led`: a label (完成时限)
    stands before it."""
    if not _DATED.search(text, start, end):
        return None
    ranged = RANGE.search(text, start, end)
    if ranged and (found := _deadline(text, ranged.start("to"), ranged.end("to"), year)):
        return Deadline(text[ranged.start("to") : ranged.end("to")], ranged.start("to"), ranged.end("to"), found)
    for match in DEADLINE.finditer(text, start, end):
        if (led or _is_deadline(text, match, start)) and (day := _last_day(match, year)):
            begin = match.start("date")
            return Deadline(text[begin : match.end()], begin, match.end(), day.isoformat())
    return None


def stage_end(text: str, start: int, end: int, year: int | None) -> Deadline | None:
    """The last day that the heading of a stage names: a range, a deadline, or a month in brackets （11月）."""
    if found := deadline(text, start, end, year):
        return found
    month = _BRACKETED_MONTH.search(text, start, end)
    value = _deadline(text, month.start("month"), month.end("month"), year) if month else None
    return Deadline(month["month"], month.start("month"), month.end("month"), value) if month and value else None


def _is_deadline(text: str, match: re.Match[str], start: int) -> bool:
    """A bare date needs 前 or a closing word; the middle or start of a year is none, nor is a day of every month
    (每月25日前)."""
    before = text[max(start, match.start("date") - 6) : match.start("date")]
    if re.search(r"每(?:个|年|半)?$|[自从]$", before) or match["part"] == "初":
        return False
    marked = bool(match["before"]) or match["yearend"] is not None or match["part"] in {"底", "末"}
    led = bool(
        re.search(r"[于至到前]$|截至$|截止$|时限[:：]?$|期限[:：]?$|时间[:：]?$", text[start : match.start("date")])
    )
    opens = (
        bool(match["day"])
        and not text[start : match.start("date")].strip()
        and text[match.end() : match.end() + 1] not in {"起", "开", "—", "至", "-"}
    )
    opens = opens or (
        text[match.end() : match.end() + 1] in {"：", ":"} and not text[start : match.start("date")].strip()
    )
    quarter = match["quarter"] is not None and match["date"].endswith(("末", "底"))
    return marked or quarter or opens or (led and not match["half"]) or (match["half"] is not None and (led or marked))


def _deadline(text: str, start: int, end: int, year: int | None) -> str | None:
    match = DEADLINE.match(text, start, end)
    day = _last_day(match, year) if match else None
    if day is None:
        month = re.match(r"(?:(\d{4})年)?\s*(\d{1,2}|[一二三四五六七八九十]+)\s*月", text[start:end])
        day = _month_end(int(match_year(month[1], year) or 0), int(numeral(month[2]) or 0)) if month else None
    return day.isoformat() if day else None


def match_year(printed: str | None, year: int | None) -> int | None:
    """The year a date is in: as printed, or the plan's."""
    if not printed:
        return year
    digits = re.sub(r"[年度]", "", printed).replace("○", "〇")
    if value := numeral(digits):
        return int(value)
    return None if year is None else year + (1 if printed[0] in "明次" else 0)


def _last_day(match: re.Match[str], year: int | None) -> date | None:
    whole = match["date"]
    printed = re.match(r"(?:\d{4}|二[〇○零][〇○零一二三四五六七八九]{2})年|今年|本年度?|当年|明年|次年|同年", whole)
    of = match_year(printed[0] if printed else None, year)
    if of is None or not 1900 <= of <= 2200:
        return None
    if match["quarter"]:
        return _month_end(of, 3 * int(numeral(match["quarter"]) or 0))
    if match["half"]:
        return _month_end(of, 6 if match["half"] == "上半年" else 12)
    if match["yearend"]:
        return date(of, 12, 31)
    month = re.search(r"(\d{1,2}|[一二三四五六七八九十]+)\s*月", whole[printed.end() if printed else 0 :])
    return _in_month(match, of, int(numeral(month[1]) or 0)) if month else None


def _in_month(match: re.Match[str], year: int, month: int) -> date | None:
    if match["day"]:
        try:
            return date(year, month, int(numeral(match["day"].rstrip("日号")) or 0))
        except ValueError:
            return None
    part = match["part"] or ""
    if part in {"上旬", "中旬", "中"}:
        return date(year, month, 10 if part == "上旬" else 20 if part == "中旬" else 15) if 1 <= month <= 12 else None
    return _month_end(year, month)


def _month_end(year: int, month: int) -> date | None:
    if not (1 <= month <= 12 and 1900 <= year <= 2200):
        return None
    return date(year, month, calendar.monthrange(year, month)[1])
