"""Tables and forms as grids: every cell in its place, with the room that it takes."""

from collections.abc import Sequence

from .measures import TABLE_PITCH, type_area
from .model import Cell, Column, Field, Form, Table
from .pieces import Box, Grid, GridRow
from .text import clean, lines

PADDING = 4.0  # points left and right in a cell
LABEL = 0.19  # of a form's width
FORM_SIZE = 14.0
FORM_PITCH = 22.0
_SPLITS = 0.5  # of the page's height, from which a row may split


def grid_of_table(table: Table, landscape: bool) -> Grid:
    """The table over the whole width of the page. Raises ValueError where a row has more cells than there is room."""
    width, height = type_area(landscape)
    shares = sum(column.width for column in table.columns)
    widths = [width * column.width / shares for column in table.columns]
    titles = [[column.title for column in table.columns]] if any(column.title for column in table.columns) else []
    head = _placed(list(table.head) or titles, table.columns, heading=True)
    body = _placed(table.rows, table.columns, heading=False)
    rows = [_row(boxes, widths, table.size, height) for boxes in head + body]
    return Grid(widths, rows, len(head), table.size)


def grid_of_form(form: Form, landscape: bool) -> Grid:
    """A form: labels at a fifth of the width, fields beside them; half fields two to a row."""
    width, height = type_area(landscape)
    label = width * LABEL
    widths = [label, width / 2 - label, label, width / 2 - label]
    rows, waiting = [], list(form.fields)
    while waiting:
        field = waiting.pop(0)
        if field.half and waiting and waiting[0].half:
            fields = [(field, 1), (waiting.pop(0), 1)]
        else:
            fields = [(field, 3)]
        rows.append(_form_row(fields, widths, height))
    return Grid(widths, rows, 0, FORM_SIZE)


def _form_row(fields: Sequence[tuple[Field, int]], widths: Sequence[float], height: float) -> GridRow:
    boxes, most = [], 0
    for field, across in fields:
        text, sign = clean(field.text), clean(field.sign)
        room = sum(widths[1 : 1 + across]) - 2 * PADDING
        needed = lines(text, room / FORM_SIZE) + (lines(sign, room / FORM_SIZE) if sign else 0)
        most = max(most, needed, lines(clean(field.label), (widths[0] - 2 * PADDING) / FORM_SIZE), field.lines)
        boxes.append(Box(clean(field.label), label=True, align="center"))
        boxes.append(Box(text, across=across, sign=sign))
    least = max(field.lines for field, _ in fields) * FORM_PITCH + 6
    return GridRow(boxes, min(least, height * 0.8), most * FORM_PITCH > height * _SPLITS)


def _row(boxes: Sequence[Box], widths: Sequence[float], size: float, height: float) -> GridRow:
    most, place = 1, 0
    for box in boxes:
        room = sum(widths[place : place + box.across]) - 2 * PADDING
        most = max(most, lines(box.text, room / size))
        place += box.across
    return GridRow(boxes, splits=most * size * TABLE_PITCH > height * _SPLITS)


def _placed(rows: Sequence[Sequence[str | Cell]], columns: Sequence[Column], heading: bool) -> list[list[Box]]:
    """Every row over every column, with the covered parts of cells that go down."""
    placed: list[list[Box]] = []
    hanging: dict[int, tuple[Box, int]] = {}  # first column → the cell above that reaches down, rows left
    for number, row in enumerate(rows):
        waiting, boxes, place = list(row), [], 0
        while place < len(columns):
            if place in hanging:
                box, left = hanging.pop(place)
                if left > 1:
                    hanging[place] = (box, left - 1)
                boxes.append(Box("", box.across, covered=True))
            else:
                box = _box(waiting.pop(0) if waiting else "", columns[place], heading, len(rows) - number)
                if box.down > 1:
                    hanging[place] = (box, box.down - 1)
                boxes.append(box)
                if any(column in hanging for column in range(place + 1, place + box.across)):
                    raise ValueError(f"row {number + 1}: a cell runs into one from above")
            place += boxes[-1].across
        if waiting or place > len(columns):
            raise ValueError(f"row {number + 1} has more cells than the {len(columns)} columns")
        placed.append(boxes)
    return placed


def _box(cell: str | Cell, column: Column, heading: bool, rows_left: int) -> Box:
    cell = cell if isinstance(cell, Cell) else Cell(cell)
    return Box(
        clean(cell.text),
        cell.across,
        min(cell.down, rows_left),
        bold=cell.bold and not heading,
        label=heading,
        align=cell.align or ("center" if heading else column.align),
    )
