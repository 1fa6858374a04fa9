"""Reads of evidence; the person comes first."""

from typing import Any

from django.db.models import QuerySet

from chuangcheng.kit.policy import visible
from chuangcheng.rooms.evidence.models import Evidence


def library(person: Any, *, kind: str = "", unit: str = "") -> "QuerySet[Evidence]":
    """Pieces the person may see, newest first."""
    query = visible(person, Evidence).select_related("unit", "blob", "brought_by").order_by("-brought_at")
    if kind:
        query = query.filter(kind=kind)
    return query.filter(unit=unit) if unit else query
