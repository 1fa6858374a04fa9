"""One round: a plan is approved, a workbook is loaded, and both times the server is killed in the middle."""

import shutil
import threading
import time
import urllib.error
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from bench.killing import BROKEN, ORPHANS, TREE, WEB, WORKER, Server, Stuck, Visitor, command, until
from bench.killing_county import ROWS, Kept, Keys, Looked, copy, rows_of, workbook

EXPANSION, IMPORT = "expansion", "import"
PARTS = {EXPANSION: (WORKER, TREE, WEB, ORPHANS), IMPORT: (WEB, TREE, WORKER, WEB, TREE)}  # the victims in turn
EARLY = 5  # each such round kills on the way to the job, between the approval and its start
SETTLING = 0.2  # seconds in which a database notices that its client is gone
PASSWORD = "chengpu-2026"


@dataclass
class Undisturbed:
    """What the round without a kill made, and how long each step took."""

    duties: Keys = field(default_factory=Counter)
    told: Keys = field(default_factory=Counter)
    seconds: dict[str, float] = field(default_factory=dict)


@dataclass
class Result:
    """What came of one kill."""

    database: str
    number: int
    part: str
    victim: str
    moment: str = ""
    found: str = ""
    end: str = ""
    amid: bool = False  # the work had begun and was not over
    lost: int = 0
    doubled: int = 0
    torn: int = 0
    audit: str = "not asked"
    faults: list[str] = field(default_factory=list)

    @property
    def good(self) -> bool:
        return not (self.lost or self.doubled or self.torn or self.faults) and self.audit == "ok"

    def line(self) -> str:
        words = f"{self.database:<10} {self.number:>3} {self.part:<9} {self.victim:<10} killed {self.moment}: {self.found} → {self.end}"
        words += f"; lost {self.lost}, doubled {self.doubled}, torn {self.torn}, audit {self.audit}"
        return words + "".join(f"\n{'':>15}! {fault}" for fault in self.faults)


class Asked(threading.Thread):
    """A form that is being sent while the server is killed. `fault` is what no kill explains."""

    def __init__(self, person: Visitor, path: str) -> None:
        super().__init__(daemon=True)
        self._person, self._path = person, path
        self.answered, self.fault = False, ""
        self.start()

    def run(self) -> None:
        try:
            self._person.post(self._path)
            self.answered = True
        except urllib.error.HTTPError as error:
            self.fault = f"the server answered {error.code}"
        except BROKEN:
            pass


