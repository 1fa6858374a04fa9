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
RECENT = 10_000  # rows that PostgreSQL looks through before it asks its index
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
    wanted += [_kind_token(only)] if only else []
    condition = _match()
    params = [_expression(wanted, [*tokens])] * condition.count("%s")
    rows = Found.objects.extra(where=[condition], params=params)  # noqa: S610
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


# Conditions of the two databases; what people typed goes in as a parameter, once for each `%s`.
NEWEST = f"SELECT rowid FROM kit_found_fts WHERE kit_found_fts MATCH %s ORDER BY rowid DESC LIMIT {CANDIDATES}"  # noqa: S608
# PostgreSQL's index does not keep the order. Left to itself, the planner takes a word to be spread evenly and walks back
# from the newest row: through all of them, where the word was used long ago and no more. So it is told to walk through
# the newest rows only, which is enough for frequent words, and to ask the index where they did not hold enough.
HOLDS = "vector @@ to_tsquery('simple', %s)"
RECENT_FIRST = f"""
WITH recent AS MATERIALIZED (
  SELECT id FROM (SELECT id, vector FROM kit_found ORDER BY id DESC LIMIT {RECENT}) AS newest
  WHERE {HOLDS} ORDER BY id DESC LIMIT {CANDIDATES}
), indexed AS MATERIALIZED (
  SELECT id FROM kit_found WHERE (SELECT count(*) FROM recent) < {CANDIDATES} AND {HOLDS}
)
SELECT id FROM recent UNION (SELECT id FROM indexed ORDER BY id DESC LIMIT {CANDIDATES})"""  # noqa: S608


def _match() -> str:
    return f"kit_found.id IN ({NEWEST if connection.vendor == 'sqlite' else RECENT_FIRST})"


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
