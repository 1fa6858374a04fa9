"""A standard as it was read, before it is kept, and what must hold of it as a whole: codes once, parents that exist,
no circle, no level too deep, weights that add up. Plain data; through whichever door a standard comes, it becomes a
draft."""

import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from typing import Any, Protocol

from chuangcheng.rooms.standards.scheme import MATERIAL, ONSITE

LEVELS, SIBLINGS = 8, 9999  # a path has four digits a level


@dataclass(frozen=True)
class DraftHeading:
    """An inner node; `parent` is the code of the heading above, empty at the top."""

    code: str
    printed: str
    title: str
    title_en: str
    parent: str
    line: int


@dataclass(frozen=True)
class DraftCriterion:
    """A leaf. `weights` splits the weight over the methods; `asks` is the evidence asked for, as it will be stored."""

    code: str
    printed: str
    wording: str
    wording_en: str
    parent: str
    line: int
    methods: Sequence[str] = ()
    weight: Decimal = Decimal(0)
    weights: Mapping[str, Decimal] = field(default_factory=dict)
    unit_kinds: Sequence[str] = ()
    place_kinds: Sequence[str] = ()
    asks: Sequence[Mapping[str, Any]] = ()
    part: str = ""
    source: str = ""
    certainty: str = ""


@dataclass(frozen=True)
class Draft:
    """A whole standard. `methods`, `unit_kinds` and `place_kinds` map a key to its words (zh, en) and numbers."""

    slug: str
    edition: str
    edition_en: str
    title: str
    title_en: str
    example: bool
    source: str
    source_en: str
    period: Mapping[str, Any]
    levels: Sequence[Mapping[str, str]]
    methods: Mapping[str, Mapping[str, Any]]
    unit_kinds: Mapping[str, Mapping[str, Any]]
    place_kinds: Mapping[str, Mapping[str, Any]]
    headings: Sequence[DraftHeading]
    criteria: Sequence[DraftCriterion]

    def digest(self) -> str:
        """SHA-256 of what the standard says; comments, spaces and lines do not count."""
        said = asdict(self)
        for row in (*said["headings"], *said["criteria"]):
            del row["line"]
        text = json.dumps(said, ensure_ascii=False, sort_keys=True, default=str)
        return hashlib.sha256(text.encode()).hexdigest()

    def summary(self) -> dict[str, Any]:
        """A few figures, for a person who checks a file."""
        return {
            "id": self.slug,
            "edition": self.edition,
            "title": self.title,
            "example": self.example,
            "levels": [level["zh"] for level in self.levels],
            "headings": len(self.headings),
            "criteria": len(self.criteria),
            "weight": str(sum((c.weight for c in self.criteria), Decimal(0))),
            "methods": dict(Counter(method for c in self.criteria for method in c.methods)),
        }


@dataclass(frozen=True)
class Placed:
    """A heading with its level (1 at the top) and its path, which sorts the tree in its printed order."""

    heading: DraftHeading
    level: int
    path: str


class Adds(Protocol):
    """Where faults go."""

    def add(self, line: int, where: str, zh: str, en: str) -> None: ...


def check(draft: Draft, faults: Adds) -> None:
    """Report everything that is wrong with the draft as a whole."""
    _codes(draft, faults)
    _parents(draft, faults)
    _weights(draft, faults)
    _complete(draft, faults)
    if not draft.criteria:
        faults.add(0, "tree", "一条测评标准也没有", "there is no criterion at all")


def _all(draft: Draft) -> list[DraftHeading | DraftCriterion]:
    return [*draft.headings, *draft.criteria]


def _codes(draft: Draft, faults: Adds) -> None:
    seen: dict[str, int] = {}
    for row in _all(draft):
        if row.code in seen:
            faults.add(
                row.line,
                row.code,
                f"编号“{row.code}”重复，第 {seen[row.code]} 行已用",
                f"code “{row.code}” stands already in line {seen[row.code]}",
            )
        elif row.code:
            seen[row.code] = row.line


