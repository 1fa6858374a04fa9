"""A standard as YAML, as `doors.yaml` reads it: what is left out says nothing."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

import yaml

from chuangcheng.rooms.standards.doors.yaml import SCHEMA
from chuangcheng.rooms.standards.draft import (
    Draft,
    DraftCheck,
    DraftCriterion,
    DraftHeading,
    DraftNegative,
    DraftQuestion,
    settled,
    weight_rule,
)
from chuangcheng.rooms.standards.scheme import ACTIONS

DUMPER: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


def write(draft: Draft) -> bytes:
    """The file. Reading it gives the same standard."""
    draft = settled(draft)
    said = {
        "schema": SCHEMA, "id": draft.slug, "edition": draft.edition, "edition_en": draft.edition_en,
        "title": draft.title, "title_en": draft.title_en, "example": draft.example or None, "source": draft.source,
        "source_en": draft.source_en, "period": dict(draft.period),
        "levels": [_said(level) for level in draft.levels],
        **{part: _kinds(getattr(draft, part)) for part in ("methods", "unit_kinds", "place_kinds", "lines")},
        "tree": _tree(draft), "checklists": _checklists(draft.checks),
        "questions": [_question(row) for row in draft.questions],
        "negative": [_negative(row) for row in draft.negatives],
    }  # fmt: skip
    text = yaml.dump(
        _said(said), Dumper=DUMPER, allow_unicode=True, sort_keys=False, width=116, default_flow_style=None
    )
    return text.encode()  # type: ignore[no-any-return]


def _said(row: Mapping[str, Any]) -> dict[str, Any]:
    """The row without what says nothing, its numbers as YAML has them."""
    return {key: _number(value) for key, value in row.items() if value not in (None, "", [], {}, ())}


def _number(value: Any) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


def _kinds(kinds: Mapping[str, Mapping[str, Any]]) -> list[dict[str, Any]]:
    return [_said({"key": key, **words, "key_place": words.get("key_place") or None}) for key, words in kinds.items()]


def _tree(draft: Draft) -> list[dict[str, Any]]:
    """Headings in their headings, criteria in theirs."""
    headings: dict[str, list[DraftHeading]] = {}
    criteria: dict[str, list[DraftCriterion]] = {}
    for heading in draft.headings:
        headings.setdefault(heading.parent, []).append(heading)
    for row in draft.criteria:
        criteria.setdefault(row.parent, []).append(row)

    def below(parent: str) -> list[dict[str, Any]]:
        return [
            _said({"code": row.code, "printed": row.printed, "zh": row.title, "en": row.title_en,
                   "children": below(row.code), "criteria": [_criterion(c) for c in criteria.get(row.code, ())]})
            for row in headings.get(parent, ())
        ]  # fmt: skip

    return below("")


def _criterion(row: DraftCriterion) -> dict[str, Any]:
    score = {**row.score, "grades": [_said(grade) for grade in row.score.get("grades", ())]}
    return _said({
        "code": row.code, "printed": row.printed, "zh": row.wording, "en": row.wording_en, "methods": list(row.methods),
        "weight": row.weight, "weights": _said(row.weights), "score": None if score["rule"] == weight_rule()["rule"] else _said(score),
        "items": [_said(item) for item in row.items], "unit_kinds": list(row.unit_kinds),
        "place_kinds": list(row.place_kinds), "evidence": [_ask(ask) for ask in row.asks],
        "action" if row.part in ACTIONS else "grip": row.part, "source": row.source, "certainty": row.certainty,
    })  # fmt: skip


def _ask(ask: Mapping[str, Any]) -> dict[str, Any]:
    return _said({**ask, "words": {name: n for name, n in ask.get("words", {}).items() if n}})


def _checklists(checks: Iterable[DraftCheck]) -> list[dict[str, Any]]:
    lists: dict[str, list[dict[str, Any]]] = {}
    for row in checks:
        lists.setdefault(row.place_kind, []).append(_said({
            "code": row.code, "zh": row.wording, "en": row.wording_en, "how": row.how, "answer": row.answer,
            "grades": [_said(grade) for grade in row.grades], "least": row.least, "spacing": row.spacing,
            "criteria": list(row.criteria), "source": row.source, "certainty": row.certainty,
        }))  # fmt: skip
    return [{"place_kind": kind, "items": rows} for kind, rows in lists.items()]


def _question(row: DraftQuestion) -> dict[str, Any]:
    return _said({
        "code": row.code, "zh": row.wording, "en": row.wording_en, "about": row.about,
        "options": [_said(option) for option in row.options], "weight": row.weight, "criteria": list(row.criteria),
        "source": row.source, "certainty": row.certainty,
    })  # fmt: skip


def _negative(row: DraftNegative) -> dict[str, Any]:
    return _said({
        "code": row.code, "zh": row.wording, "en": row.wording_en, "line": row.work_line, "level": row.level,
        "effects": [_said(effect) for effect in row.effects], "window": row.window, "unit_kinds": list(row.unit_kinds),
        "criteria": list(row.criteria), "source": row.source, "certainty": row.certainty,
    })  # fmt: skip
