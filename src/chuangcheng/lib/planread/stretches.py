"""The prose of a plan, as stretches: each paragraph or list item without its number and heading, and the section it
stands in."""

import bisect
import re
from dataclasses import dataclass, replace
from typing import Final

from .fields.who import is_body
from .layout import BARE, BLANK, ITEM, PROSE, Line, is_salutation
from .outline import Outline, items
from .title import names_document

# （总务处负责，各班配合） says who, and heads nothing.
_GIVEN: Final = re.compile(r"^[（(【]|(?:负责|牵头|配合|协助|落实)$")
_FIGURE: Final = re.compile(r"\d|每[天日周月季年旬]|一次|全覆盖|清零|[：:]")
# Before the first heading a line without a mark is a title, unless it is a label's or an item's.
_TOLD: Final = re.compile(r"(?:责任|牵头|配合|负责|主办|承办|协办|时限|期限)[^：:，,。]{0,6}[：:]")
_BULLETS: Final = frozenset("●★◆■•▲※·")
_READ: Final = frozenset({ITEM, PROSE, BARE})


@dataclass(slots=True)
class Stretch:
    """A run of prose. `listed`: it is an item of a list under its section's heading, not the section's own text."""

    start: int
    end: int
    section: int | None
    listed: bool
    opens_line: bool
    topic: str = ""


def stretches(text: str, masked: str, lines: list[Line], outline: Outline) -> list[Stretch]:
    """All prose in order, headings, titles, signatures and page furniture left out."""
    bodies = dict(zip(outline.starts, outline.bodies, strict=True))
    found: list[Stretch] = []
    topic = ""
    for index, line in enumerate(lines):
        words = text[line.start : line.end]
        if line.start in bodies:
            topic = ""
        if _is_topic(words, line, lines[index + 1 : index + 4]):
            topic = words
        elif line.kind in _READ and not (line.kind == PROSE and is_salutation(words)):
            found += [replace(s, topic=topic) for s in _of_line(text, masked, line, bodies, outline)]
    return [s for s in found if s.end - s.start >= 2]


def _is_topic(words: str, line: Line, following: list[Line]) -> bool:
    """A heading without a number: a short line without a figure or mark that text follows, or one marked # in
    Markdown."""
    if line.kind != BARE or len(words) > 30 or _GIVEN.search(words):
        return False
    if line.hashes:
        return True
    after = next((one.kind for one in following if one.kind != BLANK), "")
    return len(words) <= 14 and after in {PROSE, ITEM} and not _FIGURE.search(words)


def _of_line(text: str, masked: str, line: Line, bodies: dict[int, int], outline: Outline) -> list[Stretch]:
    found: list[Stretch] = []
    parts = items(text, masked, line)
    first = parts[0].mark.start if parts else line.end
    if first > line.start:
        found.append(Stretch(line.start, first, section_at(outline, line.start), False, True))
    for part in parts:
        body = bodies.get(part.mark.start)
        begin = part.mark.end if body is None else body
        found.append(
            Stretch(
                begin, part.end, section_at(outline, part.mark.start), body is None, part.opens_line and body is None
            )
        )
    words = text[line.start : line.end]
    told = _TOLD.search(words) or text[max(0, line.start - 4) : line.start].rstrip(" \u3000\t")[-1:] in _BULLETS
    if (
        line.kind == BARE
        and found
        and ((found[0].section is None and not told) or _signs(words) or names_document(words))
    ):
        return []
    return found


def _signs(line: str) -> bool:
    """A name alone on its line is a signature."""
    return not any(mark in line for mark in "：:，,。；】]］〕") and is_body(line)


def section_at(outline: Outline, at: int) -> int | None:
    """The index of the section that a place in the text stands in, None before the first heading."""
    index = bisect.bisect_right(outline.starts, at) - 1
    return index if index >= 0 else None
