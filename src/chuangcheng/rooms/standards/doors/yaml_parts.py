"""What a standard's YAML says beside its tree: score rules, checklists, questions, the negative list."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from chuangcheng.rooms.standards.doors.nodes import Map
from chuangcheng.rooms.standards.draft import DraftCheck, DraftNegative, DraftQuestion, weight_rule
from chuangcheng.rooms.standards.scheme import (
    ABOUTS,
    ALERTS,
    ANSWERS,
    CERTAINTIES,
    COUNT,
    DEDUCTION,
    EFFECTS,
    GRADE,
    HOWS,
    SCORE_RULES,
    STATUSES,
)

CODE, WORDING, WORDING_EN = 30, 600, 900
GRADE_NAME, SHORT, SHORT_EN, OF = 10, 60, 120, 20
MANY, METRES, MONTHS = 9999, 99_999, 120


def score(row: Map | None) -> dict[str, Any]:
    """How the points of a criterion come about; a share of the weight where the file says nothing."""
    if row is None:
        return weight_rule()
    rule = row.choice("rule", SCORE_RULES, required=True)
    found: dict[str, Any] = {"rule": rule} if rule else weight_rule()
    if rule in (COUNT, DEDUCTION):
        found["each"] = row.number("each", required=True) or Decimal(0)
        found["of"] = row.text("of", most=OF, required=True)
    elif rule == GRADE:
        found["grades"] = [_score_grade(grade) for grade in row.maps("grades", required=True, named="grade")]
    if rule:
        row.close()
    return found


def _score_grade(row: Map) -> dict[str, Any]:
    found = {
        "grade": row.text("grade", most=GRADE_NAME, required=True),
        "least": _whole(row, "least", MANY, required=True) or 0,
        "share": row.number("share", most=1, required=True) or Decimal(0),
    }
    row.close()
    return found


def items(rows: Iterable[Map]) -> list[dict[str, str]]:
    """The points of a criterion."""
    found = []
    for row in rows:
        found.append({"code": row.text("code", most=CODE, required=True),
                      "zh": row.text("zh", most=WORDING, required=True), "en": row.text("en", most=WORDING_EN)})  # fmt: skip
        row.close()
    return found


def checklists(rows: Iterable[Map], place_kinds: Mapping[str, Any]) -> list[DraftCheck]:
    """The items of all checklists, each with its kind of place."""
    seen: set[str] = set()
    found: list[DraftCheck] = []
    for row in rows:
        kind = row.choice("place_kind", place_kinds, required=True)
        if kind and kind in seen:
            row.wrong(row.held["place_kind"], "place_kind", f"“{kind}”的清单写了两次", f"“{kind}” has two checklists")
        seen.add(kind)
        found += [_check(item, kind) for item in row.maps("items", required=True, named="code")]
        row.close()
    return found


def _check(row: Map, kind: str) -> DraftCheck:
    found = DraftCheck(
        code=row.text("code", most=CODE, required=True),
        wording=row.text("zh", most=WORDING, required=True),
        wording_en=row.text("en", most=WORDING_EN),
        place_kind=kind,
        how=row.choice("how", HOWS, required=True),
        answer=row.choice("answer", ANSWERS, required=True),
        line=row.line,
        grades=[_answer_grade(grade) for grade in row.maps("grades", named="grade")],
        least=_whole(row, "least", MANY),
        spacing=_whole(row, "spacing", METRES),
        criteria=row.codes("criteria", most=CODE),
        **_basis(row),
    )
    row.close()
    return found


def _answer_grade(row: Map) -> dict[str, Any]:
    found = {
        "grade": row.text("grade", most=GRADE_NAME, required=True),
        "zh": row.text("zh", most=SHORT),
        "en": row.text("en", most=SHORT_EN),
        "share": row.number("share", most=1, required=True) or Decimal(0),
    }
    row.close()
    return found


def questions(rows: Iterable[Map]) -> list[DraftQuestion]:
    found = []
    for row in rows:
        found.append(DraftQuestion(
            code=row.text("code", most=CODE, required=True), wording=row.text("zh", most=WORDING, required=True),
            wording_en=row.text("en", most=WORDING_EN), about=row.choice("about", ABOUTS, required=True), line=row.line,
            options=[_option(option) for option in row.maps("options", named="zh")],
            weight=row.number("weight", required=True) or Decimal(0), criteria=row.codes("criteria", most=CODE),
            **_basis(row),
        ))  # fmt: skip
        row.close()
    return found


def _option(row: Map) -> dict[str, Any]:
    found = {"zh": row.text("zh", most=SHORT, required=True), "en": row.text("en", most=SHORT_EN),
             "share": row.number("share", most=1)}  # fmt: skip
    row.close()
    return found


def negatives(rows: Iterable[Map], lines: Mapping[str, Any], unit_kinds: Mapping[str, Any]) -> list[DraftNegative]:
    found = []
    for row in rows:
        found.append(DraftNegative(
            code=row.text("code", most=CODE, required=True), wording=row.text("zh", most=WORDING, required=True),
            wording_en=row.text("en", most=WORDING_EN), work_line=row.choice("line", lines, required=True),
            level=row.choice("level", ALERTS, required=True), line=row.line,
            effects=[_effect(effect) for effect in row.maps("effects")],
            window=_whole(row, "window", MONTHS, required=True) or 0,
            unit_kinds=row.words("unit_kinds", unit_kinds), criteria=row.codes("criteria", most=CODE), **_basis(row),
        ))  # fmt: skip
        row.close()
    return found


def _effect(row: Map) -> dict[str, Any]:
    found = {"status": row.choice("status", STATUSES, required=True),
             "effect": row.choice("effect", EFFECTS, required=True), "points": row.number("points")}  # fmt: skip
    row.close()
    return found


def _basis(row: Map) -> dict[str, str]:
    return {"source": row.text("source", most=300), "certainty": row.choice("certainty", CERTAINTIES)}


def _whole(row: Map, key: str, most: int, *, required: bool = False) -> int | None:
    value = row.number(key, most=most, required=required, whole=True)
    return None if value is None else int(value)
