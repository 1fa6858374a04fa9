"""Units from Excel: every faulty row with its reason, all or nothing."""

from collections.abc import Sequence
from typing import Any

from chuangcheng.kit.imports import Importer
from chuangcheng.kit.life import N_
from chuangcheng.lib.sheets import Column, Entry, Fault
from chuangcheng.rooms.org import verbs
from chuangcheng.rooms.org.models import UNIT_KINDS, Unit
from chuangcheng.rooms.org.policy import manages

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
    Column("functions", "职能", "Functions", kind="list", note_zh="测评体系里责任单位类别的叫法，用顿号分开",
           note_en="the standards' kinds of responsible unit, parted by commas", example="城市管理部门"),
]  # fmt: skip
TITLES = {column.key: column.zh for column in UNIT_COLUMNS}


def _fault(entry: Entry, column: str, zh: str, en: str) -> Fault:
    return Fault(entry.sheet, entry.number, TITLES[column], str(entry.get(column, "")), zh, en)


def check_units(rows: Sequence[Entry]) -> list[Fault]:
    """Names given twice or taken, parents that are nowhere."""
    known = unit_names()
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


def unit_names() -> dict[str, Unit]:
    return {name: unit for unit in Unit.objects.filter(closed_on=None) for name in unit.names()}


def load_units(actor: Any, rows: Sequence[Entry]) -> int:
    known = unit_names()
    root = Unit.objects.filter(parent=None).first()
    for entry in rows:
        parent = known.get(entry.get("parent", "")) or root
        unit = verbs.found(actor, name=entry["name"], short_name=entry.get("short_name", ""), aliases=entry.get("aliases", ()),
                           parent=parent, kind=entry.get("kind", "bureau"),
                           functions=entry.get("functions", ()))  # fmt: skip
        known.update(dict.fromkeys(unit.names(), unit))
    return len(rows)


UNITS = Importer("units", N_("单位"), UNIT_COLUMNS, check_units, load_units, lambda person: manages(person, None))
