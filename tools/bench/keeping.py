"""What takes long and is kept: a list of 5,000 duties on paper, and a county in one file."""

import hashlib
import random
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench import filling, pages
from bench.table import Row

DUTIES, FILES, SIZE = 6_000, 300, 2**20
ROWS, WORD_LIMIT, BACKUP_LIMIT = 5_000, 10.0, 1.5
TIMES = 3
WORD_NOTE = (
    "word: the duties read from the database and written as an official paper; the ratio is to the same rows in Excel"
)
BACKUP_NOTE = "backup, export: 300 files of 1 MB and 6,000 duties; the ratio is to cp of the folder, SHA-256 of every file, and sync"


def rows() -> list[Row]:
    """Measure both in one county on SQLite, filled once."""
    from chuangcheng.kit import tenancy

    (county,) = pages.counties("SQLite", "", [("kept", DUTIES)], _fill)
    with tenancy.county(county):
        return [_word(), *_backup(county)]


def _fill(count: int) -> dict[str, int]:
    """Duties, and files that cannot be made smaller."""
    from chuangcheng.kit import files

    chance = random.Random(7)
    for _n in range(FILES):
        files.store([chance.randbytes(SIZE)])
    return filling.fill(count) | {"files": FILES}


def _best(work: Callable[[], Any]) -> float:
    """The shortest of a few times: what else the machine does only ever adds."""
    found = []
    for _n in range(TIMES):
        start = time.perf_counter()
        work()
        found.append(time.perf_counter() - start)
    return min(found)


def _word() -> Row:
    from chuangcheng.kit import exports
    from chuangcheng.rooms.duties import columns
    from chuangcheng.rooms.duties.models import Duty

    found = Duty.objects.select_related("unit").prefetch_related("criteria").order_by("due_on", "id")[:ROWS]
    paper = _best(lambda: exports.word("任务清单", columns.lead(ROWS), columns.DUTIES_WORD, list(found.all())))
    excel = _best(lambda: exports.workbook("任务清单", columns.DUTIES_WORD, list(found.all())))
    return Row(f"Word list of {ROWS:,} duties", f"{paper:.1f} s", f"{WORD_LIMIT:.0f} s", paper / excel, f"Excel {excel:.1f} s",
               paper <= WORD_LIMIT, WORD_NOTE)  # fmt: skip


def _backup(county: Any) -> list[Row]:
    from chuangcheng.site import keeping
    from chuangcheng.site.keeping import export

    out = county.folder.parent / "out"
    out.mkdir(exist_ok=True)
    tar, copy, zipped = out / "county.tar", out / "copy", out / "county.zip"

    def plain() -> None:
        subprocess.run(["rm", "-rf", copy], check=True)
        subprocess.run(["cp", "-r", county.folder, copy], check=True)
        for path in copy.rglob("*"):
            if path.is_file():
                with path.open("rb") as source:
                    hashlib.file_digest(source, "sha256")
        subprocess.run(["sync", "-f", copy], check=True)  # a backup is on the disk when it is said to be

    def leave() -> None:
        zipped.unlink(missing_ok=True)
        export.make(zipped, lambda words: None, personal=True)

    base = _best(plain)
    made, left = _best(lambda: keeping.make(tar, lambda words: None)), _best(leave)
    words = f"cp and SHA-256 {base:.1f} s, {_megabytes(copy)} MB"
    return [
        Row("backup", f"{made:.1f} s", f"ratio {BACKUP_LIMIT}", made / base, words, made / base <= BACKUP_LIMIT, BACKUP_NOTE),
        Row("export in open formats", f"{left:.1f} s", "—", left / base, words, True, BACKUP_NOTE),
    ]  # fmt: skip


def _megabytes(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) // 2**20
