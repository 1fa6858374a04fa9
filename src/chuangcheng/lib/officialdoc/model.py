"""What an official paper is made of: plain frozen values, without a word about how they are printed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

Align = Literal["left", "center", "right", "justify"]

DEEPEST = 4  # heading levels: 一、 （一） 1. （1）


class Unprintable(Exception):
    """A paper that cannot be printed, with what to do about it in Chinese and English."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh = zh
        self.en = en


class NoFont(Unprintable):
    """No font has the characters that the paper needs."""


class BadPicture(Unprintable):
    """A picture that is not a whole PNG or JPEG."""


@dataclass(frozen=True)
class Run:
    """A stretch of text in one look. A line break in it (`\\n`) is a line break on paper."""

    text: str
    bold: bool = False
    underline: bool = False


Text = str | Sequence[Run]


@dataclass(frozen=True)
class Heading:
    """A heading. It numbers itself by its level (1 to 4): 一、 （一） 1. （1）.

    `run_on` goes on after the heading on the same line, in body type: （一）加强领导。各单位要……
    """

    level: int
    text: str
    run_on: str = ""

    def __post_init__(self) -> None:
        if not 1 <= self.level <= DEEPEST:
            raise ValueError(f"heading level {self.level} is not 1 to {DEEPEST}")


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of the body, indented by two characters. `lead` is printed bold before it: 一是抓好清运。"""

    text: Text = ""
    lead: str = ""
    align: Align = "justify"
    indent: bool = True


@dataclass(frozen=True)
class Column:
    """A column of a table. Widths are shares: columns of 1, 2 and 1 take a quarter, a half and a quarter."""

    title: str = ""
    width: float = 1.0
    align: Align = "left"

    def __post_init__(self) -> None:
        if not 0 < self.width < float("inf"):
            raise ValueError(f"column width {self.width} is not a positive number")


@dataclass(frozen=True)
class Cell:
    """A cell that needs more than its text. It covers `across` columns and `down` rows, as in HTML."""

    text: str
    across: int = 1
    down: int = 1
    bold: bool = False
    align: Align | None = None

    def __post_init__(self) -> None:
        if self.across < 1 or self.down < 1:
            raise ValueError("a cell covers at least one column and one row")


@dataclass(frozen=True)
class Table:
    """A table whose header comes again on each page, and whose rows stay whole.

    A row names only the cells that are not covered by a cell before it; missing cells at its end are empty, too many
    raise ValueError when the paper is printed. `head` replaces the columns' titles where a header has several rows.
    `size` is the type's, in points. `landscape` puts the table on landscape pages of its own.
    """

    columns: Sequence[Column]
    rows: Sequence[Sequence[str | Cell]] = ()
    caption: str = ""
    head: Sequence[Sequence[str | Cell]] = ()
    size: float = 12.0
    landscape: bool = False

    def __post_init__(self) -> None:
        if not self.columns:
            raise ValueError("a table has at least one column")
        if not 5 <= self.size <= 72:
            raise ValueError(f"type of {self.size} points is not 5 to 72")


@dataclass(frozen=True)
class Field:
    """A label and what is filled in beside it. `lines` is the least height, for what is written by hand.

    `sign` stands at the lower right: 签字：      年  月  日. Two neighbours that are `half` share a row.
    """

    label: str
    text: str = ""
    lines: int = 1
    sign: str = ""
    half: bool = False

    def __post_init__(self) -> None:
        if not 1 <= self.lines <= 20:
            raise ValueError(f"a field of {self.lines} lines is not 1 to 20")


@dataclass(frozen=True)
class Form:
    """A form of labels and fields, such as the 督办单."""

    fields: Sequence[Field]


@dataclass(frozen=True)
class PageBreak:
    """What follows starts a new page."""


@dataclass(frozen=True)
class Picture:
    """A PNG or JPEG, `width` millimetres wide, or as wide as the page lets it. The caption stands below."""

    data: bytes
    caption: str = ""
    width: float = 120.0

    def __post_init__(self) -> None:
        if not 0 < self.width < float("inf"):
            raise ValueError(f"picture width {self.width} is not a positive number")


Block = Heading | Paragraph | Table | Form | PageBreak | Picture


@dataclass(frozen=True)
class Attachment:
    """An attachment: named below the body; with blocks, printed after the body from a new page on."""

    name: str
    blocks: Sequence[Block] = ()
    landscape: bool = False


@dataclass(frozen=True)
class Paper:
    """A paper. Only what is given is printed.

    red_head: the issuing bodies in red, a line each (…文件, …通报); none makes a plain paper without the red rule.
    number: the 文号 as printed, or 第3期. signer: the 签发人, of papers that go up. to: the 主送, without its colon.
    signatures: the units that sign; dated: the day under them; stamped: leave room for seals. note: the 附注, without
    brackets. copy_to: the 抄送. printed_by, printed_on, copies: the 印发 line and how many are printed.
    urgency: 特急 or 加急. author: for the file's properties. landscape: the body's pages lie on their side.
    """

    title: str
    blocks: Sequence[Block] = ()
    red_head: Sequence[str] = ()
    number: str = ""
    signer: str = ""
    to: str = ""
    attachments: Sequence[Attachment] = ()
    signatures: Sequence[str] = ()
    dated: date | None = None
    stamped: bool = True
    note: str = ""
    copy_to: str = ""
    printed_by: str = ""
    printed_on: date | None = None
    copies: int | None = None
    urgency: str = ""
    author: str = ""
    landscape: bool = False
