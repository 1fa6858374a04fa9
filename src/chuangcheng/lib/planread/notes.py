"""Remarks on the document itself, each beside its place: it breaks off, a number is missing or stands twice, 一是
has no 二是."""

import re
from collections.abc import Sequence
from typing import Final

from .layout import ITEM, PROSE, Line
from .model import Note
from .numbering import Mark
from .outline import Outline

_CLOSED: Final = re.compile(r"[。！？!?；;：:）)”\"》】…]\s*$")
_SAYS: Final = frozenset({"say", "ordinal"})


def notes(text: str, lines: Sequence[Line], outline: Outline) -> tuple[Note, ...]:
    """The remarks, in order of the text."""
    marks = [mark for mark, _ in outline.marks]
    found = [*_breaks_off(text, lines), *_alone(marks), *_gaps(marks, outline)]
    return tuple(sorted(found, key=lambda note: (note.start, note.code)))


def _breaks_off(text: str, lines: Sequence[Line]) -> list[Note]:
    """The last prose of the document lacks a closing mark, or names people without saying what they do."""
    prose = [line for line in lines if line.kind in {ITEM, PROSE} and line.end - line.start >= 12]
    if not prose:
        return []
    last = prose[-1]
    words = text[last.start : last.end]
    if last.mark and not re.search(r"[，,。；;]", words):
        return []  # a heading
    if not _CLOSED.search(words) or re.search(r"(?:负责同志|负责人|单位|以及|和|及|的|、)[。]$", words[-6:]):
        return [
            Note(
                "breaks_off",
                last.start,
                last.end,
                "文件末句似乎没有写完。",
                "The document seems to end in mid-sentence.",
            )
        ]
    return []


def _alone(marks: Sequence[Mark]) -> list[Note]:
    """一是 that no 二是 follows before the next 一是 or the end."""
    found: list[Note] = []
    says = [mark for mark in marks if mark.kind in _SAYS]
    for at, mark in enumerate(says):
        follower = says[at + 1] if at + 1 < len(says) else None
        if mark.value == 1 and (follower is None or follower.value != 2):
            found.append(
                Note(
                    "alone",
                    mark.start,
                    mark.end,
                    f"有“{mark.number.strip()}”，没有下一条。",
                    f"“{mark.number.strip()}” stands here without a second one.",
                )
            )
    return found


def _gaps(marks: Sequence[Mark], outline: Outline) -> list[Note]:
    """Numbers of headings that skip one or stand twice, within the section they share."""
    found: list[Note] = []
    last: dict[int, tuple[str, int]] = {}
    by_start = {mark.start: mark for mark in marks}
    for heading, start in zip(outline.headings, outline.starts, strict=True):
        mark = by_start.get(start)
        if mark is None:
            continue
        kind, value = last.get(heading.level, ("", 0))
        if kind == mark.kind and mark.value not in {value + 1, 1}:
            found.append(_gap(mark, value))
        last = {level: seen for level, seen in last.items() if level < heading.level}
        last[heading.level] = (mark.kind, mark.value)
    return found


def _gap(mark: Mark, before: int) -> Note:
    if mark.value == before:
        zh, en = f"编号“{mark.number}”重复。", f"The number “{mark.number}” stands twice."
    else:
        zh, en = f"编号不连续：“{mark.number}”之前缺号。", f"Numbering has a gap before “{mark.number}”."
    return Note("numbering", mark.start, mark.end, zh, en)
