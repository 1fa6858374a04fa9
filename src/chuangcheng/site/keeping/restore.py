"""Proving an archive and bringing a county back from it: whole or not at all."""

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from chuangcheng.kit import journal, tenancy
from chuangcheng.kit.refused import Refused
from chuangcheng.site.commands import county as counties
from chuangcheng.site.keeping import databases, manifest, sealing
from chuangcheng.site.keeping.manifest import PIECE, Hashing, Manifest

Say = Callable[[str], None]


def check(archive: Path) -> Manifest:
    """Read every byte of an archive again. Raises Refused where it is not what was written."""
    found = manifest.of(archive)
    for name, source in manifest.members(archive, found):
        through = Hashing(source)
        while through.read(PIECE):
            pass
        manifest.proven(name, through, found)
    return found


def restore(archive: Path, slug: str, say: Say, *, database: str = "", hosts: list[str] | None = None,
            passphrase: str = "") -> tenancy.County:  # fmt: skip
    """Bring a county back under a name that is free, into an empty database.

    Everything is laid out beside the counties and proven; only then does the county stand there. Cut off anywhere, the same
    command can be given again. Raises Refused.
    """
    found = manifest.of(archive)
    counties.free(slug)
    _fits(found, database)
    stage = Path(settings.CHUANGCHENG_HOME) / "restoring" / slug
    shutil.rmtree(stage, ignore_errors=True)
    stage.mkdir(parents=True, mode=0o700)
    place = tenancy.County(slug, found.name, stage, f"restoring-{slug}", (), database=tenancy.database(database, stage))
    tenancy.register_database(place)
    with tenancy.county(place):
        _lay_out(archive, found, stage, passphrase, say)
        verdict = journal.verify()
        if verdict.fault or list(databases.head()) != list(found.journal):
            raise Refused(f"日志对不上（the journal does not match）：{verdict.fault or databases.head()}")
    connection_of(place).close()
    return _stand(found, stage, slug, database, hosts)


def _fits(found: Manifest, database: str) -> None:
    vendor = "postgresql" if database else "sqlite"
    if vendor != found.vendor:
        raise Refused(
            f"这份备份来自 {found.vendor}，只能恢复到同一种数据库（it goes back into {found.vendor} only；--database）"
        )


def connection_of(place: tenancy.County) -> Any:
    from django.db import connections

    return connections[place.alias]


def _lay_out(archive: Path, found: Manifest, stage: Path, passphrase: str, say: Say) -> None:
    if found.vendor == "postgresql":
        _empty(stage)
        databases.build(found)
        with transaction.atomic(), connection.cursor() as cursor:
            databases.clear(cursor, list(found.columns))
            _members(archive, found, stage, passphrase, cursor)
            databases.settle_numbers(cursor)
    else:
        _members(archive, found, stage, passphrase, None)
        with closing(sqlite3.connect(stage / "db.sqlite3")) as held:
            _same_rows(found, databases.rows_of_sqlite(held))
    say(
        f"{sum(found.tables.values())} 行记录，{sum(name.startswith('files/') for name in found.members)} 个文件（restored）"
    )
    counties.migrate(tenancy.current())


def _empty(stage: Path) -> None:
    """Raises Refused unless nobody's records are there, or only those of an attempt of ours that was cut off."""
    mark = stage.with_name(f"{stage.name}.begun")
    if not databases.is_empty() and not mark.exists():
        raise Refused("这个数据库里已经有记录，请换一个空的（the database is not empty）")
    mark.touch()


def _members(archive: Path, found: Manifest, stage: Path, passphrase: str, cursor: Any) -> None:
    for name, source in manifest.members(archive, found):
        through = Hashing(source)
        if name.endswith(".copy"):
            table = name.removeprefix("database/").removesuffix(".copy")
            count = databases.copy_in(cursor, table, found.columns[table], through)
            _same_rows(found, {table: count})
        else:
            _write(stage / name.removeprefix("database/"), through)
        manifest.proven(name, through, found)
    for sealed in (stage / "keys").glob("*.sealed"):
        key = sealed.with_suffix("")
        key.write_bytes(sealing.unseal(sealed.read_bytes(), passphrase))
        key.chmod(0o600)
        sealed.unlink()


def _write(path: Path, source: Hashing) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
        shutil.copyfileobj(source, out, PIECE)  # type: ignore[misc]


def _same_rows(found: Manifest, rows: dict[str, int]) -> None:
    for table, count in rows.items():
        if found.tables.get(table) != count:
            raise Refused(f"{table} 应有 {found.tables.get(table)} 行，恢复出 {count} 行（rows do not match）")


def _stand(found: Manifest, stage: Path, slug: str, database: str, hosts: list[str] | None) -> tenancy.County:
    """Move what was proven to where counties stand: from now on it is one."""
    kept = tenancy.read(stage / "county.toml")
    counties.describe(stage / "county.toml", found.name, hosts or list(kept.hosts), str(kept.zone), database)
    target = Path(settings.CHUANGCHENG_HOME) / "counties" / slug
    target.parent.mkdir(parents=True, exist_ok=True)
    stage.replace(target)
    stage.with_name(f"{slug}.begun").unlink(missing_ok=True)
    return next(county for county in tenancy.all_counties() if county.slug == slug)
