"""The sheets of a workbook as rows, with every fault named by sheet, row and column. What is not known is refused, never
read past: a sheet, a column or a cell that nobody reads would be lost without a word."""

import difflib
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from chuangcheng.lib import sheets
from chuangcheng.rooms.standards.checks import SAMPLE
from chuangcheng.rooms.standards.doors.excel import layout
from chuangcheng.rooms.standards.doors.excel.layout import Page
from chuangcheng.rooms.standards.doors.nodes import MOST, SIZE, Fault, Faults
from chuangcheng.rooms.standards.draft import tidy

ROWS = 20_000  # rows that one sheet may hold
LARGEST = 9999
PAGES: Mapping[str, Page] = {page.name: page for page in layout.PAGES}
PARTS: Mapping[str, str] = {page.part: page.name for page in reversed(layout.PAGES)}


class SheetFaults(Faults):
    """Faults of a workbook: whatever finds one, it is told by sheet, row and column."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: dict[tuple[str, str], int] = {}  # (part, key) → row, of what the whole knows by its key only

    def add(self, line: int, where: str, zh: str, en: str, part: str = "", key: str = "") -> None:
        name = where.removeprefix(f"{part}.")
        column = layout.FIELDS.get((part, key), "")
        place = f"“{column}”（{name}）" if column and name not in ("", part) else f"“{column}”" if column else name
        self.put(PARTS.get(part, ""), line or self.rows.get((part, name), 0), place, zh, en)

    def put(self, sheet: str, row: int, where: str, zh: str, en: str) -> None:
        if len(self.found) < MOST:
            self.found.append(Fault(row, where, zh, en, sheet or layout.HEAD.name))

    def at(self, entry: sheets.Entry, page: Page, key: str, zh: str, en: str) -> None:
        """Of one cell."""
        self.put(page.name, entry.number, f"“{page.column(key).zh}”", zh, en)

    def sorted(self) -> list[Fault]:
        order = {name: n for n, name in enumerate(PAGES)}
        return sorted(set(self.found), key=lambda f: (order.get(f.sheet, 0), f.line, f.where, f.zh))


def tables(data: bytes, faults: SheetFaults) -> dict[str, Sequence[sheets.Entry]]:
    """The rows of every sheet by its name; none of a sheet that is not there."""
    if len(data) > SIZE:
        faults.put("", 0, "", f"文件超过 {SIZE // 2**20} MB", f"the file is larger than {SIZE // 2**20} MB")
        return {}
    try:
        found = sheets.read(data, "")
    except sheets.Unreadable as error:
        faults.put("", 0, "", error.zh, error.en)
        return {}
    for name in sheets.hidden(data) if data.startswith(b"PK") else ():
        if tidy(name) in PAGES:
            faults.put(
                tidy(name),
                0,
                "",
                "工作表是隐藏的，不会读：请取消隐藏，或者删掉",
                "the sheet is hidden and not read: show or delete it",
            )
    held: dict[str, Sequence[sheets.Entry]] = {}
    for sheet in found:
        name = tidy(sheet.name)
        if page := PAGES.get(name):
            held[name] = _entries(sheet, page, faults)
        elif not name.startswith((layout.NOTES, layout.REMARK)):
            _unknown_sheet(name, faults)
    for page in layout.PAGES:
        if page.required and page.name not in held:
            faults.put(page.name, 0, "", "缺少这张工作表，或者是空的", "this sheet is missing or empty")
    return held


def _unknown_sheet(name: str, faults: SheetFaults) -> None:
    near = difflib.get_close_matches(name, PAGES, 1, 0.5)
    zh, en = (f"，是不是“{near[0]}”", f"; did you mean “{near[0]}”") if near else ("", "")
    faults.put(name, 0, "", f"不认识的工作表{zh}？不用的请删掉，或者把名字改成以“{layout.REMARK}”开头",
               f"unknown sheet{en}? Delete it, or let its name begin with “{layout.REMARK}”")  # fmt: skip


def _entries(sheet: sheets.Sheet, page: Page, faults: SheetFaults) -> Sequence[sheets.Entry]:
    if len(sheet.rows) > ROWS:
        n = f"{len(sheet.rows):,}"
        faults.put(page.name, 0, "", f"有 {n} 行，最多 {ROWS:,} 行", f"{n} rows; {ROWS:,} at most")
        return ()
    kept = tuple(row for row in sheet.rows if not str(row.cells[0] or "").startswith(SAMPLE))
    try:
        table = sheets.table(sheets.Sheet(page.name, kept), page.columns) if kept else None
    except sheets.Unreadable as error:
        faults.put(page.name, 0, "", error.zh, error.en)
        return ()
    if table is None:
        return ()
    for fault in table.faults:
        shown = f"（填的是 {fault.value[:40]}）" if fault.value else ""
        faults.put(page.name, fault.row, f"“{fault.column}”", f"{fault.reason_zh}{shown}", fault.reason_en)
    for header in table.extra:
        if not header.startswith(layout.REMARK):
            _unknown_column(header, table, page, faults)
    return table.rows


def _unknown_column(header: str, table: sheets.Table, page: Page, faults: SheetFaults) -> None:
    absent = [column.zh for column in page.columns if column.zh in table.missing]
    near = difflib.get_close_matches(header, absent, 1, 0.4)
    zh, en = (f"，是不是“{near[0]}”", f"; did you mean “{near[0]}”") if near else ("", "")
    faults.put(page.name, table.header_row, f"“{header}”",
               f"不认识的列，或表头写了两次{zh}？不用的请删掉，或者把表头改成以“{layout.REMARK}”开头",
               f"unknown column, or a header that stands twice{en}? Delete it, or let it begin with “{layout.REMARK}”")  # fmt: skip


class Cells:
    """Reads one row; what is wrong goes to the faults."""

    def __init__(self, entry: sheets.Entry, page: Page, faults: SheetFaults) -> None:
        self.entry, self.page, self.faults = entry, page, faults
        self.number = entry.number

    def wrong(self, key: str, zh: str, en: str) -> None:
        self.faults.at(self.entry, self.page, key, zh, en)

    def text(self, key: str) -> str:
        return tidy(str(self.entry.get(key, "")))

    def words(self, key: str) -> list[str]:
        return [word for part in self.entry.get(key, ()) if (word := tidy(part))]

    def codes(self, key: str = "criteria") -> list[str]:
        """Codes, each once and none too long."""
        most = self.page.column(key).most or layout.CODE
        for word in (found := self.words(key)):
            if len(word) > most:
                self.wrong(key, f"“{word[:20]}……”超过 {most} 个字", f"longer than {most} characters")
        return list(dict.fromkeys(found))

    def number_of(self, key: str, most: int = LARGEST) -> Decimal | None:
        """A number from 0 to `most` with three decimals at most; what a formula leaves behind the twelfth digit is noise."""
        value = self.entry.get(key)
        if value is None:
            return None
        number = Decimal(format(value, ".12g"))
        if not 0 <= number <= most:
            self.wrong(key, f"应在 0 到 {most} 之间", f"must lie between 0 and {most}")
        elif number != round(number, 3):
            self.wrong(key, "最多三位小数", "three decimals at most")
        else:
            return number
        return None

    def whole(self, key: str, most: int = LARGEST) -> int | None:
        value = self.number_of(key, most)
        return None if value is None else int(value)

    def one_of(self, key: str, known: Mapping[str, str], source: str) -> str:
        """The key of a kind that is named by its name or its key; `source` is the sheet that lists them."""
        word = self.text(key)
        if word and word not in known:
            self.wrong(key, f"“{word}”没有在“{source}”里列出", f"“{word}” is not listed in “{source}”")
        return known.get(word, "")

    def several_of(self, key: str, known: Mapping[str, str], source: str) -> list[str]:
        found: dict[str, None] = {}
        for word in self.words(key):
            if word not in known:
                self.wrong(key, f"“{word}”没有在“{source}”里列出", f"“{word}” is not listed in “{source}”")
            else:
                found[known[word]] = None
        return list(found)

    def matching(self, key: str, pattern: str, zh: str, en: str) -> str:
        value = self.text(key)
        if value and not re.fullmatch(pattern, value):
            self.wrong(key, zh, en)
            return ""
        return value


def by_name(kinds: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    """What a kind may be called in another sheet → its key: by its key, or by a name that is no other's."""
    names = [words["zh"] for words in kinds.values()]
    return {**{words["zh"]: key for key, words in kinds.items() if names.count(words["zh"]) == 1},
            **{key: key for key in kinds}}  # fmt: skip
