"""standards: two editions of 2,000 criteria beside each other."""

import dataclasses
from pathlib import Path
from typing import Any

from bench.reading import best
from bench.table import Row, milliseconds

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "data/standards/example-county-city.yaml"


def rows() -> list[Row]:
    """Every fifth criterion reworded, every seventh weighed anew; the baseline is a tenth of it."""
    from chuangcheng.rooms.standards import compare

    few, many = _editions(200), _editions(2000)
    tenth = best(lambda: compare.compare(*few), 5)
    whole = best(lambda: compare.compare(*many), 3)
    return [Row("standards: compare 2,000 criteria", milliseconds(whole), "2,000 ms", whole / tenth,
                f"200 criteria {milliseconds(tenth)}", whole < 2)]  # fmt: skip


def _editions(count: int) -> tuple[Any, Any]:
    from chuangcheng.rooms.standards.doors.yaml import read

    draft = read(EXAMPLE.read_bytes()).draft
    if draft is None:
        raise SystemExit(f"{EXAMPLE} is faulty")
    known = draft.criteria
    old = [
        dataclasses.replace(known[n % len(known)], code=f"C-{n}", wording=f"{known[n % len(known)].wording}（{n}号）")
        for n in range(count)
    ]
    return dataclasses.replace(draft, criteria=old), dataclasses.replace(
        draft, criteria=[_later(n, row) for n, row in enumerate(old)]
    )


def _later(n: int, row: Any) -> Any:
    if n % 7 == 0:
        return dataclasses.replace(row, weight=row.weight + 1)
    return dataclasses.replace(row, wording=row.wording + "，并向社会公示") if n % 5 == 0 else row
