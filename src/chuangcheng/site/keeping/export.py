"""A county in open formats, for whoever goes on with other software, asks for their data, or checks the journal outside.

datapackage.json   what there is: every table's fields, types, keys and references, with size, rows and SHA-256
tables/<name>.csv  a table a file, UTF-8 with a mark, as RFC 4180 has it
journal.jsonl      every entry with its number and its link of the chain; journal.heads and journal.pem, its signed heads
files.csv          every stored file: SHA-256, size, type; file_names.csv: what it is called, and where it is used
files/ab/cd/<sha256>
verify.py          proves all of it with nothing but Python

Rows go through one by one: memory does not grow with the county. All of it is one moment's state.
"""

import csv
import datetime as dt
import io
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models
from django.utils import translation

from chuangcheng.kit import clock, heads, journal, tenancy
from chuangcheng.kit.files import Blob, open_stored
from chuangcheng.kit.journal import Entry
from chuangcheng.site.keeping import databases, outside, package
from chuangcheng.site.keeping.places import Place, Writing, place

FORMAT = "chuangcheng/export/1"
BOM = b"\xef\xbb\xbf"
ROWS = 2000  # taken at a time
TOLD = 100_000  # rows after which a line is said
PIECE = 1024 * 1024
Say = Callable[[str], None]
SHA = ("sha256", "string", "文件的 SHA-256", "SHA-256 of the file")


