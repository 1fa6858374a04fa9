"""Formulas that nobody has calculated yet (a workbook made by a program, or cut off before it was saved), and those that
came to an error. Readers see such a cell as empty, so that what was filled would be missed, or lost without a word."""

import html
import io
import re
import zipfile

_SHEET = re.compile(rb'<(?:\w+:)?sheet\b[^>]*?\bname="([^"]*)"[^>]*?\b\w+:id="([^"]*)"')
_TARGET = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>")
_CELL = re.compile(rb'<(?:\w+:)?c\b[^>]{0,200}?\br="([A-Z]{1,3})(\d{1,7})"[^>]{0,200}?>\s*<(?:\w+:)?f\b[^>]{0,400}?(?:/>|>([^<]{0,9000})'
                   rb'</(?:\w+:)?f>)\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>')  # fmt: skip


_ERROR = re.compile(rb'<(?:\w+:)?c\b(?=[^>]{0,200}?\bt="e")[^>]{0,200}?\br="([A-Z]{1,3})(\d{1,7})"[^>]{0,200}?>(?:(?!</(?:\w+:)?c>).){0,9000}?'
                    rb'<(?:\w+:)?v>([^<]{1,40})</', re.DOTALL)  # fmt: skip


def without_value(data: bytes) -> dict[str, dict[tuple[int, int], str]]:
    """Sheet → (row, column), both from 0 → `=formula` where it has no value, `#REF!` where it has an error, of an .xlsx."""
    found: dict[str, dict[tuple[int, int], str]] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = set(archive.namelist())
        if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= names:
            return {}
        targets = _targets(archive.read("xl/_rels/workbook.xml.rels"))
        for name, key in _SHEET.findall(archive.read("xl/workbook.xml")):
            path = targets.get(key, "")
            cells = _cells(archive.read(path)) if path in names else {}
            if cells:
                found[html.unescape(name.decode("utf-8", "replace"))] = cells
    return found


def hidden(data: bytes) -> list[str]:
    """The names of the sheets of an .xlsx that are hidden, and so are not read."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        book = archive.read("xl/workbook.xml") if "xl/workbook.xml" in archive.namelist() else b""
    marked = re.findall(rb'<(?:\w+:)?sheet\b[^>]*\bstate="(?:hidden|veryHidden)"[^>]*>', book)
    return [_text(name[1]) for sheet in marked if (name := re.search(rb'\bname="([^"]*)"', sheet))]


def _targets(relations: bytes) -> dict[bytes, str]:
    """The relation's key → the path of its part in the archive."""
    found = {}
    for relation in _TARGET.findall(relations):
        key, target = re.search(rb'\bId="([^"]*)"', relation), re.search(rb'\bTarget="([^"]*)"', relation)
        if key and target:
            path = target[1].decode("utf-8", "replace")
            found[key[1]] = path[1:] if path.startswith("/") else f"xl/{path}"
    return found


def _cells(page: bytes) -> dict[tuple[int, int], str]:
    found: dict[tuple[int, int], str] = {}
    if b'"e"' in page:
        found |= {_place(letters, digits): _text(error) for letters, digits, error in _ERROR.findall(page)}
    if b"<f" in page or b":f" in page:
        found |= {_place(letters, digits): f"={_text(words)}" for letters, digits, words in _CELL.findall(page)}
    return found


def _place(letters: bytes, digits: bytes) -> tuple[int, int]:
    return int(digits) - 1, column(letters) - 1


def _text(words: bytes) -> str:
    return html.unescape(words.decode("utf-8", "replace"))


def column(letters: bytes) -> int:
    """A → 1, AA → 27."""
    value = 0
    for letter in letters:
        value = value * 26 + letter - 64
    return value
