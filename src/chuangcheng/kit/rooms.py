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
    holdings: Callable[[Any], Iterable[Any]] | None = None
    hand_over: Callable[[Any, Any, Any], None] | None = None
    dependents: Callable[[Any], Iterable[str]] | None = None
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
