"""Headings and the sections they open.

A number opens either a heading or a demand. It is a heading when it names a topic: a line of its own without a
closing mark, or a short first sentence without a figure, followed by text of its own. Levels follow nesting: the
first kind of number met is level 1, each further kind inside it one deeper, and meeting a kind again closes what
was opened since.
"""

import re
from dataclasses import dataclass, field
from typing import Final

from .grammar import Part, read_clause
from .layout import ATTACHMENT, BLANK, ITEM, Line
from .model import Heading, Section
from .numbering import Mark, mark_at

# A figure, a frequency or a duty in the sentence: it demands, it names no topic.
_DEMANDS: Final = re.compile(
    r"每(?:年|月|周|天|日|旬|季|半|两|个月|学期)|不少于|不低于|不超过|不得|严禁|\d+(?:%|％"
    r"|次|场|期|名|份|条|座|人次)|[上中下]旬|底前|日前|月前"
    r"|以上|以内|(?<![供相反适对响效呼])应当?(?![急用对届])"
    r"|必须|(?<![重主需必纪摘概首])要(?![素点求])"
)
_SENTENCE_MARK: Final = re.compile(
    r"[。；;：:！!]\s*|[，,]\s*(?=[一二三四五六七八九]是|其[一二三四五六七八九][，,]|第[一二三四五六七八九][，,])"
)
_COUNTED: Final = re.compile(r"每|一次|不得|严禁|必须|[日月底]前")
# Before a colon these name a field of the item, not its topic.
_LABEL: Final = re.compile(
    r"单位|部门|领导|责任人|时限|期限|牵头|配合|问题$|措施$|现状$"
    r"|如下|以下|下列|之一|做到|包括|要求$|联系人|电话|邮箱|^地址|^时间|^地点|负责人"
)
# An item with nothing behind it but who must do it demands by itself.
_ONLY_LABEL: Final = re.compile(r"(?:责任|牵头|配合|主责|承办|完成|落实)[^：:，。]{0,8}[：:]")
# A topic in spoken words: 门前三包要落地, 陋习要破下去.
_CALL: Final = re.compile(r"^[\u4e00-\u9fff▪]{2,10}要[\u4e00-\u9fff]{2,6}$")
# A few characters and a full stop before text of its own head it, whatever they are (要见实效。都要带头。).
_SHORT_HEAD: Final = re.compile(r"[\u4e00-\u9fff▪]{2,8}$")
_INLINE_KINDS: Final = frozenset({"say", "ordinal", "ring", "arb", "arh"})
_LEADS_IN: Final = re.compile("如下|以下|下列|之一|做到")
_COLON: Final = re.compile(r"[：:](?!(?<=\d[：:])\d\d)")  # not that of 15:00
_LONGEST: Final = 45
_ARTICLE: Final = 10


@dataclass(slots=True)
class Item:
    """A numbered stretch of a line: its mark, where its text ends, whether it opens the line, and the kind of the
    next."""

    mark: Mark
    end: int
    opens_line: bool
    following: str = ""


@dataclass(slots=True)
class Outline:
    """Headings found, the sections they open, and the spans that number and heading take out of the prose."""

    headings: list[Heading] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    bodies: list[int] = field(default_factory=list)
    marks: list[tuple[Mark, bool]] = field(default_factory=list)


def items(text: str, masked: str, line: Line) -> list[Item]:
    """The numbered stretches of a line: at its head, and after a full stop, semicolon or colon inside it."""
    marks: list[tuple[Mark, bool]] = []
    if line.kind == ITEM and line.mark:
        marks.append((line.mark, True))
    for match in _SENTENCE_MARK.finditer(masked, line.start, line.end):
        mark = mark_at(text, match.end())
        if mark and mark.end < line.end and _inline(mark, masked, match, marks):
            marks.append((mark, False))
    if not marks:
        return []
    ends = [mark.start for mark, _ in marks[1:]] + [line.end]
    kinds = [mark.kind for mark, _ in marks[1:]] + [""]
    return [Item(mark, end, opens, kind) for (mark, opens), end, kind in zip(marks, ends, kinds, strict=True)]


def _inline(mark: Mark, masked: str, match: re.Match[str], before: list[tuple[Mark, bool]]) -> bool:
    if mark.kind in _INLINE_KINDS:
        return True
    if masked[match.start()] in "。：:；;" and mark.kind in {"ar", "cnb", "cn"}:
        return mark.value == 1 or any(m.kind == mark.kind and m.value == mark.value - 1 for m, _ in before[-8:])
    return False


def heading_end(text: str, masked: str, item: Item, *, followed: bool) -> tuple[int, int] | None:
    """Where the heading of an item ends and where its body begins; None where the item demands and heads nothing.

    `followed` tells that the next line belongs under this one (a deeper number, or prose of its own).
    """
    start, end = item.mark.end, item.end
    stop = re.compile(r"[。！!；;]").search(masked, start, end)
    if stop is None:
        return _whole_line(text, masked, item)
    colon = _colon(masked, start, stop.start())
    if colon is not None and item.opens_line and not _LABEL.search(text[start:colon]):
        return colon, colon + 1
    if masked[stop.start()] in "；;":
        return None
    head = text[start : stop.start()]
    if item.mark.number.rstrip("、：:").endswith("条") and len(head) > _ARTICLE:
        return None  # an article of rules (第三条 考核采取…的方式进行。) is its text
    rest = masked[stop.end() : end].strip(" \u3000\t▫")
    if _ONLY_LABEL.match(rest):
        return None
    if not rest and not followed and item.following in {"", item.mark.kind}:
        return None
    if _is_topic(
        head, masked[start : stop.start()], strict=not item.opens_line or item.mark.kind in _INLINE_KINDS - {"arb"}
    ):
        return stop.start(), stop.end()
    return None