def _parents(draft: Draft, faults: Adds) -> None:
    """Every parent exists, nobody is above itself, and no heading lies deeper than the levels that are named."""
    above = {row.code: row.parent for row in draft.headings}
    deepest = min(len(draft.levels) - 1, LEVELS)
    for row in _all(draft):
        if row.parent and row.parent not in above:
            faults.add(row.line, row.code, f"找不到上级“{row.parent}”", f"parent “{row.parent}” is missing")
        elif isinstance(row, DraftCriterion) and not row.parent:
            faults.add(row.line, row.code, "测评标准没有上级", "a criterion needs a parent")
    for parent, count in Counter(row.parent for row in _all(draft)).items():
        if count > SIBLINGS:
            faults.add(0, parent, f"同一标题下超过 {SIBLINGS} 项", f"more than {SIBLINGS} under one heading")
    for heading in draft.headings:
        line = _line_above(heading.code, above)
        if line is None:
            faults.add(heading.line, heading.code, "上下级成环", "the heading is above itself")
        elif len(line) > deepest:
            faults.add(
                heading.line,
                heading.code,
                f"层级太深：标准只有 {deepest} 级标题",
                f"too deep: the standard names {deepest} levels of headings",
            )


def _line_above(code: str, above: Mapping[str, str]) -> list[str] | None:
    """The heading and those above it, or None for a circle."""
    line: list[str] = []
    while code:
        if code in line:
            return None
        line.append(code)
        code = above.get(code, "")
    return line


def _weights(draft: Draft, faults: Adds) -> None:
    """A criterion's parts add up to its weight; a method's parts to what the head of the file says of the method."""
    sums: Counter[str] = Counter()
    for row in draft.criteria:
        parts = sum(row.weights.values(), Decimal(0))
        if row.weights and parts != row.weight:
            faults.add(
                row.line,
                f"{row.code}.weights",
                f"各方法分值合计 {_plain(parts)}，与分值 {_plain(row.weight)} 不符",
                f"the parts add up to {_plain(parts)}, the weight is {_plain(row.weight)}",
            )
        for method in row.weights.keys() - set(row.methods):
            faults.add(
                row.line,
                f"{row.code}.weights",
                f"“{method}”不在这一条的测评方法里",
                f"“{method}” is no method of this criterion",
            )
        for method, part in row.weights.items():
            sums[method] += part  # type: ignore[assignment]
    for method, said in draft.methods.items():
        wanted = said.get("weight")
        if wanted is not None and sums and sums[method] != wanted:
            faults.add(
                0,
                f"methods.{method}",
                f"各条分值合计 {_plain(Decimal(sums[method]))}，与文件头写的 {_plain(wanted)} 不符",
                f"the criteria add up to {_plain(Decimal(sums[method]))}, the head says {_plain(wanted)}",
            )


def _complete(draft: Draft, faults: Adds) -> None:
    """What a method needs: material asks for evidence, an on-site criterion names the kinds of place."""
    for row in draft.criteria:
        if MATERIAL in row.methods and not row.asks:
            faults.add(
                row.line,
                f"{row.code}.evidence",
                "按材料审核测评，却没有写材料要求",
                "judged by material, but no evidence is asked for",
            )
        if ONSITE in row.methods and not row.place_kinds:
            faults.add(
                row.line,
                f"{row.code}.place_kinds",
                "按实地考察测评，却没有写判定点位",
                "judged on site, but no kind of place is named",
            )


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"


def place(draft: Draft) -> list[Placed]:
    """The headings in their printed order, parents first. Only for a draft without faults."""
    below: dict[str, list[DraftHeading]] = {}
    for heading in draft.headings:
        below.setdefault(heading.parent, []).append(heading)
    placed: list[Placed] = []

    def walk(parent: str, level: int, path: str) -> None:
        for number, heading in enumerate(below.get(parent, ()), 1):
            here = f"{path}{number:04d}"
            placed.append(Placed(heading, level, here))
            walk(heading.code, level + 1, here)

    walk("", 1, "")
    return placed
