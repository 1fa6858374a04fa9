"""Standards and criteria as the API shows them."""

import datetime as dt
from typing import Any
from uuid import UUID

from ninja import Schema


class StandardOut(Schema):
    id: UUID
    version: int
    slug: str
    edition: str
    title: str
    is_example: bool
    in_use: bool


class SuccessionOut(Schema):
    id: UUID
    version: int
    old_id: UUID
    new_id: UUID
    due_on: dt.date
    counts: dict[str, int]
    state: str


class CriterionOut(Schema):
    id: UUID
    version: int
    standard_id: UUID
    code: str
    printed: str
    wording: str
    wording_en: str
    methods: list[str]
    weight: float
    score: dict[str, Any]
    items: list[dict[str, Any]]
    unit_kinds: list[str]
    place_kinds: list[str]
    part: str
    source: str
    certainty: str


class PartOut(Schema):
    """What a checklist item, a question and an item of the negative list have in common."""

    id: UUID
    version: int
    standard_id: UUID
    number: int
    code: str
    wording: str
    wording_en: str
    criteria: list[str]
    source: str
    certainty: str

    @staticmethod
    def resolve_criteria(row: Any) -> list[str]:
        """The codes of the criteria that it bears on."""
        return [criterion.code for criterion in row.criteria.all()]


class ChecklistItemOut(PartOut):
    place_kind: str
    how: str
    answer: str
    grades: list[dict[str, Any]]
    least: int | None
    spacing: int | None


class QuestionOut(PartOut):
    about: str
    options: list[dict[str, Any]]
    weight: float


class NegativeItemOut(PartOut):
    line: str
    level: str
    effects: list[dict[str, Any]]
    window: int
    unit_kinds: list[str]
