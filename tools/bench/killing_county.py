"""The county in which the server is killed: prepared once, copied for each round, and looked into from outside."""

import datetime as dt
import io
import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import connections
from django.db.models import F

SUBJECTS = ("背街小巷", "农贸市场", "消防通道", "绿化带", "校园周边", "公共厕所", "沿街护栏", "楼道小广告")
DOINGS = ("整治", "巡查")
UNITS = ("县城管局", "交警大队", "城关镇")
ROWS = 400  # of a workbook
MINUTE = dt.timedelta(seconds=61)  # a little more than a silent job is left alone
SLUG = "kill"
Keys = Counter[tuple[str, ...]]


@dataclass(frozen=True)
class Kept:
    """What stands in a county: each thing under what it is, with how often it stands there, and what hangs on it."""

    things: Keys
    torn: int  # things without their one row of the journal or of the search

    @property
    def count(self) -> int:
        return self.things.total()

    def lost(self, wanted: Keys) -> int:
        return (wanted - self.things).total()

    def doubled(self, wanted: Keys) -> int:
        """What stands there twice, or should not stand there at all."""
        return (self.things - wanted).total()


# --- preparing ------------------------------------------------------------------------------------------------------


def prepare(home: Path, address: str) -> str:
    """Make the small county with a plan that can be approved under the home, and its tables at the address; the plan's key."""
    from chuangcheng.rooms.plans import make, verbs
    from chuangcheng.site import world
    from chuangcheng.site.commands import county

    folder = home / "counties" / SLUG
    folder.mkdir(parents=True)
    _describe(folder, address)
    with _entered(folder, address, home.name) as made:
        county.migrate(made)
        world.build()
        people = world.World()
        start = people.xuyian.created_at.date() + dt.timedelta(days=40)
        start = start.replace(day=1)  # ahead of today, so that the day of the run makes no difference
        plan = make.brought(people.xuyian, people.county, _text(), start, start + dt.timedelta(days=364))
        shared = plan.sections.order_by("-index").first()
        verbs.set_defaults(people.xuyian, shared, units=[people.town, people.bureau, people.police, people.community])
        make.checked(people.xuyian, plan)
        return str(plan.pk)


def _text() -> str:
    """Forty-eight demands on one unit, sixteen on four units, each of every month: 1,344 duties."""
    work = [f"{doing}{subject}" for subject in SUBJECTS for doing in DOINGS]
    own = [f"{unit}每月{one}不少于2次。" for one in work for unit in UNITS]
    shared = [f"每月{one}并通报不少于1次。" for one in work]
    numbered = ["\n".join(f"（{n + 1}）{line}" for n, line in enumerate(lines)) for lines in (own, shared)]
    return f"澄浦县市容环境工作方案\n\n一、分头办\n{numbered[0]}\n二、一起办\n{numbered[1]}\n"


def _describe(folder: Path, address: str) -> None:
    facts = f'name = "澄浦县"\nhosts = ["*"]\ntimezone = "Asia/Shanghai"\ndatabase = "{address}"\n'
    (folder / "county.toml").write_text(facts, "utf-8")


def copy(prepared: Path, home: Path, address: str) -> None:
    """A fresh home as the prepared one was left."""
    shutil.copytree(prepared, home, ignore=shutil.ignore_patterns("queue*"))
    _describe(home / "counties" / SLUG, address)


@contextmanager
def _entered(folder: Path, address: str, name: str) -> Iterator[Any]:
    """Work in a county of another home than the settings name."""
    from chuangcheng.kit import tenancy

    county = tenancy.County(name, "澄浦县", folder, name, database=tenancy.database(address, folder))
    tenancy.register(county)
    try:
        with tenancy.county(county):
            yield county
    finally:
        connections[name].close()


# --- workbooks ------------------------------------------------------------------------------------------------------


def workbook(kind: str) -> bytes:
    """Some hundred units, or people, in an Excel file."""
    from openpyxl import Workbook

    names = [name for (name,) in rows_of(kind)]
    if kind == "units":
        rows = [
            ["单位全称", "简称", "别名", "上级单位", "类别"],
            *([name, "", "", "城关镇", "村（社区）"] for name in names),
        ]
    else:
        rows = [["姓名", "登录名", "单位", "职务"], *([name.upper(), name, "学府社区", "处置人员"] for name in names)]
    with closing(Workbook()) as book, io.BytesIO() as out:
        for row in rows:
            book.active.append(row)
        book.save(out)
        return out.getvalue()


