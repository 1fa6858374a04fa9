"""Every kind of file, good and bad."""

import io
import shutil
import zipfile
from pathlib import Path
from typing import Any

import docx
import pypdfium2
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from chuangcheng.lib.planread import Unreadable, parse, read, read_bytes
from chuangcheng.lib.planread.files.pdf import _paragraphs
from chuangcheng.lib.planread.files.word_numbers import chinese, formatted

TEXT = "县城管局2024年工作方案\n一、重点任务\n各社区要每月开展不少于2次巡查，及时清理楼道杂物。\n责任单位：县城管局\n"
TRADITIONAL = "文明城市創建工作方案\n一、重點任務\n各單位要每月開展巡查，並及時清理樓道雜物。責任單位：縣政府\n"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def refused(data: bytes, name: str) -> str:
    with pytest.raises(Unreadable) as caught:
        read_bytes(data, name)
    assert caught.value.zh
    assert caught.value.en
    return caught.value.code


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le"])
def test_text_is_read_in_every_encoding_in_use(encoding: str) -> None:
    assert read_bytes(TEXT.encode(encoding), "plan.txt").text == TEXT


def test_traditional_text_in_big5_is_read() -> None:
    assert read_bytes(TRADITIONAL.encode("big5"), "plan.txt").text == TRADITIONAL


