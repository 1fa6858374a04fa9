"""A standard as it was read, before it is kept. Plain data; through whichever door a standard comes, it becomes a draft,
is checked (`checks`), and settled into the one order in which it is compared, written and kept."""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from decimal import Decimal
from typing import Any

from chuangcheng.rooms.standards.scheme import WEIGHT

LEVELS, SIBLINGS = 8, 9999  # a path has four digits a level
_NEVER_SEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1b\x7f-\x84\x86-\x9f\u200b\ufeff\ufffe\uffff\ud800-\udfff]")


def tidy(text: str) -> str:
    """Words in one line with single spaces, without signs that nobody sees: the same through every door."""
    return " ".join(_NEVER_SEEN.sub("", text).split())


def _line() -> Any:
    """Where a row stands in its file: for faults only, no part of what the standard says."""
    return field(default=0, compare=False)


def weight_rule() -> dict[str, Any]:
    """The score rule of a criterion that names none: a share of its weight."""
    return {"rule": WEIGHT}


@dataclass(frozen=True)
class DraftHeading:
    """An inner node; `parent` is the code of the heading above, empty at the top."""

    code: str
    printed: str
    title: str
    title_en: str
    parent: str
    line: int = _line()


@dataclass(frozen=True)
class DraftCriterion:
    """A leaf. `weights` splits the weight over the methods; `asks` is the evidence asked for, as it will be stored.

    `score` is {rule} with what the rule needs: {each, of}, or {grades: [{grade, least, share}]} over the `items`
    ({code, zh, en}). `negative` are codes of negative-list items.
    """

    code: str
    printed: str
    wording: str
    wording_en: str
    parent: str
    line: int = _line()
    methods: Sequence[str] = field(default_factory=list)
    weight: Decimal = Decimal(0)
    weights: Mapping[str, Decimal] = field(default_factory=dict)
    unit_kinds: Sequence[str] = field(default_factory=list)
    place_kinds: Sequence[str] = field(default_factory=list)
    asks: Sequence[Mapping[str, Any]] = field(default_factory=list)
    part: str = ""
    source: str = ""
    certainty: str = ""
    score: Mapping[str, Any] = field(default_factory=weight_rule)
    items: Sequence[Mapping[str, str]] = field(default_factory=list)
    negative: Sequence[str] = field(default_factory=list)


@dataclass(frozen=True)
class DraftCheck:
    """What is looked at in places of a kind. `grades` are {grade, zh, en, share}; `least` and `spacing` belong to counts."""

    code: str
    wording: str
    wording_en: str
    place_kind: str
    how: str
    answer: str
    line: int = _line()
    grades: Sequence[Mapping[str, Any]] = field(default_factory=list)
    least: int | None = None
    spacing: int | None = None
    criteria: Sequence[str] = field(default_factory=list)
    source: str = ""
    certainty: str = ""


@dataclass(frozen=True)
class DraftQuestion:
    """A question to residents. `options` are {zh, en, share}; an option whose share is None is not counted."""

    code: str
    wording: str
    wording_en: str
    about: str
    line: int = _line()
    options: Sequence[Mapping[str, Any]] = field(default_factory=list)
    weight: Decimal = Decimal(0)
    criteria: Sequence[str] = field(default_factory=list)
    source: str = ""
    certainty: str = ""


@dataclass(frozen=True)
class DraftNegative:
    """What must not happen. `work_line` is a key of the standard's lines; `effects` are {status, effect, points}."""

    code: str
    wording: str
    wording_en: str
    work_line: str
    level: str
    line: int = _line()
    effects: Sequence[Mapping[str, Any]] = field(default_factory=list)
    window: int = 0
    unit_kinds: Sequence[str] = field(default_factory=list)
    criteria: Sequence[str] = field(default_factory=list)
    source: str = ""
    certainty: str = ""


