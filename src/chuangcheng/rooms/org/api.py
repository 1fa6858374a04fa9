"""Units and people as the API shows them."""

import datetime as dt
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


class GroupOut(Schema):
    id: UUID
    version: int
    name: str
    office_id: UUID | None
    paper: str


class SeatOut(Schema):
    id: UUID
    version: int
    group_id: UUID
    rank: str
    place: int
    who: str
    title: str
    person_id: UUID | None
    unit_id: UUID | None


class DelegationOut(Schema):
    id: UUID
    version: int
    post_id: UUID
    delegate_id: UUID
    from_on: dt.date
    until_on: dt.date


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
