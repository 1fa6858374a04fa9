"""Chinese numerals, as plans print them (第十二条, 三十六所, 二〇二六年)."""

from .text import fold

MOST = 99_999

_DIGITS = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_PRINTED = "零一二三四五六七八九"


def number(text: str) -> int:
    """十二 → 12, 两千三百 → 2300, 二〇二六 → 2026, 12 → 12; up to 99,999. Raises ValueError for anything else."""
    text = fold(text).strip()
    if not text:
        raise ValueError("no number")
    if text.isascii() and text.isdigit():
        value = int(text)
    elif all(character in _DIGITS for character in text):
        value = int("".join(str(_DIGITS[character]) for character in text))
    else:
        value = _spoken(text)
    if value > MOST:
        raise ValueError(f"more than {MOST}: {text!r}")
    return value


def numeral(n: int) -> str:
    """12 → 十二, 10010 → 一万零一十; 0 to 99,999."""
    if not 0 <= n <= MOST:
        raise ValueError(f"not between 0 and {MOST}: {n}")
    if n == 0:
        return "零"
    high, low = divmod(n, 10_000)
    words = four_digits(high) + "万" if high else ""
    if low:
        words += ("零" if high and low < 1000 else "") + four_digits(low)
    return words[1:] if words.startswith("一十") else words


def four_digits(n: int, digits: str = _PRINTED, units: str = "千百十") -> str:
    """1 to 9,999, every unit said: 一千零一十. `digits` from 零 to 九, and the units, may be those of cheques."""
    words, gap = "", False
    for size, unit in zip((1000, 100, 10, 1), (*units, ""), strict=True):
        digit, n = divmod(n, size)
        if not digit:
            gap = bool(words)
            continue
        words += ("零" if gap else "") + digits[digit] + unit
        gap = False
    return words


def _spoken(text: str) -> int:
    """A numeral with units. A last digit without one belongs to the next lower unit: 两千三 is 2300."""
    high, wan, low = text.partition("万")
    if not wan:
        return _below_ten_thousand(high)
    if not low:
        return _below_ten_thousand(high) * 10_000
    if len(low) == 1 and _DIGITS.get(low):
        return _below_ten_thousand(high) * 10_000 + _DIGITS[low] * 1000
    return _below_ten_thousand(high) * 10_000 + _below_ten_thousand(low)


def _below_ten_thousand(text: str) -> int:
    total, digit, last, zero = 0, None, 10_000, False
    for character in text:
        if unit := _UNITS.get(character):
            if unit >= last or (digit is None and unit > 10) or digit == 0:
                raise ValueError(f"not a number: {text!r}")
            total += (1 if digit is None else digit) * unit
            digit, last, zero = None, unit, False
        elif character not in _DIGITS or (digit is not None and digit != 0):
            raise ValueError(f"not a number: {text!r}")
        else:
            digit = _DIGITS[character]
            zero = zero or digit == 0
    if digit == 0 or not text:
        raise ValueError(f"not a number: {text!r}")
    return total + (digit or 0) * (last // 10 if 100 <= last < 10_000 and not zero else 1)