class Round:
    """A fresh home, its server, and what is done to it. Round 0 is undisturbed and is measured."""

    def __init__(
        self, number: int, prepared: Path, home: Path, address: str, plan: str, undisturbed: Undisturbed
    ) -> None:
        self.number, self.home, self.plan, self.undisturbed = number, home, plan, undisturbed
        copy(prepared, home, address)
        self.server, self._address = Server(home), address

    def run(self, wanted: dict[str, Result], shares: dict[str, float]) -> list[Result]:
        """Do the parts, each killed at its share of the undisturbed time."""
        try:
            self.server.start()
            with Looked(self.home, self._address) as self.county:
                for part, result in wanted.items():
                    self._part(result, shares[part])
        except Stuck as error:
            wanted[next(iter(wanted))].faults.append(f"{error}; {self._last_words()}")
        finally:
            self.server.end()
            shutil.rmtree(self.home, ignore_errors=True)
        return [*wanted.values()]

    def _part(self, result: Result, share: float) -> None:
        do = self._expansion if result.part == EXPANSION else self._import
        try:
            if self.number:
                do(result, share)
            else:
                self._measure(result.part)
        except (Stuck, *BROKEN) as error:
            self._judge(result)
            result.faults.append(f"{error}; {self._last_words()}")
        verdict = command(self.home, "audit", "verify")
        result.audit = "ok" if verdict.returncode == 0 else verdict.stdout.strip() + verdict.stderr.strip()[-500:]

    def _last_words(self) -> str:
        return f"the server's last words:\n{self.server.log.read_text('utf-8')[-1500:]}"

    # --- undisturbed ---

    def _measure(self, part: str) -> None:
        """How long it takes, and what it makes."""
        seconds = self.undisturbed.seconds
        if part == EXPANSION:
            person = Visitor(self.server, "xuyian", PASSWORD)
            asked = Asked(person, f"/plans/{self.plan}/approve/")
            start = time.monotonic()
            self._until_job("running", "done")
            seconds["approval"], start = time.monotonic() - start, time.monotonic()
            self._until_job("done")
            seconds[EXPANSION] = time.monotonic() - start
            asked.join()
            until("everybody is told", self.county.settled)
            self.undisturbed.duties, self.undisturbed.told = self.county.duties().things, self.county.told()
            return
        for kind in ("units", "people"):
            person = Visitor(self.server, "admin", PASSWORD)
            address = self._bring(person, kind)
            start = time.monotonic()
            person.post(f"{address}confirm/")
            seconds[kind] = time.monotonic() - start
            if self.county.imported(kind).things != rows_of(kind):
                raise Stuck(f"{kind} were not loaded at all")

    def _until_job(self, *states: str) -> None:
        until(f"the job is {states[-1]}", lambda: self.county.job() in states, pause=0.01)

    # --- expansion ---

    def _expansion(self, result: Result, share: float) -> None:
        """Approve, kill, start again, and wait until the duties are there."""
        person, early = Visitor(self.server, "xuyian", PASSWORD), self.number % EARLY == 0
        path = f"/plans/{self.plan}/approve/"
        asked = Asked(person, path)
        if not early:
            self._until_job("running", "done")
        self._kill(result, share, "approval" if early else EXPANSION)
        found, state = self.county.duties(), self.county.job()
        result.found = f"{found.count} of {self.undisturbed.duties.total()} duties, job {state or 'not there'}"
        result.amid = state in ("running", "queued") or not asked.answered
        self._pass_time(result.victim)
        self.server.again(result.victim)
        self._joined(result, asked)
        if not self.county.approved(self.plan):
            person.post(path)
        until("the job is over", lambda: self.county.job() in ("done", "failed"))
        until("everybody is told", self.county.settled)
        result.end = (
            f"{self._judge(result).count}, job {self.county.job()}{' (waited the minute)' if self.number == 1 else ''}"
        )
        if self.county.told() != self.undisturbed.told:
            result.faults.append(
                f"notices speak of {self.county.told().total()} duties, not {self.undisturbed.told.total()}"
            )

    def _pass_time(self, victim: str) -> None:
        """A job is only taken from a worker that has been silent for a minute; a living one keeps what it has."""
        if self.number > 1:
            self.county.a_minute_passes(["queued", "running"] if victim in (WORKER, TREE) else ["queued"])

    # --- import ---

    def _import(self, result: Result, share: float) -> None:
        """Bring a workbook, confirm, kill, start again, and do it again as a person would."""
        kind = self._kind
        person = Visitor(self.server, "admin", PASSWORD)
        address = self._bring(person, kind)
        asked = Asked(person, f"{address}confirm/")
        self._kill(result, share, kind)
        if result.victim == WORKER:  # the web process lives and goes on loading
            asked.join()
        found, loaded = self.county.imported(kind), self.county.loaded()[-1]
        result.amid = not asked.answered and not asked.fault
        result.found = f"{found.count} of {ROWS} {kind}, {'loaded' if loaded else 'not loaded'}"
        if found.count not in (0, ROWS) or loaded != (found.count == ROWS):
            result.faults.append("neither all nor nothing")
        self.server.again(result.victim)
        self._joined(result, asked)
        again = address if self.number % 4 < 2 else self._bring(person, kind)
        person.post(f"{again}confirm/")  # refused where all is there already
        until("everybody is told", self.county.settled)
        result.end = f"{self._judge(result).count} after {'confirming' if again == address else 'uploading'} again"

    def _bring(self, person: Visitor, kind: str) -> str:
        address, _page = person.post(f"/imports/{kind}/", file=(f"{kind}.xlsx", workbook(kind)))
        return address

    # --- both ---

    def _kill(self, result: Result, share: float, step: str) -> None:
        """Kill when the share of the step's time is over, and give the database time to notice."""
        whole = self.undisturbed.seconds[step]
        time.sleep(share * whole)
        count = self.server.kill(result.victim)
        result.moment = f"({count}) at {share * whole * 1000:.0f} ms of {whole * 1000:.0f} ({step})"
        time.sleep(SETTLING)

    def _joined(self, result: Result, asked: Asked) -> None:
        asked.join()
        if asked.fault:
            result.faults.append(asked.fault)

    @property
    def _kind(self) -> str:
        """The workbook of this round."""
        return ("units", "people")[self.number % 2]

    def _judge(self, result: Result) -> Kept:
        """Hold what stands there against what should."""
        if result.part == EXPANSION:
            end, wanted = self.county.duties(), self.undisturbed.duties
        else:
            end, wanted = self.county.imported(self._kind), rows_of(self._kind)
        result.lost, result.doubled, result.torn = end.lost(wanted), end.doubled(wanted), end.torn
        return end
