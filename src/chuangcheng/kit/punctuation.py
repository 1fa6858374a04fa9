"""Punctuation between words that are put together, in the language of the page."""

from collections.abc import Iterable

from django.utils.translation import get_language


def _english() -> bool:
    return (get_language() or "").startswith("en")


def colon() -> str:
    """Between a label and what it names."""
    return ": " if _english() else "："


def comma() -> str:
    """Between the parts of a list."""
    return ", " if _english() else "、"


def joined(items: Iterable[object]) -> str:
    """A list in a line."""
    return comma().join(map(str, items))
