import io
import time
import zipfile
from datetime import date

import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Mm
from PIL import Image

from chuangcheng.lib.officialdoc import (
    Attachment,
    BadPicture,
    Cell,
    Column,
    Form,
    Heading,
    PageBreak,
    Paper,
    Paragraph,
    Picture,
    Run,
    Table,
    docx,
    numbered,
)

from . import reading
from .examples import ALL


def picture(kind: str = "PNG", size: tuple[int, int] = (60, 30), **more: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "green").save(out, kind, **more)
    return out.getvalue()


def style_of(document, name: str):
    return next(style for style in document.styles if style.name == name)


def east(style) -> str:
    return style.element.rPr.find(qn("w:rFonts")).get(qn("w:eastAsia"))


@pytest.mark.parametrize("name", ALL)
def test_each_kind_of_paper_passes_the_validator(name):
    pytest.importorskip("openxml_audit")
    assert reading.faults(docx(ALL[name]())) == []


@pytest.mark.parametrize("name", ALL)
def test_equal_papers_make_equal_bytes(name):
    assert docx(ALL[name]()) == docx(ALL[name]())


def test_the_page_has_the_measures_of_the_standard():
    document = reading.opened(docx(ALL["weekly"]()))
    page = document.sections[0]
    near = Mm(0.05)
    sides = (
        page.page_width,
        page.page_height,
        page.top_margin,
        page.bottom_margin,
        page.left_margin,
        page.right_margin,
    )
    for side, wanted in zip(sides, (210, 297, 37, 35, 28, 26), strict=True):
        assert abs(side - Mm(wanted)) < near
    grid = page._sectPr.find(qn("w:docGrid"))
    assert (grid.get(qn("w:type")), grid.get(qn("w:linePitch"))) == ("lines", "579")
    assert 225 * reading.MM >= 22 * 28.95
    body = style_of(document, "公文正文")
    spacing = int(body.element.rPr.find(qn("w:spacing")).get(qn("w:val"))) / 20
    assert 28 * (body.font.size.pt + spacing) <= 156 * reading.MM < 29 * (body.font.size.pt + spacing)


def test_the_type_has_the_sizes_and_fonts_of_the_standard():
    document = reading.opened(docx(ALL["weekly"]()))
    wanted = {
        "公文正文": ("仿宋_GB2312", 16, None), "Title": ("方正小标宋简体", 22, None), "Heading 1": ("黑体", 16, None),
        "Heading 2": ("楷体_GB2312", 16, None), "Heading 3": ("仿宋_GB2312", 16, True), "Heading 4": ("仿宋_GB2312", 16, None),
        "公文版记": ("仿宋_GB2312", 14, None), "Footer": ("宋体", 14, None),
    }  # fmt: skip
    found = {name: style_of(document, name) for name in wanted}
    assert {name: (east(style), style.font.size.pt, style.font.bold) for name, style in found.items()} == wanted
    assert found["公文正文"].font.name == "Times New Roman"
    body = found["公文正文"].paragraph_format
    assert body.line_spacing.pt == 28.95
    assert abs(body.first_line_indent.pt - 2 * 156 * reading.MM / 28) < 0.1
    assert found["公文正文"].element.pPr.ind.get(qn("w:firstLineChars")) == "200"


def test_page_numbers_stand_at_the_outer_corner():
    document = reading.opened(docx(ALL["weekly"]()))
    odd, even = document.sections[0].footer.paragraphs[0], document.sections[0].even_page_footer.paragraphs[0]
    assert document.settings.odd_and_even_pages_header_footer
    assert [paragraph._p.pPr.jc.get(qn("w:val")) for paragraph in (odd, even)] == ["right", "left"]
    assert odd.text == "— 1 —"
    assert "PAGE" in "".join(odd._p.itertext())


def test_headings_number_themselves_and_start_anew():
    levels = [1, 2, 3, 4, 4, 3, 2, 1, 2, 4, 1]
    blocks = [Heading(level, "某") for level in levels]
    wanted = ["一、", "（一）", "1.", "（1）", "（2）", "2.", "（二）", "二、", "（一）", "（1）", "三、"]
    assert [mark for _, mark in numbered(blocks)] == wanted
    made = docx(Paper("题", blocks, attachments=[Attachment("附", [Heading(1, "另")])]))
    assert [text for text in reading.texts(made) if text.endswith("某")] == [mark + "某" for mark in wanted]
    assert "一、另" in reading.texts(made)
    assert [p.style.name for p in reading.opened(made).paragraphs if p.text.endswith("某")][:4] == [
        "Heading 1", "Heading 2", "Heading 3", "Heading 4",
    ]  # fmt: skip


def test_a_heading_may_run_on_in_body_type():
    made = reading.opened(docx(Paper("题", [Heading(3, "抓清运。", run_on="每日两次。")])))
    line = next(p for p in made.paragraphs if "抓清运" in p.text)
    assert line.text == "1.抓清运。每日两次。"
    assert line.runs[1].font.bold is False


