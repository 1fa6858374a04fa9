"""Imports: upload → preview with every faulty row, its sheet, row and reason → confirm. All or nothing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models, transaction
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from chuangcheng.kit import clock, files
from chuangcheng.kit.ids import uuid7
from chuangcheng.kit.refused import STATE, Refused
from chuangcheng.kit.rooms import all_rooms
from chuangcheng.kit.secrets import decrypt, encrypt, master_key
from chuangcheng.lib import sheets

MOST = 5_000  # rows that one import takes, since it is checked and loaded while the person waits


class Upload(models.Model):
    """A workbook that somebody brought. It is kept under the county's key, since it may hold names and first passwords."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    importer = models.CharField(max_length=60)
    name = models.CharField(max_length=200)
    blob = models.ForeignKey("kit.Blob", on_delete=models.PROTECT)
    person_id = models.UUIDField()
    created_at = models.DateTimeField(default=clock.now)
    loaded_at = models.DateTimeField(null=True)

    def keep(self, data: bytes) -> None:
        self.blob = files.store([encrypt(master_key(), data, self.pk.bytes)])

    def data(self) -> bytes:
        return decrypt(master_key(), files.read(self.blob_id), self.pk.bytes)


@dataclass(frozen=True)
class Importer:
    """How one kind of workbook is read. `check` gives faults; `load` writes rows through verbs, in one transaction;
    `warn` gives what a person should look at again, though it may be right."""

    name: str
    label: str
    columns: Sequence[sheets.Column]
    check: Callable[[Sequence[sheets.Entry]], Sequence[sheets.Fault]]
    load: Callable[[Any, Sequence[sheets.Entry]], int]
    allowed: Callable[[Any], bool]
    warn: Callable[[Sequence[sheets.Entry]], Sequence[sheets.Fault]] | None = None


@dataclass(frozen=True)
class Preview:
    """What an upload would do: the rows as they were read, and everything that is wrong with them."""

    rows: Sequence[sheets.Entry]
    faults: Sequence[sheets.Fault]
    remarks: Sequence[str] = ()
    warnings: Sequence[sheets.Fault] = ()


def all_importers() -> dict[str, Importer]:
    """Every importer of every room, by its name."""
    return {importer.name: importer for room in all_rooms() for importer in room.imports.values()}


def language() -> str:
    """The reader's language, as `lib.sheets` names it."""
    return "en" if (get_language() or "").startswith("en") else "zh"


def bring(importer: Importer, person: Any, name: str, data: bytes) -> Upload:
    """Keep a workbook for its preview. Raises Refused where it cannot be read at all."""
    rows_of(importer, data, name)
    upload = Upload(importer=importer.name, name=name[-200:], person_id=person.pk)
    upload.keep(data)
    upload.save()
    return upload


def rows_of(importer: Importer, data: bytes, name: str) -> sheets.Table:
    """The rows of the sheet that has most of the importer's columns. Raises Refused in the person's words."""
    try:
        table = sheets.table(sheets.pick(sheets.read(data, name), importer.columns), importer.columns)
    except sheets.Unreadable as error:
        raise Refused(error.en if language() == "en" else error.zh) from error
    if not table.rows:
        raise Refused(_("表头下面没有内容。请从第二行起填写，一行一条。"))
    if len(table.rows) > MOST:
        raise Refused(_("这个表有 %(n)s 行，一次最多导入 %(most)s 行。请拆成几个文件，分次导入。")
                      % {"n": f"{len(table.rows):,}", "most": f"{MOST:,}"})  # fmt: skip
    return table


def preview(importer: Importer, upload: Upload) -> Preview:
    """Every row and every fault."""
    table = rows_of(importer, upload.data(), upload.name)
    faults = [*table.faults, *importer.check(table.rows)]
    remarks = table.remarks_en if language() == "en" else table.remarks
    warnings = importer.warn(table.rows) if importer.warn else ()
    return Preview(table.rows, _in_order(faults), remarks, _in_order(warnings))


def _in_order(faults: Sequence[sheets.Fault]) -> list[sheets.Fault]:
    return sorted(faults, key=lambda f: (f.row, f.column))


def confirm(importer: Importer, actor: Any, upload: Upload) -> int:
    """Load all rows or none; how many were loaded. Raises Refused for faults and for a second confirmation."""
    with transaction.atomic():
        locked = Upload.objects.select_for_update().get(pk=upload.pk)
        if locked.loaded_at is not None:
            raise Refused(_("这个文件已经导入过了。"), why=STATE)
        seen = preview(importer, locked)
        if seen.faults:
            raise Refused(
                ngettext("还有 %(n)s 处问题，改好后重新上传。", "还有 %(n)s 处问题，改好后重新上传。", len(seen.faults))
                % {"n": len(seen.faults)}
            )
        count = importer.load(actor, seen.rows)
        locked.loaded_at = clock.now()
        locked.save()
    return count
