"""Folding, and cutting text to length."""

import re
import unicodedata
from collections.abc import Iterator

_HAN = "々〇\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
_RUN = re.compile(f"(?P<han>[{_HAN}]+)|(?P<word>(?:(?![{_HAN}])[^\\W_])+)")
_ENDS = ("\n", "。！？；!?;", "，、：,: \t")
_ELLIPSIS = "…"


def fold(text: str) -> str:
    """Width, case and compatibility forms made alike (NFKC, lower case). Traditional and simplified stay apart."""
    return unicodedata.normalize("NFKC", text).lower()


def fold_with_places(text: str) -> tuple[str, list[int]]:
    """Text folded character by character, and for each folded character the place in `text` that it came from."""
    folded, places = [], []
    for place, character in enumerate(text):
        for part in fold(character):
            folded.append(part)
            places.append(place)
    return "".join(folded), places


def runs(folded: str) -> Iterator[tuple[str, bool]]:
    """The runs of folded text, each with whether it is Han; punctuation and spaces are left out."""
    for match in _RUN.finditer(folded):
        yield match[0], match.lastgroup == "han"


def cut(text: str, n: int) -> str:
    """At most `n` characters (n ≥ 1), the last one an ellipsis where something was left out."""
    if n < 1:
        raise ValueError("n must be at least 1")
    text = text.strip()
    return text if len(text) <= n else text[: n - 1].rstrip() + _ELLIPSIS


def chunks(text: str, size: int) -> list[str]:
    """Text in parts of at most `size` characters that join to the same text.

    A part ends after a line, else after a sentence, else after a comma, if there is one in its second half.
    """
    if size < 1:
        raise ValueError("size must be at least 1")
    parts = []
    start = 0
    while len(text) - start > size:
        end = _end(text, start, start + size)
        parts.append(text[start:end])
        start = end
    return [*parts, text[start:]] if start < len(text) else parts


def _end(text: str, start: int, latest: int) -> int:
    earliest = start + (latest - start) // 2
    for marks in _ENDS:
        place = max(text.rfind(mark, earliest, latest) for mark in marks)
        if place >= 0:
            return place + 1
    return latest
