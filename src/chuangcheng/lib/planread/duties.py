"""Which stretch of the plan each responsibility line covers.

A line of its own (责任单位：…) closes the item it follows, or the whole section that holds its items when none of
them has a line. A bracket （…负责） at the end of a paragraph covers the paragraph.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from .fields.labels import bracketed, label_end, labelled, listed_bodies
from .fields.roles import given_out
from .fields.who import Duties
from .model import Section
from .stretches import Stretch

_LABEL_HINT: Final = re.compile(
    r"(?:单位|部门|领导|科室|股室|处室|站所|机构|人|主体|牵头|责任|分工|配合|协办|街道|方|时限|时间|期限|日期|节点|区域|主办|承办|协办)▫*[*_]*\s*[：:]|(?:(?:牵头|责任|配合|主办|协办|承办|协助)(?:单位|部门))为(?!第一|主)"
)
# 【责任单位】 as a label: bracketed, so that the masked text does not show it.
_LABEL_BOX: Final = re.compile(
    r"[【\[［〔](?=[^】\]］〕\n]{0,3}(?:责任|牵头|配合|主办|承办|协办)[^】\]］〕\n]{0,5}[】\]］〕])"
)
_BRACKET: Final = re.compile(r"[（(【\[]([^\n]{2,300})[）)】\]]\s*[。；;，,]?\s*$")


_RUN: Final = 6  # the most lines that tell of one group
_PREFIX: Final = 12  # 【环境组】 and the like may stand before a label that opens a paragraph
_SAYS_WHO: Final = re.compile(r"牵头|负责|单位|配合|部门|领导|责任")


@dataclass(slots=True)
class Cover:
    """A responsibility line and the text it covers; `text` is the span that the line itself takes."""

    start: int
    end: int
    duties: Duties
    text: tuple[int, int]


@dataclass(slots=True)
class _Found:
    stretch: int
    own_line: bool
    duties: Duties
    text: tuple[int, int]


def covers(text: str, masked: str, stretches: Sequence[Stretch], sections: Sequence[Section]) -> list[Cover]:
    """Every responsibility line with what it covers, in order of the text."""
    found: list[_Found] = []
    for index, stretch in enumerate(stretches):
        found += _of_stretch(text, masked, index, stretch)
    return [*_of_headings(text, sections), *_Scopes(masked, stretches, sections, found).covers()]


def _of_headings(text: str, sections: Sequence[Section]) -> list[Cover]:
    """整治占道经营（县城管局牵头，县公安局配合）: who answers for all that stands under a heading."""
    found: list[Cover] = []
    for section in sections:
        match = _BRACKET.search(section.text)
        if match is None or not _SAYS_WHO.search(match[1]):
            continue
        begin = text.find(section.text, section.start) + match.start(1)
        duties = bracketed(text, begin, begin + len(match[1]))
        if duties:
            found.append(Cover(section.start, section.end, duties, (begin, begin)))
    return found


def _of_stretch(text: str, masked: str, index: int, stretch: Stretch) -> list[_Found]:
    hint = _LABEL_BOX.search(text, stretch.start, stretch.end) or _LABEL_HINT.search(masked, stretch.start, stretch.end)
    if hint:
        begin = _line_start(masked, stretch, hint.start())
        duties = labelled(text, begin, stretch.end)
        if duties:
            until = label_end(text, begin, stretch.end)
            return [_Found(index, begin <= stretch.start + 1 and until == stretch.end, duties, (begin, until))]
    given = [
        _Found(index, begin <= stretch.start + 1 and until >= stretch.end - 2, duties, (begin, until))
        for begin, until, duties in given_out(text, masked, stretch.start, stretch.end)
    ]
    return sorted([*given, *_brackets(text, masked, index, stretch)], key=lambda found: found.text)


def _line_start(masked: str, stretch: Stretch, at: int) -> int:
    while at > stretch.start and masked[at - 1] not in "。；;，, \t\u3000▫":
        at -= 1
    return at


def _brackets(text: str, masked: str, index: int, stretch: Stretch) -> list[_Found]:
    found: list[_Found] = []
    for match in re.finditer(r"▫+", masked[stretch.start : stretch.end]):
        begin, end = stretch.start + match.start(), stretch.start + match.end()
        if not _closes(masked, stretch, end):
            continue
        if _SAYS_WHO.search(text[begin:end]) or _only_names(text, begin, end):
            duties = bracketed(text, begin + 1, end - 1) or listed_bodies(text, begin + 1, end - 1)
            if duties:
                found.append(_Found(index, begin <= stretch.start + 1, duties, (begin, end)))
    return found


def _only_names(text: str, begin: int, end: int) -> bool:
    """完成排查（城建办、各村）。: nothing but bodies in it; behind a body a bracket only gives its other name."""
    return (
        text[begin - 1] not in "村镇乡区县市局办委部所站院校队组位门"
        and listed_bodies(text, begin + 1, end - 1) is not None
    )


def _closes(masked: str, stretch: Stretch, at: int) -> bool:
    return at >= stretch.end or masked[at] in "。；;，,\n " or masked[at - 1 : at + 1].strip() == "▫"


class _Scopes:
    """How far each responsibility line reaches, seen with the others of its section."""

    def __init__(
        self, masked: str, stretches: Sequence[Stretch], sections: Sequence[Section], found: list[_Found]
    ) -> None:
        self.masked = masked
        self.stretches, self.sections, self.found = stretches, sections, found
        self.by_section: defaultdict[int, list[_Found]] = defaultdict(list)
        self.children: defaultdict[int | None, list[Section]] = defaultdict(list)
        for section in sections:
            self.children[section.parent].append(section)
        for each in found:
            at = stretches[each.stretch].section
            if at is not None:
                self.by_section[at].append(each)
        self.lined = sorted(sections[at].start for at, ones in self.by_section.items() if any(map(self._whole, ones)))

        self.reaches = self._reaches()

    def covers(self) -> list[Cover]:
        out: list[Cover] = []
        for each in self.found:
            out.append(self._cover(each, out[-1] if out else None))
        return out

    def _cover(self, each: _Found, before: Cover | None) -> Cover:
        stretch = self.stretches[each.stretch]
        if each.own_line and each.stretch in self.reaches:
            return Cover(each.text[1], self.reaches[each.stretch], each.duties, each.text)
        if stretch.section is None and each.own_line:
            return self._block(each, before)
        if stretch.section is None or not self._whole(each):
            return self._paragraph(each, stretch, before)
        ones = [one for one in self.by_section[stretch.section] if self._whole(one)]
        if len(ones) == 1 or self._adjoin(ones):
            section = self.sections[stretch.section]
            start, end = self._scope(section) if each.own_line else (section.start, section.end)
            return Cover(start, end, each.duties, each.text)
        return self._item(each, before, self.sections[stretch.section])

    def _whole(self, each: _Found) -> bool:
        """A line of its own, or a bracket that ends the only plain paragraph of its section with one."""
        stretch = self.stretches[each.stretch]
        if each.own_line or stretch.section is None:
            return each.own_line
        return not stretch.listed and each.text[1] >= stretch.end - 2 and len(self.by_section[stretch.section]) == 1

    def _adjoin(self, ones: list[_Found]) -> bool:
        """Lines one right after the other (责任单位 and 配合单位) are one."""
        return len(ones) <= _RUN and all(after.stretch - one.stretch <= 1 for one, after in pairwise(ones))

    def _item(self, each: _Found, before: Cover | None, section: Section) -> Cover:
        """One of several lines under a heading: it covers what stands since the one before, or the same where
        nothing does."""
        start = section.start
        if before is not None and before.text[1] > section.start:
            stretch = self.stretches[each.stretch]
            start = before.start if stretch.start - before.text[1] <= 2 else before.text[1]
        return Cover(start, each.text[0], each.duties, each.text)

    def _reaches(self) -> dict[int, int]:
        """How far each line reaches (by where it stands) in sections whose groups of tasks stand under their lines
        (责任部门：政教处, 1.…2.…, 责任部门：总务处, …), not before them."""
        owned: defaultdict[int | None, list[_Found]] = defaultdict(list)
        for each in self.found:
            if each.own_line:
                owned[self.stretches[each.stretch].section].append(each)
        reaches: dict[int, int] = {}
        for section, ones in owned.items():
            if len(ones) < 2 or not self._opens(ones[0]) or self._adjoin(ones):
                continue
            if any(after.stretch - one.stretch <= _RUN for one, after in zip(ones, ones[_RUN:], strict=False)):
                continue  # line upon line with nothing between: no groups
            until = self.stretches[-1].end if section is None else self.sections[section].end
            for one, after in zip(reversed(ones), [None, *reversed(ones[1:])], strict=True):
                if after is not None and after.stretch - one.stretch > 1:
                    until = after.text[0]
                reaches[one.stretch] = until
        return reaches

    def _opens(self, each: _Found) -> bool:
        """Nothing stands before the line in its section, and something behind it."""
        index, section = each.stretch, self.stretches[each.stretch].section
        after = self.stretches[index + 1] if index + 1 < len(self.stretches) else None
        alone = index == 0 or self.stretches[index - 1].section != section
        return alone and after is not None and after.section == section

    def _block(self, each: _Found, before: Cover | None) -> Cover:
        """A line of its own where no heading stands: it closes the lines above it, up to a blank line or the line of
        this kind before it; with that it shares where they adjoin."""
        index, start = each.stretch, each.text[0]
        if before is not None and start - before.text[1] <= 2:
            return Cover(before.start, before.end, each.duties, each.text)
        while index > 0 and (before is None or self.stretches[index - 1].start >= before.text[1]):
            above = self.stretches[index - 1]
            if "\n\n" in self.masked[above.end : self.stretches[index].start] and index < each.stretch:
                break
            index, start = index - 1, above.start
        return Cover(start, each.text[0], each.duties, each.text)

    def _paragraph(self, each: _Found, stretch: Stretch, before: Cover | None) -> Cover:
        """A bracket inside or at the end of a paragraph covers the paragraph since the bracket before it."""
        before_it = self.masked[stretch.start : each.text[0]]
        if len(before_it) <= _PREFIX and "。" not in before_it and self.masked[each.text[0]] != "▫":
            return Cover(stretch.start, stretch.end, each.duties, each.text)  # who, told before what
        opens = self._opening(each, stretch)
        start = max(opens, before.text[1]) if before is not None else opens
        closes = each.text[1] >= stretch.end - 2
        return Cover(start, max(each.text[0], stretch.end if closes else start), each.duties, each.text)

    def _opening(self, each: _Found, stretch: Stretch) -> int:
        """A bracket behind the full stop of a paragraph that is a list (①…；②…。（X负责）) closes the whole list."""
        index = each.stretch
        if each.text[0] > stretch.start and self.masked[each.text[0] - 1] in "。！!":
            while index > 0 and not self.stretches[index].opens_line and self._runs_on(index):
                index -= 1
        return self.stretches[index].start

    def _runs_on(self, index: int) -> bool:
        """The stretch goes on what stands before it, on the same line and in the same section."""
        here, before = self.stretches[index], self.stretches[index - 1]
        return here.section == before.section and "\n" not in self.masked[before.start : here.start]

    def _scope(self, section: Section) -> tuple[int, int]:
        """The section, or its parent where it is the last of several siblings and the only one with a line."""
        if section.parent is None:
            return section.start, section.end
        siblings = self.children[section.parent]
        parent = self.sections[section.parent]
        if siblings[-1].index == section.index and not self._any_line(parent.start, section.start):
            return parent.start, parent.end
        return section.start, section.end

    def _any_line(self, start: int, end: int) -> bool:
        return bisect_left(self.lined, end) > bisect_left(self.lined, start)