def test_a_header_comes_again_and_rows_stay_whole():
    rows = reading.opened(docx(ALL["responsibilities"]())).tables[0]._tbl.tr_lst
    heads = [row for row in rows if row.trPr is not None and row.trPr.find(qn("w:tblHeader")) is not None]
    assert heads == rows[:2]
    assert all(row.trPr.find(qn("w:cantSplit")) is not None for row in rows)


def test_a_row_higher_than_half_a_page_may_split():
    rows = (
        reading.opened(docx(Paper("题", [Table([Column("事"), Column("文")], [["一", "文" * 900]])])))
        .tables[0]
        ._tbl.tr_lst
    )
    assert rows[1].trPr is None


def test_merged_cells_are_merged():
    table = Table(
        [Column("甲"), Column("乙"), Column("丙")], [[Cell("上", across=2, down=2), "一"], ["二"], ["三", "四", "五"]]
    )
    made = reading.opened(docx(Paper("题", [table]))).tables[0]
    assert made.cell(1, 0)._tc is made.cell(2, 1)._tc
    assert [made.cell(row, 2).text for row in range(4)] == ["丙", "一", "二", "五"]


@pytest.mark.parametrize("row", [["一", "二", "三"], [Cell("一", across=3)], ["一", Cell("二", across=2)]])
def test_too_many_cells_are_refused(row):
    with pytest.raises(ValueError):
        docx(Paper("题", [Table([Column("甲"), Column("乙")], [row])]))


def test_a_cell_that_runs_into_one_from_above_is_refused():
    with pytest.raises(ValueError):
        docx(Paper("题", [Table([Column("甲"), Column("乙")], [["一", Cell("二", down=2)], [Cell("三", across=2)]])]))


def test_a_cell_reaches_no_further_than_its_table():
    table = reading.opened(docx(Paper("题", [Table([Column("甲")], [[Cell("一", down=9)], []])]))).tables[0]
    assert len(table.rows) == 3


def test_a_wide_table_lies_on_landscape_pages_of_its_own():
    wide = Table([Column("甲")], [["一"]], landscape=True)
    sections = reading.opened(docx(Paper("题", [Paragraph("前"), wide, wide, Paragraph("后")]))).sections
    assert [section.orientation for section in sections] == [
        WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE, WD_ORIENT.PORTRAIT,
    ]  # fmt: skip
    assert round(sections[1].page_width.mm), round(sections[1].page_height.mm) == (297, 210)
    assert sections[1].footer.is_linked_to_previous is False


def test_the_red_head_is_red_on_one_line_and_has_a_rule_below():
    document = reading.opened(docx(ALL["weekly"]()))
    head = next(p for p in document.paragraphs if p.style.name == "公文红头")
    assert str(head.style.font.color.rgb) == "FF0000"
    scale = int(head.runs[0]._r.rPr.find(qn("w:w")).get(qn("w:val"))) / 100
    assert len(head.text) * head.runs[0].font.size.pt * scale <= 156 * reading.MM
    number = next(p for p in document.paragraphs if p.style.name == "公文文号")
    assert number.text == "鹿创办〔2026〕21号\t签发人：李　华"
    assert number._p.pPr.find(qn("w:pBdr")).find(qn("w:bottom")).get(qn("w:color")) == "FF0000"


def test_a_plain_paper_has_neither_red_nor_rule():
    document = docx(Paper("题", number="鹿创〔2026〕1号"))
    assert "pBdr" not in zipfile.ZipFile(io.BytesIO(document)).read("word/document.xml").decode()
    assert reading.texts(document)[:2] == ["题", "鹿创〔2026〕1号"]


def test_attachments_are_listed_and_numbered_where_there_are_several():
    one = reading.texts(docx(Paper("题", attachments=[Attachment("表")])))
    two = reading.texts(docx(Paper("题", attachments=[Attachment("表"), Attachment("册", [Paragraph("文")])])))
    assert "附件：表" in one
    assert [text for text in two if text] == ["题", "附件：1.表", "2.册", "附件2", "册", "文"]


def test_the_signature_is_centred_on_the_date_and_leaves_room_for_the_seal():
    document = reading.opened(docx(Paper("题", [Paragraph("文")], signatures=["某办"], dated=date(2026, 6, 12))))
    unit, day = (p for p in document.paragraphs if p.style.name == "公文署名")
    character = 156 * reading.MM / 28
    assert abs(day.paragraph_format.right_indent.pt - 4 * character) < 0.1
    assert abs(unit.paragraph_format.right_indent.pt - (4 + 6.5 / 2 - 1) * character) < 0.1
    assert next(p for p in document.paragraphs if p.text == "文").paragraph_format.keep_with_next


