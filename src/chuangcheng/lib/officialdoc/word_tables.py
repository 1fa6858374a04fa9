"""Tables, forms and the imprint in WordprocessingML."""

from collections.abc import Sequence

from .measures import CHARACTER, STYLES, TABLE_PITCH, type_area
from .pieces import Box, Grid, GridRow, Imprint
from .tables import FORM_PITCH, FORM_SIZE, PADDING
from .text import lines
from .xml import paragraph, run, run_properties, spacing, twips

_JC = {"justify": "both", "left": "left", "center": "center", "right": "right"}
_THIN, _THICK = 6, 8  # eighths of a point: 0.25 mm, 0.35 mm


def grid_xml(grid: Grid) -> str:
    """The table, over the whole width, with fixed columns."""
    widths = [twips(width) for width in grid.widths]
    edges = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    rows = "".join(_row_xml(row, widths, n < grid.head, grid.size) for n, row in enumerate(grid.rows))
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{edges}</w:tblBorders><w:tblLayout w:type="fixed"/>{_padding()}'
        f"</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{rows or _empty_row(widths)}</w:tbl>"
    )


def imprint_xml(imprint: Imprint, landscape: bool) -> str:
    """The 版记: a table that hangs at the foot of the type area."""
    width = twips(type_area(landscape)[0])
    size, indented = STYLES["imprint"].size, twips(CHARACTER)
    tab = f'<w:tabs><w:tab w:val="right" w:pos="{width - indented}"/></w:tabs>'
    rows = ""
    for n, (left, right) in enumerate(imprint.lines):
        top = _THICK if n == 0 else _THIN
        bottom = _THICK if n == len(imprint.lines) - 1 else _THIN
        hanging = f'<w:ind w:left="{indented}" w:right="{indented if not right else 0}" w:firstLine="0"/>'
        if left.startswith("抄送："):
            hang = twips(size * 3)
            hanging = f'<w:ind w:left="{indented + hang}" w:right="{indented}" w:hanging="{hang}"/>'
        inside = run(left) + ("<w:r><w:tab/></w:r>" + run(right) if right else "")
        rows += _imprint_row(paragraph("imprint", inside, [tab if right else "", hanging]), width, top, bottom)
    if imprint.below:
        inside = paragraph(
            "imprint", run(imprint.below), [f'<w:ind w:right="{indented}" w:firstLine="0"/>', '<w:jc w:val="right"/>']
        )
        rows += _imprint_row(inside, width, 0, 0)
    return (
        '<w:tbl><w:tblPr><w:tblpPr w:leftFromText="0" w:rightFromText="0" w:vertAnchor="margin" w:horzAnchor="margin"'
        f' w:tblpX="1" w:tblpYSpec="bottom"/><w:tblOverlap w:val="never"/><w:tblW w:w="{width}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/>'
        f'</w:tblCellMar></w:tblPr><w:tblGrid><w:gridCol w:w="{width}"/></w:tblGrid>{rows}</w:tbl>'
    )


def _imprint_row(inside: str, width: int, top: int, bottom: int) -> str:
    edges = "".join(
        f'<w:{side} w:val="single" w:sz="{size}" w:space="0" w:color="000000"/>'
        for side, size in (("top", top), ("bottom", bottom))
        if size
    )
    borders = f"<w:tcBorders>{edges}</w:tcBorders>" if edges else ""
    return (
        f'<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{borders}</w:tcPr>'
        f"{inside}</w:tc></w:tr>"
    )


def _padding() -> str:
    side = twips(PADDING)
    return (
        f'<w:tblCellMar><w:top w:w="30" w:type="dxa"/><w:left w:w="{side}" w:type="dxa"/>'
        f'<w:bottom w:w="30" w:type="dxa"/><w:right w:w="{side}" w:type="dxa"/></w:tblCellMar>'
    )


def _row_xml(row: GridRow, widths: Sequence[int], head: bool, size: float) -> str:
    properties = "" if row.splits else "<w:cantSplit/>"
    properties += f'<w:trHeight w:val="{twips(row.height)}" w:hRule="atLeast"/>' if row.height else ""
    properties += "<w:tblHeader/>" if head else ""
    made, place = [], 0
    for box in row.boxes:
        made.append(_box_xml(box, sum(widths[place : place + box.across]), row, size, head))
        place += box.across
    return f"<w:tr>{f'<w:trPr>{properties}</w:trPr>' if properties else ''}{''.join(made)}</w:tr>"


def _empty_row(widths: Sequence[int]) -> str:
    """A table without rows is no table to Word."""
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{paragraph("table", "")}</w:tc>' for width in widths
    )
    return f"<w:tr>{cells}</w:tr>"


def _box_xml(box: Box, width: int, row: GridRow, size: float, head: bool) -> str:
    properties = f'<w:tcW w:w="{width}" w:type="dxa"/>'
    properties += f'<w:gridSpan w:val="{box.across}"/>' if box.across > 1 else ""
    if box.covered or box.down > 1:
        properties += "<w:vMerge/>" if box.covered else '<w:vMerge w:val="restart"/>'
    properties += "" if box.sign else '<w:vAlign w:val="center"/>'
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{_box_text(box, width, row, size, head)}</w:tc>"


def _box_text(box: Box, width: int, row: GridRow, size: float, head: bool) -> str:
    """The paragraphs of a cell. Those of a header are kept with the row that follows it."""
    pitch = FORM_PITCH if row.height else size * TABLE_PITCH
    own_pitch = pitch if pitch != STYLES["table"].pitch else None
    own_size = size if size != STYLES["table"].size else None
    look = run_properties("hei" if box.label else None, box.bold or None, size=own_size)
    jc = f'<w:jc w:val="{_JC[box.align]}"/>' if box.align != "left" else ""
    made = paragraph("table", run(box.text, look), ["<w:keepNext/>" if head else "", spacing(0, own_pitch), jc])
    if box.sign:
        room = width / 20 - 2 * PADDING
        used = lines(box.text, room / FORM_SIZE) + lines(box.sign, room / FORM_SIZE)
        before = max(0.0, row.height - used * FORM_PITCH - 6)
        made += paragraph("table", run(box.sign, look), [spacing(before, own_pitch), '<w:jc w:val="right"/>'])
    return made
