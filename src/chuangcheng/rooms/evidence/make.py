"""Builders for tests, through the verbs."""

import datetime as dt
from typing import Any

from chuangcheng.rooms.evidence import verbs
from chuangcheng.rooms.evidence.models import Evidence

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a49444154789c63600000000200"
    "01e221bc330000000049454e44ae426082"
)  # one grey dot


def piece(actor: Any, unit: Any, data: bytes = PNG, **said: Any) -> Evidence:
    """A photo of June, unless something else is said."""
    given: dict[str, Any] = {
        "kind": "photo", "title": "学府路清扫", "filename": "清扫.png", "period_from": dt.date(2026, 6, 1),
        "period_to": dt.date(2026, 6, 10), "nothing_secret": True, "caption": {"time": "6月5日", "place": "学府路"},
    }  # fmt: skip
    return verbs.hand_in(actor, unit=unit, chunks=[data], **{**given, **said})