def test_quotation_marks_are_chinese():
    document = reading.opened(docx(Paper("题", [Paragraph("“回头看”", lead="一是——"), Paragraph("看")])))
    hints = [run._r.xpath("string(./w:rPr/w:rFonts/@w:hint)") for p in document.paragraphs for run in p.runs]
    assert hints == ["", "eastAsia", "eastAsia", ""]


def test_what_is_not_given_is_not_printed():
    assert [text for text in reading.texts(docx(Paper("题"))) if text] == ["题"]


def test_a_page_break_starts_what_follows_on_a_new_page():
    blocks = [Paragraph("一"), PageBreak(), Paragraph("二"), PageBreak(), Table([Column("甲")], [["三"]])]
    document = reading.opened(docx(Paper("题", blocks)))
    fresh = [p.text for p in document.paragraphs if p.paragraph_format.page_break_before]
    assert fresh == ["二", ""]


def test_runs_keep_their_look():
    document = reading.opened(
        docx(Paper("题", [Paragraph([Run("甲", bold=True), Run("乙", underline=True)], lead="一是。")]))
    )
    line = next(p for p in document.paragraphs if "甲" in p.text)
    assert [(run.text, bool(run.bold), bool(run.underline)) for run in line.runs] == [
        ("一是。", True, False), ("甲", True, False), ("乙", False, True),
    ]  # fmt: skip


def test_the_properties_hold_title_and_author_and_nothing_of_the_machine():
    made = docx(Paper("题", author="某办", dated=date(2026, 6, 12)))
    properties = reading.opened(made).core_properties
    assert (properties.title, properties.author, properties.language) == ("题", "某办", "zh-CN")
    assert properties.created.date() == date(2026, 6, 12)
    names = zipfile.ZipFile(io.BytesIO(made)).infolist()
    assert {entry.date_time for entry in names} == {(1980, 1, 1, 0, 0, 0)}
    assert "docProps/app.xml" not in {entry.filename for entry in names}


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_picture_stands_above_its_caption(kind):
    made = docx(Paper("题", [Picture(picture(kind), "图1　整改前", 80), Picture(picture(kind), "图2", 500)]))
    shapes = reading.opened(made).inline_shapes
    assert [round(shape.width.mm) for shape in shapes] == [80, 156]
    assert round(shapes[0].height.mm) == 40
    assert [name for name in zipfile.ZipFile(io.BytesIO(made)).namelist() if "media" in name] == [
        f"word/media/image1.{kind.lower()}"
    ]
    pytest.importorskip("openxml_audit")
    assert reading.faults(made) == []


def test_pictures_lose_what_the_camera_wrote_and_stand_upright():
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "某牌相机"
    made = docx(Paper("题", [Picture(picture("JPEG", exif=exif))]))
    inside = zipfile.ZipFile(io.BytesIO(made)).read("word/media/image1.jpeg")
    kept = Image.open(io.BytesIO(inside))
    assert not kept.getexif()
    assert kept.size == (30, 60)


@pytest.mark.parametrize("data", [b"", b"no picture", picture()[:50], picture("GIF"), picture("JPEG")[:200]])
def test_a_broken_picture_is_refused_with_advice(data):
    with pytest.raises(BadPicture) as refused:
        docx(Paper("题", [Picture(data)]))
    assert "PNG" in refused.value.zh
    assert refused.value.en


def test_odd_papers_are_valid_too():
    pytest.importorskip("openxml_audit")
    table = Table([Column()], [])
    papers = [
        Paper(""), Paper("题", [table, table, Form([])]), Paper("题", landscape=True, copies=0),
        Paper("题", red_head=["甲县", "乙县"], dated=date(2026, 1, 1), printed_on=date(2026, 1, 2)),
        Paper("题", [Table([Column("甲")], [["一"]], landscape=True)], copy_to="某", attachments=[Attachment("附", [table], True)]),
    ]  # fmt: skip
    for paper in papers:
        assert reading.faults(docx(paper)) == []


@pytest.mark.slow
def test_five_thousand_rows_take_less_than_ten_seconds():
    columns = [Column(f"列{n}") for n in range(8)]
    rows = [[f"第{n}行第{m}格的文字内容" for m in range(8)] for n in range(5000)]
    paper = Paper("台账", [Table(columns, rows, landscape=True)])
    start = time.perf_counter()
    made = docx(paper)
    assert time.perf_counter() - start < 10
    assert len(reading.opened(made).tables[0]._tbl.tr_lst) == 5001


def test_bad_values_are_refused():
    for make in (
        lambda: Heading(5, "某"), lambda: Column("某", 0), lambda: Cell("某", across=0), lambda: Table([]),
        lambda: Table([Column("某")], size=200), lambda: Picture(b"", width=0),
    ):  # fmt: skip
        with pytest.raises(ValueError):
            make()
