"""Reading what people upload. The kind of file is told by its content, never by its name."""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from .formulas import column as _column
from .formulas import without_value
from .model import MAX_BYTES, MAX_CELLS, MAX_ROWS, Row, Sheet, Uncalculated, Unreadable, Value

_BLANK = " \t\r\n\u3000\xa0\ufeff\u200b"
_MAX_UNPACKED = 400 * 1024 * 1024
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CELL = re.compile(rb'<(?:\w+:)?c\b[^>]{0,200}?\br="([A-Z]{1,3})(\d{1,7})"')
_CELLS = re.compile(rb'<table:table-cell\b[^>]*columns-repeated="(\d{5,})"[^>]*office:value|'
                    rb'<table:table-cell\b[^>]*office:value[^>]*columns-repeated="(\d{5,})"')  # fmt: skip
_LINES = re.compile(rb'<table:table-row\b[^>]*rows-repeated="(\d{6,})"[^>]*>(.*?)</table:table-row>', re.DOTALL)

_SAVE_AS = (
    "请用 WPS 或 Excel 打开后另存为 .xlsx 再上传。",
    "Open it in WPS or Excel, save it as .xlsx and upload that.",
)


def read(data: bytes, name: str) -> list[Sheet]:
    """The visible sheets of an .xlsx, .xls, .ods or .csv file that are not empty: at least one.

    `name` is used for the single sheet of a CSV file only. Raises Unreadable.
    """
    if not data:
        raise Unreadable("文件是空的。", "The file is empty.")
    if len(data) > MAX_BYTES:
        raise Unreadable(
            "文件超过 20 MB，请拆成几个再上传。", "The file is larger than 20 MB: split it and upload the parts."
        )
    found = _workbook(data) if _is_workbook(data) else [_csv(data, name)]
    sheets = [sheet for sheet in found if sheet.rows]
    if not sheets:
        raise Unreadable("表格里没有内容。", "There is nothing in the workbook.")
    return sheets


def _is_workbook(data: bytes) -> bool:
    if data.startswith(b"PK"):
        _check_archive(data)
        return True
    if data.startswith(_OLE):
        _check_ole(data)
        return True
    for start, what in (
        (b"%PDF", "PDF"),
        (b"\x89PNG", "PNG"),
        (b"\xff\xd8\xff", "JPEG"),
        (b"Rar!", "RAR"),
        (b"7z\xbc", "7z"),
    ):
        if data.startswith(start):
            raise Unreadable(f"这是 {what} 文件，不是表格。", f"This is a {what} file, not a table.")
    if re.match(rb"\s*<(!doctype html|html|table|\?xml)", data[:200].removeprefix(b"\xef\xbb\xbf"), re.IGNORECASE):
        raise Unreadable(f"这是网页格式的表格。{_SAVE_AS[0]}", f"This is a web page named as a table. {_SAVE_AS[1]}")
    return False


