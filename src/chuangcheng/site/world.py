"""The small county that every test knows: six units, a person a role. Built through the verbs, like any county."""

from functools import cached_property
from typing import Any

from chuangcheng.kit import actors
from chuangcheng.rooms.org import verbs as org
from chuangcheng.rooms.org.models import (
    ADMIN,
    AUDITOR,
    DEPUTY,
    HANDLER,
    INSPECTOR,
    LIAISON,
    OFFICE,
    PRINCIPAL,
    Person,
    Unit,
)
from chuangcheng.rooms.standards import make as standards

PASSWORD = "chengpu-2026"  # noqa: S105 - of people who do not exist

UNITS = [
    ("county", "澄浦县", "", "", "county"),
    ("office", "澄浦县创建全国文明城市办公室", "县创建办", "county", "office"),
    ("bureau", "澄浦县城市管理局", "县城管局", "county", "bureau"),
    ("police", "澄浦县公安局交警大队", "交警大队", "county", "bureau"),
    ("town", "城关镇", "", "county", "town"),
    ("community", "学府社区", "", "town", "community"),
]
PEOPLE = [
    ("xuyian", "许亦安", "office", OFFICE),
    ("admin", "管志远", "office", ADMIN),
    ("audit", "沈鉴之", "office", AUDITOR),
    ("zhouyuning", "周予宁", "town", LIAISON),
    ("linqing", "林清", "town", DEPUTY),
    ("heweimin", "何为民", "town", PRINCIPAL),
    ("fangyuan", "方圆", "bureau", LIAISON),
    ("luming", "陆鸣", "bureau", DEPUTY),
    ("qinzheng", "秦政", "bureau", PRINCIPAL),
    ("tanglian", "唐联", "community", LIAISON),
    ("ducha", "杜察", "office", INSPECTOR),
    ("chuzhi", "褚治", "bureau", HANDLER),
]


def build() -> None:
    """Make the small county in the current county's empty database."""
    actor = actors.system()
    units: dict[str, Unit] = {}
    for key, name, short, parent, kind in UNITS:
        units[key] = org.found(actor, name=name, short_name=short, parent=units.get(parent), kind=kind)
    for username, name, unit, role in PEOPLE:
        org.add(actor, username=username, name=name, password=PASSWORD, unit=units[unit], role=role)
    Person.objects.update(must_change=False)  # they have signed in before
    standards.small(actor)
    org.define(actor, name="各镇街", units=[units["town"]], aliases=["各乡镇"])


class World:
    """The small county's people and units by their short keys: `world.town`, `world.zhouyuning`."""

    def __getattr__(self, key: str) -> Any:
        names = {short: name for short, name, *_rest in UNITS}
        if key in names:
            return Unit.objects.get(name=names[key])
        if key in {username for username, *_rest in PEOPLE}:
            return Person.objects.get(username=key)
        raise AttributeError(key)

    @cached_property
    def everybody(self) -> list[Person]:
        """A person a role, in the order of PEOPLE."""
        return [Person.objects.get(username=username) for username, *_rest in PEOPLE]
