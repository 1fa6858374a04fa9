"""What must hold of a standard as a whole: codes once, parents that exist, no circle, no level too deep, weights that add
up, links that lead where they may. Every fault is reported; nothing stops at the first."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Protocol

from chuangcheng.rooms.standards import checks_parts
from chuangcheng.rooms.standards.draft import (
    LEVELS,
    SIBLINGS,
    Draft,
    DraftCheck,
    DraftCriterion,
    DraftHeading,
    DraftNegative,
    DraftQuestion,
    Row,
    plain,
)
from chuangcheng.rooms.standards.scheme import MATERIAL, ONSITE

PARTS: dict[type, str] = {DraftHeading: "tree", DraftCriterion: "tree", DraftCheck: "checklists",
                          DraftQuestion: "questions", DraftNegative: "negative"}  # fmt: skip
# Lists in a workbook part their codes by these signs, and a template marks its examples so.
PARTING, SAMPLE = "、，,；;", "例："


class Adds(Protocol):
    """Where faults go. `part` and `key` say in which part of the file, and in which of its fields."""

    def add(self, line: int, where: str, zh: str, en: str, part: str = "", key: str = "") -> None: ...


def check(draft: Draft, faults: Adds) -> None:
    """Report everything that is wrong with the draft as a whole."""
    _codes(draft, faults)
    _keys(draft, faults)
    _parents(draft, faults)
    _weights(draft, faults)
    _complete(draft, faults)
    checks_parts.check(draft, faults)
    if not draft.criteria:
        faults.add(0, "tree", "一条测评标准也没有", "there is no criterion at all", part="tree")


def _codes(draft: Draft, faults: Adds) -> None:
    """A code stands once in the whole standard, whatever it is the code of: links and search lead to one thing."""
    seen: dict[str, Row] = {}
    for row in draft.rows():
        part = PARTS[type(row)]
        if there := seen.get(row.code):
            faults.add(row.line, row.code, *_twice(row, there), part=part, key="code")
        elif row.code:
            seen[row.code] = row
        if why := _unfit(row.code):
            faults.add(row.line, row.code, *why, part=part, key="code")


def _twice(row: Row, there: Row) -> tuple[str, str]:
    code, elsewhere = row.code, PARTS[type(there)] != PARTS[type(row)]
    what = {"tree": ("体系里", "the tree"), "checklists": ("实测清单里", "the checklists"),
            "questions": ("问卷题目里", "the questions"), "negative": ("负面清单里", "the negative list")}  # fmt: skip
    zh, en = what[PARTS[type(there)]] if elsewhere else ("", "")
    return (
        f"编号“{code}”重复，{zh}第 {there.line} 行已用",
        f"code “{code}” stands already in line {there.line}{f' of {en}' if en else ''}",
    )


def _unfit(code: str) -> tuple[str, str] | None:
    if re.search(f"[{PARTING}]", code):
        return "编号里不能有顿号、逗号、分号", "a code cannot hold commas or semicolons"
    if code.startswith(SAMPLE):
        return f"编号不能以“{SAMPLE}”开头", f"a code cannot begin with “{SAMPLE}”"
    return None


def _keys(draft: Draft, faults: Adds) -> None:
    """The keys of kinds stand in lists as codes do; the levels are told apart by their names."""
    for part in ("methods", "unit_kinds", "place_kinds", "lines"):
        for key in getattr(draft, part):
            if why := _unfit(key):
                zh, en = why
                faults.add(0, f"{part}.{key}", zh.replace("编号", "标识"), en.replace("code", "key"), part=part)
    names = Counter(level["zh"] for level in draft.levels)
    for name, count in names.items():
        if count > 1:
            faults.add(0, "levels", f"层级名称“{name}”重复", f"two levels are called “{name}”", part="levels")
    for level in draft.levels:
        if why := _unfit(level["key"]):
            faults.add(0, f"levels.{level['key']}", why[0].replace("编号", "标识"), why[1], part="levels")


def _parents(draft: Draft, faults: Adds) -> None:
    """Every parent exists, nobody is above itself, and no heading lies deeper than the levels that are named."""
    above = {row.code: row.parent for row in draft.headings}
    deepest = min(len(draft.levels) - 1, LEVELS)
    rows: list[DraftHeading | DraftCriterion] = [*draft.headings, *draft.criteria]
    for row in rows:
        if row.parent and row.parent not in above:
            faults.add(row.line, row.code, f"找不到上级“{row.parent}”", f"parent “{row.parent}” is missing",
                       part="tree", key="parent")  # fmt: skip
        elif isinstance(row, DraftCriterion) and not row.parent:
            faults.add(row.line, row.code, "测评标准没有上级", "a criterion needs a parent", part="tree", key="parent")
    for parent, count in Counter(row.parent for row in rows).items():
        if count > SIBLINGS:
            faults.add(
                0, parent, f"同一标题下超过 {SIBLINGS} 项", f"more than {SIBLINGS} under one heading", part="tree"
            )
    for heading in draft.headings:
        line = line_above(heading.code, above)
        if line is None:
            faults.add(
                heading.line, heading.code, "上下级成环", "the heading is above itself", part="tree", key="parent"
            )
        elif len(line) > deepest:
            faults.add(heading.line, heading.code, f"层级太深：标准只有 {deepest} 级标题",
                       f"too deep: the standard names {deepest} levels of headings", part="tree")  # fmt: skip


def line_above(code: str, above: Mapping[str, str]) -> Sequence[str] | None:
    """The heading and those above it, or None for a circle."""
    line: dict[str, None] = {}
    while code:
        if code in line:
            return None
        line[code] = None
        code = above.get(code, "")
    return list(line)


def _weights(draft: Draft, faults: Adds) -> None:
    """A criterion's parts add up to its weight; a method's parts to what the head of the file says of the method."""
    sums: dict[str, Decimal] = {}
    for row in draft.criteria:
        parts = sum(row.weights.values(), Decimal(0))
        if row.weights and parts != row.weight:
            faults.add(row.line, row.code, f"各方法分值合计 {plain(parts)}，与分值 {plain(row.weight)} 不符",
                       f"the parts add up to {plain(parts)}, the weight is {plain(row.weight)}",
                       part="tree", key="weights")  # fmt: skip
        for method in row.weights.keys() - set(row.methods):
            faults.add(row.line, row.code, f"“{method}”不在这一条的测评方法里",
                       f"“{method}” is no method of this criterion", part="tree", key="weights")  # fmt: skip
        for method, part in row.weights.items():
            sums[method] = sums.get(method, Decimal(0)) + part
    for method, said in draft.methods.items():
        wanted, found = said.get("weight"), sums.get(method, Decimal(0))
        if wanted is not None and sums and found != wanted:
            faults.add(0, f"methods.{method}", f"各条分值合计 {plain(found)}，与文件头写的 {plain(wanted)} 不符",
                       f"the criteria add up to {plain(found)}, the head says {plain(wanted)}",
                       part="methods")  # fmt: skip


def _complete(draft: Draft, faults: Adds) -> None:
    """What a method needs: material asks for evidence, an on-site criterion names the kinds of place."""
    needs: Iterable[tuple[str, str, str, str]] = (
        (MATERIAL, "evidence", "按材料审核测评，却没有写材料要求", "judged by material, but no evidence is asked for"),
        (ONSITE, "place_kinds", "按实地考察测评，却没有写判定点位", "judged on site, but no kind of place is named"),
    )
    for row in draft.criteria:
        held = {"evidence": row.asks, "place_kinds": row.place_kinds}
        for method, key, zh, en in needs:
            if method in row.methods and not held[key]:
                faults.add(row.line, row.code, zh, en, part="tree", key=key)
