"""One append-only row a verb: who, what, which record, before and after, when, through which door.

It is the audit trail, the timeline on every page and the outbox for subscribers. Writers take no lock: the worker gives
committed rows a gapless number and chains SHA-256 over them within seconds (`seal`). `verify` proves the chain.
Values of personal fields are ciphertext under a key per person, and the hash covers the ciphertext, so that erasing a
key breaks nothing.
"""

import base64
import datetime as dt
import hashlib
import json
import logging
import secrets
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, cast

from cryptography.exceptions import InvalidTag
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction

from chuangcheng.kit import clock
from chuangcheng.kit.ids import uuid7
from chuangcheng.kit.secrets import decrypt, encrypt, master_key

GENESIS = "0" * 64
PAUSE = dt.timedelta(seconds=15)  # before a broken reaction is tried again, four times longer each time
ATTEMPTS = 7
log = logging.getLogger("chuangcheng.journal")
_door: ContextVar[tuple[str, str]] = ContextVar("door", default=("job", ""))


class Entry(models.Model):
    """A verb that was carried out."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    at = models.DateTimeField()
    actor_id = models.UUIDField()
    kind = models.CharField(max_length=40)
    verb = models.CharField(max_length=40)
    record_id = models.UUIDField()
    change = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    facts = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    door = models.CharField(max_length=10)
    address = models.CharField(max_length=45, blank=True)
    seq = models.BigIntegerField(null=True, unique=True)
    digest = models.CharField(max_length=64, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["kind", "record_id", "at"], name="kit_entry_record"),
            models.Index(fields=["actor_id", "at"], name="kit_entry_actor"),
            models.Index(fields=["at"], name="kit_entry_unsealed", condition=models.Q(seq=None)),
            models.Index(fields=["at", "id"], name="kit_entry_newest"),
            models.Index(fields=["kind", "at"], name="kit_entry_kind"),
        ]

    def sealed_text(self) -> str:
        """What the chain covers, in one canonical form on every database."""
        return json.dumps(
            [str(self.id), self.at.isoformat(timespec="microseconds"), str(self.actor_id), self.kind, self.verb,
             str(self.record_id), self.change, self.facts, self.door, self.address, self.seq],
            ensure_ascii=False, sort_keys=True, separators=(",", ":"), cls=DjangoJSONEncoder,
        )  # fmt: skip


class Seal(models.Model):
    """The head of the chain: one row, locked while new entries are sealed."""

    seq = models.BigIntegerField(default=0)
    digest = models.CharField(max_length=64, default=GENESIS)


class Cursor(models.Model):
    """How far a subscriber has read."""

    name = models.CharField(max_length=100, primary_key=True)
    seq = models.BigIntegerField(default=0)


class Missed(models.Model):
    """An entry on which a subscriber broke: it is tried again, later and later, and holds up nothing behind it."""

    name = models.CharField(max_length=100)
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="+")
    failure = models.CharField(max_length=300)
    attempts = models.PositiveSmallIntegerField(default=1)
    again_at = models.DateTimeField(null=True)  # null: given up, shown by `doctor`

    class Meta:
        constraints = [models.UniqueConstraint(fields=["name", "entry"], name="kit_missed_once")]


class PersonalKey(models.Model):
    """The key of one person's values in the journal, itself encrypted under the county's master key."""

    subject = models.UUIDField(primary_key=True)
    wrapped = models.BinaryField()


@contextmanager
def through(door: str, address: str = "") -> Iterator[None]:
    """Name the door (web, api, cli, job) and the address that the following verbs come through."""
    token = _door.set((door, address))
    try:
        yield
    finally:
        _door.reset(token)


def entry(actor_id: uuid.UUID, kind: str, verb: str, record_id: uuid.UUID, *, change: Mapping[str, Any],
          facts: Mapping[str, Any]) -> Entry:  # fmt: skip
    """An unsaved row for a verb, stamped with clock and door."""
    door, address = _door.get()
    return Entry(at=clock.now(), actor_id=actor_id, kind=kind, verb=verb, record_id=record_id,
                 change=_plain(change), facts=_plain(facts), door=door, address=address)  # fmt: skip


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values as JSON gives them back, so that a row hashes alike before and after it was stored."""
    return cast(dict[str, Any], json.loads(json.dumps(dict(values), cls=DjangoJSONEncoder)))


# --- personal values ------------------------------------------------------------------------------------------------


def conceal(subject: uuid.UUID, value: Any) -> dict[str, str]:
    """A personal value as ciphertext under its person's key."""
    held, _ = PersonalKey.objects.get_or_create(
        subject=subject, defaults={"wrapped": encrypt(master_key(), secrets.token_bytes(32), subject.bytes)}
    )
    key = decrypt(master_key(), bytes(held.wrapped), subject.bytes)
    sealed = encrypt(key, json.dumps(value, cls=DjangoJSONEncoder).encode())
    return {"sealed": base64.b64encode(sealed).decode(), "of": str(subject)}


