"""Papers as the API shows them."""

import datetime as dt
from uuid import UUID

from ninja import Schema


class PaperOut(Schema):
    id: UUID
    version: int
    kind: str
    number: str
    title: str
    requirement: str
    source: str
    unit_id: UUID
    state: str
    issued_on: dt.date | None
    due_on: dt.date
    due_before: dt.date | None
    is_late: bool
    is_answered_late: bool
    received_at: dt.datetime | None
    answer: str
    answered_at: dt.datetime | None
    opinion: str
    ended_on: dt.date | None
    reason: str
