"""Leadership groups from Excel, in the order of the rows. Who sits there already is passed over: the exported list can be
brought back, with rows added."""

from collections.abc import Sequence
from typing import Any

from chuangcheng.kit.imports import Importer
from chuangcheng.kit.life import N_
from chuangcheng.lib.sheets import Column, Entry, Fault
from chuangcheng.rooms.org import verbs
from chuangcheng.rooms.org.doors.units import unit_names
from chuangcheng.rooms.org.models import RANKS, Group, Person, Seat
from chuangcheng.rooms.org.policy import keeps_units

COLUMNS = [
    Column("group", "小组", "Group", aliases=("领导小组", "小组名称"), required=True, most=100,
           example="澄浦县创建全国文明城市工作领导小组"),
    Column("rank", "排位", "Rank", aliases=("组内职务",), kind="choice", required=True,
           choices={words: key for key, words in RANKS.items()}, example="副组长"),
    Column("name", "姓名", "Name", most=40, note_zh="只列单位的成员可以不填", note_en="may be empty for a member unit", example="林清"),
    Column("title", "职务", "Position", most=100, example="县委常委、宣传部部长"),
    Column("unit", "单位", "Unit", aliases=("成员单位",), note_zh="全称或简称", note_en="full or short name", example="城关镇"),
    Column("username", "登录名", "Login name", note_zh="有账号的可填，名单就和账号连上", note_en="links the seat to an account"),
]  # fmt: skip
TITLES = {column.key: column.zh for column in COLUMNS}


def _fault(entry: Entry, column: str, zh: str, en: str) -> Fault:
    return Fault(entry.sheet, entry.number, TITLES[column], str(entry.get(column, "")), zh, en)


def check(rows: Sequence[Entry]) -> list[Fault]:
    """Seats of nobody, units and accounts that there are not, a group that was dissolved."""
    units = unit_names()
    people = set(Person.objects.filter(is_system=False).values_list("username", flat=True))
    gone = set(Group.objects.exclude(dissolved_on=None).values_list("name", flat=True))
    faults: list[Fault] = []
    for entry in rows:
        if entry.get("group") in gone:
            faults.append(
                _fault(entry, "group", "这个小组已经撤销，请换个名称", "this group was dissolved; use another name")
            )
        if not entry.get("name") and not entry.get("unit"):
            faults.append(_fault(entry, "name", "姓名和单位至少填一个", "give a name or a unit"))
        if entry.get("unit") and entry["unit"] not in units:
            faults.append(_fault(entry, "unit", "系统里没有这个单位", "no such unit"))
        if entry.get("username") and str(entry["username"]).lower() not in people:
            faults.append(_fault(entry, "username", "没有这个登录名", "no such login name"))
    return faults


def load(actor: Any, rows: Sequence[Entry]) -> int:
    units = unit_names()
    for entry in rows:
        group = Group.objects.filter(name=entry["group"]).first() or verbs.set_up(actor, name=entry["group"])
        person = Person.objects.filter(username=str(entry.get("username", "")).lower()).first()
        unit, name = units.get(entry.get("unit", "")), "" if person else entry.get("name", "")
        sitting = Seat.objects.filter(group=group, rank=entry["rank"], left_on=None, unit=unit).select_related("person")
        if not any(seat.who == (person.name if person else name) for seat in sitting):
            verbs.seat(
                actor,
                group=group,
                rank=entry["rank"],
                person=person,
                name=name,
                title=entry.get("title", ""),
                unit=unit,
            )
    return len(rows)


LEADERSHIP = Importer("leadership", N_("领导小组"), COLUMNS, check, load, lambda person: keeps_units(person, None))
