"""What a composed paper is made of: few kinds of pieces, which a writer only has to set."""

from collections.abc import Sequence
from dataclasses import dataclass

from .measures import Face, StyleName
from .model import Align


@dataclass(frozen=True)
class Span:
    """Text in one look. Without a face, the style's."""

    text: str
    face: Face | None = None
    bold: bool = False
    underline: bool = False


@dataclass(frozen=True)
class Line:
    """A paragraph of a style. What is None is as the style says.

    gap: blank lines before it. first, left, right: indents in characters of the body. beyond: spans at the right edge.
    size, pitch: points. scale: width of the letters in percent. rule: a red rule below. fresh: starts a new page.
    """

    style: StyleName
    spans: Sequence[Span]
    gap: float = 0.0
    align: Align | None = None
    first: float | None = None
    left: float = 0.0
    right: float = 0.0
    beyond: Sequence[Span] = ()
    size: float | None = None
    pitch: float | None = None
    scale: int = 100
    rule: bool = False
    keep: bool | None = None
    fresh: bool = False


@dataclass(frozen=True)
class Box:
    """A cell in its place. A covered one is the lower part of a cell that goes over several rows."""

    text: str
    across: int = 1
    down: int = 1
    covered: bool = False
    bold: bool = False
    label: bool = False
    align: Align = "left"
    sign: str = ""


@dataclass(frozen=True)
class GridRow:
    """A row and its least height in points. One that is higher than half a page may split."""

    boxes: Sequence[Box]
    height: float = 0.0
    splits: bool = False


@dataclass(frozen=True)
class Grid:
    """A table: the columns' widths in points, the first `head` rows repeated on each page."""

    widths: Sequence[float]
    rows: Sequence[GridRow]
    head: int = 0
    size: float = 12.0
    gap: float = 0.0
    fresh: bool = False


@dataclass(frozen=True)
class Shot:
    """A picture, upright and without metadata; width and height in points."""

    data: bytes
    kind: str
    width: float
    height: float
    caption: str = ""
    gap: float = 0.0
    fresh: bool = False
    keep: bool = False


@dataclass(frozen=True)
class Imprint:
    """The 版记 at the foot of the last page: lines with a left and a right part, and one below the last rule."""

    lines: Sequence[tuple[str, str]]
    below: str = ""


Flow = Line | Grid | Shot
Piece = Flow | Imprint


@dataclass(frozen=True)
class Section:
    """Pages that lie one way."""

    landscape: bool
    pieces: Sequence[Piece]