def _colon(masked: str, start: int, end: int) -> int | None:
    found = _COLON.search(masked, start, end)
    at = found.start() if found else -1
    if 2 <= at - start <= 20 and end > at + 2 and not re.search(r"[，,]", masked[start:at]):
        return at
    return None


def _whole_line(text: str, masked: str, item: Item) -> tuple[int, int] | None:
    start, end = item.mark.end, item.end
    if not item.opens_line or end <= start:
        return None
    head, veiled = text[start:end], masked[start:end]
    gap = re.search(r"\s{2,}|\u3000", veiled)
    if gap and 2 <= gap.start() <= 25 and len(veiled) - gap.end() > 6:
        return start + gap.start(), start + gap.end()
    colon = _colon(masked, start, end)
    if colon is not None and _is_prose(masked[colon + 1 : end]):
        return colon, colon + 1
    if head[-1] in "：:":
        return (end - 1, end) if len(head) <= 25 and not _LEADS_IN.search(head) else None
    if len(head) > 60 or (len(head) > 12 and _DEMANDS.search(veiled) and not re.search(r"行动|工程|阶段", head)):
        return None
    return end, end


def _is_prose(rest: str) -> bool:
    """Text behind a colon that is more than the second half of a heading (第一阶段：宣传动员)."""
    return len(rest) > 20 or bool(re.search(r"[，,]", rest) or _DEMANDS.search(rest))


def _is_topic(head: str, veiled: str, *, strict: bool) -> bool:
    commas = len(re.findall(r"[，,]", veiled))
    if _CALL.search(veiled) or (not strict and _SHORT_HEAD.match(veiled) and not _COUNTED.search(veiled)):
        return True
    if (
        not head
        or len(veiled.replace("▫", "")) > _LONGEST
        or (_DEMANDS.search(veiled) and not re.search(r"阶段|要求", head))
    ):
        return False
    if strict:
        return commas == 0 and len(head) <= 22
    parts = re.split(r"[，,]", veiled.replace("▫", ""))
    return commas == 0 or (commas <= 3 and max(map(len, parts)) <= 13 and len(head) / (commas + 1) <= 10)


def build(text: str, masked: str, lines: list[Line]) -> Outline:
    """The outline of a document from its lines."""
    outline = Outline()
    kinds: list[str] = []
    for index, line in enumerate(lines):
        if line.kind == ATTACHMENT:
            kinds.clear()
        if line.kind not in {ITEM, "prose"}:
            continue
        told: str = ""
        for item in items(text, masked, line):
            found = heading_end(text, masked, item, followed=_followed(text, lines, index, item, kinds))
            if found and found[1] >= item.end - 1 and _stands_alone(text, masked, lines, index, item):
                found = None  # 清理积存垃圾, and under it only who and until when
            if found and item.mark.kind == told and item.mark.value > 1:
                found = None  # members of one list are alike: where the first heads nothing, the next does not
            told = item.mark.kind if not found and not item.opens_line else told
            outline.marks.append((item.mark, found is not None))
            if found:
                _open(outline, kinds, text, item.mark, *found)
    return outline


def _stands_alone(text: str, masked: str, lines: list[Line], index: int, item: Item) -> bool:
    """Whether a numbered line demands by itself: a verb with an object, and nothing under it but labels."""
    if item.end < lines[index].end or not _labels_follow(text, lines, index):
        return False
    reading = read_clause(masked, item.mark.end, lines[index].end)
    return reading.part is Part.DEMAND and reading.object and reading.verb_at <= item.mark.end + 2


def _labels_follow(text: str, lines: list[Line], index: int) -> bool:
    seen = False
    for line in lines[index + 1 : index + 9]:
        if line.kind == BLANK:
            continue
        if not _ONLY_LABEL.match(text, line.start):
            return seen and line.mark is not None
        seen = True
    return seen


def _followed(text: str, lines: list[Line], index: int, item: Item, kinds: list[str]) -> bool:
    following = next((line for line in lines[index + 1 : index + 4] if line.kind in {ITEM, "prose"}), None)
    if following is None or item.end < lines[index].end:
        return False
    if following.mark is None:
        return item.opens_line and not _ONLY_LABEL.match(text, following.start)
    return following.mark.kind != item.mark.kind and following.mark.kind not in kinds


def _open(outline: Outline, kinds: list[str], text: str, mark: Mark, end: int, body: int) -> None:
    if mark.kind in kinds:
        del kinds[kinds.index(mark.kind) :]
    kinds.append(mark.kind)
    start = mark.end
    while start < end and text[start] in "*_":
        start += 1
    while end > start and text[end - 1] in "*_：: ":
        end -= 1
    outline.headings.append(Heading(len(kinds), mark.number, text[start:end], start, end))
    outline.starts.append(mark.start)
    outline.bodies.append(body)


def sections(outline: Outline, length: int) -> list[Section]:
    """Each heading with the stretch it governs: up to the next heading of its level or above."""
    found: list[Section] = []
    open_ones: list[int] = []
    ends: dict[int, int] = {}
    for index, heading in enumerate(outline.headings):
        while open_ones and outline.headings[open_ones[-1]].level >= heading.level:
            ends[open_ones.pop()] = outline.starts[index]
        parent = open_ones[-1] if open_ones else None
        found.append(Section(index, parent, heading.level, heading.number, heading.text, outline.starts[index], length))
        open_ones.append(index)
    return [Section(s.index, s.parent, s.level, s.number, s.text, s.start, ends.get(s.index, length)) for s in found]
