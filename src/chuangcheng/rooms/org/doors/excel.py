"""Units and people from Excel: every faulty row with its reason, all or nothing."""

from collections.abc import Sequence
from typing import Any

from chuangcheng.kit.imports import Importer
from chuangcheng.kit.life import N_
from chuangcheng.lib.sheets import Column, Entry, Fault
from chuangcheng.rooms.org import verbs
from chuangcheng.rooms.org.models import ROLES, UNIT_KINDS, Person, Unit
from chuangcheng.rooms.org.policy import manages

UNIT_COLUMNS = [
    Column("name", "单位全称", "Full name", aliases=("单位名称", "单位", "名称"), required=True, most=100, example="澄浦县城市管理局"),
    Column("short_name", "简称", "Short name", most=30, example="县城管局"),
    Column("aliases", "别名", "Aliases", kind="list", note_zh="用顿号分开", note_en="parted by commas", example="城管局、县城管执法局"),
    Column("parent", "上级单位", "Parent", aliases=("上级", "主管单位"), note_zh="全称或简称；本表里排在前面的也可以",
           note_en="full or short name; may stand above in this sheet", example="澄浦县"),
    Column("kind", "类别", "Kind", kind="choice", choices={words: key for key, words in UNIT_KINDS.items()}, example="部门"),
]  # fmt: skip
PERSON_COLUMNS = [
    Column("name", "姓名", "Name", required=True, most=40, example="周予宁"),
    Column("username", "登录名", "Login name", aliases=("账号", "用户名"), required=True, most=60, example="zhouyuning"),
    Column("unit", "单位", "Unit", aliases=("单位全称", "所在单位"), required=True, example="城关镇"),
    Column("role", "职务", "Role", aliases=("角色",), kind="choice", required=True,
           choices={words: key for key, words in ROLES.items()}, example="联络员"),
    Column("password", "初始密码", "First password", note_zh="至少 10 位；不填则由管理员重设", note_en="at least 10 characters"),
]  # fmt: skip


def _fault(entry: Entry, column: str, zh: str, en: str) -> Fault:
    return Fault(entry.sheet, entry.number, column, str(entry.get(column, "")), zh, en)


def check_units(rows: Sequence[Entry]) -> list[Fault]:
    """Names given twice or taken, parents that are nowhere."""
    known = _unit_names()
    taken = set(Unit.objects.values_list("name", flat=True))
    seen: dict[str, int] = {}
    faults: list[Fault] = []
    for entry in rows:
        name, parent = entry.get("name", ""), entry.get("parent", "")
        if name in seen:
            faults.append(_fault(entry, "name", f"与第 {seen[name]} 行重复", f"same as row {seen[name]}"))
        elif name in taken:
            faults.append(_fault(entry, "name", "系统里已有这个单位", "this unit exists already"))
        if parent and parent not in known and parent not in seen:
            faults.append(
                _fault(entry, "parent", "找不到这个上级单位（要写在它前面）", "no such parent above this row")
            )
        seen.setdefault(name, entry.number)
        if entry.get("short_name"):
            seen.setdefault(entry["short_name"], entry.number)
    return faults


def _unit_names() -> dict[str, Unit]:
    return {name: unit for unit in Unit.objects.filter(closed_on=None) for name in unit.names()}


def load_units(actor: Any, rows: Sequence[Entry]) -> int:
    known = _unit_names()
    root = Unit.objects.filter(parent=None).first()
    for entry in rows:
        parent = known.get(entry.get("parent", "")) or root
        unit = verbs.found(actor, name=entry["name"], short_name=entry.get("short_name", ""), aliases=entry["aliases"],
                           parent=parent, kind=entry.get("kind", "bureau"))  # fmt: skip
        known.update(dict.fromkeys(unit.names(), unit))
    return len(rows)


def check_people(rows: Sequence[Entry]) -> list[Fault]:
    """Unknown units, login names taken or used for two people, one person twice in one post."""
    known = _unit_names()
    taken = dict(Person.objects.values_list("username", "name"))
    seen: dict[str, Entry] = {}
    posts: dict[tuple[str, str, str], int] = {}
    faults: list[Fault] = []
    for entry in rows:
        username = str(entry.get("username", "")).lower()
        first = seen.setdefault(username, entry)
        if first["name"] != entry["name"]:
            faults.append(_fault(entry, "username", f"第 {first.number} 行的“{first['name']}”也用这个登录名",
                                 f"row {first.number} has this login name for another person"))  # fmt: skip
        if taken.get(username, entry["name"]) != entry["name"]:
            faults.append(_fault(entry, "username", "这个登录名已是别人的", "this login name belongs to somebody else"))
        if entry.get("unit") and entry["unit"] not in known:
            faults.append(_fault(entry, "unit", "系统里没有这个单位，请先导入单位", "no such unit; import units first"))
        key = (username, entry.get("unit", ""), entry.get("role", ""))
        if key in posts:
            faults.append(_fault(entry, "role", f"与第 {posts[key]} 行重复", f"same as row {posts[key]}"))
        posts.setdefault(key, entry.number)
    return faults


def load_people(actor: Any, rows: Sequence[Entry]) -> int:
    known = _unit_names()
    for entry in rows:
        username, unit, role = entry["username"].lower(), known[entry["unit"]], entry["role"]
        person = Person.objects.filter(username=username).first()
        if person is None:
            verbs.add(
                actor, username=username, name=entry["name"], password=entry.get("password", ""), unit=unit, role=role
            )
        else:
            verbs.appoint(actor, person=person, unit=unit, role=role)
    return len(rows)


UNITS = Importer("units", N_("单位"), UNIT_COLUMNS, check_units, load_units, lambda person: manages(person, None))
PEOPLE = Importer(
    "people", N_("人员和任职"), PERSON_COLUMNS, check_people, load_people, lambda person: manages(person, None)
)
