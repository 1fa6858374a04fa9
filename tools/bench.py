"""How fast it is, beside the limits that it promises.

    ./dev bench [--only planread,standards,pages,search,keeping,size,kill] [--postgresql postgresql://…] [--duties 200000] [--home FOLDER]

Each line gives a measure, its value, its limit, and its ratio to a baseline that was measured in the same run, since
seconds alone say as much about the machine as about the program. `pages` fills two counties in a temporary folder (and
in two databases of the PostgreSQL that answers): one with 2,000 duties, one with `--duties` of them. With `--home` the
folder stays, and a second run measures at once. `search` does the same with 10,000 and `--found` records.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from bench import reading, table

ROOT = Path(__file__).resolve().parents[1]
PARTS = ("planread", "standards", "pages", "search", "keeping", "size", "kill")


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="./dev bench", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--only", default=",".join(PARTS), help=f"some of: {', '.join(PARTS)}")
    parser.add_argument("--postgresql", default=None, help="a server to measure on, too (default: 127.0.0.1:5432)")
    parser.add_argument("--duties", type=int, default=200_000, help="duties of the large county")
    parser.add_argument("--found", type=int, default=1_000_000, help="records of the county that is searched")
    parser.add_argument("--home", type=Path, default=None, help="keep the filled counties in this folder")
    parser.add_argument("--rounds", type=int, default=20, help="how often the kill test kills")
    given = parser.parse_args()
    wanted = given.only.split(",")
    if unknown := set(wanted) - set(PARTS):
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    codes = [kill(given)] if "kill" in wanted else []
    if parts := [part for part in wanted if part != "kill"]:
        with tempfile.TemporaryDirectory(prefix="chuangcheng-bench-") as folder:
            codes.append(measure(parts, given, (given.home or Path(folder)).resolve()))
    return max(codes)


def kill(given: argparse.Namespace) -> int:
    """The kill test has a process of its own, since it starts and kills whole servers."""
    more = ["--postgresql", given.postgresql] if given.postgresql else []
    return subprocess.call([sys.executable, ROOT / "tools/killtest.py", "--rounds", str(given.rounds), *more])


def measure(parts: list[str], given: argparse.Namespace, home: Path) -> int:
    """Measure the parts and print them as one table; 1 if a limit was missed."""
    os.environ.update(CHUANGCHENG_HOME=str(home), CHUANGCHENG_SECRET_KEY="only-for-measuring")  # noqa: S106
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chuangcheng.site.settings.base")
    os.environ.pop("CHUANGCHENG_DEBUG", None)
    rows: list[table.Row] = []
    if "planread" in parts:
        rows += reading.rows()
    if {*parts} - {"planread"}:
        import django

        django.setup()
        from bench import editions, keeping, pages, searching, size

        rows += editions.rows() if "standards" in parts else []
        rows += pages.rows(given.duties, given.postgresql, keep=given.home is not None) if "pages" in parts else []
        rows += (
            searching.rows(given.postgresql, keep=given.home is not None, many=given.found) if "search" in parts else []
        )
        rows += keeping.rows() if "keeping" in parts else []
        rows += size.rows() if "size" in parts else []
    table.show(rows)
    return any(not row.good for row in rows)


if __name__ == "__main__":
    sys.exit(main())
