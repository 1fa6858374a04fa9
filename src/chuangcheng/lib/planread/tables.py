"""Tables flattened to text: which column holds the task, who leads, who helps, and by when.

A table is a run of lines with tabs or bars. A first row with two or more column names tells the columns apart;
without one, only cells that
are sentences are read. A ditto mark (〃, which the .docx reader writes into merged cells) in a column of units or
days takes what is above it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from .duties import Cover
from .fields.who import Duties, names
from .layout import TABLE, Line
from .stretches import Stretch

_COLUMNS: Final = (
    ("help", re.compile(r"配合|协办|协助|参与|参加|协同")),
    ("lead", re.compile(r"责任|牵头|主办|承办|负责|落实(?:单位|部门)|实施单位|主责|单位|部门")),
    ("due", re.compile(r"时限|时间|期限|日期|进度")),
    ("task", re.compile(r"任务|内容|措施|要求|事项|项目|举措|做法|标准|目标|指标")),
)
DITTO: Final = "〃"
_SENTENCE: Final = re.compile(r"[。；]|.{6,}[，,].{4,}")


@dataclass(slots=True)
class _Cell:
    start: int
    end: int
    column: int


def table_stretches(
    text: str, lines: Sequence[Line], section_at: "dict[int, int | None]"
) -> tuple[list[Stretch], list[Cover]]:
    """The task cells of every table as prose, and what the other cells of their rows say about them."""
    found: list[Stretch] = []
    covers: list[Cover] = []
    columns: dict[int, str] = {}
    above: dict[str, _Cell] = {}
    for index, line in enumerate(lines):
        if line.kind != TABLE:
            columns = columns if line.kind == "blank" else {}
            continue
        cells = _cells(text, line)
        if not columns and (named := _named(text, cells)):
            columns, above = named, {}
            continue
        tasks, duties = _row(text, cells, columns, above)
        section = section_at.get(index)
        found += [Stretch(cell.start, cell.end, section, True, False) for cell in tasks]
        covers += [Cover(cell.start, cell.end, duties, (line.end, line.end)) for cell in tasks if duties]
    return found, covers


def _cells(text: str, line: Line) -> list[_Cell]:
    """The cells of a row; a bar or tab each side of nothing is an empty cell, so that columns keep their places."""
    found: list[_Cell] = []
    at, column = line.start, 0
    if text[at] == "|":
        at += 1
    for index in range(at, line.end + 1):
        if index == line.end or text[index] in "\t|":
            start, end = at, index
            while start < end and text[start].isspace():
                start += 1
            while end > start and text[end - 1].isspace():
                end -= 1
            found.append(_Cell(start, end, column))
            at, column = index + 1, column + 1
    return found


def _named(text: str, cells: list[_Cell]) -> dict[int, str]:
    """The roles of the columns, where this row names at least two, one of them the task."""
    roles: dict[int, str] = {}
    for cell in cells:
        name = text[cell.start : cell.end]
        if 2 <= len(name) <= 12:
            role = next((role for role, pattern in _COLUMNS if pattern.search(name)), "")
            if role:
                roles[cell.column] = role
    return roles if len(roles) >= 2 and "task" in roles.values() else {}


def _row(
    text: str, cells: list[_Cell], columns: dict[int, str], above: dict[str, _Cell]
) -> tuple[list[_Cell], Duties | None]:
    if not columns:
        return [cell for cell in cells if _SENTENCE.search(text[cell.start : cell.end])], None
    roles: dict[str, list[_Cell]] = {"task": [], "lead": [], "help": [], "due": []}
    for cell in cells:
        role = columns.get(cell.column)
        if role is None:
            continue
        if text[cell.start : cell.end] != DITTO and cell.end > cell.start:
            above[f"{role}{cell.column}"] = cell
            roles[role].append(cell)
        elif role != "task" and cell.end > cell.start and f"{role}{cell.column}" in above:
            roles[role].append(above[f"{role}{cell.column}"])
    tasks = [cell for cell in roles["task"] if cell.end - cell.start >= 4]
    longest = max(tasks, key=lambda cell: cell.end - cell.start, default=None)
    due = roles["due"][0] if roles["due"] else None
    duties = Duties(
        tuple(m for cell in roles["lead"] for m in names(text, cell.start, cell.end)),
        tuple(m for cell in roles["help"] for m in names(text, cell.start, cell.end)),
        (due.start, due.end) if due else None,
    )
    return [longest] if longest else [], duties
