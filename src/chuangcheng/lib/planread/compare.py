"""What became of the obligations of a plan in its next version: kept, changed, dropped, added.

Texts are folded (widths, punctuation, blanks) and equal ones matched first. The rest is matched by shared pairs of
characters, found through an index of pairs in which those that occur everywhere are left out, so the work stays
near the number of obligations. Best pairs win first; ties go by position, so the result is always the same.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from .model import Obligation, Plan

_ALIKE: Final = 0.5  # share of common pairs (Dice) from which two texts are versions of one obligation
_COMMON: Final = 60  # a pair of characters in more old texts than this tells nothing apart
_FOLD: Final = re.compile(r"[\s\W_]+")


@dataclass(frozen=True, slots=True)
class Change:
    """One obligation across two versions. `kind`: `kept`, `changed`, `dropped` or `added`; the side that lacks it
    is None.

    `old` and `new` are texts, `old_at` and `new_at` positions in the two sequences, `likeness` 0 to 1. Of two
    plans, an obligation with the same words but another unit, cadence, figure or deadline is `changed` with
    likeness 1.
    """

    kind: str
    old: str | None
    new: str | None
    old_at: int | None
    new_at: int | None
    likeness: float


def compare(old: Plan | Sequence[str], new: Plan | Sequence[str]) -> list[Change]:
    """The changes from `old` to `new`, in the order of `new`, dropped ones at the end in the order of `old`."""
    before, after = _items(old), _items(new)
    pairs = _equal(before, after)
    pairs |= _alike(before, after, pairs)
    taken = {o: n for n, o in pairs.items()}
    found = [_change(before, after, pairs.get(n), n) for n in range(len(after))]
    found += [Change("dropped", before[o].text, None, o, None, 0.0) for o in range(len(before)) if o not in taken]
    return found


@dataclass(frozen=True, slots=True)
class _Item:
    text: str
    folded: str
    fields: tuple[object, ...]


def _items(side: Plan | Sequence[str]) -> list[_Item]:
    if isinstance(side, Plan):
        return [_Item(o.text, _fold(o.text), _fields(o)) for o in side.obligations]
    return [_Item(text, _fold(text), ()) for text in side]


def _fields(o: Obligation) -> tuple[object, ...]:
    """What is printed of an obligation beside its own words; a set of units has no order."""
    due, often = o.deadline, o.cadence
    return (
        frozenset(m.text for m in o.responsible),
        frozenset(m.text for m in o.cooperating),
        often and often.text,
        due and due.text,
        tuple(q.text for q in o.quantity),
    )


def _fold(text: str) -> str:
    return _FOLD.sub("", unicodedata.normalize("NFKC", text)).lower()


def _equal(before: list[_Item], after: list[_Item]) -> dict[int, int]:
    """Equal texts in order: the first with the first, the second with the second; same fields before others."""
    pairs: dict[int, int] = {}
    for key in (lambda item: (item.folded, item.fields), lambda item: item.folded):
        waiting: defaultdict[object, list[int]] = defaultdict(list)
        used = set(pairs.values())
        for o in reversed(range(len(before))):
            if o not in used:
                waiting[key(before[o])].append(o)
        for n, item in enumerate(after):
            if n not in pairs and waiting.get(key(item)):
                pairs[n] = waiting[key(item)].pop()
    return pairs


def _alike(before: list[_Item], after: list[_Item], pairs: dict[int, int]) -> dict[int, int]:
    used = set(pairs.values())
    grams = {o: _pairs(before[o].folded) for o in range(len(before)) if o not in used}
    index: defaultdict[str, list[int]] = defaultdict(list)
    for o, counts in grams.items():
        for gram in counts:
            index[gram].append(o)
    candidates: list[tuple[float, int, int]] = []
    for n in (n for n in range(len(after)) if n not in pairs):
        own = _pairs(after[n].folded)
        shared = Counter(o for gram in own for o in index.get(gram, ()) if len(index[gram]) <= _COMMON)
        for o, _ in sorted(shared.items(), key=lambda item: (-item[1], item[0]))[:8]:
            likeness = _dice(own, grams[o])
            if likeness >= _ALIKE:
                candidates.append((-likeness, n, o))
    return _best(candidates)


def _best(candidates: list[tuple[float, int, int]]) -> dict[int, int]:
    found: dict[int, int] = {}
    used: set[int] = set()
    for _, n, o in sorted(candidates, key=lambda c: (c[0], abs(c[1] - c[2]), c[1], c[2])):
        if n not in found and o not in used:
            found[n] = o
            used.add(o)
    return found


def _pairs(text: str) -> Counter[str]:
    return Counter(text[i : i + 2] for i in range(max(1, len(text) - 1)))


def _dice(one: Counter[str], other: Counter[str]) -> float:
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 0.0


def _change(before: list[_Item], after: list[_Item], o: int | None, n: int) -> Change:
    if o is None:
        return Change("added", None, after[n].text, None, n, 0.0)
    one, other = before[o], after[n]
    same = one.folded == other.folded
    kind = "kept" if same and (one.fields == other.fields or not one.fields or not other.fields) else "changed"
    return Change(
        kind, one.text, other.text, o, n, 1.0 if same else round(_dice(_pairs(one.folded), _pairs(other.folded)), 3)
    )
