"""Text on its way to paper: what XML cannot hold is taken out, nothing else is changed."""

import re
import unicodedata

_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udfff]")
_LONG_WORD = re.compile(r"[!-~]{24,}")


def clean(text: str) -> str:
    """Without control characters and lone surrogates; every kind of line end is one `\\n`."""
    return _ILLEGAL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def one_line(text: str) -> str:
    """Clean, and without line breaks, for a file's properties."""
    return clean(text).replace("\n", "")


def em(text: str) -> float:
    """How wide the longest line is, in Chinese characters. Latin letters and digits count as halves."""
    return max((sum(_width(character) for character in line) for line in text.split("\n")), default=0.0)


def lines(text: str, width: float) -> int:
    """About how many lines the text takes where a line holds `width` Chinese characters."""
    return sum(max(1, -int(-em(line) // max(width, 1.0))) for line in text.split("\n"))


def breakable(text: str) -> str:
    """With places to break (U+200B) in words too long for a line, such as addresses."""
    return _LONG_WORD.sub(lambda word: "\u200b".join(word[0]), text)


def _width(character: str) -> float:
    return 1.0 if unicodedata.east_asian_width(character) in "WFA" else 0.5
