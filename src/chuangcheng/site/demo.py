"""The demo county 澄浦县: fictitious, made through the verbs, with a year of believable history up to today."""

import datetime as dt
import random
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.test.utils import override_settings

from chuangcheng.kit import actors, clock, journal, tenancy
from chuangcheng.kit.queue import feed
from chuangcheng.rooms.duties import make as duties
from chuangcheng.rooms.org import verbs as org
from chuangcheng.rooms.org.models import (
    ADMIN,
    AUDITOR,
    DEPUTY,
    FIRST_DEPUTY,
    GROUP_DEPUTY,
    INSPECTOR,
    LEADER,
    LIAISON,
    MEMBER,
    OFFICE,
    OFFICE_DEPUTY,
    OFFICE_HEAD,
    PRINCIPAL,
    ROLES,
    Person,
    Post,
    Unit,
)
from chuangcheng.rooms.org.queries import holders, liaisons
from chuangcheng.rooms.papers import make as papers
from chuangcheng.rooms.plans import make as plans
from chuangcheng.rooms.standards import make as standards
from chuangcheng.site.commands import county as county_commands

SLUG = "chengpu"
PASSWORD = "chengpu-2026"  # noqa: S105 - of people who do not exist
ZONE = ZoneInfo("Asia/Shanghai")
Say = Callable[[str], None]
# While the story is told a few thousand signatures are re-authenticated: argon2, slow on purpose, would take minutes.
QUICK = ["django.contrib.auth.hashers.MD5PasswordHasher", *settings.PASSWORD_HASHERS]


def data() -> Path:
    """Where the demo's documents lie: beside the code in a checkout, inside the package once installed."""
    inside = Path(__file__).resolve().parents[1] / "data" / "demo"
    return inside if inside.exists() else Path(__file__).resolve().parents[3] / "data" / "demo"


def remove() -> None:
    """Take the demo county away, with its database and files."""
    shutil.rmtree(Path(settings.CHUANGCHENG_HOME) / "counties" / SLUG, ignore_errors=True)


def build(say: Say) -> None:
    """Make the county unless it stands complete. A build that was cut off is begun again."""
    folder = Path(settings.CHUANGCHENG_HOME) / "counties" / SLUG
    if (folder / "complete").exists():
        return
    remove()
    say("正在建演示县：约一分钟……")
    county = county_commands.write(SLUG, "澄浦县", ["*"])
    county_commands.migrate(county)
    with tenancy.county(county), journal.through("cli"), override_settings(PASSWORD_HASHERS=QUICK):
        _fill(say, clock.now())
    (folder / "complete").touch()


def _fill(say: Say, now: dt.datetime) -> None:
    facts = yaml.safe_load((data() / "county.yaml").read_text("utf-8"))
    year = _campaign_year(now)
    with clock.frozen(_at(dt.date(year - 1, 1, 8))):
        county_city, *_others = standards.examples(actors.system())
        words = {row["key"]: row["zh"] for row in county_city.unit_kinds}
        units = _units(facts, words)
        _people(facts, units)
        _leadership(facts["leadership"], facts, units)
    say(f"{len(units)} 个单位，{Person.objects.filter(is_system=False).count()} 人")
    office = Person.objects.get(username="xuyian")
    _plans(say, office, units, year, now)
    _live(say, now)
    say(f"{papers.history(office, now)} 件督办交办")
    # One argon2 hash for all: these passwords are printed at the start anyway.
    Person.objects.filter(is_system=False).update(password=make_password(PASSWORD, hasher="argon2"))
    with clock.frozen(now):
        while journal.seal():
            pass
        while feed():
            pass


def _campaign_year(now: dt.datetime) -> int:
    """The campaign begins in March: before April we are still in last year's."""
    today = now.astimezone(ZONE).date()
    return today.year if today.month >= 4 else today.year - 1


def _at(day: dt.date, hour: int = 9, minute: int = 5) -> dt.datetime:
    return dt.datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZONE).astimezone(dt.UTC)


def _units(facts: dict[str, Any], words: dict[str, str]) -> dict[str, Unit]:
    """The tree; what a unit answers for is said in the words of the standard."""
    actor, made = actors.system(), {}
    for row in facts["units"]:
        parent = made.get(row.get("parent", "county")) if row["kind"] != "county" else None
        made[row["id"]] = org.found(actor, name=row["name"], short_name=row.get("short_name", ""), aliases=row.get("aliases", []),
                                    parent=parent, kind=row["kind"], functions=[words[key] for key in row.get("functions", [])])  # fmt: skip
    for row in facts["sets"]:
        org.define(actor, name=row["name"], aliases=row.get("aliases", []), units=[made[key] for key in row["units"]])
    return made


def _people(facts: dict[str, Any], units: dict[str, Unit]) -> None:
    actor = actors.system()
    for row in facts["people"]:
        first, *more = row["posts"]
        person = org.add(
            actor, username=row["username"], name=row["name"], unit=units[first["unit"]], role=first["role"]
        )
        for post in more:
            org.appoint(actor, person=person, unit=units[post["unit"]], role=post["role"])
    Person.objects.filter(is_system=False).update(password=make_password(PASSWORD))
    _serve_along(units.values())