def rows_of(kind: str) -> Keys:
    """What a workbook brings, each once."""
    return Counter((f"第{n:03d}村" if kind == "units" else f"handler-{n:03d}",) for n in range(1, ROWS + 1))


# --- looking in -----------------------------------------------------------------------------------------------------


class Looked:
    """A round's county seen from outside, straight in its database."""

    def __init__(self, home: Path, address: str) -> None:
        self._folder, self._address = home / "counties" / SLUG, address

    def __enter__(self) -> "Looked":
        self._inside = _entered(self._folder, self._address, self._folder.parents[1].name)
        self._inside.__enter__()
        return self

    def __exit__(self, *error: Any) -> None:
        self._inside.__exit__(*error)

    # expansion

    def duties(self) -> Kept:
        """Duties by the obligation, unit and period that they are for."""
        from chuangcheng.rooms.duties.models import Duty

        found = list(Duty.objects.values_list("pk", "lineage", "unit_id", "period", "number"))
        gaps = 0 if not found else max(int(row[4].split("-")[1]) for row in found) - len({row[4] for row in found})
        torn = self._torn("duties", "assign", {row[0] for row in found})
        return Kept(Counter(tuple(map(str, row[1:4])) for row in found), torn + gaps)

    def approved(self, plan: str) -> bool:
        from chuangcheng.rooms.plans.models import Plan

        return bool(Plan.objects.get(pk=plan).state == "approved")

    def job(self) -> str:
        """The state of the expansion's job; empty before there is one."""
        from chuangcheng.kit.jobs import Job

        return str(Job.objects.filter(name="plans.expand").values_list("state", flat=True).first() or "")

    def a_minute_passes(self, states: list[str]) -> None:
        """Let jobs in these states lie silent for long enough, without the waiting."""
        from chuangcheng.kit.jobs import Job

        Job.objects.filter(state__in=states).update(
            created_at=F("created_at") - MINUTE, heartbeat_at=F("heartbeat_at") - MINUTE
        )

    def told(self) -> Keys:
        """Of how many new duties each person was told."""
        from chuangcheng.rooms.inbox.models import Notice

        told: Keys = Counter()
        for person, facts in Notice.objects.filter(words="assigned").values_list("person__username", "facts"):
            told[(person,)] += facts["n"]
        return told

    def settled(self) -> bool:
        """Whether the journal is sealed and everybody has been told."""
        from chuangcheng.kit.journal import Cursor, Entry, Seal

        head = Seal.objects.values_list("seq", flat=True).first() or 0
        return not Entry.objects.filter(seq=None).exists() and not Cursor.objects.filter(seq__lt=head).exists()

    # imports

    def imported(self, kind: str) -> Kept:
        """The rows of the workbook that stand in the county; a person without the post is no row."""
        from chuangcheng.rooms.org.models import Post, Unit

        if kind == "units":
            found = list(Unit.objects.filter(name__regex=r"^第\d{3}村$").values_list("pk", "name"))
            return Kept(
                Counter((name,) for _key, name in found), self._torn(kind, "found", {key for key, _name in found})
            )
        posts = list(
            Post.objects.filter(person__username__startswith="handler-").values_list(
                "pk", "person_id", "person__username"
            )
        )
        torn = self._torn("posts", "appoint", {key for key, *_rest in posts}, searched=False)
        torn += self._torn(kind, "add", {person for _key, person, _name in posts})
        return Kept(Counter((name,) for *_rest, name in posts), torn)

    def loaded(self) -> list[bool]:
        """Of each upload, oldest first, whether it says that it was loaded."""
        from chuangcheng.kit.imports import Upload

        return [at is not None for at in Upload.objects.order_by("created_at").values_list("loaded_at", flat=True)]

    def _torn(self, kind: str, verb: str, keys: set[Any], *, searched: bool = True) -> int:
        """How many of the records lack their one row in the journal, or in the search, or have one too many."""
        from chuangcheng.kit.journal import Entry
        from chuangcheng.kit.search import Found

        wanted = Counter(keys)
        entries = Counter(
            key
            for key in Entry.objects.filter(kind=kind, verb=verb).values_list("record_id", flat=True)
            if key in wanted
        )
        torn = (wanted - entries).total() + (entries - wanted).total()
        if searched:
            torn += (wanted - Counter(Found.objects.filter(kind=kind).values_list("record_id", flat=True))).total()
        return torn
