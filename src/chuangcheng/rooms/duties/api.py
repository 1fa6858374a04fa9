"""Duties as the API shows them."""

import datetime as dt
from uuid import UUID

from ninja import Schema


class DutyOut(Schema):
    id: UUID
    version: int
    number: str
    title: str
    text: str
    unit_id: UUID
    part: str
    period: str
    period_from: dt.date
    period_to: dt.date
    due_on: dt.date
    needed: int
    counted: int
    measure: str
    signing: str
    state: str
    is_late: bool
    is_supplied_late: bool
    reason: str
    submitted_at: dt.datetime | None
    ended_at: dt.datetime | None


class MonthListOut(Schema):
    id: UUID
    version: int
    unit_id: UUID
    month: dt.date
    state: str
