"""The manifests. A room declares in its `room.py` all that it gives to the house; `settings.ROOMS` lists the rooms.
Nothing registers itself by being imported."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from inspect import signature
from types import ModuleType
from typing import Any

from django.conf import settings
from django.db.models import Q

from chuangcheng.kit.life import Life
from chuangcheng.kit.records import Record

Rule = Callable[[Any, Any], bool]


@dataclass(frozen=True)
class Document:
    """What search knows of a record. `tokens` name who may see it: a prefilter before the last check by `visible`."""

    title: str
    body: str = ""
    tokens: tuple[str, ...] = ()


@dataclass(frozen=True)
class Kind:
    """One kind of record: its address, its policy, what can be done to it and through which forms."""

    name: str
    model: type[Record]
    label: str
    visible: Callable[[Any], Q]
    rules: Mapping[str, Rule]
    verbs: ModuleType
    forms: Mapping[str, Any] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    document: Callable[[Any], Document | None] | None = None
    schema: Any = None
    # Verbs that only the house says, in the course of others: no door leads to them.
    inner: frozenset[str] = frozenset()

    @property
    def life(self) -> Life | None:
        return self.model.LIFE

    def verb(self, name: str) -> Callable[..., Any]:
        """The function of a verb. Raises KeyError for a name that is no rule of this kind."""
        if name not in self.rules:
            raise KeyError(name)
        return getattr(self.verbs, name)  # type: ignore[no-any-return]

    def makes(self, name: str) -> bool:
        """Whether a verb makes its record: then it takes no positional argument after the actor."""
        parameters = signature(self.verb(name)).parameters.values()
        return sum(p.kind in (p.POSITIONAL_ONLY, p.POSITIONAL_OR_KEYWORD) for p in parameters) == 1

    def opens(self, name: str, *, making: bool) -> bool:
        """Whether a person may knock for a verb: one that is known, not the house's own, and makes a record or not as asked."""
        return name in self.rules and name not in self.inner and self.makes(name) == making


@dataclass(frozen=True)
class MenuEntry:
    """A line of the sidebar: the group it stands in, its words, its address by name, and who has it."""

    group: str
    label: str
    url_name: str
    shown: Callable[[Any], bool]
    order: int = 0
    count: Callable[[Any], "Count"] | None = None
    also: tuple[str, ...] = ()  # addresses of pages that belong to the entry without standing under its own


@dataclass(frozen=True)
class Count:
    """Work waiting behind a menu entry; `late` says that it is overdue."""

    number: int
    late: bool = False


@dataclass(frozen=True)
class Waiting:
    """One thing that waits for a person: what, why, until when, and the next step."""

    room: str
    what: str
    title: str
    url: str
    due_on: Any = None
    second: str = ""
    step: str = ""
    key: str = ""
    panel: str = ""  # the address of a fragment in which it can be done without leaving the inbox


@dataclass(frozen=True)
class Holding:
    """Open work that hangs on a post: what it is, how much of it, where all of it is listed, and the first by name."""

    what: str
    count: int
    url: str = ""
    titles: Sequence[str] = ()


@dataclass(frozen=True)
class Consequence:
    """What a new edition means for a room's records: they are "carried" over, their criterion has "changed" or is
    "gone"; the words, how many, and where they are listed."""

    group: str
    words: str
    count: int
    url: str = ""


@dataclass(frozen=True)
class Succeeding:
    """What a room does when one edition of a standard follows another.

    `meaning(person, pairs, open, gone)`: what would be carried over, must be looked at, or loses its criterion; each
    argument holds keys of criteria. `carry(actor, succession)`: links what hangs on the old criteria to the new ones and
    opens what is new, and may be run twice; how many, by word. `begun(succession)`: why it can no longer be undone, or
    nothing. `undo(actor, succession)`: takes all of it back.
    """

    meaning: Callable[[Any, Mapping[Any, Any], Sequence[Any], Sequence[Any]], Iterable[Consequence]]
    carry: Callable[[Any, Any], Mapping[str, int]]
    begun: Callable[[Any], str]
    undo: Callable[[Any, Any], None]


@dataclass(frozen=True)
class Room:
    """A room's manifest."""

    name: str
    label: str
    kinds: Sequence[Kind] = ()
    urls: str = ""
    menu: Sequence[MenuEntry] = ()
    slots: Mapping[str, Callable[[Any, Any], str | None]] = field(default_factory=dict)
    subscribers: Mapping[str, Callable[[Any], None]] = field(default_factory=dict)
    jobs: Mapping[str, Callable[..., Any]] = field(default_factory=dict)
    heavy: frozenset[str] = frozenset()  # jobs that take long: they have a queue of their own
    periodic: Mapping[str, str] = field(default_factory=dict)
    job_over: Callable[[Any], None] | None = None  # told of every job that somebody waits for
    waiting: Callable[[Any], Iterable[Waiting]] | None = None
    notices: Callable[[Any], int] | None = None
    # What helps a person who sees a screen, by its address's name, for the first time.
    hint: Callable[[Any, str], Mapping[str, str] | None] | None = None
    figures: Callable[[Any], Mapping[str, Any]] | None = None
    # When a post ends: what would be left without an owner, and its passing to the post that takes it over (actor, from, to).
    holdings: Callable[[Any], Iterable[Holding]] | None = None
    hand_over: Callable[[Any, Any, Any], None] | None = None
    # What hangs on a record and keeps it from being closed, each in a few words.
    dependents: Callable[[Any], Iterable[str]] | None = None
    succeeding: Succeeding | None = None
    imports: Mapping[str, Any] = field(default_factory=dict)
    exports: Mapping[str, Any] = field(default_factory=dict)


@cache
def all_rooms() -> tuple[Room, ...]:
    """Every room, from the ground floor up."""
    return tuple(import_module(f"{name}.room").ROOM for name in settings.ROOMS)


@cache
def kinds() -> dict[str, Kind]:
    """Every kind of record by its name."""
    return {kind.name: kind for room in all_rooms() for kind in room.kinds}


@cache
def _by_model() -> dict[type, Kind]:
    return {kind.model: kind for kind in kinds().values()}


def kind_of(record: Record | type[Record]) -> Kind:
    """The kind of a record or of a model. Raises KeyError for a model that no manifest names."""
    model = record if isinstance(record, type) else type(record)
    return _by_model()[model]


def holdings(post: Any) -> list[Holding]:
    """The open work of every room that hangs on the post."""
    return [holding for room in all_rooms() if room.holdings for holding in room.holdings(post)]


def hand_over(actor: Any, post: Any, successor: Any) -> None:
    """Pass on what every room holds for the post. Raises Refused where the successor cannot take something."""
    for room in all_rooms():
        if room.hand_over:
            room.hand_over(actor, post, successor)


def dependents(record: Any) -> list[str]:
    """What hangs on the record in any room."""
    return [words for room in all_rooms() if room.dependents for words in room.dependents(record)]


def succeeding() -> list[Succeeding]:
    """What each room does when an edition of a standard follows another."""
    return [room.succeeding for room in all_rooms() if room.succeeding]


def slot(place: str, person: Any, record: Any) -> list[str]:
    """The fragments that rooms put into a named place of a page; one that fails is left out and logged."""
    found: list[str] = []
    for room in all_rooms():
        if fill := room.slots.get(place):
            try:
                found += [fragment] if (fragment := fill(person, record)) else []
            except Exception:  # noqa: BLE001 - a page must not fall with one fragment
                _log().exception("Slot %s of room %s failed", place, room.name)
    return found


def _log() -> Any:
    import logging

    return logging.getLogger("chuangcheng.slots")