class Export:
    """One export under way: where it goes, what was written, and what was found wrong with stored files."""

    def __init__(self, to: Place, say: Say, *, personal: bool) -> None:
        self.to, self.say, self.personal = to, say, personal
        self.resources: list[dict[str, Any]] = []
        self.damaged: list[str] = []

    def table(self, resource: dict[str, Any], heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        """Write a CSV file and note it among the resources."""
        with self.to.file(resource["path"]) as out:
            out.write(BOM)
            count = _lines(out, heads, self._told(resource["title"], rows))
        self.note(resource, out, count)

    def note(self, resource: dict[str, Any], out: Writing, rows: int) -> None:
        self.resources.append(resource | {"bytes": out.size, "hash": f"sha256:{out.digest.hexdigest()}", "rows": rows})
        self.say(f"{resource['title']} {rows:,} 行 · {resource['path']}")

    def _told(self, title: str, rows: Iterable[Any]) -> Iterator[Any]:
        for n, row in enumerate(rows, 1):
            yield row
            if n % TOLD == 0:
                self.say(f"  {title} {n:,} …")


def make(target: Path, say: Say, *, personal: bool = False) -> Export:
    """Write the current county to a fresh folder, or to a file that ends in .zip. Raises Refused.

    Nothing stands under the target's name before all of it is there. Stored files that are missing or changed do not
    stop it: they are listed in `damaged`.
    """
    with place(target) as to, one_moment(), translation.override("zh-hans"):
        made = Export(to, say, personal=personal)
        for model in package.tables():
            _model(made, model)
        _journal(made)
        _files(made)
        _about(made)
    return made


@contextmanager
def one_moment() -> Iterator[None]:
    """See the state of one moment and let others write meanwhile."""
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "postgresql":
        with databases.one_moment():
            yield
    else:
        with connection.cursor() as cursor:
            cursor.execute("BEGIN")  # Django's own would keep writers out
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")


# --- tables ---------------------------------------------------------------------------------------------------------


def _model(made: Export, model: Any) -> None:
    columns = package.columns(model, personal=made.personal)
    found = model._base_manager.order_by("pk").values_list(*(column.attname for column in columns))
    writers = [_writer(column) for column in columns]
    rows = (
        [write(value) for write, value in zip(writers, row, strict=True)] for row in found.iterator(chunk_size=ROWS)
    )
    made.table(package.resource(model, personal=made.personal), [column.column for column in columns], rows)


def _writer(column: Any) -> Callable[[Any], str]:
    return as_json if isinstance(column, models.JSONField) else as_text


def as_json(value: Any) -> str:
    return "" if value is None else json.dumps(value, ensure_ascii=False, cls=DjangoJSONEncoder)


def as_text(value: Any) -> str:
    """A value as Data Package has it: truth in lower case, moments in UTC, nothing for what is not there."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat().replace("+00:00", "Z")
    return str(value)  # days, keys and numbers


def _lines(out: Writing, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> int:
    """Write lines as RFC 4180 has them; how many after the head."""
    held, count = io.StringIO(), 0
    writer = csv.writer(held, lineterminator="\r\n")
    writer.writerow(heads)
    for row in rows:
        writer.writerow(row)
        count += 1
        if held.tell() > PIECE // 4:
            _emptied(held, out)
    _emptied(held, out)
    return count


def _emptied(held: io.StringIO, out: Writing) -> None:
    out.write(held.getvalue().encode())
    held.seek(0)
    held.truncate()


# --- the journal ----------------------------------------------------------------------------------------------------

ENTRY = [
    ("seq", "integer", "序号（未封存的为空）", "Number; none yet if not sealed"),
    ("digest", "string", "链上的摘要", "Link of the chain"),
    ("id", "string", "编号", "Key"),
    ("at", "string", "时间（UTC，到微秒）", "Moment, UTC"),
    ("actor_id", "string", "经办人", "Who"),
    ("kind", "string", "记录的类别", "Kind of record"),
    ("verb", "string", "动作", "Verb"),
    ("record_id", "string", "记录", "Record"),
    (
        "change",
        "object",
        "改动：栏 → [前，后]；姓名等为密文",
        "Change: column to [before, after]; names are ciphertext",
    ),
    ("facts", "object", "附带的事实", "Facts"),
    ("door", "string", "入口", "Door"),
    ("address", "string", "网络地址", "Network address"),
]
NAMES = [
    ("entry", "string", "日志编号", "Entry"),
    ("field", "string", "栏", "Column"),
    ("before", "string", "之前", "Before"),
    ("after", "string", "之后", "After"),
]


def _journal(made: Export) -> None:
    resource = package.plain("journal", "journal.jsonl", "操作日志", "Journal", ENTRY, ["id"])
    with made.to.file(resource["path"]) as out:
        count = 0
        for entry in made._told(resource["title"], _entries()):
            count += 1
            out.write(f"{json.dumps(_plain(entry), ensure_ascii=False, cls=DjangoJSONEncoder)}\n".encode())
    made.note(resource, out, count)
    if heads.path().exists():
        _write(made, "journal.heads", heads.path().read_bytes())
        _write(made, "journal.pem", heads.public_key())
    if made.personal:
        reference = [{"fields": ["entry"], "reference": {"resource": "journal", "fields": ["id"]}}]
        names = package.plain("journal-names", "journal_names.csv", "日志里的姓名等", "Names in the journal", NAMES,
                              ["entry", "field"], lambda: reference)  # fmt: skip
        made.table(names, [name for name, *_ in NAMES], _revealed())


def _entries() -> Iterator[Entry]:
    yield from Entry.objects.exclude(seq=None).order_by("seq").iterator(chunk_size=ROWS)
    yield from Entry.objects.filter(seq=None).order_by("at", "id").iterator(chunk_size=ROWS)


def _plain(entry: Entry) -> dict[str, Any]:
    """The entry with its moment written as the chain covers it."""
    return {name: getattr(entry, name) for name, *_ in ENTRY} | {"at": entry.at.isoformat(timespec="microseconds")}


def _revealed() -> Iterator[list[str]]:
    """What the journal holds as ciphertext, in plain words; nothing where the person's key was erased."""
    key_of = lru_cache(maxsize=5000)(journal.key_of)
    for entry in _entries():
        for name, pair in entry.change.items():
            if isinstance(pair, list) and any(journal.is_concealed(value) for value in pair):
                yield [str(entry.pk), name, *(as_text(journal.reveal(value, key_of)) for value in pair)]


# --- files ----------------------------------------------------------------------------------------------------------


def _files(made: Export) -> None:
    """The files that records speak of; a workbook kept for an import, which may hold passwords, is none of them."""
    used = models.Q()
    for model, column in package.referring():
        used |= models.Exists(model._base_manager.filter(**{column.name: models.OuterRef("pk")}))
    blobs = Blob.objects.filter(used).order_by("pk")
    missing = _copied(made, blobs)
    fields = [SHA, ("size", "integer", "字节数", "Bytes"), ("media_type", "string", "类型", "Media type"),
              ("created_at", "datetime", "存入时间", "Kept at"), ("path", "string", "在这里的位置", "Path here")]  # fmt: skip
    rows = (
        [b.sha256, str(b.size), b.media_type, as_text(b.created_at), "" if b.sha256 in missing else _path(b.sha256)]
        for b in blobs.iterator(chunk_size=ROWS)
    )
    made.table(package.plain(package.FILES, "files.csv", "文件", "Files", fields, ["sha256"]), [f[0] for f in fields], rows)  # fmt: skip
    _names(made)


def _path(sha256: str) -> str:
    return f"files/{sha256[:2]}/{sha256[2:4]}/{sha256}"


def _copied(made: Export, blobs: "models.QuerySet[Blob]") -> set[str]:
    """Copy the files; those that are not there."""
    missing, count = set(), 0
    for sha256 in blobs.values_list("sha256", flat=True).iterator(chunk_size=ROWS):
        try:
            source = open_stored(sha256)
        except FileNotFoundError:
            missing.add(sha256)
            made.damaged.append(f"files/{sha256} 不在了（missing）")
            continue
        with source, made.to.file(_path(sha256)) as out:
            while piece := source.read(PIECE):
                out.write(piece)
        if out.digest.hexdigest() != sha256:
            made.damaged.append(f"files/{sha256} 内容已变（changed）")
        count += 1
        if count % 1000 == 0:
            made.say(f"  {count:,} 个文件 …")
    return missing


def _names(made: Export) -> None:
    fields = [SHA, ("table", "string", "用它的表", "Table that uses it"), ("record", "string", "记录", "Record"),
              ("filename", "string", "文件名", "File name")]  # fmt: skip

    def rows() -> Iterator[list[str]]:
        for model, column in package.referring():
            named = "filename" if any(f.name == "filename" for f in model._meta.fields) else "pk"
            found = model._base_manager.exclude(**{column.name: None}).order_by("pk")
            for sha256, key, name in found.values_list(column.attname, "pk", named).iterator(chunk_size=ROWS):
                yield [sha256, model._meta.db_table, str(key), str(name) if named == "filename" else ""]

    reference = [{"fields": ["sha256"], "reference": {"resource": package.FILES, "fields": ["sha256"]}}]
    described = package.plain("file-names", "file_names.csv", "文件名", "File names", fields,
                              ["sha256", "table", "record"], lambda: reference)  # fmt: skip
    made.table(described, [f[0] for f in fields], rows())


# --- about it all ---------------------------------------------------------------------------------------------------


def _about(made: Export) -> None:
    county, (seq, digest) = tenancy.current(), databases.head()
    _write(made, "verify.py", Path(outside.__file__).read_bytes())
    facts = {
        "$schema": package.PROFILE,
        "name": f"chuangcheng-{county.slug}",
        "title": f"{county.name} 创城台数据",
        "created": clock.now().isoformat(timespec="seconds"),
        "resources": made.resources,
        "chuangcheng": {
            "format": FORMAT,
            "timezone": str(county.zone),
            "personal": made.personal,
            "journal": {"seq": seq, "digest": digest},
            "migrations": databases.applied(),
            "damaged": made.damaged,
        },
    }
    _write(made, "datapackage.json", json.dumps(facts, ensure_ascii=False, indent=1).encode())


def _write(made: Export, name: str, data: bytes) -> None:
    held: AbstractContextManager[Writing] = made.to.file(name)
    with held as out:
        out.write(data)
