"""Whether a server that is killed in the middle of its work loses anything, or does anything twice.

    ./dev bench --only kill [--rounds 20]
    python tools/killtest.py [--rounds 20] [--seed 2026] [--only expansion|import] [--postgresql postgresql://…]

A round is a fresh home with a real `chuangcheng serve`. A plan is approved and the processes are killed (kill -9) while its
duties are made; later a workbook is loaded and they are killed again. Both times it is then started again, and the
person goes on where they were. What stands there at the end must be what an undisturbed round made: each thing once, with
its one row in the journal and in the search, and a chain that `chuangcheng audit verify` finds whole.

Killed are in turn the worker, the web processes, everything, and `serve` alone: only ever processes that were started
here, found in /proc (Linux). Moments are spread over the time that the undisturbed round took. A job whose worker died is
sent out again after a minute of silence; in the first round we wait for it, in the others the row is made to look a minute
older. What a power cut does to files that were not yet on the disk is not tried here.
"""

import argparse
import os
import random
import shutil
import signal
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from bench import table
from bench.killing_county import prepare
from bench.killing_round import PARTS, Result, Round, Undisturbed

NOBODY = "nobody"
SERVER = "postgresql://postgres@127.0.0.1:5432/postgres"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--seed", type=int, default=2026, help="of the moments")
    parser.add_argument("--only", choices=PARTS, help="only one of the two parts")
    parser.add_argument("--database", choices=("sqlite", "postgresql"), help="only one of the two series")
    parser.add_argument(
        "--postgresql", default=None, help=f"a server for the second series (default: {SERVER}, if it answers)"
    )
    given = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that servers and databases are taken away then, too
    parts = [given.only] if given.only else list(PARTS)
    results: list[Result] = []
    with tempfile.TemporaryDirectory(prefix="chuangcheng-kill-", ignore_cleanup_errors=True) as folder:
        _settings(Path(folder))
        for database, server in _databases(given.postgresql):
            if given.database in (None, database.lower()):
                results += _series(Path(folder), database, server, parts, given)
    return _summary(results, given.seed)


def _settings(home: Path) -> None:
    os.environ.update(CHUANGCHENG_HOME=str(home), CHUANGCHENG_SECRET_KEY="only-for-looking")  # noqa: S106 - no server has it
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chuangcheng.site.settings.base")
    import django
    from django.core.management import call_command

    django.setup()
    call_command("collectstatic", verbosity=0, interactive=False)


# --- databases ------------------------------------------------------------------------------------------------------


def _databases(address: str | None) -> list[tuple[str, str]]:
    """What there is to run on: a name, and the address of a server if it takes one."""
    import psycopg

    server = address or SERVER
    try:
        psycopg.connect(server, connect_timeout=3).close()
    except psycopg.OperationalError:
        print(f"left out: PostgreSQL, since {urlsplit(server).hostname} does not let us in")
        return [("SQLite", "")]
    return [("SQLite", ""), ("PostgreSQL", server)]


@contextmanager
def _database(server: str, name: str, template: str = "") -> Iterator[str]:
    """A database of our own, perhaps a copy of another one, and its address; dropped at the end. SQLite needs none."""
    if not server:
        yield ""
        return
    import psycopg

    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"' + (f' TEMPLATE "{template}"' if template else ""))
        try:
            yield f"{server.rsplit('/', 1)[0]}/{name}"
        finally:
            connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


# --- rounds ---------------------------------------------------------------------------------------------------------


def _series(folder: Path, database: str, server: str, parts: list[str], given: argparse.Namespace) -> list[Result]:
    """All rounds on one database, after one in which nothing is killed."""
    name, prepared = f"chuangcheng_kill_{os.getpid()}", folder / f"prepared-{database.lower()}"
    shares = _shares(random.Random(given.seed), given.rounds)
    results: list[Result] = []
    with _database(server, f"{name}_prepared") as address:
        plan = prepare(prepared, address)
        shutil.copytree(folder / "static", prepared / "static")
        template, undisturbed = f"{name}_prepared" if server else "", Undisturbed()
        for number in range(given.rounds + 1):
            wanted = {part: Result(database, number, part, _victim(part, number)) for part in parts}
            with _database(server, f"{name}_{number}", template) as own:
                home = folder / f"{database.lower()}-{number}"
                results += Round(number, prepared, home, own, plan, undisturbed).run(wanted, shares[number])
            for result in wanted.values():
                print(result.line() if number else _measured(result, undisturbed), flush=True)
            if not number and not all(result.good for result in wanted.values()):
                break  # nothing to hold the others against
    return results


def _victim(part: str, number: int) -> str:
    victims = PARTS[part]
    return victims[(number - 1) % len(victims)] if number else NOBODY


def _shares(chance: random.Random, rounds: int) -> list[dict[str, float]]:
    """When to kill in each round, as a share of the undisturbed time: by chance, but spread over all of it."""
    spread = {part: chance.sample(range(rounds), rounds) for part in PARTS}
    killed = [{part: (spread[part][n] + chance.random()) / rounds for part in PARTS} for n in range(rounds)]
    return [dict.fromkeys(PARTS, 0.0), *killed]


def _measured(result: Result, undisturbed: Undisturbed) -> str:
    if not result.good:
        return result.line()
    steps = ("approval", "expansion") if result.part == "expansion" else ("units", "people")
    times = ", ".join(f"{step} {undisturbed.seconds[step] * 1000:.0f} ms" for step in steps)
    return f"{result.database:<10}   0 {result.part:<9} undisturbed: {times}"


# --- the end --------------------------------------------------------------------------------------------------------


def _summary(results: list[Result], seed: int) -> int:
    """The table; 1 if anything was lost, doubled, torn or stuck, or if a chain was not whole."""
    killed = [result for result in results if result.number]
    lines = [["database", "part", "victim", "kills", "in the middle", "lost", "doubled", "torn", "audit ok", "faults"]]
    for key in sorted({(r.database, r.part, r.victim) for r in killed}):
        lines.append([*key, *_sums([r for r in killed if (r.database, r.part, r.victim) == key])])
    print()
    table.lay([*lines, ["all", "", "", *_sums(killed)]], right=range(3, 10))
    bad = [result for result in results if not result.good]
    lost, doubled = sum(r.lost for r in killed), sum(r.doubled for r in killed)
    print(
        f"\nlost {lost}, doubled {doubled}; {len(killed)} kills, {len(bad)} of them with something wrong (seed {seed})"
    )
    return 1 if bad or not killed else 0


def _sums(some: list[Result]) -> list[str]:
    sums = (len(some), sum(r.amid for r in some), sum(r.lost for r in some), sum(r.doubled for r in some),
            sum(r.torn for r in some), sum(r.audit == "ok" for r in some), sum(len(r.faults) for r in some))  # fmt: skip
    return [str(number) for number in sums]


if __name__ == "__main__":
    sys.exit(main())