Row = DraftHeading | DraftCriterion | DraftCheck | DraftQuestion | DraftNegative
Linked = DraftCheck | DraftQuestion | DraftNegative
Kinds = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True)
class Draft:
    """A whole standard. `methods`, `unit_kinds`, `place_kinds` and `lines` map a key to its words (zh, en) and numbers."""

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
    methods: Kinds
    unit_kinds: Kinds
    place_kinds: Kinds
    headings: Sequence[DraftHeading]
    criteria: Sequence[DraftCriterion]
    lines: Kinds = field(default_factory=dict)
    checks: Sequence[DraftCheck] = field(default_factory=list)
    questions: Sequence[DraftQuestion] = field(default_factory=list)
    negatives: Sequence[DraftNegative] = field(default_factory=list)

    def rows(self) -> list[Row]:
        """Everything that has a code."""
        return [*self.headings, *self.criteria, *self.checks, *self.questions, *self.negatives]

    def digest(self) -> str:
        """SHA-256 of what the standard says; comments, spaces, lines and the order of unrelated rows do not count."""
        said = asdict(settled(self))
        for part in ("headings", "criteria", "checks", "questions", "negatives"):
            for row in said[part]:
                del row["line"]
        # What a file could not say before is left out where it says nothing: editions loaded then keep their digest.
        for row in said["criteria"]:
            del row["negative"]  # it stands with the negative list already
            if row["score"] == weight_rule():
                del row["score"]
            if not row["items"]:
                del row["items"]
        for part in ("lines", "checks", "questions", "negatives"):
            if not said[part]:
                del said[part]
        text = json.dumps(said, ensure_ascii=False, sort_keys=True, default=plain)
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
            "checklists": dict(Counter(check.place_kind for check in self.checks)),
            "questions": len(self.questions),
            "negative": len(self.negatives),
        }


@dataclass(frozen=True)
class Placed:
    """A heading with its level (1 at the top) and its path, which sorts the tree in its printed order."""

    heading: DraftHeading
    level: int
    path: str


def plain(value: Any) -> str:
    """A number as it is written, without needless zeros."""
    if not isinstance(value, Decimal):
        return str(value)
    return f"{value.normalize():f}" if value else "0"


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


def settled(draft: Draft) -> Draft:
    """The same standard in the one order in which it is kept: rows in their printed order, links in the order of what
    they lead to, and what is tied to the negative list on one side tied on the other. Only for a draft without faults.
    """
    placed = place(draft)
    criteria = _in_order(draft.criteria, {row.heading.code: row.path for row in placed})
    order = {row.code: n for n, row in enumerate(criteria)}
    negatives = [_tied(row, criteria, order) for row in draft.negatives]
    ties: dict[str, list[str]] = {}
    for item in negatives:
        for code in item.criteria:
            ties.setdefault(code, []).append(item.code)
    kinds = {kind: n for n, kind in reversed(list(enumerate(check.place_kind for check in draft.checks)))}
    return replace(
        draft,
        headings=[row.heading for row in placed],
        criteria=[replace(row, negative=ties.get(row.code, [])) for row in criteria],
        checks=[_sorted(row, order) for row in sorted(draft.checks, key=lambda check: kinds[check.place_kind])],
        questions=[_sorted(row, order) for row in draft.questions],
        negatives=negatives,
    )


def _in_order(criteria: Sequence[DraftCriterion], paths: Mapping[str, str]) -> list[DraftCriterion]:
    """By their heading's path; what hangs on lower headings comes before a heading's own, as the tree is printed."""
    return sorted(criteria, key=lambda row: f"{paths.get(row.parent, '')}c")


def _tied(item: DraftNegative, criteria: Sequence[DraftCriterion], order: Mapping[str, int]) -> DraftNegative:
    codes = {*item.criteria, *(row.code for row in criteria if item.code in row.negative)}
    return replace(item, criteria=sorted(codes, key=lambda code: order.get(code, 0)))


def _sorted(row: Any, order: Mapping[str, int]) -> Any:
    return replace(row, criteria=sorted(row.criteria, key=lambda code: order.get(code, 0)))
