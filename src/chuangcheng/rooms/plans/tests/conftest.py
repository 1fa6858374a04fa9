"""Plans of a few lines, read by a reader of a few lines: what is tested here is the room, not the reading."""

import datetime as dt
import re
from collections.abc import Callable

import pytest

from chuangcheng.kit import jobs
from chuangcheng.lib import planread
from chuangcheng.rooms.org import verbs as org
from chuangcheng.rooms.plans import make, verbs
from chuangcheng.rooms.plans.models import Obligation, Plan

TEXT = """澄浦县创建工作方案
一、市容环境
城管局牵头每月清除小广告不少于3次。
各乡镇牵头每周清扫一次。
（一）路口
要定期整治路口秩序。
二、宣传
城管局牵头9月30日前完成标线施划。
鼓励社区开展义诊。
"""
START, END = dt.date(2026, 6, 1), dt.date(2026, 9, 30)
WHEN = {"每月": "P1M", "每周": "P1W", "定期": "vague"}


def simple(text: str, *, year: int | None = None) -> planread.Plan:
    """A heading a line that is numbered, an obligation any other line but the first."""
    sections, obligations, at = [], [], 0
    for line in text.split("\n"):
        number = re.match(r"[一二三]、|（[一二三]）", line)
        if number and number.group().startswith("（"):
            sections.append((2, number.group(), line[number.end() :], at))
        elif number:
            sections.append((1, number.group(), line[number.end() :], at))
        elif sections and line:
            obligations.append(_obligation(line.rstrip("。"), at, len(sections) - 1, year))
        at += len(line) + 1
    ends = [next((s[3] for s in sections[n + 1 :] if s[0] <= row[0]), len(text)) for n, row in enumerate(sections)]
    made = [
        planread.Section(
            n,
            next((m for m in range(n - 1, -1, -1) if sections[m][0] < level), None),
            level,
            number,
            title,
            start,
            ends[n],
        )
        for n, (level, number, title, start) in enumerate(sections)
    ]
    return planread.Plan(title=text.split("\n")[0], year=year, sections=tuple(made), obligations=tuple(obligations))


def _obligation(line: str, at: int, section: int, year: int | None) -> planread.Obligation:
    who, often = re.match(r"(.+?)牵头", line), re.search("每月|每周|定期", line)
    many, due = re.search(r"不少于(\d)次", line), re.search(r"(\d)月(\d+)日前", line)
    span = lambda m, g=0: (m.group(g), at + m.start(g), at + m.end(g))  # noqa: E731
    return planread.Obligation(
        at, at + len(line), line, section,
        responsible=(planread.Mention(*span(who, 1)),) if who else (),
        cadence=planread.Cadence(*span(often), WHEN[often.group()]) if often else None,
        quantity=(planread.Quantity(*span(many), ">=", float(many.group(1)), "次"),) if many else (),
        deadline=planread.Deadline(*span(due), f"{year}-{int(due.group(1)):02}-{int(due.group(2)):02}") if due else None,
        conditional=line.startswith("鼓励"),
    )  # fmt: skip


@pytest.fixture
def simply(monkeypatch) -> None:
    """The document is read by the reader above."""
    monkeypatch.setattr(planread, "parse", simple)


@pytest.fixture
def bring(world, simply) -> Callable[..., Plan]:
    """`bring(text)`: a plan of the county that was brought and read. The bureau goes by 城管局, too."""
    org.edit(world.admin, world.bureau, name=world.bureau.name, short_name="县城管局", aliases=["城管局"])

    def build(text: str = TEXT, **said) -> Plan:
        return make.brought(
            world.xuyian, world.county, text, said.pop("start_on", START), said.pop("end_on", END), **said
        )

    return build


@pytest.fixture
def plan(bring) -> Plan:
    return bring()


@pytest.fixture
def one(plan) -> Callable[[str], Obligation]:
    """`one("清扫")`: the plan's obligation that holds the words."""

    def find(words: str, of: Plan | None = None) -> Obligation:
        return (of or plan).obligations.select_related("plan", "section").get(text__contains=words)

    return find


@pytest.fixture
def decide(world) -> Callable[..., Obligation]:
    """`decide(obligation, units=…, cadence=…)`: the office sets what is open and confirms."""

    def say(obligation: Obligation, **said) -> Obligation:
        known = {"title": obligation.title, "units": list(obligation.units.all()), "cadence": obligation.cadence,
                 "needed": obligation.needed, "due_on": obligation.due_on, "then": "confirm"}  # fmt: skip
        return verbs.correct(world.xuyian, obligation, **{**known, **said})

    return say


@pytest.fixture
def approve(world) -> Callable[..., list[jobs.Job]]:
    """`approve(plan)`: approved by the office, and its jobs run."""

    def say(plan: Plan, **said) -> list[jobs.Job]:
        verbs.approve(world.xuyian, plan, **said)
        return make.run(plan)

    return say
