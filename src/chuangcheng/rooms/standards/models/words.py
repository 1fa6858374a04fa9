"""Small words that every part of a standard is shown with."""

from decimal import Decimal
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from chuangcheng.rooms.standards.scheme import CERTAINTIES


def in_language(chinese: str, english: str) -> str:
    return english if english and (get_language() or "").startswith("en") else chinese


def plain(value: Any) -> str:
    """A weight without needless zeros."""
    return f"{Decimal(str(value)).normalize():f}"


def percent(share: Any) -> str:
    """A share of 0 to 1 as it is said: `60%`."""
    return f"{plain(Decimal(str(share)) * 100)}%"


def certain(certainty: str) -> str:
    return _(CERTAINTIES[certainty]) if certainty else ""
