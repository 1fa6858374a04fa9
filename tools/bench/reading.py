"""planread: plans of three lengths, and the command from a standing start."""

import gc
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from bench.table import Row, milliseconds

ROOT = Path(__file__).resolve().parents[2]
PLAN = ROOT / "data/demo/plan.txt"
CHUANGCHENG = Path(sys.executable).parent / "chuangcheng"
NOTE = "planread: processor time, the best of several runs, so that other work on the machine does not count"


def rows() -> list[Row]:
    """10,000 characters; a megabyte beside a tenth of it; the command as a whole process."""
    from chuangcheng.lib import planread

    text = PLAN.read_text("utf-8")
    python = _process([sys.executable, "-c", "pass"])
    planread.parse(text)
    some, short, long = _characters(text, 10_000), _bytes(text, 100_000), _bytes(text, 1_000_000)
    page = best(lambda: planread.parse(some), 9)
    tenth = best(lambda: planread.parse(short), 5)
    whole = best(lambda: planread.parse(long), 3)
    cold = _process([str(CHUANGCHENG), "plan", "parse", str(PLAN)])
    start = f"start of Python {milliseconds(python)}"
    return [
        Row("planread: 10,000 characters", milliseconds(page), "100 ms", page / python, start, page < 0.1, NOTE),
        Row("planread: 1 MB", milliseconds(whole), "ratio 12", whole / tenth, f"100 kB {milliseconds(tenth)}",
            whole / tenth <= 12),
        Row("chuangcheng plan parse, cold", milliseconds(cold), "700 ms", cold / python, start, cold < 0.7),
    ]  # fmt: skip


def best(work: Callable[[], object], times: int) -> float:
    """The least processor time of several runs."""
    found = []
    for _run in range(times):
        gc.collect()
        start = time.process_time()
        work()
        found.append(time.process_time() - start)
    return min(found)


def _process(command: list[str], times: int = 5) -> float:
    """The median time of a whole process."""
    found = []
    for _run in range(times):
        start = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        found.append(time.perf_counter() - start)
    return statistics.median(found)


def _varied(text: str, length: Callable[[str], int], wanted: int) -> str:
    """The plan again and again, its numbers, days and towns different each time, so that no line comes twice alike."""
    made, n = text, 1
    while length(made) < wanted:
        made += "\n" + _variant(text, n)
        n += 1
    return made


def _variant(text: str, n: int) -> str:
    text = re.sub(r"(\d+)(月|日|次|个|%)", lambda m: f"{int(m[1]) % 12 + n % 12 + 1}{m[2]}", text)
    return text.replace("城关镇", "一二三四五六七八九"[n % 9] + "里镇").replace("农贸市场", f"第{n}农贸市场")


def _characters(text: str, wanted: int) -> str:
    return _varied(text, len, wanted)[:wanted]


def _bytes(text: str, wanted: int) -> str:
    return _varied(text, lambda made: len(made.encode()), wanted).encode()[:wanted].decode(errors="ignore")
