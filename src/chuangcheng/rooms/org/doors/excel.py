"""Units and people from Excel: every faulty row with its reason, all or nothing."""

import re
from collections.abc import Sequence
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from chuangcheng.kit.imports import Importer
from chuangcheng.kit.life import N_
from chuangcheng.lib.sheets import Column, Entry, Fault
from chuangcheng.rooms.org import verbs
from chuangcheng.rooms.org.models import ROLES, UNIT_KINDS, Person, Post, Unit
from chuangcheng.rooms.org.policy import manages

USERNAME = re.compile(r"[a-z0-9_-]+")
UNIT_COLUMNS = [
    Column("name", "单位全称", "Full name", aliases=("单位名称", "单位", "名称"), required=True, most=100,
           example="澄浦县城市管理局"),
    Column("short_name", "简称", "Short name", most=30, example="县城管局"),
    Column("aliases", "别名", "Aliases", kind="list", note_zh="用顿号分开", note_en="parted by commas",
           example="城管局、县城管执法局"),
    Column("parent", "上级单位", "Parent", aliases=("上级", "主管单位"),
           note_zh="全称或简称；本表里排在前面的也可以", note_en="full or short name; may stand above in this sheet",
           example="澄浦县"),
    Column("kind", "类别", "Kind", kind="choice", choices={words: key for key, words in UNIT_KINDS.items()},
           example="部门"),
]  # fmt: skip
PERSON_COLUMNS = [
    Column("name", "姓名", "Name", required=True, most=40, example="周予宁"),
    Column("username", "登录名", "Login name", aliases=("账号", "用户名"), required=True, most=60,
           note_zh="小写字母和数字", note_en="small letters and digits", example="zhouyuning"),
    Column("unit", "单位", "Unit", aliases=("单位全称", "所在单位"), required=True, note_zh="全称或简称",
           note_en="full or short name", example="城关镇"),
    Column("role", "职务", "Role", aliases=("角色",), kind="choice", required=True,
           choices={words: key for key, words in ROLES.items()}, example="联络员"),
    Column("password", "初始密码", "First password", note_zh="至少 10 位；不填则由管理员重设",
           note_en="at least 10 characters; else set by an administrator"),
]  # fmt: skip
TITLES = {column.key: column.zh for column in (*PERSON_COLUMNS, *UNIT_COLUMNS)}


def _fault(entry: Entry, column: str, zh: str, en: str) -> Fault:
    value = "" if column == "password" else str(entry.get(column, ""))
    return Fault(entry.sheet, entry.number, TITLES[column], value, zh, en)


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
        if short := entry.get("short_name"):
            if short in known or (short in seen and short != name):
                faults.append(_fault(entry, "short_name", "已有单位叫这个名字", "another unit goes by this name"))
            seen.setdefault(short, entry.number)
    return faults


def _unit_names() -> dict[str, Unit]:
    return {name: unit for unit in Unit.objects.filter(closed_on=None) for name in unit.names()}


def load_units(actor: Any, rows: Sequence[Entry]) -> int:
    known = _unit_names()
    root = Unit.objects.filter(parent=None).first()
    for entry in rows:
        parent = known.get(entry.get("parent", "")) or root
        unit = verbs.found(actor, name=entry["name"], short_name=entry.get("short_name", ""), aliases=entry.get("aliases", ()),
                           parent=parent, kind=entry.get("kind", "bureau"))  # fmt: skip
        known.update(dict.fromkeys(unit.names(), unit))
    return len(rows)


def check_people(rows: Sequence[Entry]) -> list[Fault]:
    """Unknown units, login names taken or shared, one person twice or under two spellings, weak passwords."""
    known = _unit_names()
    faults = [*_login_faults(rows), *_spelling_faults(rows, known), *_post_faults(rows, known)]
    for entry in rows:
        if words := _weak(entry):
            faults.append(_fault(entry, "password", words, "the password is too weak"))
    return faults


def _login(entry: Entry) -> str:
    return str(entry.get("username", "")).lower()


