"""What is shown can be exported: the rows of a list, as an Excel workbook or as a paper in Word."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.http import HttpResponse

from chuangcheng.kit import clock, tenancy
from chuangcheng.lib import officialdoc, sheets

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MOST = 50_000
MOST_WORD = 5_000  # rows of a paper; a longer list is for Excel


@dataclass(frozen=True)
class Column:
    """A column of an exported list: its head and how a record fills it."""

    title: Any  # str, or lazily translated
    value: Callable[[Any], Any]
    width: int = 16


def workbook(name: str, columns: Sequence[Column], records: Iterable[Any]) -> bytes:
    """One sheet with a frozen head and real dates."""
    rows = [[column.value(record) for column in columns] for record in records]
    sheet = sheets.OutSheet(name=name[:31], header=[str(c.title) for c in columns], rows=rows,
                            widths=[c.width for c in columns])  # fmt: skip
    return sheets.write([sheet])


def respond(name: str, columns: Sequence[Column], records: Iterable[Any]) -> HttpResponse:
    """The workbook as a download, named with the county's day."""
    return attach(workbook(name, columns, records), f"{name}-{clock.today():%Y%m%d}.xlsx")


def word(title: str, lead: str, columns: Sequence[Column], records: Iterable[Any]) -> bytes:
    """The list as an official paper: a title, a sentence, and a table whose head comes again on each page."""
    heads = [officialdoc.Column(str(column.title), column.width) for column in columns]
    rows = [[_printed(column.value(record)) for column in columns] for record in records]
    table = officialdoc.Table(heads, rows, size=10.5, landscape=True)
    paper = officialdoc.Paper(
        title, [officialdoc.Paragraph(lead), table], dated=clock.today(), author=tenancy.current().name
    )
    return officialdoc.docx(paper)


def _printed(value: Any) -> str:
    """A cell as it is read: a day as 2026年6月12日, nothing where there is nothing."""
    if value is None:
        return ""
    return officialdoc.day(value) if isinstance(value, dt.date) else str(value)


def respond_word(name: str, lead: str, columns: Sequence[Column], records: Iterable[Any]) -> HttpResponse:
    """The paper as a download, named with the county's day."""
    title = f"{tenancy.current().name}{name}"
    return attach(word(title, lead, columns, records), f"{name}-{clock.today():%Y%m%d}.docx", WORD)


def attach(data: bytes, filename: str, media_type: str = EXCEL) -> HttpResponse:
    response = HttpResponse(data, content_type=media_type)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(filename)}"
    return response