def is_concealed(value: Any) -> bool:
    return isinstance(value, dict) and value.keys() == {"sealed", "of"}


def key_of(subject: str) -> bytes | None:
    """The key of a person's values, or None once it was erased."""
    held = PersonalKey.objects.filter(subject=subject).first()
    return decrypt(master_key(), bytes(held.wrapped), uuid.UUID(subject).bytes) if held else None


def reveal(value: Any, key_of: Callable[[str], bytes | None] = key_of) -> Any:
    """The plain value of a concealed one, or None once the person's key was erased."""
    if not is_concealed(value):
        return value
    try:
        key = key_of(value["of"])
        return json.loads(decrypt(key, base64.b64decode(value["sealed"]))) if key else None
    except InvalidTag:
        return None


def erase(subject: uuid.UUID) -> None:
    """Destroy a person's key: the values stay in the chain and can no longer be read."""
    PersonalKey.objects.filter(subject=subject).delete()


# --- sealing --------------------------------------------------------------------------------------------------------


def seal(limit: int = 2000) -> int:
    """Number and chain committed rows that have no number yet; how many were sealed. Safe to run in two workers."""
    with transaction.atomic():
        Seal.objects.get_or_create(pk=1)
        head = Seal.objects.select_for_update().get(pk=1)
        fresh = list(Entry.objects.filter(seq=None).order_by("at", "id")[:limit])
        for row in fresh:
            head.seq += 1
            row.seq = head.seq
            row.digest = head.digest = _link(head.digest, row)
        Entry.objects.bulk_update(fresh, ["seq", "digest"], batch_size=200)
        head.save()
    return len(fresh)


def _link(previous: str, row: Entry) -> str:
    return hashlib.sha256(f"{previous}{row.sealed_text()}".encode()).hexdigest()


@dataclass(frozen=True)
class Verdict:
    """What `verify` found: rows checked, rows not sealed yet, and the first fault in words (empty: none)."""

    checked: int
    unsealed: int
    fault: str = ""


def verify() -> Verdict:
    """Walk the chain from its beginning: an edited, removed, inserted or cut row shows."""
    head = Seal.objects.filter(pk=1).first() or Seal()
    digest, seq, fault = GENESIS, 0, ""
    for row in Entry.objects.exclude(seq=None).order_by("seq").iterator(chunk_size=2000):
        seq += 1
        digest = _link(digest, row)
        if row.seq != seq:
            fault = f"第 {seq} 条缺失（entry {seq} is missing）"
        elif row.digest != digest:
            fault = f"第 {seq} 条被改动（entry {seq} was changed）"
        if fault:
            break
    if not fault and (seq, digest) != (head.seq, head.digest):
        fault = f"链尾应为第 {head.seq} 条，实际到第 {seq} 条（the tail was cut）"
    return Verdict(seq, Entry.objects.filter(seq=None).count(), fault)


# --- reading --------------------------------------------------------------------------------------------------------


def of(kind: str, record_id: uuid.UUID, limit: int = 100) -> list[Entry]:
    """A record's entries, newest first."""
    return list(Entry.objects.filter(kind=kind, record_id=record_id).order_by("-at", "-id")[:limit])


Subscriber = Callable[[Entry], None]


def deliver(name: str, wanted: Mapping[str, Subscriber], limit: int = 500) -> int:
    """Hand sealed entries to a subscriber, in order, at least once; how many. `wanted` maps "kind.verb" to its function.

    Where the subscriber breaks, what it wrote is undone, the entry is kept for later and the next one is handed over.
    """
    for missed in Missed.objects.filter(name=name, again_at__lte=clock.now()).select_related("entry")[:limit]:
        if _handed(name, wanted, missed.entry):
            missed.delete()
    cursor, _ = Cursor.objects.get_or_create(name=name)
    done = 0
    for row in _after(cursor.seq, limit):
        _handed(name, wanted, row)
        Cursor.objects.filter(name=name).update(seq=row.seq)
        done += 1
    return done


def _handed(name: str, wanted: Mapping[str, Subscriber], row: Entry) -> bool:
    """Whether the subscriber took the entry; if not, it is noted when to try again."""
    react = wanted.get(f"{row.kind}.{row.verb}")
    if react is None:
        return True
    try:
        with transaction.atomic():
            react(row)
    except Exception as error:
        log.exception("Subscriber %s broke on entry %s (%s.%s)", name, row.seq, row.kind, row.verb)
        missed, fresh = Missed.objects.get_or_create(name=name, entry=row, defaults={"failure": ""})
        missed.attempts = 1 if fresh else missed.attempts + 1
        missed.failure = f"{type(error).__name__}: {error}"[:300]
        missed.again_at = clock.now() + PAUSE * 4**missed.attempts if missed.attempts < ATTEMPTS else None
        missed.save()
        return False
    return True


def _after(seq: int, limit: int) -> Iterable[Entry]:
    return Entry.objects.filter(seq__gt=seq).order_by("seq")[:limit]
