"""The document as the left pane shows it: headings, sentences with their fields marked, the rest in grey."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from chuangcheng.kit.life import N_
from chuangcheng.rooms.plans import life
from chuangcheng.rooms.plans.models import Obligation, Section

FIELD_MARKS = {
    "responsible": ("who", N_("责")),
    "cooperating": ("who", N_("配")),
    "cadence": ("freq", N_("频")),
    "quantity": ("qty", N_("量")),
    "deadline": ("due", N_("期")),
    "target": ("goal", N_("标")),
    "places": ("place", N_("地")),
}
BARE_NUMBER = re.compile(
    r"[（(]?[一二三四五六七八九十\d]+[）)]?[、.．是]?|[①-⑳]"
)  # a numbering whose words stand in the next block
LONG = 12  # characters above which a highlight may break over a line


@dataclass
class Piece:
    """A stretch of an obligation: plain, or marked as a field."""

    text: str
    kind: str = ""
    tag: str = ""
    vague: bool = False

    @property
    def tag_words(self) -> str:
        return _(self.tag) if self.tag else ""

    @property
    def short(self) -> bool:
        return len(self.text) <= LONG


@dataclass
class Block:
    """A heading, an obligation with its pieces, or text between obligations."""

    kind: str
    start: int
    text: str = ""
    obligation: Obligation | None = None
    pieces: list[Piece] = field(default_factory=list)
    number: int = 0
    section: Section | None = None


def blocks(text: str, sections: Sequence[Section], obligations: Sequence[Obligation]) -> list[Block]:
    """The document cut at headings and obligations, in one pass over its text."""
    found: list[Block] = []
    at = 0
    for start, end, block in sorted(_stops(text, sections, obligations), key=lambda stop: (stop[0], stop[1])):
        if start < at:
            continue
        found += _between(text, at, start)
        found.append(block)
        at = end
    return found + _between(text, at, len(text))


def _stops(
    text: str, sections: Sequence[Section], obligations: Sequence[Obligation]
) -> Iterator[tuple[int, int, Block]]:
    for section in sections:
        words = f"{section.heading}{section.title}"
        at = text.find(section.title, section.start, section.end) if section.title else section.start
        end = (at if at >= 0 else section.start) + len(section.title)
        yield section.start, end, Block("heading", section.start, words, section=section)
    number = 0
    for obligation in obligations:
        if obligation.state != life.LEFT_OUT:
            number += 1
            yield (
                obligation.start,
                obligation.end,
                Block(
                    "obligation",
                    obligation.start,
                    obligation=obligation,
                    pieces=list(pieces(text, obligation)),
                    number=number,
                ),
            )


def _between(text: str, start: int, end: int) -> list[Block]:
    """The lines between two stops; marks that merely closed a sentence are not shown on a line of their own."""
    found, at = [], start
    for line in text[start:end].split("\n"):
        shown = line.strip(" \t\u3000").lstrip("，。；、：.;,:")
        if shown and not BARE_NUMBER.fullmatch(shown):
            found.append(Block("text", at + line.index(shown), shown))
        at += len(line) + 1
    return found


def pieces(text: str, obligation: Obligation) -> Iterator[Piece]:
    """An obligation's words with its fields marked; where two fields overlap the first one wins."""
    at = obligation.start
    for start, end, name, mention in sorted(_mentions(obligation), key=lambda m: (m[0], -m[1])):
        if start < at or end > obligation.end:
            continue
        if start > at:
            yield Piece(text[at:start])
        kind, tag = FIELD_MARKS[name]
        yield Piece(text[start:end], kind, tag, mention.get("value") == "vague")
        at = end
    if at < obligation.end:
        yield Piece(text[at : obligation.end])


def _mentions(obligation: Obligation) -> Iterator[tuple[int, int, str, dict[str, object]]]:
    for name in FIELD_MARKS:
        value = obligation.said.get(name)
        for mention in value if isinstance(value, list) else [value] if value else []:
            if obligation.start <= mention["start"] and mention["end"] <= obligation.end:
                yield mention["start"], mention["end"], name, mention
