"""Lists, single records, search, exports and the API all start from the same `visible`; verbs ask `may`."""

from typing import Any, TypeVar

from django.db.models import QuerySet
from django.http import Http404

from chuangcheng.kit.records import Record
from chuangcheng.kit.rooms import Kind, kind_of

R = TypeVar("R", bound=Record)


def visible(person: Any, model: type[R]) -> "QuerySet[R]":
    """The records of a kind that a person may know of."""
    return model._default_manager.filter(kind_of(model).visible(person))


def fetch(person: Any, model: type[R], key: Any, *related: str) -> R:
    """One record that the person may know of. Raises Http404 for any other, whether or not it exists."""
    query = visible(person, model)
    found = (query.select_related(*related) if related else query).filter(pk=key).first()
    if found is None:
        raise Http404
    return found


def may(person: Any, verb: str, record: Record) -> bool:
    """Whether the person may say the verb to the record as it stands now."""
    kind = kind_of(record)
    life = kind.life
    return kind.rules[verb](person, record) and (life is None or life.allows(verb, record.state))  # type: ignore[attr-defined]


def open_verbs(person: Any, record: Record) -> list[str]:
    """Every verb that the person may say to the record now, in the order of the rules: a page's buttons."""
    kind: Kind = kind_of(record)
    return [verb for verb in kind.rules if verb not in kind.inner and may(person, verb, record)]
