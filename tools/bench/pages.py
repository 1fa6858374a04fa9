"""Pages of a county with 200,000 duties beside those of one with 2,000, on every database that answers."""

import gc
import logging
import socket
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from bench import filling
from bench.table import Row, milliseconds

FEW = 2_000
LIMIT = 2.0
TIMES = 25
NOTE = "pages: median of 25 requests in one process, the two counties by turns; the number of queries must be the same in both"
SERVER = "postgresql://postgres@127.0.0.1:5432/postgres"
LOOKS = [
    ("inbox, a liaison", filling.Filled.liaison, "/inbox/"),
    ("inbox, a lead", filling.Filled.lead, "/inbox/"),
    ("home, the office", filling.Filled.office, "/"),
    ("home, a liaison", filling.Filled.liaison, "/"),
    ("duty list, the office", filling.Filled.office, "/duties/"),
    ("duty list, a liaison", filling.Filled.liaison, "/duties/"),
    ("duty list, late, the office", filling.Filled.office, "/duties/?tab=late"),
    ("duty list, late, a liaison", filling.Filled.liaison, "/duties/?tab=late"),
    ("duty list, all, the office", filling.Filled.office, "/duties/?tab=all"),
    ("search 占道, the office", filling.Filled.office, "/search/?q=占道"),
    ("search 占道, a liaison", filling.Filled.liaison, "/search/?q=占道"),
]


@dataclass(frozen=True)
class Look:
    """What one page costs."""

    seconds: float
    queries: int
    within: float  # seconds of these in the database


def rows(duties: int, address: str | None, *, keep: bool) -> list[Row]:
    """Fill the counties and measure every page in both."""
    logging.getLogger("django.request").setLevel(logging.ERROR)
    found: list[Row] = []
    sizes = [("few", FEW), ("many", duties)]
    for vendor, server in servers(address):
        try:
            found += _measured(vendor, counties(vendor, server, sizes, filling.fill))
        finally:
            if server and not keep:
                drop(server, ("few", "many"))
    return found


def servers(address: str | None) -> list[tuple[str, str]]:
    """Each database that answers, with the address of its server where it has one."""
    server = address or SERVER
    parts = urlsplit(server)
    with socket.socket() as knock:
        knock.settimeout(1)
        there = knock.connect_ex((parts.hostname or "127.0.0.1", parts.port or 5432)) == 0
    if not there:
        print(f"left out: PostgreSQL, since {parts.hostname}:{parts.port or 5432} does not answer")
    return [("SQLite", ""), *([("PostgreSQL", server)] if there else [])]


# --- counties -------------------------------------------------------------------------------------------------------


def counties(
    vendor: str, server: str, sizes: list[tuple[str, int]], fill: Callable[[int], dict[str, int]]
) -> list[Any]:
    """The small county and the large one, filled."""
    from chuangcheng.kit import tenancy
    from chuangcheng.kit.refused import Refused
    from chuangcheng.rooms.duties.models import Duty
    from chuangcheng.site.commands import county

    made = []
    for size, count in sizes:
        slug = f"{vendor.lower()}-{size}"
        database = f"{server.rsplit('/', 1)[0]}/{_name(size)}" if server else ""
        if server:
            _create(server, _name(size))
        try:
            one = county.write(slug, f"{vendor} {size}", [f"{slug}.test"], database)
        except Refused:  # kept from the last time
            one = next(c for c in tenancy.all_counties() if c.slug == slug)
        county.migrate(one)
        with tenancy.county(one):
            if filling.empty(Duty):
                start = time.monotonic()
                counts = fill(count)
                print(
                    f"{slug}: "
                    + ", ".join(f"{n:,} {what}" for what, n in counts.items())
                    + f", {time.monotonic() - start:.0f} s",
                    flush=True,
                )
        made.append(one)
    return made


def _name(size: str) -> str:
    return f"chuangcheng_bench_{size}".replace("-", "_")


@contextmanager
def _maintenance(server: str) -> Iterator[Any]:
    import psycopg

    with psycopg.connect(server, autocommit=True) as connection:
        yield connection


def _create(server: str, name: str) -> None:
    with _maintenance(server) as connection:
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            connection.execute(f'CREATE DATABASE "{name}"')


def drop(server: str, sizes: Sequence[str]) -> None:
    """Take our databases away again."""
    from django.db import connections

    connections.close_all()
    with _maintenance(server) as connection:
        for size in sizes:
            connection.execute(f'DROP DATABASE IF EXISTS "{_name(size)}" WITH (FORCE)')


# --- measuring ------------------------------------------------------------------------------------------------------


def _measured(vendor: str, counties: list[Any]) -> list[Row]:
    from django.core.management import call_command

    call_command("collectstatic", verbosity=0, interactive=False)
    found = []
    for words, who, address in LOOKS:
        clients = [_client(county, who) for county in counties]
        few, many = _by_turns(counties, clients, address)
        ratio = many.seconds / few.seconds
        same = few.queries == many.queries
        value = f"{milliseconds(many.seconds)}, {many.queries} queries"
        value += "" if same else f" (not {few.queries})"
        row = Row(f"{vendor}: {words}", value, f"ratio {LIMIT:.0f}", ratio, f"{FEW:,} duties {milliseconds(few.seconds)}",
                  same and ratio <= LIMIT, NOTE)  # fmt: skip
        found.append(row)
    return found


def _client(county: Any, who: str) -> Any:
    """A signed-in browser of a county."""
    from django.test import Client

    from chuangcheng.kit import tenancy
    from chuangcheng.rooms.org.models import Person

    client = Client(HTTP_HOST=f"{county.slug}.test")
    with tenancy.county(county):
        client.force_login(
            Person.objects.get(username=who), backend="allauth.account.auth_backends.AuthenticationBackend"
        )
    return client


def _by_turns(counties: list[Any], clients: list[Any], address: str) -> list[Look]:
    """Ask the counties by turns, so that whatever else the machine does falls on both."""
    looks: list[list[Look]] = [[] for _ in counties]
    for turn in range(TIMES + 3):
        for county, client, found in zip(counties, clients, looks, strict=True):
            look = _look(county, client, address)
            if turn >= 3:  # the first requests fill caches
                found.append(look)
    return [
        Look(statistics.median(look.seconds for look in found), max(look.queries for look in found),
             statistics.median(look.within for look in found))
        for found in looks
    ]  # fmt: skip


def _look(county: Any, client: Any, address: str) -> Look:
    from django.db import connections

    spent: list[float] = []

    def count(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        start = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            spent.append(time.perf_counter() - start)

    gc.collect()
    with connections[county.alias].execute_wrapper(count):
        start = time.perf_counter()
        answer = client.get(address)
        seconds = time.perf_counter() - start
    if answer.status_code != 200:
        raise SystemExit(f"{address} answered {answer.status_code}")
    return Look(seconds, len(spent), sum(spent))
