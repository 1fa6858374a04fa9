"""Reading a made file back, with other people's code."""

import io
import tempfile
from pathlib import Path

import docx as python_docx
import pypdfium2
from docx.oxml.ns import qn

MM = 72 / 25.4


def opened(data: bytes):
    return python_docx.Document(io.BytesIO(data))


def texts(data: bytes) -> list[str]:
    """The text of every paragraph of the body, those in tables too, in order."""
    made = []
    for paragraph in opened(data).element.body.iter(qn("w:p")):
        made.append("".join(_piece(node) for node in paragraph.iter(qn("w:t"), qn("w:br"), qn("w:tab"))))
    return made


def _piece(node) -> str:
    if node.tag == qn("w:t"):
        return node.text or ""
    if node.tag == qn("w:br"):
        return "\n"
    return "\t" if node.getparent().tag == qn("w:r") else ""


def faults(data: bytes) -> list[str]:
    """What the validator finds wrong with a Word file."""
    from openxml_audit import OpenXmlValidator

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "paper.docx"
        file.write_bytes(data)
        return [str(error) for error in OpenXmlValidator().validate(file).errors]


def pages(data: bytes) -> list[tuple[float, float, str]]:
    """Width and height in millimetres and the text of each page of a PDF."""
    with pypdfium2.PdfDocument(data) as document:
        return [
            (page.get_width() / MM, page.get_height() / MM, page.get_textpage().get_text_range()) for page in document
        ]


def baselines(data: bytes, page: int, character: str) -> list[tuple[float, float]]:
    """Left edge and bottom, in points from the left and the top, of each such character on a page of a PDF."""
    with pypdfium2.PdfDocument(data) as document:
        sheet = document[page]
        text = sheet.get_textpage()
        boxes = [
            text.get_charbox(place) for place in range(text.count_chars()) if text.get_text_range(place, 1) == character
        ]
        return [(box[0], sheet.get_height() - box[1]) for box in boxes]
