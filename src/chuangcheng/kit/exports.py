"""What is shown can be exported: the rows of a list, as an Excel workbook."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.http import HttpResponse

from chuangcheng.kit import clock
from chuangcheng.lib import sheets

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST = 50_000


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


def attach(data: bytes, filename: str) -> HttpResponse:
    response = HttpResponse(data, content_type=EXCEL)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(filename)}"
    return response
