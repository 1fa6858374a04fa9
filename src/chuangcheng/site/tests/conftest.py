"""What tests of the command line stand on: commands run as an administrator runs them, in a home of their own."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

Run = Callable[..., tuple[int, str, str]]
SERVER = os.environ.get("CHUANGCHENG_TEST_DATABASE", "")


@pytest.fixture
def home(tmp_path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def chuangcheng(home) -> Run:
    """Run a command in a fresh home; answers with the exit code, what it printed and what it complained of."""

    def run(*arguments: object, typed: str = "mima-chengpu-2026\n") -> tuple[int, str, str]:
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("CHUANGCHENG_", "DJANGO_"))}
        done = subprocess.run(
            [sys.executable, "-m", "chuangcheng", *map(str, arguments)], input=typed, capture_output=True, text=True,
            check=False, env={**kept, "CHUANGCHENG_HOME": str(home)},
        )  # fmt: skip
        return done.returncode, done.stdout, done.stderr

    return run


@pytest.fixture
def databases() -> Iterator[list[str]]:
    """Two addresses for two counties: empty databases of the PostgreSQL under test, else nothing, for SQLite."""
    if not SERVER:
        yield ["", ""]
        return
    base = SERVER.rsplit("/", 1)[0]
    names = [f"chuangcheng_cli_{os.getpid()}_{n}" for n in (1, 2)]
    with psycopg.connect(SERVER, autocommit=True) as server:
        for name in names:
            server.execute(f'DROP DATABASE IF EXISTS "{name}"')
            server.execute(f'CREATE DATABASE "{name}"')
        yield [f"{base}/{name}" for name in names]
        for name in names:
            server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
