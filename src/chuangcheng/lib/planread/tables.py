"""Tables flattened to text: which column holds the task, who leads, who helps, and by when.

Rows come as lines with tabs or bars, as lines with wide blanks under a row of column names, or one cell a line
under names one a line. A first row with two or more column names tells the columns apart; without one, only cells
that are sentences are read. A ditto mark (〃, which the .docx reader writes into merged cells) in a column of units
or days takes what is above it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from .duties import Cover
from .fields.labels import told as said_of_units
from .fields.who import Duties, names
from .layout import BARE, BARS, BLANK, FURNITURE, ITEM, PROSE, TABLE, Line, foot
from .model import Mention
from .stretches import Stretch

DITTO: Final = "〃"
_COLUMNS: Final = (
    ("help", re.compile(r"配合|协办|协助|(?:参与|参加)(?!对象|人员|范围)|协同")),
    ("lead", re.compile(r"责任|牵头|主办|承办|负责|落实(?:单位|部门)|实施单位|主责|单位|部门")),
    ("due", re.compile(r"时限|时间|期限|日期|进度")),
    ("task", re.compile(r"任务|内容|措施|要求|事项|项目|举措|做法|标准|目标|指标")),
)
_WHEN: Final = re.compile(r"\d{1,4}\s*[年月]|[全年]年|年底|长期|常年|持续")
_COUNT: Final = re.compile(r"序号|编号|号")
_WIDE: Final = re.compile(r"\u3000+|[ \xa0]{2,}")
_NARROW: Final = re.compile(r"[\u3000 \xa0]+")
_SENTENCE: Final = re.compile(r"[。；]|.{6,}[，,].{4,}")
_BETWEEN: Final = frozenset(("\t", *BARS))
_ABSENT: Final = re.compile(r"^(?:[-—–－/／\\]+|无|暂无|空)$")  # written where a cell has nothing to say
GROUP: Final = 40  # the most characters of a row that names a group of rows
_STACKED: Final = 8  # the most columns that a table with one cell a line is looked for


@dataclass(slots=True)
class _Cell:
    start: int
    end: int
    column: int


@dataclass(slots=True)
class _Row:
    line: int
    cells: list[_Cell]
    heads: bool = False


@dataclass(slots=True)
class Tables:
    """The task cells of every table as prose, and what the other cells of their rows say about them."""

    stretches: list[tuple[int, Stretch]] = field(default_factory=list)
    covers: list[Cover] = field(default_factory=list)


def mark_rows(text: str, masked: str, lines: Sequence[Line]) -> tuple[list[Line], list[_Row]]:
    """The lines less all furniture and the foot of the page, those that belong to tables marked as such, and the
    rows found. A page number between two rows parts no table."""
    kept = [line for line in lines if line.kind != FURNITURE]
    rows = list(_rows(text, kept))
    taken = {kept[index].start for row in rows for index in _lines_of(row, kept)}
    laid = [replace(line, kind=TABLE, mark=None) if line.start in taken else line for line in lines]
    over = foot(text, masked, laid)
    plan = [line for line in laid if line.kind != FURNITURE and line.start < over]
    return plan, [row for row in rows if row.cells[0].start < over]


def _lines_of(row: _Row, lines: Sequence[Line]) -> Iterator[int]:
    index = row.line
    while index < len(lines) and lines[index].start < row.cells[-1].end:
        yield index
        index += 1


def _rows(text: str, lines: Sequence[Line]) -> Iterator[_Row]:
    index = 0
    while index < len(lines):
        line = lines[index]
        if line.kind == TABLE:
            yield _Row(index, _cells(text, line))
        elif line.kind in {BARE, PROSE} and line.end - line.start < 80:
            found = _spaced(text, lines, index) or _stacked(text, lines, index)
            yield from found
            if found:
                index = max(_lines_of(found[-1], lines))
        index += 1


def _cells(text: str, line: Line) -> list[_Cell]:
    """The cells of a row; a bar or tab each side of nothing is an empty cell, so that columns keep their places."""
    found: list[_Cell] = []
    at = _first(text, line) + text.startswith(BARS, line.start)
    for index in range(at, line.end + 1):
        if index == line.end or text[index] in _BETWEEN:
            found.append(_trimmed(text, at, index, len(found)))
            at = index + 1
    return found


def _first(text: str, line: Line) -> int:
    """Where the row begins: tabs before its first word are empty cells, such as a merged one leaves behind."""
    at = line.start
    while at and text[at - 1] in " \t\u3000\xa0":
        at -= 1
    return at if "\t" in text[at : line.start] else line.start


def _trimmed(text: str, start: int, end: int, column: int) -> _Cell:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return _Cell(start, end, column)


def _split(text: str, line: Line, blank: re.Pattern[str]) -> list[_Cell]:
    found: list[_Cell] = []
    at = line.start
    for match in blank.finditer(text, line.start, line.end):
        found.append(_Cell(at, match.start(), len(found)))
        at = match.end()
    return [*found, _Cell(at, line.end, len(found))]


def _spaced(text: str, lines: Sequence[Line], index: int) -> list[_Row]:
    """A row of column names parted by blanks, and the rows under it."""
    blank = next((b for b in (_WIDE, _NARROW) if len(_roles(text, _split(text, lines[index], b))) >= 2), None)
    if blank is None:
        return []
    head = _split(text, lines[index], blank)
    if len(head) < 3:
        return []
    rows = [_Row(index, head, heads=True)]
    for later in range(index + 1, len(lines)):
        line = lines[later]
        cells = _split(text, line, blank) if line.kind in {BARE, PROSE, ITEM} else []
        if not len(head) - 1 <= len(cells) <= len(head):
            break
        rows.append(_Row(later, cells))
    return rows if len(rows) > 1 else []


def _stacked(text: str, lines: Sequence[Line], index: int) -> list[_Row]:
    """Column names one a line, from 序号 on, and the cells of each row one a line under them."""
    if not _COUNT.fullmatch(text, lines[index].start, lines[index].end):
        return []
    width = next((w for w in range(3, _STACKED) if _counts(text, lines, index + w, 1)), 0)
    head = [_Cell(line.start, line.end, c) for c, line in enumerate(lines[index : index + width])]
    if not width or len(_roles(text, head)) < 2:
        return []
    rows = [_Row(index, head, heads=True)]
    at, number = index + width, 1
    while _counts(text, lines, at, number) and at + width <= len(lines):
        rows.append(_Row(at, [_Cell(line.start, line.end, c) for c, line in enumerate(lines[at : at + width])]))
        at, number = at + width, number + 1
    return rows


def _counts(text: str, lines: Sequence[Line], index: int, number: int) -> bool:
    return index < len(lines) and text[lines[index].start : lines[index].end].rstrip(".、．") == str(number)


def _roles(text: str, cells: list[_Cell]) -> dict[int, str]:
    """The roles of the columns, where this row names at least two, one of them the task."""
    roles: dict[int, str] = {}
    for cell in cells:
        name = text[cell.start : cell.end]
        if 2 <= len(name) <= 12:
            role = next((role for role, pattern in _COLUMNS if pattern.search(name)), "")
            if role:
                roles[cell.column] = role
    return roles if len(roles) >= 2 and "task" in roles.values() else {}


def read_rows(text: str, lines: Sequence[Line], rows: Sequence[_Row]) -> Tables:
    """What the rows demand, of whom and by when; each stretch with the number of its line."""
    found = Tables()
    columns: dict[int, str] = {}
    above: dict[str, _Cell] = {}
    last, width = -2, 0
    for row in rows:
        if any(not _within(line, row, width) for line in lines[last + 1 : row.line]):
            columns = {}
        last = max(_lines_of(row, lines), default=row.line)
        named = _roles(text, row.cells) if row.heads or not columns else {}
        if named:
            columns, above, width = named, {}, len(row.cells)
        else:
            _fit(row, width if columns else 0)
            _read_row(text, row, columns, above, found)
    return found


def _within(line: Line, row: _Row, width: int) -> bool:
    """Whether a line before a row leaves it in the table: a blank one, or a row of one cell that names a group."""
    if line.kind in {TABLE, BLANK}:
        return True
    return line.kind in {ITEM, BARE} and line.end - line.start <= GROUP and width - 1 <= len(row.cells) <= width + 1


def _fit(row: _Row, width: int) -> None:
    """An indent made with a tab is no cell: a row wider than its head loses the empty cells before its first word."""
    while width and len(row.cells) > width and row.cells[0].end <= row.cells[0].start:
        row.cells = [replace(cell, column=cell.column - 1) for cell in row.cells[1:]]


def _read_row(text: str, row: _Row, columns: dict[int, str], above: dict[str, _Cell], found: Tables) -> None:
    if not columns:
        cells = [cell for cell in row.cells if _SENTENCE.search(text[cell.start : cell.end])]
        found.stretches += [(row.line, Stretch(cell.start, cell.end, None, True, False)) for cell in cells]
        return
    roles = _by_role(text, row, columns, above)
    task = max(roles["task"], key=lambda cell: cell.end - cell.start, default=None)
    if task is None or task.end - task.start < 4:
        return
    due = roles["due"][0] if roles["due"] else None
    told = [said_of_units(text, cell.start, cell.end) for cell in roles["lead"]]
    duties = Duties(
        tuple(m for cell, said in zip(roles["lead"], told, strict=True) for m in _leads(text, cell, said)),
        tuple(m for said in told if said for m in said.cooperating)
        + tuple(m for cell in roles["help"] for m in names(text, cell.start, cell.end)),
        (due.start, due.end) if due else None,
    )
    end = row.cells[-1].end
    found.stretches.append((row.line, Stretch(task.start, task.end, None, True, False)))
    found.covers.append(Cover(task.start, task.end, duties, (end, end)))


def _leads(text: str, cell: _Cell, said: Duties | None) -> Sequence[Mention]:
    """The names in a cell of units, those behind 牵头： where the cell tells who leads and who helps."""
    return said.responsible if said else names(text, cell.start, cell.end)


def _by_role(text: str, row: _Row, columns: dict[int, str], above: dict[str, _Cell]) -> dict[str, list[_Cell]]:
    roles: dict[str, list[_Cell]] = {"task": [], "lead": [], "help": [], "due": []}
    for cell in row.cells:
        role = columns.get(cell.column)
        if role is None or not _ABSENT.sub("", text[cell.start : cell.end]):
            continue
        if role in {"lead", "help"} and _WHEN.match(text, cell.start, cell.end):
            role = "due"  # an empty cell between blanks is lost: what stands here belongs one column on
        key = f"{role}{cell.column}"
        if text[cell.start : cell.end] != DITTO:
            above[key] = cell
            roles[role].append(cell)
        elif role != "task" and key in above:
            roles[role].append(above[key])
    return roles
