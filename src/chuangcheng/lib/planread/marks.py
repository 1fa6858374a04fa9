"""Brackets and quotes: what stands inside them neither ends a sentence nor opens a clause.

`mask` gives a text of the same length in which bracketed text is filler, so that every later pattern can look at
punctuation and words without meeting those of an aside, and offsets stay true.
"""

import re
from typing import Final

ASIDE: Final = "▫"  # inside round brackets: an aside, as if it were not there
NAMED: Final = "▪"  # inside quotes and book marks: a name, stands for a noun

_CLOSES: Final = {
    "（": "）",
    "(": ")",
    "［": "］",
    "[": "]",
    "【": "】",
    "〔": "〕",
    "“": "”",
    "‘": "’",
    "《": "》",
    "〈": "〉",
    "「": "」",
    "『": "』",
}
_ASIDES: Final = frozenset("（([［【〔")
_CLOSERS: Final = frozenset(_CLOSES.values())
# 搞好卫生.各村每周打扫一次. — typed without a Chinese full stop; behind a numeral (一.) it numbers.
_DOT: Final = re.compile(r"(?<=[\u4e00-\u9fff▫▪])(?<![一二三四五六七八九十百])\.(?=$|\s|[\u4e00-\u9fff▫▪\d])")


def spans(line: str) -> list[tuple[int, int, str]]:
    """Outermost bracketed spans of a line as (start, end, opener). Brackets that do not pair are plain characters."""
    found: list[tuple[int, int, str]] = []
    stack: list[tuple[str, int]] = []
    waiting: dict[str, int] = {}
    for at, char in enumerate(line):
        if char == '"':
            char = "“" if not waiting.get("”") else "”"
        if char in _CLOSES:
            closer = _CLOSES[char]
            stack.append((closer, at))
            waiting[closer] = waiting.get(closer, 0) + 1
        elif char in _CLOSERS and waiting.get(char):
            while stack:
                closer, start = stack.pop()
                waiting[closer] -= 1
                if closer == char:
                    _keep(found, start, at + 1, line[start])
                    break
    return found


def _keep(found: list[tuple[int, int, str]], start: int, end: int, opener: str) -> None:
    while found and found[-1][0] > start:
        found.pop()
    found.append((start, end, opener))


def mask(text: str) -> str:
    """The text with every bracketed stretch as filler of the same length, line by line; a half-width dot that ends a
    sentence becomes a full stop."""
    out: list[str] = []
    for line in text.split("\n"):
        pieces: list[str] = []
        at = 0
        for start, end, opener in spans(line):
            pieces.append(line[at:start])
            pieces.append((ASIDE if opener in _ASIDES else NAMED) * (end - start))
            at = end
        pieces.append(line[at:])
        out.append(_DOT.sub("。", "".join(pieces)))
    return "\n".join(out)
