"""The records of a county out of its database and back: a whole SQLite file, or PostgreSQL's tables one by one.

What is read is one moment's state: SQLite's own online copy, or one transaction that sees nothing newer.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from chuangcheng.kit.journal import Seal
from chuangcheng.kit.refused import Refused
from chuangcheng.site.keeping.manifest import PIECE, Manifest

SQLITE = "database/db.sqlite3"


def applied() -> dict[str, str]:
    """App → its newest applied migration, in the current county."""
    found: dict[str, str] = {}
    for app, name in sorted(MigrationRecorder(connection).applied_migrations()):
        found[app] = name
    return found


def head() -> tuple[int, str]:
    """The head of the journal's chain, so that an archive that was cut shows."""
    sealed = Seal.objects.filter(pk=1).first()
    return (sealed.seq, sealed.digest) if sealed else (0, "")


# --- SQLite ---------------------------------------------------------------------------------------------------------


def copy_sqlite(target: Path) -> tuple[dict[str, int], tuple[int, str]]:
    """Copy the current county's database file while it is used; of the copy, rows per table and the head of the journal."""
    source = sqlite3.connect(f"file:{connection.settings_dict['NAME']}?mode=ro", uri=True)
    copy = sqlite3.connect(target)
    try:
        source.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")
        head = copy.execute("SELECT seq, digest FROM kit_seal WHERE id = 1").fetchone()
        return rows_of_sqlite(copy), head or (0, "")
    finally:
        copy.close()
        source.close()


def rows_of_sqlite(held: sqlite3.Connection) -> dict[str, int]:
    """Rows per ordinary table; those in which the search index keeps its own books are left out."""
    names = [
        row[0]
        for row in held.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
        )
    ]
    virtual = [row[0] for row in held.execute("SELECT name FROM sqlite_schema WHERE sql LIKE 'CREATE VIRTUAL%'")]
    plain = [n for n in names if not n.startswith("sqlite_") and not any(n.startswith(f"{v}_") for v in virtual)]
    return {name: held.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in sorted(plain)}  # noqa: S608 - names of our own tables


# --- PostgreSQL -----------------------------------------------------------------------------------------------------


@contextmanager
def one_moment() -> Iterator[Any]:
    """A cursor that sees the state of one moment, whatever is written meanwhile."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield cursor


def tables(cursor: Any) -> dict[str, list[str]]:
    """Table → its columns, without those that the database works out itself."""
    cursor.execute(
        "SELECT table_name, column_name FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)"
        " WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND is_generated = 'NEVER' ORDER BY table_name, ordinal_position"
    )
    found: dict[str, list[str]] = {}
    for table, column in cursor.fetchall():
        found.setdefault(table, []).append(column)
    found.pop("django_migrations", None)
    return found


def _named(table: str, columns: list[str]) -> str:
    quoted = ", ".join(f'"{name}"' for name in columns)
    return f'"{table}" ({quoted})'


def copy_out(cursor: Any, table: str, columns: list[str], target: BinaryIO) -> int:
    """Write a table's rows; how many."""
    with cursor.copy(f"COPY {_named(table, columns)} TO STDOUT") as out:
        for piece in out:
            target.write(piece)
    return int(cursor.rowcount)


def copy_in(cursor: Any, table: str, columns: list[str], source: Any) -> int:
    """Read a table's rows; how many."""
    with cursor.copy(f"COPY {_named(table, columns)} FROM STDIN") as into:
        while piece := source.read(PIECE):
            into.write(piece)
    return int(cursor.rowcount)


def build(manifest: Manifest) -> None:
    """Bring the empty database of the current county to the very state that the archive's tables had."""
    known = MigrationLoader(None).disk_migrations
    newer = [f"{app}.{name}" for app, name in manifest.migrations.items() if (app, name) not in known]
    if newer:
        raise Refused(f"这份备份来自更新的版本（made by a newer version）：{newer[0]}。请先升级。")
    for app, name in manifest.migrations.items():
        call_command("migrate", app, name, database=connection.alias, verbosity=0, interactive=False)


def is_empty() -> bool:
    """Whether the current county's database holds no records of anybody."""
    if "org_unit" not in connection.introspection.table_names():
        return True
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT 1 FROM org_unit)")
        return not cursor.fetchone()[0]


def clear(cursor: Any, names: list[str]) -> None:
    """Take out what migrations put into fresh tables, and what an attempt before this one left."""
    quoted = ", ".join(f'"{name}"' for name in names)
    cursor.execute(f"TRUNCATE {quoted} CASCADE")


def settle_numbers(cursor: Any) -> None:
    """Let the next numbered row get the next number."""
    from django.apps import apps

    for statement in connection.ops.sequence_reset_sql(no_style(), apps.get_models(include_auto_created=True)):
        cursor.execute(statement)
