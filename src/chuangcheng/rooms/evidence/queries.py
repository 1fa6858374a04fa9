"""Reads of evidence; the person comes first."""

import datetime as dt
from typing import Any

from django.db.models import Q, QuerySet

from chuangcheng.kit.policy import visible
from chuangcheng.rooms.evidence.models import Evidence


def library(person: Any, *, kind: str = "", unit: Any = None, words: str = "", since: dt.date | None = None,
            until: dt.date | None = None) -> "QuerySet[Evidence]":  # fmt: skip
    """Pieces the person may see, newest first. `since` and `until` ask for a period that touches those days."""
    query = visible(person, Evidence).select_related("unit", "blob", "brought_by").order_by("-brought_at")
    if kind:
        query = query.filter(kind=kind)
    if unit:
        query = query.filter(unit=unit)
    if words:
        query = query.filter(Q(title__icontains=words) | Q(filename__icontains=words))
    if since:
        query = query.filter(period_to__gte=since)
    return query.filter(period_from__lte=until) if until else query
