"""Standards and criteria as the API shows them."""

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
    part: str
    source: str
