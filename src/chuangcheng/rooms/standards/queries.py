"""Reads of standards; the person comes first. A whole tree takes two queries, however large it is."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from chuangcheng.kit.policy import visible
from chuangcheng.rooms.org.models import Unit
from chuangcheng.rooms.standards.models import (
    METHODS,
    SCHEME,
    ChecklistItem,
    Criterion,
    Heading,
    NegativeItem,
    Question,
    Standard,
    Succession,
    plain,
)
from chuangcheng.rooms.standards.models.parts import Part

TABS: dict[str, type[Part]] = {model.TAB: model for model in (ChecklistItem, Question, NegativeItem)}
INLINE = 500  # criteria that a page draws at once; of more, one branch at a time


def standards(person: Any) -> "QuerySet[Standard]":
    """Every standard, those in use first, each with its counts."""
    headings = Heading.objects.filter(standard=OuterRef("pk")).order_by().values("standard").annotate(n=Count("pk"))
    return (
        visible(person, Standard)
        .annotate(criteria_count=Count("criteria"), heading_count=Subquery(headings.values("n")))
        .order_by("-in_use", "slug", "-edition")
    )


def open_criteria(succession: Succession) -> list[Criterion]:
    """The new criteria for which something new has to be done."""
    keys = [UUID(key) for key in succession.open]
    return list(Criterion.objects.filter(pk__in=keys).select_related("standard").order_by("path"))


def answering(criterion: Criterion) -> list[Unit]:
    """The units that lead for a criterion: those that have its first kind of unit as a function."""
    if not criterion.unit_kinds:
        return []
    key = criterion.unit_kinds[0]
    names = {key, *(row["zh"] for row in criterion.standard.unit_kinds if row["key"] == key)}
    return [unit for unit in Unit.objects.filter(closed_on=None) if names & set(unit.functions)]


def in_use(person: Any) -> "QuerySet[Criterion]":
    """The criteria that work can be linked to now."""
    return visible(person, Criterion).filter(standard__in_use=True).select_related("standard", "heading")


@dataclass(frozen=True)
class Filters:
    """What the tree is narrowed to; empty means everything."""

    words: str = ""
    method: str = ""
    part: str = ""

    def __bool__(self) -> bool:
        return bool(self.words or self.method or self.part)

    def fits(self, criterion: Criterion, *, but: str = "") -> bool:
        """Whether the criterion passes; `but` leaves one filter out, to count what its other choices would give."""
        return (
            (not self.words or all(word in _text(criterion) for word in self.words.casefold().split()))
            and (but == "method" or not self.method or self.method in criterion.methods)
            and (but == "part" or not self.part or self.part == criterion.part)
        )


def _text(criterion: Criterion) -> str:
    return f"{criterion.code} {criterion.printed} {criterion.wording} {criterion.wording_en}".casefold()


@dataclass
class Branch:
    """A heading with what hangs on it. `count` is all criteria below that pass; `drawn` says whether they are shown."""

    heading: Heading
    children: list["Branch"] = field(default_factory=list)
    criteria: list[Criterion] = field(default_factory=list)
    count: int = 0
    drawn: bool = True
    open: bool = False

    @property
    def inner(self) -> list["Branch"]:
        """Headings below that have headings below them: they fold."""
        return [child for child in self.children if child.children]

    @property
    def leaves(self) -> list["Branch"]:
        """This heading's own criteria, then the lowest headings: together one table."""
        own = [Branch(self.heading, criteria=self.criteria)] if self.criteria else []
        return own + [child for child in self.children if not child.children]


@dataclass(frozen=True)
class Tree:
    """A standard's tree under filters, with the counts that the filters' other choices would give."""

    branches: Sequence[Branch]
    count: int
    total: int
    weight: Decimal
    by_method: Sequence[tuple[str, int]]
    by_part: Sequence[tuple[str, int]]

    @property
    def weight_words(self) -> str:
        return plain(self.weight)


def tree(person: Any, standard: Standard, filters: Filters, *, branch: str = "") -> Tree:
    """The tree as it is drawn. `branch` is the code of the top heading that is opened, where not all can be drawn."""
    everything = list(visible(person, Criterion).filter(standard=standard))
    found = [criterion for criterion in everything if filters.fits(criterion)]
    branches = _branches(standard.headings.all(), found)
    _draw(branches, len(found), branch, unfold=bool(filters))
    return Tree(
        branches=branches, count=len(found), total=len(everything), weight=sum((c.weight for c in found), Decimal(0)),
        by_method=_counts(METHODS, (m for c in everything if filters.fits(c, but="method") for m in c.methods)),
        by_part=_counts(SCHEME, (c.part for c in everything if filters.fits(c, but="part"))),
    )  # fmt: skip


