"""Units and people as the API shows them."""

from uuid import UUID

from ninja import Schema


class UnitOut(Schema):
    id: UUID
    version: int
    name: str
    short_name: str
    aliases: list[str]
    kind: str
    parent_id: UUID | None


class PersonOut(Schema):
    id: UUID
    version: int
    name: str


class PostOut(Schema):
    id: UUID
    version: int
    person_id: UUID
    unit_id: UUID
    role: str
