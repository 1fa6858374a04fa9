"""Papers as Word files, which Word and WPS open with the measures of GB/T 9704-2012.

The file is written part by part: nothing comes from a template, so that nothing in it tells of the machine, and equal
papers make equal bytes.
"""

import hashlib
from xml.sax.saxutils import quoteattr

from .compose import compose
from .measures import (
    BODY_SIZE,
    CHARACTER,
    MM,
    PAGE_NUMBER_MM,
    PITCH,
    RED,
    RULE_MM,
    STYLES,
    margins,
    page_size,
    type_area,
)
from .model import Align, Paper
from .package import FOOTER_EVEN, FOOTER_ODD, pack, picture_relation
from .pieces import Grid, Imprint, Line, Piece, Section, Shot
from .word_tables import grid_xml, imprint_xml
from .xml import HEAD, NAMES, indent, paragraph, runs, spacing, tiny, twips

_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_EMU = 12_700  # a point
_JC = {"justify": "both", "left": "left", "center": "center", "right": "right"}


def docx(paper: Paper) -> bytes:
    """The paper as a .docx. Raises ValueError for a table that does not fit its columns, BadPicture for a picture."""
    sections = compose(paper)
    writer = _Writer()
    body = "".join(writer.section(section, last=n == len(sections)) for n, section in enumerate(sections, 1))
    document = (
        f'{HEAD}<w:document {NAMES} xmlns:wp="{_DRAWING}/wordprocessingDrawing"><w:body>{body}</w:body></w:document>'
    )
    return pack(document, writer.pictures, paper.title, paper.author, paper.dated)


class _Writer:
    """Keeps what a file needs once: its pictures and their numbers."""

    def __init__(self) -> None:
        self.pictures: dict[str, bytes] = {}
        self._names: dict[str, str] = {}
        self._shots = 0

    def section(self, section: Section, last: bool) -> str:
        made, before = [], None
        for piece in section.pieces:
            made.append(self._piece(piece, before, section.landscape))
            before = piece
        properties = _section_xml(section.landscape)
        if last:
            made.append(tiny() if isinstance(before, Grid) else "")
            return "".join(made) + properties
        return "".join(made) + tiny(properties)

    def _piece(self, piece: Piece, before: Piece | None, landscape: bool) -> str:
        match piece:
            case Line():
                return _line_xml(piece, landscape)
            case Grid():
                apart = isinstance(before, Grid) or piece.fresh or piece.gap
                return (tiny(before=piece.gap * PITCH, fresh=piece.fresh) if apart else "") + grid_xml(piece)
            case Shot():
                return self._shot(piece)
            case Imprint():
                return (tiny() if isinstance(before, Grid) else "") + imprint_xml(piece, landscape) + tiny()

    def _shot(self, shot: Shot) -> str:
        name = self._name(shot)
        self._shots += 1
        properties = [
            "<w:keepNext/>" if shot.keep else '<w:keepNext w:val="0"/>',
            "<w:pageBreakBefore/>" if shot.fresh else "",
            spacing(shot.gap * PITCH),
        ]
        return paragraph("picture", f"<w:r>{_drawing(shot, name, self._shots)}</w:r>", properties)

    def _name(self, shot: Shot) -> str:
        digest = hashlib.sha256(shot.data).hexdigest()
        if digest not in self._names:
            self._names[digest] = f"image{len(self._names) + 1}.{shot.kind}"
            self.pictures[self._names[digest]] = shot.data
        return self._names[digest]


def _line_xml(line: Line, landscape: bool) -> str:
    properties = [
        _flag("keepNext", line.keep, STYLES[line.style].keep),
        "<w:pageBreakBefore/>" if line.fresh else "",
        _red_rule() if line.rule else "",
        _right_tab(landscape, line.right) if line.beyond else "",
        spacing(line.gap * PITCH, line.pitch),
        _indent(line),
        _align(line),
    ]
    inside = runs(line.spans, line.style, line.scale, line.size)
    if line.beyond:
        inside += "<w:r><w:tab/></w:r>" + runs(line.beyond, line.style)
    return paragraph(line.style, inside, properties)


def _indent(line: Line) -> str:
    """The first line's indent is always said with the others: LibreOffice would take it from elsewhere."""
    right = 0 if line.beyond else line.right
    first = STYLES[line.style].first if line.first is None and (line.left or right) else line.first
    return indent(first, line.left, right)


def _align(line: Line) -> str:
    style: Align = STYLES[line.style].align
    return f'<w:jc w:val="{_JC[line.align]}"/>' if line.align and line.align != style else ""


def _flag(name: str, value: bool | None, style: bool) -> str:
    if value is None or value == style:
        return ""
    return f"<w:{name}/>" if value else f'<w:{name} w:val="0"/>'


def _red_rule() -> str:
    """The red rule over the whole width, two points thick."""
    space = round(RULE_MM * MM - (PITCH - BODY_SIZE) / 2)
    return f'<w:pBdr><w:bottom w:val="single" w:sz="16" w:space="{space}" w:color="{RED}"/></w:pBdr>'


def _right_tab(landscape: bool, right: float) -> str:
    place = twips(type_area(landscape)[0] - right * CHARACTER)
    return f'<w:tabs><w:tab w:val="right" w:pos="{place}"/></w:tabs>'


def _section_xml(landscape: bool) -> str:
    """Page, margins, the footers with the page number, and the grid of lines.

    The grid is of lines only: 28 characters a line come from their spacing, which programs agree on better than on
    grids of characters.
    """
    width, height = page_size(landscape)
    top, right, bottom, left = (twips(side * MM) for side in margins(landscape))
    footer = twips(margins(landscape)[2] * MM - PAGE_NUMBER_MM * MM - STYLES["page"].pitch / 2)
    orient = ' w:orient="landscape"' if landscape else ""
    return (
        f'<w:sectPr><w:footerReference w:type="default" r:id="{FOOTER_ODD}"/>'
        f'<w:footerReference w:type="even" r:id="{FOOTER_EVEN}"/>'
        f'<w:pgSz w:w="{twips(width)}" w:h="{twips(height)}"{orient}/>'
        f'<w:pgMar w:top="{top}" w:right="{right}" w:bottom="{bottom}" w:left="{left}" w:header="{twips(15 * MM)}"'
        f' w:footer="{footer}" w:gutter="0"/><w:cols w:space="720"/>'
        f'<w:docGrid w:type="lines" w:linePitch="{twips(PITCH)}"/></w:sectPr>'
    )


def _drawing(shot: Shot, name: str, number: int) -> str:
    size = f'cx="{round(shot.width * _EMU)}" cy="{round(shot.height * _EMU)}"'
    label = f'id="{number}" name="图片 {number}" descr={_attribute(shot.caption)}'
    return (
        f'<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/><wp:docPr {label}/>'
        f'<a:graphic xmlns:a="{_DRAWING}/main"><a:graphicData uri="{_DRAWING}/picture">'
        f'<pic:pic xmlns:pic="{_DRAWING}/picture"><pic:nvPicPr><pic:cNvPr {label}/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{picture_relation(name)}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
        "</a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>"
    )


def _attribute(value: str) -> str:
    return quoteattr(value.replace("\n", " ").replace("\t", " "))
