"""Writing workbooks: a frozen header with filters, real dates, text that stays text."""

import io
import math
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from .model import Column, OutSheet

_HEADS = {"zh": ("列", "必填", "填什么", "可填的值", "示例", "说明"),
          "en": ("Column", "Required", "What", "Allowed values", "Example", "Note")}  # fmt: skip
_KINDS = {
    "text": ("文字", "text"), "whole": ("整数", "whole number"), "number": ("数字", "number"),
    "date": ("日期，如 2026-06-12", "day, such as 2026-06-12"), "flag": ("是 或 否", "yes or no"),
    "code": ("编号", "code"), "codes": ("可填多个编号，用顿号隔开", "several codes, divided by commas"),
    "choice": ("选一个", "one of the allowed"), "list": ("可填多个，用顿号隔开", "several, divided by commas"),
}  # fmt: skip
_RISKY = ("=", "+", "-", "@")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udfff]")
_A4 = 9  # how Open XML names the size of paper
_ESCAPE = re.compile(r"(?=_x[0-9A-Fa-f]{4}_)")  # what a reader would take for an escaped sign
_LONGEST = 32_767  # characters that a cell can hold
OFFERED = 5_000  # rows that lists to choose from are laid under
_WRAP = 20  # characters from which a text is wrapped


def write(sheets: Iterable[OutSheet]) -> bytes:
    """An .xlsx workbook. Cells may be text, numbers, bool, dates, None, lists (joined by 、); the rest becomes text.

    Text never becomes a formula: what starts with = + - @ is text, and marked so that editing keeps it text.
    Times lose their zone: convert them to the county's before.
    """
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    taken: set[str] = set()
    for sheet in sheets:
        _write_sheet(book, sheet, _title(sheet.name, taken))
    if not taken:
        book.create_sheet("Sheet1")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def template(columns: Sequence[Column], name: str = "导入", lang: str = "zh") -> bytes:
    """A workbook to fill: a sheet of headers, starred where required, and a sheet that explains each column."""
    english = lang.startswith("en")
    header = [column.title(lang) + ("*" if column.required else "") for column in columns]
    notes = [
        [
            column.title(lang),
            ("yes" if english else "是") if column.required else "",
            _KINDS[column.kind][english],
            "、".join(column.choices),
            column.example,
            column.note_en if english else column.note_zh,
        ]
        for column in columns
    ]
    return write(
        [
            OutSheet(name, header, [], [column.width for column in columns]),
            OutSheet(
                "Notes" if english else "填写说明", _HEADS["en" if english else "zh"], notes, (20, 8, 24, 40, 24, 60)
            ),
        ]
    )


def _write_sheet(book: Any, sheet: OutSheet, title: str) -> None:
    from openpyxl.utils import get_column_letter

    page = book.create_sheet(title)
    page.freeze_panes = "A2"
    for place in range(1, len(sheet.header) + 1):
        width = sheet.widths[place - 1] if place <= len(sheet.widths) else 16
        page.column_dimensions[get_column_letter(place)].width = width
        if place <= len(sheet.formats) and sheet.formats[place - 1] == "@":
            page.column_dimensions[get_column_letter(place)].number_format = "@"
    _offer(page, sheet)
    # Printed as offices print: A4 across, as wide as the page, the header on each.
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", _A4
    page.page_setup.fitToHeight, page.sheet_properties.pageSetUpPr.fitToPage = 0, True
    page.print_title_rows = "1:1"
    page.append([_head(page, text) for text in sheet.header])
    count = 1
    for row in sheet.rows:
        cells = [_cell(page, value, place, sheet) for place, value in enumerate(row)]
        if 0 < count <= len(sheet.indents) and sheet.indents[count - 1] and 0 <= sheet.indented < len(cells):
            cells[sheet.indented] = _indented(page, row[sheet.indented], sheet.indents[count - 1])
        page.append(cells)
        count += 1
    if sheet.header:
        page.auto_filter.ref = f"A1:{get_column_letter(len(sheet.header))}{count}"


def _offer(page: Any, sheet: OutSheet) -> None:
    """Lists to choose from, under the header."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    for place, words in sheet.choices.items():
        formula = words if isinstance(words, str) else '"' + ",".join(words) + '"'
        # A range only proposes; a short list of fixed words is all that can be chosen.
        offer = DataValidation(
            type="list", formula1=formula, allow_blank=True, showErrorMessage=not isinstance(words, str)
        )
        letter = get_column_letter(place + 1)
        offer.add(f"{letter}2:{letter}{OFFERED}")
        page.data_validations.append(offer)


def _indented(page: Any, value: Any, indent: int) -> Any:
    from openpyxl.styles import Alignment

    cell = _as_text(page, str(_plain(value) or ""))
    cell.alignment = Alignment(wrap_text=True, vertical="top", indent=indent)
    return cell


def _head(page: Any, text: str) -> Any:
    from openpyxl.styles import Alignment, Font, PatternFill

    cell = _as_text(page, str(_plain(text)))
    cell.font = Font(bold=True)
    cell.fill = PatternFill("solid", start_color="FFE8EEF7")
    cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    return cell


def _cell(page: Any, value: Any, place: int, sheet: OutSheet) -> Any:
    """A plain value where that is enough; a styled cell for dates, risky or long text, and formatted columns."""
    number_format = sheet.formats[place] if place < len(sheet.formats) else ""
    value = _plain(value)
    if isinstance(value, str):
        risky = value.startswith(_RISKY)
        return _as_text(page, value) if risky or len(value) > _WRAP or "\n" in value else value
    if isinstance(value, datetime):
        return _formatted(page, value, number_format or "yyyy-mm-dd hh:mm")
    if isinstance(value, date):
        return _formatted(page, value, number_format or "yyyy-mm-dd")
    return _formatted(page, value, number_format) if number_format and value is not None else value


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, datetime):
        return value.replace(tzinfo=None)
    if isinstance(value, date | time):
        return value
    if isinstance(value, float | Decimal) and math.isfinite(value):
        return value
    if isinstance(value, list | tuple | set | frozenset):
        value = "、".join(str(part) for part in value)
    return _ESCAPE.sub("_x005F", _CONTROL.sub("", str(value)))[:_LONGEST]


def _as_text(page: Any, value: str) -> Any:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment

    cell = WriteOnlyCell(page, value=value)
    cell.data_type = "s"
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if value.startswith(_RISKY):
        cell.quotePrefix = True
    return cell


def _formatted(page: Any, value: Any, number_format: str) -> Any:
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(page, value=value)
    cell.number_format = number_format
    return cell


def _title(name: str, taken: set[str]) -> str:
    """A sheet name that Excel takes: at most 31 characters, none of []:*?/\\, none twice."""
    plain = re.sub(r"[\[\]:*?/\\]|[\x00-\x1f]", " ", name).strip().strip("'")[:31] or "Sheet"
    title, n = plain, 1
    while title.lower() in taken:
        n += 1
        title = f"{plain[: 31 - len(str(n)) - 1]} {n}"
    taken.add(title.lower())
    return title
