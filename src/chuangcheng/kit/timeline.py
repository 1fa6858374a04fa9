"""The journal as people read it: who did what to a record, and what changed by it."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.contrib.auth import get_user_model
from django.core.exceptions import FieldDoesNotExist
from django.utils.translation import gettext as _

from chuangcheng.kit import journal
from chuangcheng.kit.life import N_
from chuangcheng.kit.punctuation import colon, joined, semicolon
from chuangcheng.kit.rooms import Kind, kinds

DOORS = {"api": N_("经接口"), "cli": N_("在服务器上")}
ESCALATE = "escalate"
LONGEST = 40  # characters of a value before and after


def items(entries: Sequence[journal.Entry], kind_name: str, *, reveal: bool = False) -> list[dict[str, Any]]:
    """What `<c-timeline>` shows of a record's entries, in their order; the first is the latest.

    A row's words are its reason, where it went from and to, the facts that the kind has words for (in `Kind.words`:
    `"fact.pieces": N_("材料 %(value)s 件")`), and which fields of the verb's form changed. Personal values stay
    concealed unless `reveal` asks for them: ask only for whoever may read them.
    """
    kind, names = kinds()[kind_name], _names(entries)
    return [
        {
            "who": names.get(entry.actor_id, ""),
            "what": _(kind.words.get(entry.verb, entry.verb)),
            "at": entry.at,
            "where": _(DOORS[entry.door]) if entry.door in DOORS else "",
            "words": semicolon().join(_words(entry, kind, reveal, names)),
            "tone": _tone(entry, kind, latest=n == 0),
        }
        for n, entry in enumerate(entries)
    ]


def told(entries: Sequence[journal.Entry]) -> list[dict[str, Any]]:
    """What happened to records of any kind, each entry in words; for whoever may read all of it, personal values too."""
    names, found = _names(entries), kinds()
    return [
        {
            "who": names.get(entry.actor_id, ""),
            "what": _(found[entry.kind].words.get(entry.verb, entry.verb)),
            "at": entry.at,
            "words": semicolon().join(_words(entry, found[entry.kind], True, names)),
        }
        for entry in entries
    ]


def of(record: Any, *, limit: int = 100, reveal: bool = False) -> list[dict[str, Any]]:
    """The timeline of one record, the latest first."""
    from chuangcheng.kit.rooms import kind_of

    kind = kind_of(record)
    return items(journal.of(kind.name, record.pk, limit=limit), kind.name, reveal=reveal)


def _names(entries: Sequence[journal.Entry]) -> dict[Any, str]:
    """Who acted, and from whom to whom something passed, in one query; every machine is “the system”."""
    told = {UUID(key) for entry in entries for key in entry.facts.get("people", ())}
    actors = get_user_model().objects.in_bulk({entry.actor_id for entry in entries} | told)
    return {key: _("系统") if actor.is_system else actor.name for key, actor in actors.items()}


def _words(entry: journal.Entry, kind: Kind, reveal: bool, names: Mapping[Any, str]) -> list[str]:
    facts = entry.facts
    found = [str(facts["reason"])] if facts.get("reason") else []
    if facts.get("from") or facts.get("to"):
        found.append(_arrow(facts.get("from"), facts.get("to")))
    if people := [names.get(UUID(key), "") for key in facts.get("people", ())]:
        found.append(" → ".join(people))
    for name, value in facts.items():
        if told := kind.words.get(f"fact.{name}"):
            found.append(_(told) % {"value": joined(value) if isinstance(value, list) else value})
    return found + _changes(entry, kind, reveal)


def _changes(entry: journal.Entry, kind: Kind, reveal: bool) -> list[str]:
    """The state, then each field that the person filled in the verb's form. A new record has no before."""
    if all(was is None for was, _after in entry.change.values()):
        return []
    found = []
    if kind.life and "state" in entry.change:
        found.append(_arrow(*(_(kind.life.words.get(state, state or "")) for state in entry.change["state"])))
    labels = {name: field.label for name, field in _fields(kind, entry.verb).items()}
    for name in (name for name in labels if name in entry.change):  # in the form's order: a JSON column keeps none
        was, after = entry.change[name]
        if name == "reason" or (not reveal and (_concealed(was) or _concealed(after))):
            continue
        found.append(f"{labels[name]}{colon()}{_arrow(*(_value(kind, name, journal.reveal(v)) for v in (was, after)))}")
    return found


def _fields(kind: Kind, verb: str) -> Mapping[str, Any]:
    form = kind.forms.get(verb)
    return form.base_fields if form else {}


def _concealed(value: Any) -> bool:
    return isinstance(value, dict) and value.keys() == {"sealed", "of"}


def _value(kind: Kind, name: str, value: Any) -> str:
    """A stored value in words: the label of a choice, 是 and 否, names in a line."""
    if value in (None, "", []):
        return ""
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if isinstance(value, list):
        return joined(value)[:LONGEST]
    try:
        labels = dict(getattr(kind.model._meta.get_field(name), "flatchoices", None) or ())
    except FieldDoesNotExist:
        labels = {}
    words = str(labels.get(value, value))
    return (_(words) if value in labels else words)[:LONGEST]


def _arrow(was: Any, after: Any) -> str:
    return f"{was or '—'} → {after or '—'}"


def _tone(entry: journal.Entry, kind: Kind, *, latest: bool) -> str:
    """Late where a rule escalated; done where the state went on; now for the latest."""
    if entry.verb == ESCALATE:
        return "late"
    was, after = entry.change.get("state") or (None, None)
    states = kind.life.states if kind.life else ()
    if was in states and after in states and states.index(after) > states.index(was):
        return "done"
    return "now" if latest else ""
