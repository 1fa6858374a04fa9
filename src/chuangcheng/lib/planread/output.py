"""Plans as plain JSON values."""

from dataclasses import asdict
from typing import Any

from .model import Plan


def to_json(plan: Plan) -> dict[str, Any]:
    """A plan as dicts, lists, strings and numbers, ready for `json.dumps`."""
    return asdict(plan)
