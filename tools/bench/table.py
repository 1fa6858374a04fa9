"""The table of measures."""

import os
import sys
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

HEADS = ("measure", "value", "limit", "ratio", "to the baseline", "verdict")
RIGHT = (1, 2, 3)


@dataclass(frozen=True)
class Row:
    """A measure beside its limit and its baseline. `good` is what was measured against the limit."""

    measure: str
    value: str
    limit: str
    ratio: float | None
    baseline: str
    good: bool
    note: str = ""

    def cells(self) -> list[str]:
        ratio = "—" if self.ratio is None else f"{self.ratio:.2f}"
        return [self.measure, self.value, self.limit, ratio, self.baseline, "ok" if self.good else "MISSED"]


def milliseconds(seconds: float) -> str:
    return f"{seconds * 1000:.1f} ms"


def show(rows: Sequence[Row]) -> None:
    """Print the rows, the notes under them and how many limits were missed."""
    print(f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}, Python {sys.version.split()[0]}\n")
    lay([list(HEADS), *(row.cells() for row in rows)], RIGHT)
    for note in dict.fromkeys(row.note for row in rows if row.note):
        print(f"  {note}")
    missed = sum(not row.good for row in rows)
    print(f"\n{len(rows)} measures, {missed} over their limit")


def lay(lines: list[list[str]], right: Sequence[int] = ()) -> None:
    """Print lines of cells in columns, the first one being the head."""
    widths = [max(_width(cell) for cell in column) for column in zip(*lines, strict=True)]
    for n, line in enumerate(lines):
        print(
            "  ".join(
                _pad(cell, width, column in right)
                for column, (cell, width) in enumerate(zip(line, widths, strict=True))
            )
        )
        if n == 0:
            print("  ".join("─" * width for width in widths))


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def _pad(text: str, width: int, right: bool) -> str:
    blank = " " * (width - _width(text))
    return blank + text if right else text + blank
