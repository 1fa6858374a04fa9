"""The prose of a plan, as stretches: each paragraph or list item without its number and heading, and the section it
stands in."""

import bisect
from dataclasses import dataclass
from typing import Final

from .fields.who import is_body
from .layout import BARE, ITEM, PROSE, Line, is_salutation
from .outline import Outline, items

_READ: Final = frozenset({ITEM, PROSE, BARE})


@dataclass(slots=True)
class Stretch:
    """A run of prose. `listed`: it is an item of a list under its section's heading, not the section's own text."""

    start: int
    end: int
    section: int | None
    listed: bool
    opens_line: bool


def stretches(text: str, masked: str, lines: list[Line], outline: Outline) -> list[Stretch]:
    """All prose in order, headings, titles, signatures and page furniture left out."""
    bodies = dict(zip(outline.starts, outline.bodies, strict=True))
    found: list[Stretch] = []
    for line in lines:
        if line.kind in _READ and not (line.kind == PROSE and is_salutation(text[line.start : line.end])):
            found += _of_line(text, masked, line, bodies, outline)
    return [s for s in found if s.end - s.start >= 2]


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
    if line.kind == BARE and found and (found[0].section is None or _signs(text[line.start : line.end])):
        return []
    return found


def _signs(line: str) -> bool:
    """A name alone on its line is a signature."""
    return not any(mark in line for mark in "：:，,。；") and is_body(line)


def section_at(outline: Outline, at: int) -> int | None:
    """The index of the section that a place in the text stands in, None before the first heading."""
    index = bisect.bisect_right(outline.starts, at) - 1
    return index if index >= 0 else None
