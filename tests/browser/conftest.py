"""The installation that the journeys go through, the browser, and visitors in it.

The server is `chuangcheng serve` in a folder of its own. Each journey gets a county of its own, a copy of a scene under a
host name of its own, so that journeys cannot lean on each other and the server is started once.
"""

import itertools
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from . import scenes
from .visitor import DESKTOP, Visitor

ROOT = Path(__file__).resolve().parents[2]
FLAGS = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-quic"]
PATIENCE = 5_000  # milliseconds that a page has for anything
CHROMIUM = ("/usr/bin/chromium", "/usr/bin/chromium-browser")


@pytest.fixture(autouse=True)
def _in_the_county() -> None:
    """The county is the server's; the process of the tests is in none."""


def environment(home: Path) -> dict[str, str]:
    """The real settings, and nothing of the tests' own or of the machine's."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("CHUANGCHENG_", "DJANGO_"))}
    return {**kept, "CHUANGCHENG_HOME": str(home), "CHUANGCHENG_CLOCK": scenes.MOMENT, "PYTHONUTF8": "1"}


class House:
    """An installation that runs."""

    def __init__(self, home: Path, port: int) -> None:
        self.home, self.port, self._numbers = home, port, itertools.count(1)

    def county(self, scene: str) -> str:
        """The address of a fresh county in which the scene has been set."""
        slug = f"{scene.replace('_', '')}{next(self._numbers)}"
        folder = self.home / "counties" / slug
        shutil.copytree(self.home / "scenes" / scene, folder)
        facts = f'name = "澄浦县"\nhosts = ["{slug}.localhost"]\ntimezone = "Asia/Shanghai"\ndatabase = ""\n'
        fresh = folder / "fresh.toml"
        fresh.write_text(facts, "utf-8")
        fresh.rename(folder / "county.toml")  # from now on the server knows it
        return f"http://{slug}.localhost:{self.port}"


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    home = tmp_path_factory.mktemp("house")
    subprocess.run([sys.executable, scenes.__file__, str(home)], env=environment(home), check=True)
    found = House(home, free_port())
    found.county("small")  # the server wants at least one
    with (home / "server.log").open("w") as log:
        command = [sys.executable, "-m", "chuangcheng", "serve", "--port", str(found.port)]
        server = subprocess.Popen(command, env=environment(home), stdout=log, stderr=subprocess.STDOUT)
        try:
            _wait(found.port, server, home / "server.log")
            yield found
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(timeout=20)


def free_port() -> int:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return int(held.getsockname()[1])


def _wait(port: int, server: subprocess.Popen[bytes], log: Path) -> None:
    for _try in range(240):
        with socket.socket() as knock:
            if knock.connect_ex(("127.0.0.1", port)) == 0:
                return
        if server.poll() is not None:
            break
        time.sleep(0.25)
    raise RuntimeError(f"the server did not start:\n{log.read_text('utf-8')[-3000:]}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    expect.set_options(timeout=PATIENCE)
    path = next((path for path in CHROMIUM if Path(path).exists()), None)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, chromium_sandbox=False, args=FLAGS)
        yield launched
        launched.close()


@pytest.fixture
def county(house: House) -> Callable[[str], str]:
    """`county("signing")`: the address of a county of this journey's own."""
    return house.county


@pytest.fixture(scope="session")
def full(house: House) -> str:
    """The county with something of everything, for journeys that only look."""
    return house.county("full")


@pytest.fixture
def enter(browser: Browser) -> Iterator[Callable[..., Visitor]]:
    """`enter(address, "xuyian", PHONE)`: a person who has signed in, on a device of their own.

    At the end every visitor must have met nothing but good answers, save those that the journey allowed.
    """
    inside: list[Visitor] = []

    def come(address: str, username: str = "", device: dict | None = None, **more: object) -> Visitor:
        visitor = Visitor(browser, address, {**(device or DESKTOP), **more}, patience=PATIENCE)
        inside.append(visitor)
        if username:
            visitor.sign_in(username)
        return visitor

    yield come
    faults = [fault for visitor in inside for fault in visitor.faults]
    for visitor in inside:
        visitor.leave()
    assert not faults, "\n".join(faults)
