"""From a sheet to a table: find the header, put every cell under its column, say what is wrong and where."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from .model import Column, Entry, Fault, Row, Sheet, Table, Uncalculated, Unreadable, Value

_SEARCHED = 10  # rows in which a header is looked for
_ERRORS = ("#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!")
_DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[ T]\s*0{1,2}:00(?::00)?)?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_SERIALS = range(20_000, 80_000)  # 1954 to 2119 as Excel counts days
_EPOCH = date(1899, 12, 30)
_FLAGS = {"是": True, "有": True, "√": True, "yes": True, "y": True, "true": True, "1": True,
          "否": False, "无": False, "×": False, "no": False, "n": False, "false": False, "0": False}  # fmt: skip


_LISTS = ("list", "codes")


class _Bad(Exception):
    """A cell that does not say what its column asks for."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh, self.en = zh, en


def pick(sheets: Sequence[Sheet], columns: Sequence[Column]) -> Sheet:
    """The sheet that has the most of the columns, the first among equals. Raises Unreadable where none has any."""
    best = max(sheets, key=lambda sheet: len(_header(sheet, columns)[1]), default=None)
    if best is None or not _header(best, columns)[1]:
        raise _no_header(columns)
    return best


def table(sheet: Sheet, columns: Sequence[Column]) -> Table:
    """The rows under the sheet's header, which is looked for in its first ten rows; columns in any order.

    Raises Unreadable where there is no header. Rows come back with their faulty cells as None, so that all faults of a
    file can be shown at once.
    """
    header, places = _header(sheet, columns)
    if header is None:
        raise _no_header(columns)
    faults = _header_faults(sheet, header, places, columns)
    entries = []
    for row in sheet.rows:
        if row.number > header.number and row.cells != header.cells:
            entries.append(_entry(sheet, row, places, faults))
    missing = tuple(column.zh for column in columns if column.key not in {c.key for c in places.values()})
    return Table(sheet.name, header.number, tuple(entries), tuple(faults), _extra(header, places, columns), missing)


def _entry(sheet: Sheet, row: Row, places: Mapping[int, Column], faults: list[Fault]) -> Entry:
    values: dict[str, Any] = {}
    for place, column in places.items():
        cell = row.cells[place] if place < len(row.cells) else None
        try:
            values[column.key] = _read(cell, column)
        except _Bad as bad:
            values[column.key] = () if column.kind in _LISTS else None
            faults.append(Fault(sheet.name, row.number, column.zh, "" if cell is None else str(cell), bad.zh, bad.en))
    return Entry(sheet.name, row.number, values)


def _header(sheet: Sheet, columns: Sequence[Column]) -> tuple[Row | None, dict[int, Column]]:
    """The row that names most columns; of equals that follow each other (a merged header) the last."""
    names = {_plain(name): column for column in columns for name in (column.key, column.zh, column.en, *column.aliases)}
    names.pop("", None)
    best: Row | None = None
    found: dict[int, Column] = {}
    for row in sheet.rows:
        if row.number > _SEARCHED + sheet.rows[0].number - 1:
            break
        here = _places(row, names)
        if len(here) > len(found) or (here and here == found and best and row.number == best.number + 1):
            best, found = row, here
    return best, found


def _places(row: Row, names: Mapping[str, Column]) -> dict[int, Column]:
    """Where each column stands; the first place counts where a name stands twice."""
    places: dict[int, Column] = {}
    for place, cell in enumerate(row.cells):
        column = names.get(_plain(cell)) if isinstance(cell, str) else None
        if column is not None and column not in places.values():
            places[place] = column
    return places


def _plain(text: str) -> str:
    """A header without width, case, blanks, stars and what stands in brackets."""
    folded = unicodedata.normalize("NFKC", text).lower()
    return re.sub(r"\([^)]*\)|\[[^\]]*\]|[\s*:_\-]", "", folded)


def _header_faults(sheet: Sheet, header: Row, places: Mapping[int, Column], columns: Iterable[Column]) -> list[Fault]:
    known = {column.key for column in places.values()}
    return [
        Fault(sheet.name, header.number, column.zh, "", "缺少必填的列", "a required column is missing")
        for column in columns
        if column.required and column.key not in known
    ]


def _extra(header: Row, places: Mapping[int, Column], columns: Iterable[Column]) -> tuple[str, ...]:
    cells = [str(cell) for place, cell in enumerate(header.cells) if cell is not None and place not in places]
    return tuple(dict.fromkeys(cells))


