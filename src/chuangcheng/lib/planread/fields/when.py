"""How often."""

import re
from typing import Final

from chuangcheng.lib.planread.model import Cadence
from chuangcheng.lib.planread.numbering import numeral
from chuangcheng.lib.planread.times import CADENCE

_VALUES: Final = (
    ("半个?小时", "PT30M"),
    ("小时", "PT1H"),
    ("半个?月", "P15D"),
    ("半年", "P6M"),
    ("学期", "P6M"),
    ("学年|年", "P1Y"),
    ("季", "P3M"),
    ("旬", "P10D"),
    ("周|星期", "P1W"),
    ("月", "P1M"),
    ("工作日|[天日晚早夜顿餐]", "P1D"),
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
_MONTHS: Final = ("P1M", "P3M", "P6M", "P1Y")
_VAGUE: Final = re.compile("常年|常态|定期|不定期|经常|日常|及时|适时|随时|持续|长期|不断|平时")
# 每…一/不少于 between a cadence and a noun of its own: 每条小巷 is no cadence, the pattern knows time words only.
# What follows decides the rest.
_NOT_AFTER: Final = re.compile(r"(?:稳定|平衡|坚持|形成|存在|超过|满|低于|高于|不)$")
_ATTRIBUTE: Final = re.compile(r"(?:超过|满|不足|达到?)\s*\d")


# 每月25日前, 每周五下班前: the day up to which; 每周五通报: a report is due on the day itself.
_REPORT: Final = "报送|上报|报告|汇报|通报|汇总|提交|反馈|调度|将[^，。；]{2,30}报"
_BY_DAY: Final = re.compile(
    rf"(?:星期|周)(?P<weekday>[一二三四五])(?:(?:上午|下午)?(?:下班)?(?:\d{{1,2}}[:：时点]\d{{0,2}})?之?前|(?={_REPORT}))"
    rf"|(?P<after>次月|下月|下个月|下季度首月)(?P<next>\d{{1,2}})[日号](?:之?前)?"
    rf"|(?:(?<![\d一二三四五六七八九十])月|(?<=季度)末月|最后一个?月|当月)(?P<day>\d{{1,2}})[日号](?:之?前|(?={_REPORT}))"
)
_WEEKDAYS: Final = "一二三四五"


def day_within(text: str, start: int, end: int, value: str) -> str:
    """The day by which each period's work is due, from a cadence at `start` to the end of the obligation."""
    for match in _BY_DAY.finditer(text, start, end):
        if match["weekday"] and value == "P1W":
            return f"w{_WEEKDAYS.index(match['weekday']) + 1}"
        if match["after"] and value in _MONTHS and 1 <= int(match["next"]) <= 28:
            return f"+{int(match['next'])}"
        if match["day"] and value in _MONTHS and 1 <= int(match["day"]) <= 31:
            return str(int(match["day"]))
    return ""


def cadence(text: str, start: int, end: int) -> Cadence | None:
    """The first cadence of a stretch; a computable one (每月) before a vague one (及时)."""
    vague: Cadence | None = None
    for match in CADENCE.finditer(text, start, end):
        word = match[0]
        if _VAGUE.match(word):
            if vague is None and not _part_of_word(text, match.start(), match.end()):
                vague = Cadence(word, match.start(), match.end(), "vague")
        elif not _ATTRIBUTE.match(text, match.end()):
            value = cadence_value(match)
            by = day_within(text, match.start(), end, value)
            return Cadence(word, match.start(), match.end(), value, by)
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
    if match["every"]:
        return _UNIT[match["skipunit"]].format(2)  # 隔天: every other day
    word = match[0]
    for each in ("each", "each2"):
        if match[each] and match[each] in "两二三":
            return _UNIT.get(match[f"{each}unit"], "P{}M").format(int(numeral(match[each]) or 1))
    return next((value for pattern, value in _VALUES if re.search(pattern, word)), "vague")
