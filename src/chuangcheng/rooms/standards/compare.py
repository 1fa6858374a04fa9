"""Two editions of a standard beside each other: what is new, gone, moved, reworded, weighs otherwise, or is otherwise
changed; headings, criteria, checklists, questions and the negative list alike.

A row is the same one as before by its words first, since a new edition numbers anew whatever stands behind what it puts
in; then by its code, if its words are still alike; then by likeness alone. Plain data, no database.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from chuangcheng.kit.life import N_
from chuangcheng.lib import hanzi
from chuangcheng.rooms.standards.draft import Draft, Row
from chuangcheng.rooms.standards.draft import plain as number

SAME_CODE = 0.4  # under the same code, words so alike are a new wording; less, and the code was given to something else
ALIKE = 0.7  # under another code, words must be this alike to be the same row

PARTS = {"headings": N_("标题"), "criteria": N_("测评标准"), "checklists": N_("实测清单"), "questions": N_("问卷题目"),
         "negative": N_("负面清单")}  # fmt: skip
ROWS = {"headings": "headings", "criteria": "criteria", "checklists": "checks", "questions": "questions",
        "negative": "negatives"}  # fmt: skip
# The kinds of change that people ask for, and the fields that belong to each; every other field is "other".
MOVED, REWORDED, WEIGHED, OTHER = "moved", "reworded", "weighed", "other"
CLASSES = {"added": N_("新增条目"), "removed": N_("删去条目"), MOVED: N_("位置移动"), REWORDED: N_("改写"), WEIGHED: N_("分值、规则变化"),
           OTHER: N_("其他变化")}  # fmt: skip
CLASS_OF = {"heading": MOVED, "place_kind": MOVED, "line": MOVED, "wording": REWORDED,
            **dict.fromkeys(("weight", "weights", "score", "items", "answer", "options", "effects", "window", "level"), WEIGHED)}  # fmt: skip

Fact = Callable[[Any], Any]


def _plain(value: Any) -> Any:
    """A value as JSON has it, its numbers without needless zeros."""
    if isinstance(value, Mapping):
        return {key: _plain(held) for key, held in sorted(value.items())}
    if isinstance(value, list | tuple):
        return [_plain(held) for held in value]
    return value if value is None or isinstance(value, str | int) else number(value)


SHARED: dict[str, Fact] = {"english": lambda row: row.wording_en, "basis": lambda row: [row.source, row.certainty]}
# What a change of a row is called, and what it is a change of.
FACTS: dict[str, dict[str, Fact]] = {
    "headings": {"english": lambda row: row.title_en},
    "criteria": {
        "weight": lambda row: _plain(row.weight),
        "weights": lambda row: _plain(row.weights),
        "score": lambda row: _plain(row.score),
        "items": lambda row: _plain(row.items),
        "methods": lambda row: sorted(row.methods),
        "evidence": lambda row: _plain(row.asks),
        "unit_kinds": lambda row: list(row.unit_kinds),
        "place_kinds": lambda row: sorted(row.place_kinds),
        "part": lambda row: row.part,
        **SHARED,
    },
    "checklists": {
        "place_kind": lambda row: row.place_kind,
        "how": lambda row: row.how,
        "answer": lambda row: _plain([row.answer, row.grades, row.least, row.spacing]),
        **SHARED,
    },
    "questions": {
        "weight": lambda row: _plain(row.weight),
        "about": lambda row: row.about,
        "options": lambda row: _plain(row.options),
        **SHARED,
    },
    "negative": {
        "line": lambda row: row.work_line,
        "level": lambda row: row.level,
        "effects": lambda row: _plain(row.effects),
        "window": lambda row: row.window,
        "unit_kinds": lambda row: list(row.unit_kinds),
        **SHARED,
    },
}


@dataclass(frozen=True)
class Change:
    """One row in both editions, or in one of them.

    `part` is a key of PARTS, `kind` is kept, changed, added or removed; `fields` names what changed: "wording", "heading"
    (it stands elsewhere now), "code", "criteria" (what it is tied to), and the keys of FACTS.
    """

    part: str
    kind: str
    old: Any
    new: Any
    fields: tuple[str, ...] = ()

    @property
    def wording(self) -> list[tuple[str, str]]:
        """The words of both, stretches marked "old" or "new"."""
        return hanzi.wording(words_of(self.old) if self.old else "", words_of(self.new) if self.new else "")

    @property
    def classes(self) -> tuple[str, ...]:
        """The kinds of change that this is: keys of CLASSES; nothing for what is kept."""
        if self.kind != "changed":
            return () if self.kind == "kept" else (self.kind,)
        return tuple(name for name in CLASSES if name in {CLASS_OF.get(field, OTHER) for field in self.fields})


def words_of(row: Row) -> str:
    """What a row says: a heading its title."""
    return str(getattr(row, "wording", "") or getattr(row, "title", ""))


def compare(old: Draft, new: Draft) -> list[Change]:
    """Every row of both editions, part by part: those of the new one in its order, then those that are gone."""
    pairs = {part: _pairs(getattr(old, rows), getattr(new, rows)) for part, rows in ROWS.items()}
    later = {before.code: code for code, before in pairs["criteria"].items()}
    found: list[Change] = []
    for part, rows in ROWS.items():
        held = {id(row) for row in pairs[part].values()}
        for row in getattr(new, rows):
            before = pairs[part].get(row.code)
            if before is None:
                found.append(Change(part, "added", None, row))
                continue
            fields = _fields(part, before, row, pairs["headings"], later)
            found.append(Change(part, "changed" if fields else "kept", before, row, fields))
        found += [Change(part, "removed", row, None) for row in getattr(old, rows) if id(row) not in held]
    return found


def _fields(part: str, old: Any, new: Any, headings: Mapping[str, Any], later: Mapping[str, str]) -> tuple[str, ...]:
    """What differs. A heading that was only renamed or numbered anew moves nothing that hangs on it, and a criterion that
    was numbered anew unties nothing.
    """
    fields = [name for name, fact in FACTS[part].items() if fact(old) != fact(new)]
    if hanzi.fold(words_of(old)) != hanzi.fold(words_of(new)):
        fields.insert(0, "wording")
    if part in ("headings", "criteria"):
        before = headings.get(new.parent)
        above = (
            before.code if before else "" if not new.parent else None
        )  # under a heading that is new, everything moved
        fields += ["heading"] if above != old.parent else []
    elif {later.get(code, "") for code in old.criteria} != set(new.criteria):
        fields.append("criteria")
    if old.code != new.code:
        fields.append("code")
    elif getattr(old, "printed", "") != getattr(new, "printed", ""):
        fields.append("printed")
    return tuple(fields)


def _pairs(old: Sequence[Any], new: Sequence[Any]) -> dict[str, Any]:
    """Code in the new edition → the same row in the old one."""
    pairs: dict[str, Any] = {}
    gone = {row.code: row for row in old}
    for finder in (_by_words, _by_code, _by_likeness):
        waiting = [row for row in new if row.code not in pairs]
        for code, before in finder(waiting, list(gone.values())):
            if code not in pairs and before.code in gone:
                pairs[code] = gone.pop(before.code)
    return pairs


def _by_words(new: Sequence[Any], old: Sequence[Any]) -> Iterator[tuple[str, Any]]:
    """The same words; of several, the one under the same code first."""
    same: dict[str, list[Any]] = {}
    for row in old:
        same.setdefault(hanzi.fold(words_of(row)), []).append(row)
    for late in (False, True):
        for row in new:
            for before in same.get(hanzi.fold(words_of(row)), ()):
                if late or before.code == row.code:
                    yield row.code, before


def _by_code(new: Sequence[Any], old: Sequence[Any]) -> Iterator[tuple[str, Any]]:
    known = {row.code: row for row in old}
    for row in new:
        before = known.get(row.code)
        if before and hanzi.similarity(words_of(row), words_of(before)) >= SAME_CODE:
            yield row.code, before


def _by_likeness(new: Sequence[Any], old: Sequence[Any]) -> Iterator[tuple[str, Any]]:
    """The most alike first, whatever their codes."""
    corpus = hanzi.Likeness([words_of(row) for row in old])
    found = [
        (hanzi.similarity(words_of(row), words_of(old[place])), row, old[place])
        for row in new
        for place, _score in corpus.rank(words_of(row), limit=3)
    ]
    for likeness, row, before in sorted(found, key=lambda triple: -triple[0]):
        if likeness >= ALIKE:
            yield row.code, before


def head(old: Draft, new: Draft) -> dict[str, list[Any]]:
    """What the editions say otherwise of themselves: name → the old and the new."""
    names = ("title", "title_en", "example", "source", "source_en", "period", "levels", "methods", "unit_kinds",
             "place_kinds", "lines")  # fmt: skip
    return {name: [_plain(getattr(old, name)), _plain(getattr(new, name))]
            for name in names if getattr(old, name) != getattr(new, name)}  # fmt: skip


def summary(changes: Sequence[Change]) -> dict[str, dict[str, int]]:
    """How many of each kind, part by part; a row that changed in several ways counts in each of them."""
    counts = {part: dict.fromkeys(("kept", "changed", *CLASSES), 0) for part in PARTS}
    for change in changes:
        for name in {change.kind, *change.classes}:
            counts[change.part][name] += 1
    return counts


def plain(changes: Sequence[Change]) -> list[dict[str, Any]]:
    """What is not kept, as JSON takes it."""
    return [
        {"part": change.part, "kind": change.kind, "classes": list(change.classes), "fields": list(change.fields),
         "old": _row(change.part, change.old), "new": _row(change.part, change.new),
         "wording": [list(stretch) for stretch in change.wording]}
        for change in changes
        if change.kind != "kept"
    ]  # fmt: skip


def _row(part: str, row: Any) -> dict[str, Any] | None:
    if row is None:
        return None
    said = {"code": row.code, "wording": words_of(row)}
    if hasattr(row, "printed"):
        said |= {"printed": row.printed, "parent": row.parent}
    else:
        said["criteria"] = list(row.criteria)
    return {**said, **{name: fact(row) for name, fact in FACTS[part].items()}}
