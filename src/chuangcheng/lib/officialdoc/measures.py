"""The measures of GB/T 9704-2012 and the styles made of them. Lengths are points unless the name says millimetres."""

from dataclasses import dataclass
from typing import Literal

from .model import Align

Face = Literal["fangsong", "title", "hei", "kai", "song"]
StyleName = Literal[
    "head", "number", "urgency", "title", "to", "body", "h1", "h2", "h3", "h4", "attached", "annex", "sign", "note",
    "caption", "table", "imprint", "picture", "page",
]  # fmt: skip

MM = 72 / 25.4

PAGE_MM = (210.0, 297.0)
TYPE_MM = (156.0, 225.0)
# top, right, bottom, left. A page on its side keeps them when it is turned to be bound: its top is at the binding edge.
MARGINS_MM = (37.0, 26.0, 35.0, 28.0)
SIDE_MARGINS_MM = (28.0, 37.0, 26.0, 35.0)
PAGE_NUMBER_MM = 7.0  # from the type area down to the dashes
HEAD_MM = 35.0  # from the top of the type area to the red head
RULE_MM = 4.0  # from the number to the red rule

LINES = 22
CHARACTERS = 28
PITCH = 28.95  # a line; 22 of them are 225 mm within a point
CHARACTER = TYPE_MM[0] * MM / CHARACTERS
BODY_SIZE = 16.0  # 3号
RED = "FF0000"

# Fonts as offices have them, and what a machine without them should take (Word's altName).
WORD_FONTS: dict[Face, tuple[str, str]] = {
    "fangsong": ("仿宋_GB2312", "仿宋"),
    "title": ("方正小标宋简体", "华文中宋"),
    "hei": ("黑体", "SimHei"),
    "kai": ("楷体_GB2312", "楷体"),
    "song": ("宋体", "SimSun"),
}
LATIN = "Times New Roman"


@dataclass(frozen=True)
class Style:
    """A paragraph style. `first` is the first line's indent, in characters; `name` and `key` are Word's."""

    key: str
    name: str
    face: Face = "fangsong"
    size: float = BODY_SIZE
    bold: bool = False
    align: Align = "justify"
    first: float = 0.0
    pitch: float = PITCH
    red: bool = False
    level: int = 0
    keep: bool = False


TABLE_SIZE = 12.0
TABLE_PITCH = 1.4  # of the type's size

STYLES: dict[StyleName, Style] = {
    "body": Style("Body", "公文正文", first=2),
    "head": Style("RedHead", "公文红头", "title", 44, align="center", pitch=58, red=True, keep=True),
    "urgency": Style("Urgency", "公文紧急程度", "hei", align="left"),
    "number": Style("Number", "公文文号", align="center"),
    "title": Style("Title", "Title", "title", 22, align="center", pitch=33, keep=True),
    "to": Style("Recipient", "公文主送", align="left"),
    "h1": Style("Heading1", "heading 1", "hei", first=2, level=1, keep=True),
    "h2": Style("Heading2", "heading 2", "kai", first=2, level=2, keep=True),
    "h3": Style("Heading3", "heading 3", bold=True, first=2, level=3, keep=True),
    "h4": Style("Heading4", "heading 4", first=2, level=4, keep=True),
    "attached": Style("Attached", "公文附件说明", align="left"),
    "annex": Style("Annex", "公文附件标识", "hei", align="left", keep=True),
    "sign": Style("Signature", "公文署名", align="right"),
    "note": Style("Note", "公文附注", align="left", first=2),
    "caption": Style("Caption", "caption", "hei", 14, align="center", pitch=24),
    "table": Style("TableText", "公文表格", size=TABLE_SIZE, align="left", pitch=TABLE_SIZE * TABLE_PITCH),
    "imprint": Style("Imprint", "公文版记", size=14, align="left", pitch=22),
    "picture": Style("Picture", "公文图片", align="center", keep=True),
    "page": Style("Footer", "footer", "song", 14, align="right", pitch=18),
}


def margins(landscape: bool) -> tuple[float, float, float, float]:
    """Top, right, bottom, left, in millimetres."""
    return SIDE_MARGINS_MM if landscape else MARGINS_MM


def type_area(landscape: bool) -> tuple[float, float]:
    """Width and height of the type area, in points."""
    width, height = TYPE_MM[::-1] if landscape else TYPE_MM
    return width * MM, height * MM


def page_size(landscape: bool) -> tuple[float, float]:
    """Width and height of the page, in points."""
    width, height = PAGE_MM[::-1] if landscape else PAGE_MM
    return width * MM, height * MM
