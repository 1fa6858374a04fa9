"""Two editions of a standard beside each other: what is new, gone, moved, reworded, or weighs otherwise.

A criterion is the same one as before by its words first, since a new edition numbers anew whatever stands behind what it
puts in; then by its code, if its words are still alike; then by likeness alone. Plain data, no database.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from chuangcheng.lib import hanzi
from chuangcheng.rooms.standards.draft import Draft, DraftCriterion

SAME_CODE = (
    0.4  # under the same code, words so alike are a new wording; less, and the code was given to another criterion
)
ALIKE = 0.7  # under another code, words must be this alike to be the same criterion

# What a change of a criterion is called, and what it is a change of.
FACTS: dict[str, Callable[[DraftCriterion], Any]] = {
    "weight": lambda c: str(c.weight.normalize()),
    "weights": lambda c: {method: str(part.normalize()) for method, part in sorted(c.weights.items())},
    "methods": lambda c: sorted(c.methods),
    "evidence": lambda c: [dict(ask) for ask in c.asks],
    "unit_kinds": lambda c: list(c.unit_kinds),
    "place_kinds": lambda c: sorted(c.place_kinds),
    "part": lambda c: c.part,
}


@dataclass(frozen=True)
class Change:
    """One criterion in both editions, or in one of them.

    `kind` is kept, changed, added or removed; `fields` names what changed: "wording", "heading" (it stands elsewhere now),
    "code", and the keys of FACTS.
    """

    kind: str
    old: DraftCriterion | None
    new: DraftCriterion | None
    fields: tuple[str, ...] = ()

    @property
    def wording(self) -> list[tuple[str, str]]:
        """The words of both, stretches marked "old" or "new"."""
        return hanzi.wording(self.old.wording if self.old else "", self.new.wording if self.new else "")


def compare(old: Draft, new: Draft) -> list[Change]:
    """Every criterion of both editions: those of the new one in its order, then those that are gone."""
    pairs = _pairs(old.criteria, new.criteria)
    above = _above(old), _above(new)
    held = {id(row) for row in pairs.values()}
    found = [_change(pairs.get(row.code), row, above) for row in new.criteria]
    return found + [Change("removed", row, None) for row in old.criteria if id(row) not in held]


def _change(
    old: DraftCriterion | None, new: DraftCriterion, above: tuple[Mapping[str, str], Mapping[str, str]]
) -> Change:
    if old is None:
        return Change("added", None, new)
    fields = [name for name, fact in FACTS.items() if fact(old) != fact(new)]
    if hanzi.fold(old.wording) != hanzi.fold(new.wording):
        fields.insert(0, "wording")
    if above[0][old.parent] != above[1][new.parent]:
        fields.append("heading")
    if old.code != new.code:
        fields.append("code")
    return Change("changed" if fields else "kept", old, new, tuple(fields))


def _above(draft: Draft) -> dict[str, str]:
    """Heading's code → the titles from the top down to it: numbers say nothing about where something stands."""
    titles = {row.code: row for row in draft.headings}

    def line(code: str) -> str:
        row = titles.get(code)
        return f"{line(row.parent)}／{hanzi.fold(row.title)}" if row else ""

    return {code: line(code) for code in titles}


def _pairs(old: Sequence[DraftCriterion], new: Sequence[DraftCriterion]) -> dict[str, DraftCriterion]:
    """Code in the new edition → the same criterion in the old one."""
    pairs: dict[str, DraftCriterion] = {}
    gone = {row.code: row for row in old}
    for finder in (_by_words, _by_code, _by_likeness):
        waiting = [row for row in new if row.code not in pairs]
        for code, before in finder(waiting, list(gone.values())):
            if code not in pairs and before.code in gone:
                pairs[code] = gone.pop(before.code)
    return pairs


def _by_words(new: Sequence[DraftCriterion], old: Sequence[DraftCriterion]) -> Iterator[tuple[str, DraftCriterion]]:
    """The same words; of several, the one under the same code first."""
    same: dict[str, list[DraftCriterion]] = {}
    for row in old:
        same.setdefault(hanzi.fold(row.wording), []).append(row)
    for late in (False, True):
        for row in new:
            for before in same.get(hanzi.fold(row.wording), ()):
                if late or before.code == row.code:
                    yield row.code, before


def _by_code(new: Sequence[DraftCriterion], old: Sequence[DraftCriterion]) -> Iterator[tuple[str, DraftCriterion]]:
    known = {row.code: row for row in old}
    for row in new:
        before = known.get(row.code)
        if before and hanzi.similarity(row.wording, before.wording) >= SAME_CODE:
            yield row.code, before


def _by_likeness(new: Sequence[DraftCriterion], old: Sequence[DraftCriterion]) -> Iterator[tuple[str, DraftCriterion]]:
    """The most alike first, whatever their codes."""
    corpus = hanzi.Likeness([row.wording for row in old])
    found = [
        (hanzi.similarity(row.wording, old[place].wording), row, old[place])
        for row in new
        for place, _score in corpus.rank(row.wording, limit=3)
    ]
    for likeness, row, before in sorted(found, key=lambda triple: -triple[0]):
        if likeness >= ALIKE:
            yield row.code, before


def summary(changes: Sequence[Change]) -> dict[str, int]:
    """How many of each kind, and how many of those changed in each way."""
    counts = dict.fromkeys(("kept", "changed", "added", "removed", "wording", "heading", "code", *FACTS), 0)
    for change in changes:
        counts[change.kind] += 1
        for name in change.fields:
            counts[name] += 1
    return counts


def plain(changes: Sequence[Change]) -> list[dict[str, Any]]:
    """What is not kept, as JSON takes it."""
    return [
        {"kind": change.kind, "fields": list(change.fields), "old": _row(change.old), "new": _row(change.new),
         "wording": [list(stretch) for stretch in change.wording]}
        for change in changes
        if change.kind != "kept"
    ]  # fmt: skip


def _row(row: DraftCriterion | None) -> dict[str, Any] | None:
    if row is None:
        return None
    return {
        "code": row.code,
        "printed": row.printed,
        "wording": row.wording,
        **{name: fact(row) for name, fact in FACTS.items()},
    }
