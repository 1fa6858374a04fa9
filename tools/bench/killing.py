"""A real server that is killed, and the person who goes on using it.

Nothing but the processes of a `chuangcheng serve` that was started here is ever killed: it gets a session of its own, and
a process is only touched while it belongs to that session.
"""

import os
import secrets
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from http.client import HTTPException
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode

WORKER = "worker"  # the process that does the jobs; `serve` starts it again
WEB = "web"  # all web processes; `serve` starts them again
TREE = "tree"  # everything at once; started again by hand
ORPHANS = "supervisor"  # `serve` alone, so that web and worker live on without it; started again beside them
PATIENCE = 90.0  # seconds that anything may take before it counts as stuck
BROKEN = (urllib.error.URLError, HTTPException, OSError)  # what a person's browser meets when the server is killed


class Stuck(Exception):
    """Something did not come about in time."""


def until(what: str, found: Callable[[], object], patience: float = PATIENCE, pause: float = 0.05) -> None:
    """Wait until it is so. Raises Stuck."""
    end = time.monotonic() + patience
    while not found():
        if time.monotonic() > end:
            raise Stuck(f"{what}: not after {patience:.0f} s")
        time.sleep(pause)


def environment(home: Path) -> dict[str, str]:
    """The real settings for a home, and nothing of the machine's own."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("CHUANGCHENG_", "DJANGO_"))}
    return {**kept, "CHUANGCHENG_HOME": str(home), "PYTHONUTF8": "1"}


def command(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run a `chuangcheng` command to its end."""
    return subprocess.run(
        [sys.executable, "-m", "chuangcheng", *words],
        env=environment(home),
        capture_output=True,
        text=True,
        check=False,
    )


# --- the server -----------------------------------------------------------------------------------------------------


class Server:
    """`chuangcheng serve` for one home."""

    def __init__(self, home: Path) -> None:
        self.home, self.log, self.port = home, home / "server.log", _free_port()
        self._started: list[subprocess.Popen[bytes]] = []

    def start(self) -> None:
        """Start it and wait until it answers."""
        words = [sys.executable, "-m", "chuangcheng", "serve", "--port", str(self.port)]
        with self.log.open("ab") as log:
            self._started.append(
                subprocess.Popen(
                    words, env=environment(self.home), stdout=log, stderr=subprocess.STDOUT, start_new_session=True
                )
            )
        until("the server answers", self.answers)

    def answers(self) -> bool:
        try:
            with _plain().open(f"http://127.0.0.1:{self.port}/health/", timeout=5) as answer:
                return bool(answer.status == 200)
        except BROKEN:
            return False

    def again(self, victim: str) -> None:
        """What brings the victim back: `serve` itself, or somebody who starts it again."""
        if victim in (TREE, ORPHANS):
            self.start()
        until("the server answers", self.answers)

    def kill(self, victim: str) -> int:
        """kill -9 of the victim's processes; how many there were."""
        if victim == ORPHANS:
            chosen = [process.pid for process in self._started if process.poll() is None]
        else:
            chosen = [pid for pid, role in self._processes() if victim in (TREE, role)]
        for pid in chosen:
            self._kill(pid)
        until("the victims are gone", lambda: not {*chosen} & {pid for pid, _role in self._processes()}, 10, 0.002)
        return len(chosen)

    def end(self) -> None:
        """Leave nothing behind, orphans neither."""
        while self.kill(TREE):
            pass
        for process in self._started:
            process.wait(timeout=10)

    def _kill(self, pid: int) -> None:
        try:
            if os.getsid(pid) in {process.pid for process in self._started}:
                os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            pass  # gone by itself, since one above it went

    def _processes(self) -> list[tuple[int, str]]:
        """The living processes of the sessions that were opened here, each with its role."""
        ours = {process.pid for process in self._started}
        for process in self._started:
            process.poll()  # a dead child stays in the table until it is asked for
        found = []
        for folder in Path("/proc").iterdir():
            if folder.name.isdecimal() and (words := _words(folder, ours)) is not None:
                role = WORKER if words[2:4] == ["chuangcheng", WORKER] else ORPHANS if int(folder.name) in ours else WEB
                found.append((int(folder.name), role))
        return found


def _words(folder: Path, sessions: set[int]) -> list[str] | None:
    """A living process's command, if it belongs to one of the sessions."""
    try:
        state, _parent, _group, session = (folder / "stat").read_text().rpartition(")")[2].split()[:4]
        if int(session) not in sessions or state in "ZX":
            return None
        return (folder / "cmdline").read_text().split("\0")
    except (FileNotFoundError, ProcessLookupError):
        return None


def _free_port() -> int:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return int(held.getsockname()[1])


# --- the person -----------------------------------------------------------------------------------------------------


class Visitor:
    """A person at a browser without scripts: a cookie jar, pages and forms."""

    def __init__(self, server: Server, username: str, password: str) -> None:
        self._address, self._jar = f"http://127.0.0.1:{server.port}", CookieJar()
        self._browser = _plain(urllib.request.HTTPCookieProcessor(self._jar))
        self.get("/accounts/login/")
        arrived, _page = self.post("/accounts/login/", login=username, password=password)
        if "login" in arrived:
            raise Stuck(f"{username} cannot sign in")

    def get(self, path: str) -> tuple[str, str]:
        """Where it led, and what stands there."""
        return self._ask(urllib.request.Request(self._address + path))  # noqa: S310 - our own server

    def post(self, path: str, file: tuple[str, bytes] | None = None, **fields: str) -> tuple[str, str]:
        """Send a form, with a file if there is one. Where it led, and what stands there."""
        fields["csrfmiddlewaretoken"] = next((c.value or "" for c in self._jar if c.name == "csrftoken"), "")
        body, kind = _parts(fields, file) if file else (urlencode(fields).encode(), "application/x-www-form-urlencoded")
        request = urllib.request.Request(self._address + path, body, {"Content-Type": kind})  # noqa: S310 - our own server
        return self._ask(request)

    def _ask(self, request: urllib.request.Request) -> tuple[str, str]:
        try:
            answer = self._browser.open(request, timeout=PATIENCE)
        except urllib.error.HTTPError as refused:
            if refused.code >= 500:
                raise
            answer = refused
        with answer:
            return answer.url.removeprefix(self._address), answer.read().decode()


def _plain(*handlers: urllib.request.BaseHandler) -> urllib.request.OpenerDirector:
    """An opener that goes straight to the server, whatever proxy the machine has."""
    return urllib.request.build_opener(urllib.request.ProxyHandler({}), *handlers)


def _parts(fields: dict[str, str], file: tuple[str, bytes]) -> tuple[bytes, str]:
    """A form with a file, as browsers send it."""
    mark, out = secrets.token_hex(16), b""
    for name, value in fields.items():
        out += f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
    head = f'--{mark}\r\nContent-Disposition: form-data; name="file"; filename="{file[0]}"\r\nContent-Type: application/octet-stream\r\n\r\n'
    return out + head.encode() + file[1] + f"\r\n--{mark}--\r\n".encode(), f"multipart/form-data; boundary={mark}"
