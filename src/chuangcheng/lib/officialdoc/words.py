"""Numbers, days and sums as official papers print them. Sources: GB/T 9704-2012, GB/T 15835-2011."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from chuangcheng.lib import hanzi

_CAPITALS = "零壹贰叁肆伍陆柒捌玖"
_NUMBER = re.compile(r"([^\s〔〕\d]{1,20})〔([1-9]\d{3})〕([1-9]\d{0,5})号")
_LOOSE = re.compile(r"([^\s\d〔\[［【（(]{1,20})[〔\[［【（(](\d{2}|\d{4})年?[〕\]］】）)]第?0*([1-9]\d{0,5})号")
_BRACKETS = str.maketrans("０１２３４５６７８９", "0123456789")
_MOST_YUAN = Decimal(10) ** 16


@dataclass(frozen=True)
class Number:
    """A document number in its parts: 鹿创督, 2026, 3."""

    prefix: str
    year: int
    n: int

    def __str__(self) -> str:
        return f"{self.prefix}〔{self.year}〕{self.n}号"


@dataclass(frozen=True)
class Remark:
    """What is wrong with a number, in Chinese and English."""

    zh: str
    en: str


def number(prefix: str, year: int, n: int) -> str:
    """鹿创督, 2026, 3 → 鹿创督〔2026〕3号. Raises ValueError for parts that make no number."""
    made = f"{prefix}〔{year}〕{n}号"
    if not _NUMBER.fullmatch(made):
        raise ValueError(f"no document number: {prefix!r}, {year}, {n}")
    return made


def parse(text: str) -> Number:
    """The parts of a number, also of one that is badly written: 鹿创督[2026]第003号. Raises ValueError for others."""
    found = _LOOSE.fullmatch(re.sub(r"\s", "", text.translate(_BRACKETS)))
    if not found or len(found[2]) != 4 or found[2].startswith("0"):
        raise ValueError(f"no document number: {text!r}")
    return Number(found[1], int(found[2]), int(found[3]))


def check(text: str) -> tuple[Remark, ...]:
    """What to mend in a number before it is printed; nothing for a good one."""
    if _NUMBER.fullmatch(text) and text.isprintable():
        return ()
    plain = re.sub(r"\s", "", text)
    found = _LOOSE.fullmatch(plain.translate(_BRACKETS))
    if not found:
        return (Remark("文号应写成“机关代字〔年份〕序号号”，如 鹿创督〔2026〕3号", "Write it as prefix〔year〕n号"),)
    faults = []
    if plain != text:
        faults.append(Remark("文号中间不留空格", "No spaces inside"))
    if plain != plain.translate(_BRACKETS):
        faults.append(Remark("数字用半角", "Use half-width digits"))
    if "〔" not in plain or "〕" not in plain:
        faults.append(Remark("年份用六角括号〔〕括起", "The year stands in 〔〕"))
    if len(found[2]) != 4 or "年" in plain:
        faults.append(Remark("年份写四位数字，不加“年”字", "The year has four digits, without 年"))
    if "第" in plain[len(found[1]) :]:
        faults.append(Remark("序号前不加“第”字", "No 第 before the serial number"))
    if re.search(r"(?<!\d)0\d*号$", plain.translate(_BRACKETS)):
        faults.append(Remark("序号不编虚位，写3号，不写003号", "No leading zeros"))
    return tuple(faults)


def day(on: date) -> str:
    """2026年6月12日, without leading zeros."""
    return f"{on.year}年{on.month}月{on.day}日"


def days(start: date, end: date) -> str:
    """2026年6月1日至12日; what both days share is said once. Raises ValueError where the end comes first."""
    if end < start:
        raise ValueError("the end comes before the start")
    if start == end:
        return day(start)
    tail = f"{end.day}日" if (start.year, start.month) == (end.year, end.month) else f"{end.month}月{end.day}日"
    return f"{day(start)}至{tail if start.year == end.year else day(end)}"


def amount(yuan: Decimal | int | str) -> str:
    """Yuan in the unit that reads best, nothing rounded away: 860元, 3.2万元, 1.05亿元; 12345元 stays 1.2345万元."""
    value = Decimal(yuan)
    if not value.is_finite():
        raise ValueError(f"no amount: {yuan}")
    for size, unit in ((Decimal(10**8), "亿元"), (Decimal(10**4), "万元")):
        part = value / size
        if abs(part) >= 1 and part == round(part, 4):
            return f"{_plain(part)}{unit}"
    return f"{_plain(value)}元"


def capital_amount(yuan: Decimal | int | str) -> str:
    """Yuan as cheques print them: 12300 → 壹万贰仟叁佰元整, 10.05 → 壹拾元零伍分. To the nearest fen, below 10^16."""
    value = Decimal(yuan)
    if not value.is_finite() or abs(value) >= _MOST_YUAN:
        raise ValueError(f"no amount: {yuan}")
    fen = int((abs(value) * 100).quantize(Decimal(1), ROUND_HALF_UP))
    whole, cents = divmod(fen, 100)
    jiao, rest = divmod(cents, 10)
    words = _capitals(whole) + "元" if whole else ""
    if jiao:
        words += ("零" if whole and not whole % 10 else "") + _CAPITALS[jiao] + "角"
    elif whole and rest:
        words += "零"
    words += _CAPITALS[rest] + "分" if rest else ("整" if words else "零元整")
    return ("负" if value < 0 and fen else "") + words


def numeral(n: int) -> str:
    """12 → 十二, 110 → 一百一十; 1 to 9,999. Raises ValueError for others."""
    if not 1 <= n <= 9999:
        raise ValueError(f"not between 1 and 9999: {n}")
    return hanzi.numeral(n)


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _capitals(whole: int) -> str:
    """A whole number in capitals, by groups of four digits."""
    words, gap = "", False
    for place, unit in ((3, "万"), (2, "亿"), (1, "万"), (0, "")):
        group = whole // 10 ** (4 * place) % 10_000
        if not group:
            words += "亿" if place == 2 and words else ""
            gap = bool(words)
            continue
        if words and (gap or group < 1000):
            words += "零"
        words, gap = words + hanzi.four_digits(group, _CAPITALS, "仟佰拾") + unit, False
    return words