def _check_archive(data: bytes) -> None:
    """Refuse what is no workbook, and what would unpack to more than a machine can hold."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            if sum(info.file_size for info in archive.infolist()) > _MAX_UNPACKED:
                raise Unreadable("文件解开后过大。", "The file is too large when unpacked.")
            if any(name.startswith("word/") for name in names):
                raise Unreadable("这是 Word 文档，不是表格。", "This is a Word document, not a table.")
            if not any(name in ("xl/workbook.xml", "xl/workbook.bin", "content.xml") for name in names):
                raise Unreadable(
                    "压缩包里没有表格。请上传表格文件本身。",
                    "There is no table in the archive: upload the table itself.",
                )
            _check_extent(archive)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, ValueError, OSError) as error:
        raise _corrupt() from error
    except Exception as error:
        if type(error).__module__ == "zlib":
            raise _corrupt() from error
        raise


def _check_extent(archive: zipfile.ZipFile) -> None:
    """Refuse a sheet with a cell so far off that the reader would lay out billions of empty ones between."""
    for name in archive.namelist():
        if re.fullmatch(r"xl/worksheets/[^/]+\.xml", name):
            row, column = 0, 0
            for letters, digits in _CELL.findall(archive.read(name)):
                row, column = max(row, int(digits)), max(column, _column(letters))
            if row * column > MAX_CELLS or row > 1_048_576:
                raise _too_many()
        elif name == "content.xml":
            content = archive.read(name)
            if _CELLS.search(content) or any(b"office:value" in row for _, row in _LINES.findall(content)):
                raise _too_many()


def _check_ole(data: bytes) -> None:
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise _encrypted()
    if "WordDocument".encode("utf-16-le") in data and "Workbook".encode("utf-16-le") not in data:
        raise Unreadable("这是 Word 文档，不是表格。", "This is a Word document, not a table.")


def _workbook(data: bytes) -> list[Sheet]:
    import python_calamine as calamine

    try:
        with calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            visible = [
                meta.name
                for meta in book.sheets_metadata
                if meta.typ == calamine.SheetTypeEnum.WorkSheet and meta.visible == calamine.SheetVisibleEnum.Visible
            ]
            formulas = without_value(data) if data.startswith(b"PK") else {}
            return [_sheet(book.get_sheet_by_name(name), formulas.get(name, {})) for name in visible]
    except calamine.PasswordError as error:
        raise _encrypted() from error
    except Unreadable:
        raise
    except BaseException as error:
        # The reader is Rust: what it did not foresee arrives as a panic, which is no Exception.
        if isinstance(error, calamine.CalamineError | ValueError | OSError) or type(error).__name__ == "PanicException":
            raise _corrupt() from error
        raise


def _sheet(sheet: Any, formulas: Mapping[tuple[int, int], str]) -> Sheet:
    if sheet.total_height > MAX_ROWS:
        raise _too_many()
    if sheet.total_height * sheet.total_width > MAX_CELLS:
        raise _too_many()
    grid = [[_value(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
    for (row, place), words in formulas.items():
        if row < len(grid) and place < len(grid[row]) and grid[row][place] is None:
            grid[row][place] = Uncalculated(words) if words.startswith("=") else words
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        _spread(grid, top, left, bottom, right)
    return Sheet(sheet.name, tuple(_rows(grid)))


def _spread(grid: list[list[Value]], top: int, left: int, bottom: int, right: int) -> None:
    """A merged area says its value once; every cell of it means that value."""
    if top >= len(grid) or left >= len(grid[top]) or grid[top][left] is None:
        return
    for row in grid[top : bottom + 1]:
        for place in range(left, min(right + 1, len(row))):
            row[place] = grid[top][left]


def _rows(grid: Iterable[Sequence[Value]]) -> Iterator[Row]:
    for number, cells in enumerate(grid, 1):
        last = max((place for place, cell in enumerate(cells, 1) if cell is not None), default=0)
        if last:
            yield Row(number, tuple(cells[:last]))


def _value(cell: Any) -> Value:
    """A cell as a plain value: blanks are None, 3.0 is 3, midnight is a date."""
    if isinstance(cell, str):
        return cell.strip(_BLANK) or None
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return int(cell)
    if isinstance(cell, datetime):
        return cell.date() if cell.time() == time(0) else cell
    if isinstance(cell, timedelta):
        return str(cell)
    if cell is None or isinstance(cell, bool | int | float | date | time):
        return cell
    return str(cell)


def _csv(data: bytes, name: str) -> Sheet:
    text = _decode(data)
    start = text.split("\n", 1)[0]
    divider = max(",\t;", key=start.count)
    grid: list[list[Value]] = []
    try:
        for cells in csv.reader(io.StringIO(text, newline=""), delimiter=divider):
            grid.append([_value(cell) for cell in cells])
            if len(grid) > MAX_ROWS:
                raise _too_many()
    except csv.Error as error:
        raise _corrupt() from error
    title = name.replace("\\", "/").rsplit("/", 1)[-1].rsplit(".", 1)[0]
    return Sheet(title or "CSV", tuple(_rows(grid)))


def _decode(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    elif b"\0" in data:
        encodings = []
    else:
        encodings = ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable(f"认不出这是什么文件。{_SAVE_AS[0]}", f"This kind of file is not known. {_SAVE_AS[1]}")


def _corrupt() -> Unreadable:
    return Unreadable(f"文件已损坏，读不出来。{_SAVE_AS[0]}", f"The file is damaged. {_SAVE_AS[1]}")


def _encrypted() -> Unreadable:
    return Unreadable("文件设了打开密码。请去掉密码后再上传。", "The file has a password. Remove it and upload again.")


def _too_many() -> Unreadable:
    return Unreadable(
        "表格超过 10 万行或单元格过多，请拆成几个再上传。",
        "The table has more than 100,000 rows or too many cells: split it and upload the parts.",
    )
