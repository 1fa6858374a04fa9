"""Pieces of evidence and their revisions."""

import datetime as dt
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _

from chuangcheng.kit import clock
from chuangcheng.kit.files import Blob
from chuangcheng.kit.life import N_
from chuangcheng.kit.records import Record
from chuangcheng.rooms.org.models import Person, Unit
from chuangcheng.rooms.standards.models import EVIDENCE_KINDS

NORMATIVE, REPORT, PHOTO, TABLE = "normative", "report", "photo", "table"
KINDS = EVIDENCE_KINDS  # what a standard asks for and what is handed in are the same kinds
ICONS = {
    "pdf": "file-type-pdf",
    "doc": "file-type-doc",
    "docx": "file-type-doc",
    "wps": "file-type-doc",
    "xls": "file-spreadsheet",
    "xlsx": "file-spreadsheet",
    "et": "file-spreadsheet",
    "csv": "file-spreadsheet",
}
PICTURES = ("jpg", "jpeg", "png", "heic", "heif", "webp", "gif", "bmp")
CAPTION = {
    "time": N_("时间"),
    "place": N_("地点"),
    "people": N_("人物"),
    "theme": N_("主题"),
    "background": N_("背景"),
    "reason": N_("事由"),
}


def kind_of_file(name: str) -> str:
    """What a file most likely is: pictures are photos, sheets are tables, anything else a report."""
    suffix = name.rpartition(".")[2].lower()
    return PHOTO if suffix in PICTURES else TABLE if ICONS.get(suffix) == "file-spreadsheet" else REPORT


class Evidence(Record):
    """One piece: what it is now. What it was before stands in its revisions."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="evidence")
    kind = models.CharField(max_length=20, choices=list(KINDS.items()))
    title = models.CharField(max_length=200)
    caption = models.JSONField(default=dict, blank=True)
    period_from = models.DateField()
    period_to = models.DateField()
    readers = models.ManyToManyField(Unit, related_name="+", blank=True)
    blob = models.ForeignKey(Blob, on_delete=models.PROTECT)
    filename = models.CharField(max_length=200)
    revision = models.PositiveIntegerField(default=1)
    brought_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    brought_at = models.DateTimeField(default=clock.now)

    class Meta:
        indexes = [models.Index(fields=["unit", "-brought_at"], name="evidence_newest")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(period_from__lte=models.F("period_to")), name="evidence_period_in_order"
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("evidence:detail", args=[self.pk])

    @property
    def kind_words(self) -> str:
        return _(KINDS[self.kind])

    @property
    def brief(self) -> str:
        return f"{self.unit}·{self.kind_words}·{self.period_from:%Y-%m-%d}—{self.period_to:%m-%d}"

    @property
    def is_picture(self) -> bool:
        return self.blob.media_type.startswith("image/")

    @property
    def icon(self) -> str:
        """The sign of a file that is no picture."""
        return ICONS.get(self.filename.rpartition(".")[2].lower(), "file-text")

    @property
    def file_url(self) -> str:
        """The present file."""
        return reverse("evidence:file", args=[self.pk, self.revision])

    def six(self) -> list[tuple[str, str]]:
        """The caption as its page shows it: all six parts of a photo, of anything else those that are filled."""
        parts = [(_(label), str(self.caption.get(key, ""))) for key, label in CAPTION.items()]
        return parts if self.kind == PHOTO else [(label, words) for label, words in parts if words]

    def exactly(self) -> list[Any]:
        """What a decision about this piece binds itself to, alike before and after it was stored as JSON."""
        caption = [list(part) for part in sorted(self.caption.items())]
        return [str(self.pk), self.revision, self.blob_id, self.kind, self.title, caption,
                self.period_from.isoformat(), self.period_to.isoformat()]  # fmt: skip

    def covers(self, start: dt.date, end: dt.date) -> bool:
        """Whether the piece's period touches the days asked for."""
        return self.period_from <= end and start <= self.period_to


class Revision(models.Model):
    """A piece as it was handed in or amended; appended, never changed."""

    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    blob = models.ForeignKey(Blob, on_delete=models.PROTECT)
    filename = models.CharField(max_length=200)
    exactly = models.JSONField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["evidence", "number"], name="evidence_revision_once")]
