"""How things are numbered: numerals, and the marks that open headings and list items (一、 （一） 1. （1） ①
一是)."""

import re
from dataclasses import dataclass
from typing import Final

_DIGITS: Final = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "壹": 1, "贰": 2, "叁": 3}
_SCALES: Final = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
_FULL: Final = str.maketrans("０１２３４５６７８９．，％", "0123456789.,%")
CHINESE: Final = "零〇一二两三四五六七八九十百千万"


def numeral(text: str) -> float | None:
    """The value of an Arabic (1,000; 3.5; 2万) or Chinese (二十三; 一百零五; 二〇二四) numeral, None where it is
    none."""
    text = text.translate(_FULL).replace(",", "")
    if match := re.fullmatch(r"(\d+(?:\.\d+)?)([百千万亿]*)", text):
        value = float(match[1])
        for scale in match[2]:
            value *= _SCALES[scale]
        return value
    if not text or any(c not in _DIGITS and c not in _SCALES for c in text):
        return None
    if len(text) > 1 and all(c in _DIGITS for c in text):
        return float("".join(str(_DIGITS[c]) for c in text))
    return _by_scale(text)


def _by_scale(text: str) -> float:
    total = part = digit = 0
    for char in text:
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif (scale := _SCALES[char]) >= 10_000:
            total += (part + digit or 1) * scale
            part = digit = 0
        else:
            part += (digit or 1) * scale
            digit = 0
    return float(total + part + digit)


@dataclass(frozen=True, slots=True)
class Mark:
    """A number at the head of a line or sentence. `kind` tells nested lists apart; `end` is where its text begins."""

    kind: str
    number: str
    value: int
    start: int
    end: int


_CN: Final = "[一二三四五六七八九十百]{1,4}"
_MARK: Final = re.compile(
    rf"""(?P<part>第{_CN}(?:章|部分|篇|节|条)[、：:]?)
    |(?P<stage>第{_CN}(?:阶段|步)[、：:]\s*(?=[\u4e00-\u9fff]))
    |(?P<say>(?:{_CN})要(?=[\u4e00-\u9fff]{{2}})|(?:{_CN}|其{_CN})是要?(?!否)[，,]?)
    |(?P<ordinal>第{_CN}[，,、]|其{_CN}[，,])
    |(?P<cn>{_CN}\s?[、．.](?!\d)|(?<![^\n]){_CN}(?:[ \xa0]{{2,}}|\u3000)(?=[\u4e00-\u9fff][^\n。；，,]{{1,24}}(?:\n|$)))
    |(?P<cnb>[（(]\s?{_CN}\s?[）)][、．.]?)
    |(?P<named>(?<![^\n])(?:任务|行动|专项|措施|步骤|工程|举措|项目|问题){_CN}[：:、](?=\s?[\u4e00-\u9fff]{{2}}))
    |(?P<sub>\d{{1,2}}(?:[.．]\d{{1,2}}){{1,3}}[、．.]?(?![\d%％年月日\u4e07-\u4e08]))
    |(?P<ar>\d{{1,2}}\s?[、．.](?!\d|\s?月|\s?日(?![常报志用程均]))|(?<![^\n])\d{{1,2}}，(?=[\u4e00-\u9fff])|\d{{1,2}}[、．.](?=\d{{1,2}}月|20\d\d年|\d{{1,2}}日前))
    |(?P<plain>(?<![^\n])[1-9]\d?(?=(?:[ \xa0]{{2,}}|[ \xa0]?\u3000+)(?![\u3000 ])[\u4e00-\u9fff](?![月日年、])[^\n。；，,]{{1,24}}(?:\n|$)|[ \xa0](?=[\u4e00-\u9fff])(?![月日号年个次人])[\u4e00-\u9fff]{{2,14}}(?:\n|$)))
    |(?P<arb>[（(]\s?\d{{1,2}}\s?[）)][、．.]?)
    |(?P<arh>\d{{1,2}}[）)])
    |(?P<ring>[①-⑳⑴-⒇❶-❿㈠-㈩⒈-⒛])
    |(?P<letter>[A-Za-z][、．.)）](?=\s*[\u4e00-\u9fff]))
    """,
    re.VERBOSE,
)
_NUMERAL: Final = re.compile(rf"{_CN}|\d+")


def mark_at(text: str, at: int) -> Mark | None:
    """The number that opens the text at `at`, blanks after it taken with it; None where there is none."""
    match = _MARK.match(text, at)
    if not match or not match.lastgroup:
        return None
    end = match.end()
    while end < len(text) and text[end] in " \t\u3000\xa0":
        end += 1
    kind = match.lastgroup
    if kind == "sub":
        kind += str(len(re.findall(r"[.．]\d", match[0])))  # 1.1 and 1.1.1 are two depths
    return Mark(kind, match[0].rstrip(), _value(match[0]), at, end)


def _value(number: str) -> int:
    for first, base in (("①", 1), ("⑴", 1), ("❶", 1), ("㈠", 1), ("⒈", 1)):
        if 0 <= ord(number[0]) - ord(first) < 20:
            return ord(number[0]) - ord(first) + base
    if found := _NUMERAL.findall(number):
        return int(numeral(found[-1]) or 0)  # 2.3 is the third of its list
    return ord(number[0].lower()) - ord("a") + 1
