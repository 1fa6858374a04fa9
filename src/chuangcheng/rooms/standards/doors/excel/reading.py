"""A standard from a workbook: its sheets put together into one draft."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from chuangcheng.lib.sheets import Entry
from chuangcheng.rooms.standards import checks
from chuangcheng.rooms.standards.checks import line_above
from chuangcheng.rooms.standards.doors.excel import layout
from chuangcheng.rooms.standards.doors.excel.layout import Page
from chuangcheng.rooms.standards.doors.excel.parts import Parts
from chuangcheng.rooms.standards.doors.excel.tables import Cells, SheetFaults, by_name, tables
from chuangcheng.rooms.standards.doors.nodes import Reading
from chuangcheng.rooms.standards.doors.yaml import SLUG
from chuangcheng.rooms.standards.draft import Draft, DraftCriterion, DraftHeading, settled
from chuangcheng.rooms.standards.scheme import METHODS

FOR_CRITERIA = ("methods", "weight", *(f"weight_{key}" for key in METHODS), "unit_kinds", "place_kinds", "part", "rule",
                "each", "of", "source", "certainty")  # fmt: skip


def read(data: bytes) -> Reading:
    """Read a workbook. Every fault is listed; with a single one there is no draft."""
    faults = SheetFaults()
    found = tables(data, faults)
    if not found:
        return Reading(None, faults.sorted())
    draft = _Reader(found, faults).draft()
    checks.check(draft, faults)
    return Reading(None if faults else settled(draft), faults.sorted())


class _Reader:
    """Goes through the sheets in the order in which they lean on each other."""

    def __init__(self, found: Mapping[str, Sequence[Entry]], faults: SheetFaults) -> None:
        self.found, self.faults = found, faults
        self.levels = [_level(row) for row in self.rows(layout.LEVELS)]
        self.methods = self.kinds(layout.METHOD_PAGE)
        self.unit_kinds, self.place_kinds = self.kinds(layout.UNIT_KINDS), self.kinds(layout.PLACE_KINDS)
        self.lines = self.kinds(layout.LINES)
        self.units, self.places = by_name(self.unit_kinds), by_name(self.place_kinds)
        self.parts = Parts(self.rows, self.units, self.places, by_name(self.lines))
        self.method_words = {**{word: key for key, word in METHODS.items()}, **by_name(self.methods)}
        self.headings: list[DraftHeading] = []
        self.criteria: list[DraftCriterion] = []
        self.said: dict[str, tuple[Cells, int]] = {}  # heading → its row and the level that it names

    def rows(self, page: Page) -> list[Cells]:
        return [Cells(entry, page, self.faults) for entry in self.found.get(page.name, ())]

    def draft(self) -> Draft:
        head = self.head()
        if len(self.levels) < 2:
            self.faults.put(
                layout.LEVELS.name,
                0,
                "",
                "至少要有两级：一级标题和测评标准",
                "at least two: a heading and the criterion",
            )
        if not self.methods:
            self.faults.put(layout.METHOD_PAGE.name, 0, "", "至少要有一种测评方法", "at least one method is needed")
        self.tree()
        self.depths()
        known = {row.code for row in self.criteria}
        self.parts.orphans(known)
        return Draft(
            levels=self.levels, methods=self.methods, unit_kinds=self.unit_kinds, place_kinds=self.place_kinds,
            lines=self.lines, headings=self.headings, criteria=self.criteria, checks=self.parts.checks(),
            questions=self.parts.questions(), negatives=self.parts.negatives(), **head,
        )  # fmt: skip

    def head(self) -> dict[str, Any]:
        """The standard's own facts, a row each."""
        said: dict[str, str] = {}
        for row in self.rows(layout.HEAD):
            label = row.text("name").rstrip("*")
            if label not in layout.HEAD_ITEMS:
                row.wrong("name", f"不认识的项目“{label}”", f"unknown item “{label}”")
            elif label in said:
                row.wrong("name", f"“{label}”写了两次", f"“{label}” stands twice")
            else:
                said[label] = row.text("value")
        found: dict[str, Any] = {}
        for label, (key, most, required, _what, _example) in layout.HEAD_ITEMS.items():
            value = said.get(label, "")
            if len(value) > most:
                self.head_wrong(label, f"超过 {most} 个字", f"longer than {most} characters")
            elif required and not value:
                self.head_wrong(label, "必须填写", "is required")
            found[key] = value
        if found["slug"] and not re.fullmatch(SLUG, found["slug"]):
            self.head_wrong("体系标识", "只用小写字母、数字和连字符", "small letters, digits and hyphens only")
        if found["example"] not in ("", "是", "否"):
            self.head_wrong("是否示例", "应填“是”或“否”", "must be 是 or 否")
        months = found.pop("months")
        if months and not (re.fullmatch(r"[0-9]{1,3}", months) and int(months) <= 120):
            self.head_wrong("材料所属期月数", "应为 0 到 120 的整数", "a whole number from 0 to 120 is needed")
            months = ""
        period = {"months": int(months), "ends": "month_before_assessment"} if months else {}
        return {**found, "example": found["example"] == "是", "period": period}

    def head_wrong(self, label: str, zh: str, en: str) -> None:
        number = next((row.number for row in self.rows(layout.HEAD) if row.text("name").rstrip("*") == label), 0)
        self.faults.put(layout.HEAD.name, number, f"“{label}”", zh, en)

    def kinds(self, page: Page) -> dict[str, dict[str, Any]]:
        """Keys with their words; a key that is left out is the name."""
        found: dict[str, dict[str, Any]] = {}
        for row in self.rows(page):
            words: dict[str, Any] = {"zh": row.text("zh"), "en": row.text("en")}
            key = row.text("key") or ("" if page is layout.METHOD_PAGE else words["zh"])
            if page is layout.METHOD_PAGE:
                words["weight"] = row.number_of("weight")
            elif page is layout.PLACE_KINDS:
                words |= {"sample": row.number_of("sample"), "key_place": bool(row.entry.get("key_place"))}
            if key in found:
                row.wrong("key", f"“{key}”列了两次", f"“{key}” is listed twice")
            elif key:
                found[key] = words
                self.faults.rows[page.part, key] = row.number
        return found

    def tree(self) -> None:
        """Headings and criteria in one table; a parent that is left out is the nearest above."""
        names = [level["zh"] for level in self.levels]
        above: dict[int, str] = {}  # level → the heading of it that was met last
        for row in self.rows(layout.TREE):
            level = row.text("level")
            if level not in names:
                if level:
                    row.wrong("level", f"“{level}”不是“层级”里的名称", f"“{level}” is no level’s name")
                continue
            depth, code = names.index(level), row.text("code")
            if depth == len(names) - 1:
                nearest = above[max(above)] if above else ""
                self.criteria.append(self.criterion(row, row.text("parent") or nearest))
                continue
            for key in FOR_CRITERIA:
                if row.entry.get(key):
                    row.wrong(key, f"只有“{names[-1]}”才填这一列", f"only “{names[-1]}” has this column")
            parent = row.text("parent") or above.get(depth - 1, "")
            self.headings.append(DraftHeading(code, row.text("printed") or code, row.text("zh"), row.text("en"), parent,
                                              row.number))  # fmt: skip
            above = {**{level: held for level, held in above.items() if level < depth}, depth: code}
            self.said[code] = (row, depth)

    def depths(self) -> None:
        """A heading hangs as deep as the level that it names."""
        above = {row.code: row.parent for row in self.headings}
        names = [level["zh"] for level in self.levels]
        for code, (row, depth) in self.said.items():
            line = line_above(code, above)
            if line and all(held in above for held in line) and len(line) != depth + 1 and len(line) < len(names):
                row.wrong("level", f"写的是“{names[depth]}”，按上级编号应是“{names[len(line) - 1]}”",
                          f"says “{names[depth]}”, by its parent it is “{names[len(line) - 1]}”")  # fmt: skip

    def criterion(self, row: Cells, parent: str) -> DraftCriterion:
        code = row.text("code")
        methods = row.several_of(
            "methods", {w: k for w, k in self.method_words.items() if k in self.methods}, "测评方法"
        )
        if not methods and not row.words("methods"):
            row.wrong("methods", "必填", "required")
        weights = {key: part for key in METHODS if (part := row.number_of(f"weight_{key}")) is not None}
        return DraftCriterion(
            code=code, printed=row.text("printed") or code, wording=row.text("zh"), wording_en=row.text("en"),
            parent=parent, line=row.number, methods=methods, weight=row.number_of("weight") or Decimal(0),
            weights=weights, unit_kinds=row.several_of("unit_kinds", self.units, "责任单位类别"),
            place_kinds=row.several_of("place_kinds", self.places, "点位类别"), asks=self.parts.asks(code),
            part=row.text("part"), source=row.text("source"), certainty=row.text("certainty"),
            score=self.parts.score(row), items=self.parts.items(code),
        )  # fmt: skip


def _level(row: Cells) -> dict[str, str]:
    return {"key": row.text("key"), "zh": row.text("zh"), "en": row.text("en")}
