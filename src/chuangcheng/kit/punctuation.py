"""Punctuation between words that are put together, in the language of the page."""

from collections.abc import Iterable

from chuangcheng.kit.ui.words import is_chinese


def colon() -> str:
    """Between a label and what it names."""
    return "：" if is_chinese() else ": "


def comma() -> str:
    """Between the parts of a list."""
    return "、" if is_chinese() else ", "


def semicolon() -> str:
    """Between sentences in a line."""
    return "；" if is_chinese() else "; "


def joined(items: Iterable[object]) -> str:
    """A list in a line."""
    return comma().join(map(str, items))
