"""Text out of a PDF: lines of a page joined into paragraphs, page numbers and running heads dropped."""

import re
from collections import Counter
from itertools import pairwise
from typing import Any, Final

from chuangcheng.lib.planread.numbering import mark_at
from chuangcheng.lib.planread.unreadable import Unreadable

_PAGE_NUMBER: Final = re.compile(
    r"\s*(?:[—\-–－·•]*\s*\d{1,4}\s*[—\-–－·•]*"
    r"|第\s*\d+\s*页(?:\s*[，,/共]\s*共?\s*\d+\s*页)?|\d+\s*/\s*\d+)\s*"
)
_ENDS: Final = "。；;：:！？!?"


def read_pdf(data: bytes) -> str:
    """The text of a PDF. Raises `Unreadable`: `encrypted`, `scan` where no page has text, `not_text` for a broken
    file."""
    pages = [_lines(page) for page in _pages(data)]
    if sum(len(line) for page in pages for line in page) < 8 * max(1, len(pages)):
        raise Unreadable("scan")
    repeated = _repeated(pages)
    lines = [line for page in pages for line in page if line.strip() not in repeated]
    return _paragraphs(lines)


def _pages(data: bytes) -> list[str]:
    import pypdfium2  # type: ignore[import-untyped, unused-ignore]

    document: Any = None
    try:
        document = pypdfium2.PdfDocument(data)
        return [page.get_textpage().get_text_range() for page in document]
    except pypdfium2.PdfiumError as error:
        raise Unreadable("encrypted" if "assword" in str(error) or "ecurity" in str(error) else "not_text") from None
    finally:
        if document is not None:
            document.close()


def _lines(page: str) -> list[str]:
    lines = page.replace("\r\n", "\n").replace("\r", "\n").replace("\ufffe", "").replace("\x00", "").split("\n")
    return [line.rstrip() for line in lines if line.strip() and not _PAGE_NUMBER.fullmatch(line)]


def _repeated(pages: list[list[str]]) -> frozenset[str]:
    """Lines at the head or foot of three pages or more: running heads."""
    edges = Counter(line.strip() for page in pages for line in {*page[:1], *page[-1:]})
    return frozenset(line for line, times in edges.items() if times >= 3)


def _paragraphs(lines: list[str]) -> str:
    """A line that fills its measure runs on into the next one, unless a new number opens there or a sentence closes
    here."""
    if not lines:
        return ""
    full = sorted(len(line.strip()) for line in lines)[int(len(lines) * 0.8)] - 2
    out = [lines[0].strip()]
    for before, line in pairwise(lines):
        text = line.strip()
        runs_on = (
            len(before.strip()) >= full
            and before[-1] not in _ENDS
            and not mark_at(text, 0)
            and not line.startswith(("　　", "    "))
        )
        if runs_on:
            out[-1] += (" " if before[-1].isascii() and text[0].isascii() and before[-1].isalpha() else "") + text
        else:
            out.append(text)
    return "\n".join(out)