def _no_header(columns: Iterable[Column]) -> Unreadable:
    columns = list(columns)
    return Unreadable(
        f"前 {_SEARCHED} 行里没有找到表头。需要的列：{'、'.join(column.zh for column in columns)}。",
        f"No header in the first {_SEARCHED} rows. Columns: {', '.join(column.title('en') for column in columns)}.",
    )


def _read(cell: Value, column: Column) -> Any:
    if isinstance(cell, str) and cell.upper().startswith(_ERRORS):
        raise _Bad("单元格是公式错误", "the cell shows a formula error")
    if isinstance(cell, str) and cell.upper().startswith("=DISPIMG("):
        raise _Bad("单元格里是图片，需要文字", "the cell holds a picture where text is needed")
    if isinstance(cell, Uncalculated):
        raise _Bad(
            "是还没有算出结果的公式：请用 WPS 或 Excel 打开、保存一次，或改填数值、文字",
            "a formula that has no result yet: open and save it in WPS or Excel, or type the value",
        )
    if cell is None:
        if column.required:
            raise _Bad("必填", "required")
        return () if column.kind in _LISTS else None
    return _READERS[column.kind](cell, column)


def _text(cell: Value, column: Column) -> str:
    words = cell.isoformat() if isinstance(cell, date) else str(cell)
    if column.most and len(words) > column.most:
        raise _Bad(f"超过 {column.most} 个字", f"longer than {column.most} characters")
    return words


def _code(cell: Value, column: Column) -> str:
    """A text such as 1-2 or 1.10. Where the table made something else of it, nobody can tell what was typed."""
    if isinstance(cell, date | datetime | time):
        raise _Bad(
            "被表格当成了日期或时间：请把这一列设为“文本”格式，再重新填",
            "the table took it for a day or a time: format the column as text and type it again",
        )
    if isinstance(cell, bool | float):
        raise _Bad(
            "被表格当成了数字，末尾的 0 可能已经丢了：请把这一列设为“文本”格式，再重新填",
            "the table took it for a number and may have lost its last zero: format the column as text and type it again",
        )
    return _text(cell, column)


def _codes(cell: Value, column: Column) -> tuple[str, ...]:
    return _list(_code(cell, column), column)


def _number(cell: Value, column: Column) -> float:
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return float(cell)
    words = unicodedata.normalize("NFKC", str(cell)).replace(",", "").strip()
    if not re.fullmatch(r"[+-]?\d+(\.\d+)?%?", words):
        raise _Bad("应为数字", "must be a number")
    return float(words.removesuffix("%")) / (100 if words.endswith("%") else 1)


def _whole(cell: Value, column: Column) -> int:
    if isinstance(cell, int) and not isinstance(cell, bool):
        return cell
    value = _number(cell, column)
    if not value.is_integer():
        raise _Bad("应为整数", "must be a whole number")
    return int(value)


def _day(cell: Value, column: Column) -> date:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, int) and cell in _SERIALS:
        return _EPOCH + timedelta(days=cell)
    words = unicodedata.normalize("NFKC", str(cell)).strip()
    match = _DAY.fullmatch(words) or _COMPACT.fullmatch(words)
    try:
        if match:
            return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        pass
    raise _Bad("应为日期，如 2026-06-12", "must be a day such as 2026-06-12")


def _flag(cell: Value, column: Column) -> bool:
    found = _FLAGS.get(str(cell).strip().lower())
    if found is None:
        raise _Bad("应填“是”或“否”", "must be yes or no")
    return found


def _choice(cell: Value, column: Column) -> str:
    words = str(cell)
    known = {_plain(name): value for name, value in column.choices.items()}
    known |= {_plain(value): value for value in column.choices.values()}
    found = known.get(_plain(words))
    if found is None:
        allowed = list(column.choices)
        raise _Bad(f"应为其中之一：{'、'.join(allowed)}", f"must be one of: {', '.join(allowed)}")
    return found


def _list(cell: Value, column: Column) -> tuple[str, ...]:
    parts = (part.strip() for part in re.split(r"[、，,；;\n]", _text(cell, column)))
    return tuple(dict.fromkeys(part for part in parts if part))


_READERS: dict[str, Callable[[Value, Column], Any]] = {
    "text": _text, "code": _code, "codes": _codes, "whole": _whole, "number": _number, "date": _day, "flag": _flag, "choice": _choice, "list": _list,
}  # fmt: skip
