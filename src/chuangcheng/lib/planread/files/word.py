"""Text out of a .docx: paragraphs with their automatic numbers as printed, tables row by row, heading styles as
hints."""

import io
import zipfile
from collections.abc import Iterator
from typing import Any, Final

from chuangcheng.lib.planread.tables import DITTO

from .word_numbers import Numbers, w

_LARGEST: Final = 300_000_000  # bytes unpacked: more is no plan but a zip bomb
_SKIPPED: Final = frozenset(
    {w("del"), w("instrText"), w("txbxContent"), w("delText"), w("pPr"), w("rPr"), w("moveFrom")}
)


class NotWord(Exception):
    """A zip archive that is no Word document."""


def read_word(data: bytes) -> tuple[str, list[tuple[int, int, int]]]:
    """The text of a .docx and the (start, end, level) of its heading-styled paragraphs. Raises `NotWord`."""
    package = _open(data)
    numbers = Numbers(package)
    levels = _heading_levels(package)
    lines: list[str] = []
    styled: list[tuple[int, int, int]] = []
    length = 0
    for block in _blocks(package.element.body):
        for text, level in _block_lines(block, numbers, levels):
            if level and text.strip():
                styled.append((length, length + len(text), level))
            lines.append(text)
            length += len(text) + 1
    return "\n".join(lines), styled


def _open(data: bytes) -> Any:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = {item.filename for item in archive.infolist()}
            if "word/document.xml" not in names or sum(item.file_size for item in archive.infolist()) > _LARGEST:
                raise NotWord
        import docx

        return docx.Document(io.BytesIO(data))
    except NotWord:
        raise
    except (
        Exception
    ) as error:  # a damaged package fails in many ways, deep inside two libraries; all mean the same to the reader
        raise NotWord from error


def _heading_levels(package: Any) -> dict[str, int]:
    """Style id to heading level, from the outline level or the name (heading 1, 标题 1)."""
    levels: dict[str, int] = {}
    for style in package.styles.element.iterfind(w("style")):
        name = style.find(w("name"))
        outline = style.find(f"{w('pPr')}/{w('outlineLvl')}")
        words = (name.get(w("val")) or "").lower() if name is not None else ""
        if outline is not None and (outline.get(w("val")) or "9").isdigit() and int(outline.get(w("val"))) < 9:
            levels[style.get(w("styleId"))] = int(outline.get(w("val"))) + 1
        elif words.startswith(("heading ", "标题 ")) and words[-1].isdigit():
            levels[style.get(w("styleId"))] = int(words[-1])
    return levels


def _blocks(parent: Any) -> Iterator[Any]:
    """Paragraphs and tables in order, those inside content controls too."""
    for child in parent.iterchildren():
        if child.tag in {w("p"), w("tbl")}:
            yield child
        elif child.tag == w("sdt") and (content := child.find(w("sdtContent"))) is not None:
            yield from _blocks(content)
        elif child.tag in {w("ins"), w("smartTag"), w("customXml")}:
            yield from _blocks(child)


def _block_lines(block: Any, numbers: Numbers, levels: dict[str, int]) -> Iterator[tuple[str, int]]:
    if block.tag == w("p"):
        for line in (numbers.printed(block) + paragraph_text(block)).split("\n"):
            yield line, levels.get(numbers.style(block), 0)
        return
    for row in block.iterfind(w("tr")):
        yield " | ".join(_cell(cell, numbers) for cell in row.iterfind(w("tc"))), 0


def _cell(cell: Any, numbers: Numbers) -> str:
    """A cell on one line. A cell merged into the one above is a ditto mark."""
    merge = cell.find(f"{w('tcPr')}/{w('vMerge')}")
    if merge is not None and merge.get(w("val")) != "restart":
        return DITTO
    parts = [numbers.printed(p) + paragraph_text(p).replace("\n", "") for p in cell.iter(w("p"))]
    return "".join(
        part.strip() + ("" if part.strip()[-1:] in "。；;，,、：:" else "；") for part in parts[:-1] if part.strip()
    ) + (parts[-1].strip() if parts else "")


def paragraph_text(paragraph: Any) -> str:
    """The text of a paragraph as it stands, deletions left out, line breaks as \\n."""
    return "".join(_runs(paragraph))


def _runs(node: Any) -> Iterator[str]:
    for child in node.iterchildren():
        tag = child.tag
        if tag in _SKIPPED:
            continue
        if tag == w("t"):
            yield child.text or ""
        elif tag == w("tab"):
            yield "\u3000"
        elif tag in {w("br"), w("cr")}:
            yield "\n"
        elif tag == w("noBreakHyphen"):
            yield "-"
        elif isinstance(tag, str):
            yield from _runs(child)