def _leadership(rows: list[dict[str, Any]], facts: dict[str, Any], units: dict[str, Unit]) -> None:
    """The groups as the paper lists them: leader, deputies, member units, the office's head."""
    actor = actors.system()
    members = {row["id"]: row["units"] for row in facts["sets"]}
    for row in rows:
        group = org.set_up(actor, name=row["name"], office=units[row["office"]])
        seats = [(LEADER, row["leader"]), (FIRST_DEPUTY, row["first_deputy"])]
        seats += [(GROUP_DEPUTY, one) for one in row["deputies"]]
        seats += [(MEMBER, {"unit": key}) for key in members[row["members"]]]
        seats += [(rank, row[rank]) for rank in (OFFICE_HEAD, OFFICE_DEPUTY) if rank in row]
        for rank, one in seats:
            person = Person.objects.get(username=one["person"]) if "person" in one else None
            org.seat(actor, group=group, rank=rank, person=person, name="" if person else one.get("name", ""),
                     title=one.get("title", ""), unit=units[one["unit"]] if "unit" in one else None)  # fmt: skip


def _serve_along(units: Iterable[Unit]) -> None:
    """Offices and communities without a liaison of their own are served by that of the unit above; a county leader signs for
    bodies that have no deputy lead."""
    actor = actors.system()
    for unit in units:
        if unit.kind in ("section", "community") and not liaisons(unit) and unit.parent is not None:
            for person in liaisons(unit.parent)[:1]:
                org.appoint(actor, person=person, unit=unit, role=LIAISON)
    root = next(unit for unit in units if unit.parent is None)
    for role, unit in ((DEPUTY, "县委宣传部"), (PRINCIPAL, "县委组织部")):
        if not holders(root, role):
            org.appoint(actor, person=holders(Unit.objects.get(short_name=unit), PRINCIPAL)[0], unit=root, role=role)


def _plans(say: Say, office: Person, units: dict[str, Unit], year: int, now: dt.datetime) -> None:
    """Last year's plan, this year's as its new version, and a bureau's that is being checked."""
    shift = year - 2026
    end = max(dt.date(year, 12, 31), now.astimezone(ZONE).date() + dt.timedelta(days=60))
    old, new, bureau = (_text(name, shift) for name in ("plan-2025.txt", "plan.txt", "bureau-plan.txt"))
    with clock.frozen(_at(dt.date(year - 1, 3, 3))):
        last = plans.brought(office, units["chuangjianban"], old, dt.date(year - 1, 3, 1), dt.date(year - 1, 12, 31))
        plans.checked(office, last, leave=0)
    with clock.frozen(_at(dt.date(year, 3, 2))):
        plan = plans.brought(office, units["chuangjianban"], new, dt.date(year, 3, 1), end, previous=last,
                             paper_number=f"澄创办〔{year}〕3号")  # fmt: skip
        plans.checked(office, plan, leave=0)
    with clock.frozen(_at(dt.date(year, 3, 4))):
        made = plans.approved(office, plan)
        say(f"方案批准，生成 {made} 项任务")
    with clock.frozen(now - dt.timedelta(days=1)):
        draft = plans.brought(office, units["gongan"], bureau, dt.date(year, 3, 1), end)
        plans.checked(office, draft, leave=6)


def _text(name: str, shift: int) -> str:
    """A plan's text with its years moved, so that the campaign is always this year's."""
    text = (data() / name).read_text("utf-8")
    for year in (2027, 2026, 2025, 2024):
        text = text.replace(f"{year}年", f"\0{year + shift}年").replace(f"〔{year}〕", f"〔\0{year + shift}〕")
    return text.replace("\0", "")


def _live(say: Say, now: dt.datetime) -> None:
    """What happened to the duties up to now: most in time, some late, returned, not held, some on their way."""
    chance = random.Random(2026)  # noqa: S311 - a story, not a secret
    count = 0
    for _duty in duties.history(chance, now):
        count += 1
        if count % 200 == 0:
            say(f"已办到第 {count} 项")
    say(f"{count} 项任务有了经过")


def introduce(say: Say, address: str) -> None:
    """The address, and one account a role."""
    say(f"\n演示县已就绪：{address}\n所有账号的密码都是 {PASSWORD}\n")
    county = next(c for c in tenancy.all_counties() if c.slug == SLUG)
    with tenancy.county(county):
        for role in (OFFICE, LIAISON, DEPUTY, PRINCIPAL, INSPECTOR, ADMIN, AUDITOR):
            post = _shown(role)
            if post:
                say(f"  {ROLES[role]:　<8}{post.person.username:<14}{post.person.name}　{post.unit}")
    say("")


def _shown(role: str) -> Post | None:
    posts = Post.objects.current().filter(role=role).select_related("person", "unit")
    known = posts.filter(unit__short_name="城关镇").first() or posts.filter(person__username="xuyian").first()
    return known or posts.order_by("person__username").first()
