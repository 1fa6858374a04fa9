"""The one way to change a record: transaction, lock, permission, next state, change, journal, search.

def close(actor, case, *, photo, seen=None):
    with act(actor, "close", case, seen=seen, facts={"photo": photo.sha256}) as case:
        case.closed_at = clock.now()
    return case
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypeVar

from django.db import models, transaction
from django.utils.translation import gettext as _

from chuangcheng.kit import clock, journal, search
from chuangcheng.kit.records import Record
from chuangcheng.kit.refused import FORBIDDEN, STALE, STATE, Refused
from chuangcheng.kit.rooms import Kind, kind_of

R = TypeVar("R", bound=Record)

QUIET = frozenset({"version", "created_at", "id", "last_login"})


@contextmanager
def act(actor: Any, verb: str, record: R, *, seen: int | None = None, to: str = "",
        facts: Mapping[str, Any] | None = None) -> Iterator[R]:  # fmt: skip
    """Lock the record, permit the verb and move its state; what the block changes is saved and journalled.

    `seen` is the version that the person saw; `to` chooses where several states may follow. The locked record is yielded.
    Raises Refused.
    """
    kind = kind_of(record)
    with transaction.atomic():
        row = type(record)._default_manager.select_for_update().filter(pk=record.pk).first()
        if row is None:
            raise Refused(_("这条记录已不存在。"), why=STATE)
        permit(actor, verb, row, kind)
        fresh(row, seen, kind)
        before = snapshot(row)
        move(row, verb, to, kind)
        yield row
        row.version += 1
        row.save()
        change = difference(row, before)
        journal.entry(actor.pk, kind.name, verb, row.pk, change=change, facts=facts or {}).save(force_insert=True)
        search.index(kind, [row])
        _refresh(record, row)


@contextmanager
def make(actor: Any, verb: str, record: R, *, facts: Mapping[str, Any] | None = None) -> Iterator[R]:
    """Create a record. The same key from the same actor with the same content is a replay: nothing happens twice.

    The block may set what needs the transaction (a number, say) or add rows that hang on the record.
    """
    kind = kind_of(record)
    with transaction.atomic():
        permit(actor, verb, record, kind)
        if _replayed(actor, verb, record, kind):
            yield record
            return
        record.save(force_insert=True)
        yield record
        record.save()
        change = difference(record, {})
        journal.entry(actor.pk, kind.name, verb, record.pk, change=change, facts=facts or {}).save(force_insert=True)
        search.index(kind, [record])


def make_many(actor: Any, verb: str, records: Iterable[R], *, facts: Mapping[str, Any] | None = None) -> list[R]:
    """Create many records of one kind with a journal row each, in a few statements."""
    made = list(records)
    if not made:
        return made
    kind = kind_of(made[0])
    with transaction.atomic():
        for record in made:
            permit(actor, verb, record, kind)
        type(made[0])._default_manager.bulk_create(made, batch_size=200)
        rows = [journal.entry(actor.pk, kind.name, verb, record.pk, change=difference(record, {}), facts=facts or {})
                for record in made]  # fmt: skip
        journal.Entry.objects.bulk_create(rows, batch_size=200)
        search.index(kind, made)
    return made


def note_many(actor: Any, verb: str, records: Iterable[Record], *, facts: Mapping[str, Any]) -> None:
    """Tell the journal of many records what befell them, though nothing about them changed (their owner did)."""
    held = list(records)
    rows = [journal.entry(actor.pk, kind_of(held[0]).name, verb, row.pk, change={}, facts=facts) for row in held]
    journal.Entry.objects.bulk_create(rows, batch_size=200)


def permit(actor: Any, verb: str, record: Record, kind: Kind) -> None:
    """Raises Refused where the rule of the verb says no. System persons are permitted what their rule permits, too."""
    if not kind.rules[verb](actor, record):
        raise Refused(_("您没有权限做这一步。"), why=FORBIDDEN)


def fresh(row: Record, seen: int | None, kind: Kind) -> None:
    """Raises Refused if the record changed after the person saw it, and says who did what."""
    if seen is None or seen == row.version:
        return
    last = journal.of(kind.name, row.pk, limit=1)
    raise Refused(said(last[0], kind) if last else _("这条记录刚被别人改过，请看过再办。"), why=STALE)


def said(entry: journal.Entry, kind: Kind) -> str:
    """One sentence: who did what to the record before you."""
    from django.contrib.auth import get_user_model

    who = get_user_model().objects.filter(pk=entry.actor_id).first()
    return _("%(who)s 刚刚办过这一条：%(verb)s。请看过现在的情况再办。") % {
        "who": getattr(who, "name", "") or _("系统"),
        "verb": _(kind.words.get(entry.verb, entry.verb)),
    }


def move(row: Record, verb: str, to: str, kind: Kind) -> None:
    """Put the record into the state that the verb leads to. Raises Refused where the life does not allow it."""
    life = kind.life
    if life is None or verb not in life.verbs:
        return
    state: str = row.state  # type: ignore[attr-defined]
    targets = life.targets(verb, state)
    if not targets:
        raise Refused(
            _("这一条现在是“%(state)s”，不能再%(verb)s。")
            % {"state": _(life.words[state]), "verb": _(kind.words.get(verb, verb))},
            why=STATE,
        )
    if to and to not in targets:
        raise ValueError(f"{kind.name}.{verb} cannot lead from {state} to {to}")
    if not to and len(targets) > 1:
        raise ValueError(f"{kind.name}.{verb} may lead to {targets}: say which")
    row.state = to or targets[0]  # type: ignore[attr-defined]


def snapshot(record: Record) -> dict[str, Any]:
    """The values of the record's own columns."""
    hidden = QUIET.union(record.SECRET)
    return {f.attname: f.value_from_object(record) for f in record._meta.concrete_fields if f.attname not in hidden}


def difference(record: Record, before: Mapping[str, Any]) -> dict[str, Any]:
    """Column → [before, after] for what changed; personal values concealed under their person's key."""
    change: dict[str, Any] = {}
    for name, after in snapshot(record).items():
        was = before.get(name)
        if was == after or (not before and after in (None, "", [], {})):
            continue
        if name in record.PERSONAL:
            subject = record.subject()
            was, after = (None if v in (None, "") else journal.conceal(subject, v) for v in (was, after))
        change[name] = [_value(was), _value(after)]
    return change


def _value(value: Any) -> Any:
    return value.name if isinstance(value, models.fields.files.FieldFile) else value


def _replayed(actor: Any, verb: str, record: Record, kind: Kind) -> bool:
    """Whether this very creation was done before. Raises Refused if the key was used for anything else."""
    model = type(record)
    if not model._default_manager.filter(pk=record.pk).exists():
        return False
    first = journal.Entry.objects.filter(kind=kind.name, record_id=record.pk).order_by("at", "id").first()
    same = first is not None and first.actor_id == actor.pk and first.verb == verb
    ours = {f.attname for f in record._meta.concrete_fields if f.default is clock.now}  # stamped here, not sent
    given = {k: v for k, v in journal._plain(difference(record, {})).items() if k not in ours.union(record.PERSONAL)}
    if not same or first is None or any(first.change.get(k) != v for k, v in given.items()):
        raise Refused(_("这个编号已经用过，内容不同。请刷新页面再试。"), why=STALE)
    record.refresh_from_db()
    return True


def _refresh(record: Record, row: Record) -> None:
    """The caller's object shows what was stored, so that it can be used on."""
    for f in record._meta.concrete_fields:
        setattr(record, f.attname, getattr(row, f.attname))