def test_text_stays_as_it_is_but_for_line_ends(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_bytes(b"\xef\xbb\xbf" + "　一、任务  \r\n\r\n清扫街面。\t\r\n".encode())
    assert read(path).text == "　一、任务  \n\n清扫街面。\t\n"


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"", "plan.txt", "empty"),
        (b" \n\r\n ", "plan.txt", "empty"),
        (OLE + b"x" * 600 + "EncryptedPackage".encode("utf-16-le"), "plan.docx", "encrypted"),
        (OLE + b"x" * 600, "plan.exe", "not_text"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, "plan.txt", "not_text"),
        (b"%PDF-1.7\n" + b"\x00\x01" * 50, "plan.txt", "not_text"),
        (b"%PDF-1.7\nbroken", "plan.pdf", "not_text"),
        (b"PK\x03\x04" + b"\x00" * 60, "plan.docx", "not_docx"),
        ("这不是文档".encode(), "plan.docx", "not_docx"),
        (("清扫街面，锟斤拷锟斤拷烫烫烫。" * 5).encode(), "plan.txt", "mojibake"),
        (TEXT.encode("utf-8").decode("latin-1").encode("utf-8"), "plan.txt", "mojibake"),
        ((TEXT * 3).encode("utf-8").decode("gb18030", errors="replace").encode("utf-8"), "plan.txt", "mojibake"),
        (("清扫街面。" * 400_001).encode(), "plan.txt", "too_long"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_reason(data: bytes, name: str, code: str) -> None:
    assert refused(data, name) == code


def test_an_old_document_without_a_converter_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    assert refused(OLE + b"x" * 600, "plan.doc") == "legacy"
    assert refused(OLE + b"x" * 600, "plan.wps") == "legacy"


def zipped(names: dict[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in names.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def test_any_other_archive_named_docx_is_refused() -> None:
    assert refused(zipped({"photo.txt": "x"}), "plan.docx") == "not_docx"
    assert refused(zipped({"word/document.xml": "<broken"}), "plan.docx") == "not_docx"


def saved(document: Any) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def test_a_document_without_text_is_refused() -> None:
    assert refused(saved(docx.Document()), "plan.docx") == "no_text"


LEVELS = (("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3."), ("decimal", "%3.%4"))


def numbered(document: Any) -> None:
    """Gives the document an automatic list of four levels as Chinese plans use it, and a restart of it."""
    root = document.part.numbering_part.element
    levels = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for i, (form, text) in enumerate(LEVELS)
    )
    abstract = parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{levels}</w:abstractNum>')
    root.insert(0, abstract)
    root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="78"><w:abstractNumId w:val="77"/>{override}</w:num>'))


def item(document: Any, text: str, level: int, list_: int = 77) -> None:
    properties = document.add_paragraph(text)._p.get_or_add_pPr()
    inner = f'<w:ilvl w:val="{level}"/><w:numId w:val="{list_}"/>'
    properties.append(parse_xml(f"<w:numPr {nsdecls('w')}>{inner}</w:numPr>"))


def test_automatic_numbers_are_read_as_they_are_printed() -> None:
    document = docx.Document()
    numbered(document)
    for text, level in [
        ("任务", 0),
        ("环境", 1),
        ("清扫", 2),
        ("保洁", 2),
        ("秩序", 1),
        ("停车", 2),
        ("车位", 3),
        ("要求", 0),
    ]:
        item(document, text, level)
    item(document, "另起", 0, 78)
    text = read_bytes(saved(document), "plan.docx").text
    assert text.split("\n") == [
        "一、任务",
        "（一）环境",
        "1.清扫",
        "2.保洁",
        "（二）秩序",
        "1.停车",
        "1.1 车位",
        "二、要求",
        "一、另起",
    ]
    assert [h.level for h in parse(text).headings][:4] == [1, 2, 3, 3]


def test_tables_are_read_row_by_row_and_merged_cells_keep_their_unit() -> None:
    document = docx.Document()
    document.add_heading("一、任务", 1)
    table = document.add_table(rows=3, cols=3)
    rows = [
        ["工作任务", "责任单位", "完成时限"],
        ["每周清扫街面2次", "环卫所", "2024年6月底"],
        ["清洗护栏", "", "2024年7月底"],
    ]
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    table.cell(1, 1).merge(table.cell(2, 1))
    read_document = read_bytes(saved(document), "plan.docx")
    found = parse(read_document.text).obligations
    assert [o.text for o in found] == ["每周清扫街面2次", "清洗护栏"]
    assert [[m.text for m in o.responsible] for o in found] == [["环卫所"], ["环卫所"]]
    assert [(s.level, read_document.text[s.start : s.end]) for s in read_document.styled] == [(1, "一、任务")]


@pytest.mark.parametrize(
    ("number", "form", "printed"),
    [
        (11, "chineseCounting", "十一"),
        (20, "chineseCountingThousand", "二十"),
        (3, "decimalEnclosedCircle", "③"),
        (4, "upperRoman", "IV"),
        (28, "lowerLetter", "bb"),
        (5, "decimalZero", "05"),
        (7, "unknown", "7"),
    ],
)
def test_number_formats(number: int, form: str, printed: str) -> None:
    assert formatted(number, form) == printed


def test_counting_characters() -> None:
    assert [chinese(n) for n in (0, 10, 105, 110, 1001)] == ["零", "十", "一百零五", "一百一十", "一千零一"]


def test_a_web_page_loses_its_tags() -> None:
    page = (
        "<html><head><style>p{}</style></head><body><script>x=1</script>"
        "<p>一、任务</p><div>清扫街面。<br>清洗护栏。</div></body></html>"
    )
    document = read_bytes(page.encode(), "page.html")
    assert document.kind == "html"
    assert document.text == "一、任务\n\n清扫街面。\n清洗护栏。"


def test_a_pdf_of_pictures_is_a_scan() -> None:
    document = pypdfium2.PdfDocument.new()
    document.new_page(595, 842)
    buffer = io.BytesIO()
    document.save(buffer)
    assert refused(buffer.getvalue(), "plan.pdf") == "scan"


PDF = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Resources<</Font<</F1 5 0 R>>>>/Contents 4 0 R>>endobj
4 0 obj<</Length 58>>stream
BT /F1 12 Tf 20 200 Td (Plan 2024 of the town, one page) Tj ET
endstream endobj
5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
trailer<</Root 1 0 R>>
"""


def test_a_pdf_with_text_is_read() -> None:
    assert read_bytes(PDF, "plan.pdf").text == "Plan 2024 of the town, one page"


def test_wrapped_lines_of_a_page_are_joined() -> None:
    lines = [
        "一、重点任务",
        "每月开展不少于两次巡查，及时清理楼道杂物，并对",
        "主次干道进行保洁。",
        "二、要求",
        "加强领导，压实责任，及时通报情况，每季度开展一",
        "次检查。",
    ]
    assert _paragraphs(lines).split("\n") == [
        "一、重点任务",
        "每月开展不少于两次巡查，及时清理楼道杂物，并对主次干道进行保洁。",
        "二、要求",
        "加强领导，压实责任，及时通报情况，每季度开展一次检查。",
    ]