def _branches(headings: Iterable[Heading], criteria: Iterable[Criterion]) -> list[Branch]:
    """Headings that have criteria below them, nested. They come sorted by path: a parent before its children."""
    held: dict[int, Branch] = {}
    for heading in headings:
        held[heading.pk] = Branch(heading)
    for criterion in criteria:
        held[criterion.heading_id].criteria.append(criterion)
        line: int | None = criterion.heading_id
        while line is not None:
            held[line].count += 1
            line = held[line].heading.parent_id
    top: list[Branch] = []
    for branch in held.values():
        if branch.count:
            above = branch.heading.parent_id
            (top if above is None else held[above].children).append(branch)
    return top


def _draw(branches: Sequence[Branch], count: int, chosen: str, *, unfold: bool) -> None:
    """What is open: the chosen branch, everything where it was searched for, else the first one."""
    large = count > INLINE
    for number, branch in enumerate(branches):
        branch.open = branch.heading.code == chosen if chosen else (unfold and not large) or number == 0
        branch.drawn = not large or branch.open


def _counts(known: Iterable[str], keys: Iterable[str]) -> list[tuple[str, int]]:
    counted = Counter(keys)
    return [(key, counted[key]) for key in known if counted[key]]


def above(heading: Heading) -> list[Heading]:
    """The headings from the top down to this one, in one query: every prefix of its path."""
    line = [heading.path[:n] for n in range(4, len(heading.path) + 1, 4)]
    return list(Heading.objects.filter(standard_id=heading.standard_id, path__in=line).order_by("path"))


def beside(person: Any, criterion: Criterion) -> "QuerySet[Criterion]":
    """The criteria under the same heading, in their printed order."""
    return visible(person, Criterion).filter(heading=criterion.heading_id).order_by("path")


def listed(person: Any, standard: Standard, filters: Filters) -> list[Criterion]:
    """The criteria of a tree as a flat list, for the workbook: each with its line of headings in `line`."""
    headings = {heading.pk: heading for heading in standard.headings.all()}
    found = []
    for criterion in visible(person, Criterion).filter(standard=standard):
        if filters.fits(criterion):
            criterion.standard = standard
            line: list[Heading] = []
            at: int | None = criterion.heading_id
            while at is not None:
                line.insert(0, headings[at])
                at = headings[at].parent_id
            criterion.line = line  # type: ignore[attr-defined]
            found.append(criterion)
    return found


# --- checklists, questions, the negative list -------------------------------------------------------------------------


def checklist(standard: Standard, place_kind: str) -> "QuerySet[ChecklistItem]":
    """What is looked at in places of a kind, in its order; a standard is open to everybody who has an account."""
    return ChecklistItem.objects.filter(standard=standard, place_kind=place_kind).order_by("number")


def questions(standard: Standard) -> "QuerySet[Question]":
    """What residents are asked, in its order."""
    return Question.objects.filter(standard=standard).order_by("number")


def negative_items(standard: Standard) -> "QuerySet[NegativeItem]":
    """What must not happen, in its order."""
    return NegativeItem.objects.filter(standard=standard).order_by("number")


def _said(words: str, *names: str) -> Q:
    """Rows that hold every one of the words in one of the fields."""
    found = Q()
    for word in words.split():
        either = Q()
        for name in names:
            either |= Q(**{f"{name}__icontains": word})
        found &= either
    return found


def part(person: Any, standard: Standard, tab: str, words: str = "") -> "QuerySet[Any]":
    """The rows of a tab of the standard's page, narrowed by codes and words."""
    rows = visible(person, TABS[tab]).filter(standard=standard)
    return rows.filter(_said(words, "code", "wording", "wording_en")).order_by("number")


def tab_counts(person: Any, standard: Standard, words: str = "") -> dict[str, int]:
    """How many rows each tab holds, or how many of them are found."""
    criteria = visible(person, Criterion).filter(standard=standard)
    found = criteria.filter(_said(words, "code", "printed", "wording", "wording_en")).count()
    return {"criteria": found, **{tab: part(person, standard, tab, words).count() for tab in TABS}}


def by_place(standard: Standard, items: Iterable[ChecklistItem]) -> list[tuple[str, str, list[ChecklistItem]]]:
    """Checklist items by kind of place, each with its key and its words, in the order in which they come."""
    groups: dict[str, list[ChecklistItem]] = {}
    for item in items:
        groups.setdefault(item.place_kind, []).append(item)
    return [(kind, words, groups[kind])
            for kind, words in zip(groups, standard.words_of("place_kinds", groups), strict=True)]  # fmt: skip


def tied(person: Any, criterion: Criterion, tab: str) -> "QuerySet[Any]":
    """The rows of a tab that bear on a criterion, in their order."""
    rows = visible(person, TABS[tab]).filter(criteria=criterion)
    return rows.prefetch_related(None).order_by("number")


def editions(person: Any) -> list[list[Standard]]:
    """The standards of which there are several editions, each with them, the last loaded first."""
    found: dict[str, list[Standard]] = {}
    for standard in visible(person, Standard).order_by("slug", "-created_at"):
        found.setdefault(standard.slug, []).append(standard)
    return [rows for rows in found.values() if len(rows) > 1]
