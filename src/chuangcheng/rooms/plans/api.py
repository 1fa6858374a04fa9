"""Plans and obligations as the API shows them."""

import datetime as dt
from typing import Any
from uuid import UUID

from ninja import Schema


class PlanOut(Schema):
    id: UUID
    version: int
    title: str
    paper_number: str
    edition: int
    unit_id: UUID
    start_on: dt.date
    end_on: dt.date
    state: str


class ObligationOut(Schema):
    id: UUID
    version: int
    plan_id: UUID
    lineage: UUID
    start: int
    end: int
    text: str
    title: str
    said: dict[str, Any]
    confidence: float
    rule: str
    state: str
    mark_as: str
    cadence: str
    needed: int
    measure: str
    due_on: dt.date | None
