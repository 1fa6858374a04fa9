"""Search in Chinese, alike on SQLite and PostgreSQL: text cut into overlapping two-character pieces and indexed with FTS5 or
tsvector, tokens for its kind and for who may see it as a prefilter, newest first, a bounded number of candidates, a last check
by `visible`.

A row is written anew whenever its record changes, so the order of the keys is the order of the changes: both indexes are read
from their new end and left after the first candidates, however many rows hold the words.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection, models

from chuangcheng.kit import clock
from chuangcheng.kit.lists import among
from chuangcheng.kit.rooms import Document, Kind, kinds
from chuangcheng.lib import hanzi

CANDIDATES = 200
BODY = 4000
BATCH = 200
EVERYONE = "all"


class Found(models.Model):
    """What search knows of a record: its words as they stand, and cut into pieces."""

    kind = models.CharField(max_length=40)
    record_id = models.UUIDField()
    title = models.CharField(max_length=300)
    body = models.TextField(blank=True)
    pieces = models.TextField(blank=True)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "record_id"], name="kit_found_once")]


def index(kind: Kind, records: Sequence[Any]) -> None:
    """Let search know the records as they are now. Called by every verb, in its transaction."""
    if kind.document is None:
        return
    rows = []
    for record in records:
        if document := kind.document(record):
            rows.append(_row(kind, record, document))
    for start in range(0, len(rows), BATCH):
        batch = rows[start : start + BATCH]
        Found.objects.filter(kind=kind.name, record_id__in=[row.record_id for row in batch]).delete()
        Found.objects.bulk_create(
            batch, update_conflicts=True, unique_fields=["kind", "record_id"], update_fields=["title", "body", "pieces", "at"]
        )  # fmt: skip


def _row(kind: Kind, record: Any, document: Document) -> Found:
    body = document.body[:BODY]
    words = hanzi.pieces(f"{document.title} {body}")
    tokens = [_kind_token(kind.name), *(f"zz{token}" for token in document.tokens or (EVERYONE,))]
    return Found(kind=kind.name, record_id=record.pk, title=document.title[:300], body=body,
                 pieces=" ".join([*words, *tokens]), at=clock.now())  # fmt: skip


def find(
    person: Any, words: str, *, tokens: Iterable[str] = (), only: str = "", limit: int = 50
) -> list[tuple[Found, Any]]:
    """Records that hold all the words, newest first, each with its row. `tokens` are the person's: empty sees all."""
    wanted = [piece for group in hanzi.query(words) for piece in group]
    if not wanted or (only and only not in kinds()):
        return []
    # The condition is one of two constants; what people typed goes in as a parameter.
    wanted += [_kind_token(only)] if only else []
    rows = Found.objects.extra(where=[_match()], params=[_expression(wanted, [*tokens])])  # noqa: S610
    return _checked(person, list(rows.order_by("-id")[:CANDIDATES]), limit)


def _kind_token(kind: str) -> str:
    return f"zzk{kind}"


def _checked(person: Any, rows: list[Found], limit: int) -> list[tuple[Found, Any]]:
    """Only what the person's `visible` has: one query a kind."""
    from chuangcheng.kit.policy import visible

    records: dict[tuple[str, Any], Any] = {}
    for name in {row.kind for row in rows}:
        keys = [row.record_id for row in rows if row.kind == name]
        for record in among(visible(person, kinds()[name].model), keys):
            records[name, record.pk] = record
    pairs = [(row, records[key]) for row in rows if (key := (row.kind, row.record_id)) in records]
    return pairs[:limit]


NEWEST = f"SELECT rowid FROM kit_found_fts WHERE kit_found_fts MATCH %s ORDER BY rowid DESC LIMIT {CANDIDATES}"  # noqa: S608


def _match() -> str:
    if connection.vendor == "sqlite":
        return f"kit_found.id IN ({NEWEST})"
    return "kit_found.vector @@ to_tsquery('simple', %s)"


def _expression(wanted: list[str], tokens: list[str]) -> str:
    """All pieces and, if any are given, one of the tokens, in the language of the database."""
    seen = [f"zz{token}" for token in (*tokens, EVERYONE)] if tokens else []
    if connection.vendor == "sqlite":
        parts = [_quoted(piece) for piece in wanted]
        parts += ["(" + " OR ".join(_quoted(token) for token in seen) + ")"] if seen else []
        return " AND ".join(parts)
    parts = [_lexeme(piece) for piece in wanted]
    parts += ["(" + " | ".join(_lexeme(token) for token in seen) + ")"] if seen else []
    return " & ".join(parts)


def _quoted(piece: str) -> str:
    star = "*" if piece.endswith("*") else ""
    return '"' + piece.rstrip("*").replace('"', '""') + '"' + star


def _lexeme(piece: str) -> str:
    star = ":*" if piece.endswith("*") else ""
    return "'" + piece.rstrip("*").replace("\\", "\\\\").replace("'", "''") + "'" + star
