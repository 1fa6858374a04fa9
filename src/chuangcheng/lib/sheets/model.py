"""What a workbook is made of, once it has been read."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any, Literal

MAX_BYTES = 20 * 1024 * 1024
MAX_ROWS = 100_000
MAX_CELLS = 5_000_000

Value = str | int | float | bool | date | datetime | time | None
Kind = Literal["text", "code", "codes", "whole", "number", "date", "flag", "choice", "list"]


class Uncalculated(str):
    """A cell with a formula that has no value yet; the text is the formula."""


class Unreadable(Exception):
    """A file that cannot be read at all, with what to do about it in Chinese and English."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh = zh
        self.en = en


@dataclass(frozen=True)
class Row:
    """A row that is not empty. `number` is Excel's own; `cells` start at column A, without empty ones at the end."""

    number: int
    cells: tuple[Value, ...]


@dataclass(frozen=True)
class Sheet:
    """A visible sheet. Merged areas carry their value in every cell."""

    name: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Column:
    """A column that an import knows: its key in code, its names on paper, and what a cell may hold.

    kind: text; whole (an int); number (a float); date; flag (是/否); choice (one of `choices`: printed word → value);
    list (texts divided by 、，；or a new line); code and codes (a text, a list of texts, that a table may have taken for a
    day or a fraction: 1-2, 1.10). `most` is the longest text in characters, 0 for any.
    """

    key: str
    zh: str
    en: str = ""
    aliases: Sequence[str] = ()
    kind: Kind = "text"
    required: bool = False
    choices: Mapping[str, str] = field(default_factory=dict)
    most: int = 0
    note_zh: str = ""
    note_en: str = ""
    example: str = ""
    width: int = 18

    def title(self, lang: str = "zh") -> str:
        return self.en if lang.startswith("en") and self.en else self.zh


@dataclass(frozen=True)
class Fault:
    """What is wrong with a cell (a whole row, where column is empty), in words for the person who filled it."""

    sheet: str
    row: int
    column: str
    value: str
    reason_zh: str
    reason_en: str

    def reason(self, lang: str = "zh") -> str:
        return self.reason_en if lang.startswith("en") else self.reason_zh


@dataclass(frozen=True)
class Entry:
    """A row by the columns' keys: `entry["name"]`. A cell that is empty or at fault is None, in a list column ()."""

    sheet: str
    number: int
    values: Mapping[str, Any]

    def __getitem__(self, key: str) -> Any:
        return self.values[key]

    def get(self, key: str, default: Any = None) -> Any:
        """The value, or the default where it is absent or empty."""
        value = self.values.get(key)
        return default if value is None else value


@dataclass(frozen=True)
class Table:
    """What an import found: rows, faults, and the headers that it did not know (read past, but reported)."""

    sheet: str
    header_row: int
    rows: tuple[Entry, ...]
    faults: tuple[Fault, ...]
    extra: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def remarks(self) -> tuple[str, ...]:
        """What the person should know though it is no fault, in Chinese."""
        return (f"这些列没有导入：{'、'.join(self.extra)}",) if self.extra else ()

    @property
    def remarks_en(self) -> tuple[str, ...]:
        return (f"These columns were not imported: {', '.join(self.extra)}",) if self.extra else ()


@dataclass(frozen=True)
class OutSheet:
    """A sheet to write. `widths` in characters and `formats` (Excel number formats, empty for none; @ keeps what is typed
    as text) go by column. `choices`: column → the words to choose from, or the range that holds them ("=类别!$A$2:$A$50").
    `indents`: how far the words of column `indented` stand in, by row.
    """

    name: str
    header: Sequence[str]
    rows: Iterable[Sequence[Any]]
    widths: Sequence[int] = ()
    formats: Sequence[str] = ()
    choices: Mapping[int, Sequence[str] | str] = field(default_factory=dict)
    indented: int = -1
    indents: Sequence[int] = ()
