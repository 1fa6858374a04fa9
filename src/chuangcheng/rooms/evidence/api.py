"""Evidence as the API shows it; the file itself comes from the piece's page."""

import datetime as dt
from uuid import UUID

from ninja import Schema


class EvidenceOut(Schema):
    id: UUID
    version: int
    unit_id: UUID
    kind: str
    title: str
    caption: dict[str, str]
    period_from: dt.date
    period_to: dt.date
    filename: str
    revision: int
    sha256: str
    brought_at: dt.datetime

    @staticmethod
    def resolve_sha256(piece: object) -> str:
        return piece.blob_id  # type: ignore[attr-defined,no-any-return]
