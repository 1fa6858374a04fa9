"""Text out of a web page: blocks on lines of their own, table rows with cells between bars, scripts and styles
dropped."""

import re
from html.parser import HTMLParser
from typing import Final

from chuangcheng.lib.planread.vocabulary import listed

_BLOCKS: Final = frozenset(
    listed(
        "p div br tr li h1 h2 h3 h4 h5 h6 section article "
        "table ul ol dl dt dd header footer nav blockquote pre form center title"
    )
)
_DROPPED: Final = frozenset(listed("script style noscript template svg head select button"))
_TAGS: Final = re.compile(r"<(?:!doctype html|html|body|div|p|table|span|br)\b", re.IGNORECASE)


def is_web(text: str) -> bool:
    """Whether a text is really the source of a web page."""
    return len(_TAGS.findall(text[:5000])) >= 5 or bool(re.match(r"\s*(?:<!doctype html|<html)", text, re.IGNORECASE))


class _Stripper(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.dropping = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _DROPPED:
            self.dropping += 1
        elif tag in _BLOCKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _DROPPED:
            self.dropping = max(0, self.dropping - 1)
        elif tag in {"td", "th"}:
            self.parts.append(" | ")
        elif tag in _BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.dropping:
            self.parts.append(re.sub(r"[\r\n\t]+", "", data))


def strip_web(text: str) -> str:
    """The text of a page, blank lines folded."""
    stripper = _Stripper()
    stripper.feed(text)
    stripper.close()
    lines = (line.strip(" \xa0").removesuffix("|").rstrip() for line in "".join(stripper.parts).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")
