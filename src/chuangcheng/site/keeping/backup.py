"""Making an archive of a county that is being used."""

import io
import os
import tarfile
import tempfile
from collections.abc import Callable
from pathlib import Path

from django.db import connection

from chuangcheng.kit import clock, heads, tenancy
from chuangcheng.kit.files import Blob
from chuangcheng.kit.secrets import master_key
from chuangcheng.site.keeping import databases, sealing
from chuangcheng.site.keeping.manifest import NAME, Hashing, Manifest

Say = Callable[[str], None]


def make(target: Path, say: Say, passphrase: str = "") -> Manifest:
    """Write the current county into one file: records first, then the files that they speak of.

    Nothing stands under the target's name before all of it is there and on the disk. Faults of stored files do not stop
    it: they are listed in `damaged`, since a backup is wanted most where something is wrong.
    """
    county = tenancy.current()
    found = Manifest(made_at=clock.now().isoformat(), slug=county.slug, name=county.name, vendor=connection.vendor)
    part = target.with_name(f".{target.name}.part")
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as out, tarfile.open(fileobj=out, mode="w:") as tar:
            _records(tar, found, target.parent)
            say(f"{sum(found.tables.values())} 行记录（rows）")
            _add_bytes(tar, found, "county.toml", _facts(county))
            _keys(tar, found, county.folder, passphrase)
            say(f"{_files(tar, found, county.folder / 'files')} 个文件（files）")
            written = found.written()
            tar.addfile(_info(NAME, len(written)), io.BytesIO(written))
        with part.open("rb") as done:
            os.fsync(done.fileno())
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    return found


def _keys(tar: tarfile.TarFile, found: Manifest, folder: Path, passphrase: str) -> None:
    """The county's keys, under the passphrase if there is one, and the signed heads of its journal."""
    master_key()  # a county that never needed it has one from now on
    for path in sorted((folder / "keys").glob("*.key")):
        data = path.read_bytes()
        name, held = (f"{path.name}.sealed", sealing.seal(data, passphrase)) if passphrase else (path.name, data)
        _add_bytes(tar, found, f"keys/{name}", held)
    if heads.path().exists():
        _add_bytes(tar, found, "journal.heads", heads.path().read_bytes())


def _info(name: str, size: int) -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.size, info.mode = size, 0o600
    return info


def _add_bytes(tar: tarfile.TarFile, found: Manifest, name: str, data: bytes) -> None:
    _add(tar, found, name, io.BytesIO(data), len(data))


def _add(tar: tarfile.TarFile, found: Manifest, name: str, source: io.BufferedIOBase, size: int) -> str:
    """Add one member and note its size and SHA-256, which is returned."""
    through = Hashing(source)  # type: ignore[arg-type]
    tar.addfile(_info(name, size), through)  # type: ignore[arg-type]
    found.members[name] = through.seen
    return through.seen[1]


def _facts(county: tenancy.County) -> bytes:
    """county.toml without the database's address, which holds a password and belongs to this place."""
    lines = (county.folder / "county.toml").read_text("utf-8").splitlines()
    return "\n".join([line for line in lines if not line.startswith("database")] + [""]).encode()


def _records(tar: tarfile.TarFile, found: Manifest, folder: Path) -> None:
    with tempfile.TemporaryDirectory(dir=folder, prefix=".backup-") as kept:
        if connection.vendor == "sqlite":
            copy = Path(kept) / "db.sqlite3"
            found.tables, found.journal = databases.copy_sqlite(copy)
            found.migrations = databases.applied()
            with copy.open("rb") as source:
                _add(tar, found, databases.SQLITE, source, copy.stat().st_size)
            return
        with databases.one_moment() as cursor:
            found.migrations, found.journal = databases.applied(), databases.head()
            found.columns = databases.tables(cursor)
            for table, columns in found.columns.items():
                rows = Path(kept) / "rows"
                with rows.open("wb") as out:
                    found.tables[table] = databases.copy_out(cursor, table, columns, out)
                with rows.open("rb") as source:
                    _add(tar, found, f"database/{table}.copy", source, rows.stat().st_size)


def _files(tar: tarfile.TarFile, found: Manifest, folder: Path) -> int:
    """Every stored file, each proven by the name that it bears; and which of those that records speak of are missing."""
    held: set[str] = set()
    for path in sorted(folder.glob("??/??/*")) if folder.exists() else ():
        with path.open("rb") as source:
            digest = _add(tar, found, f"files/{path.relative_to(folder).as_posix()}", source, path.stat().st_size)
        if digest != path.name:
            found.damaged.append(f"files/{path.name} 内容已变（changed）")
        held.add(path.name)
    for sha256 in Blob.objects.values_list("sha256", flat=True).iterator(chunk_size=5000):
        if sha256 not in held:
            found.damaged.append(f"files/{sha256} 不在了（missing）")
    return len(held)