def _name(entry: Entry) -> str:
    """The name without blanks: 周 予宁 is 周予宁."""
    return "".join(str(entry.get("name", "")).split())


def _login_faults(rows: Sequence[Entry]) -> list[Fault]:
    """Login names that nobody can type, that belong to somebody else, or that two names share."""
    taken = dict(Person.objects.values_list("username", "name"))
    seen: dict[str, Entry] = {}
    faults: list[Fault] = []
    for entry in rows:
        username, name = _login(entry), entry.get("name", "")
        first = seen.setdefault(username, entry)
        if not username:
            continue
        if not USERNAME.fullmatch(username):
            faults.append(
                _fault(entry, "username", "只能用小写字母、数字、- 和 _", "small letters, digits, - and _ only")
            )
        elif first.get("name", "") != name:
            faults.append(_fault(entry, "username", f"第 {first.number} 行的“{first.get('name', '')}”也用这个登录名",
                                 f"row {first.number} has this login name for another person"))  # fmt: skip
        elif taken.get(username, name) != name:
            faults.append(_fault(entry, "username", f"这个登录名已是“{taken[username]}”的",
                                 f"this login name belongs to {taken[username]}"))  # fmt: skip
    return faults


def _spelling_faults(rows: Sequence[Entry], known: dict[str, Unit]) -> list[Fault]:
    """One name in one unit under two login names is most likely one person, written twice."""
    seen: dict[tuple[str, Any], Entry] = {}
    faults: list[Fault] = []
    for entry in rows:
        if not (_name(entry) and _login(entry) and entry.get("unit") in known):
            continue
        first = seen.setdefault((_name(entry), known[entry["unit"]].pk), entry)
        if _login(first) != _login(entry):
            zh = f"第 {first.number} 行同单位也有“{first['name']}”，登录名却不同；若是两个人，请在姓名后注明"
            en = f"row {first.number} has the same name in this unit under another login name"
            faults.append(_fault(entry, "name", zh, en))
    return faults


def _post_faults(rows: Sequence[Entry], known: dict[str, Unit]) -> list[Fault]:
    """Units that are nowhere, posts given twice or held already."""
    held = set(Post.objects.filter(ended_on=None).values_list("person__username", "unit_id", "role"))
    seen: dict[tuple[str, Any, str], int] = {}
    faults: list[Fault] = []
    for entry in rows:
        unit, role = known.get(entry.get("unit", "")), entry.get("role", "")
        if unit is None:
            if entry.get("unit"):
                faults.append(
                    _fault(entry, "unit", "系统里没有这个单位，请先导入单位", "no such unit; import units first")
                )
            continue
        key = (_login(entry), unit.pk, role)
        if key in held:
            faults.append(_fault(entry, "role", "已经担任这个职务", "holds this post already"))
        elif key in seen:
            faults.append(_fault(entry, "role", f"与第 {seen[key]} 行重复", f"same as row {seen[key]}"))
        seen.setdefault(key, entry.number)
    return faults


def _weak(entry: Entry) -> str:
    """Why the first password cannot be taken; empty if it can, or if there is none."""
    password = entry.get("password", "")
    if not password:
        return ""
    try:
        validate_password(str(password), Person(username=_login(entry), name=entry.get("name", "")))
    except ValidationError as error:
        return " ".join(error.messages)
    return ""


def load_people(actor: Any, rows: Sequence[Entry]) -> int:
    known = _unit_names()
    for entry in rows:
        username, unit, role = _login(entry), known[entry["unit"]], entry["role"]
        person = Person.objects.filter(username=username).first()
        if person is None:
            password = str(entry.get("password", ""))
            verbs.add(actor, username=username, name=entry["name"], password=password, unit=unit, role=role)
        else:
            verbs.appoint(actor, person=person, unit=unit, role=role)
    return len(rows)


UNITS = Importer("units", N_("单位"), UNIT_COLUMNS, check_units, load_units, lambda person: manages(person, None))
PEOPLE = Importer(
    "people", N_("人员和任职"), PERSON_COLUMNS, check_people, load_people, lambda person: manages(person, None)
)
