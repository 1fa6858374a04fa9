import re
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from chuangcheng.lib.officialdoc import (
    BadPicture,
    Column,
    Heading,
    NoFont,
    PageBreak,
    Paper,
    Paragraph,
    Picture,
    Table,
    Unprintable,
    fonts,
    pdf,
)

from . import reading
from .examples import ALL
from .test_word import picture


def plain(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("name", ALL)
def test_each_kind_of_paper_has_its_words_and_its_page(name):
    paper = ALL[name]()
    pages = reading.pages(pdf(paper))
    text = plain("".join(page[2] for page in pages))
    assert plain(paper.title) in text
    assert "2026年6月12日" in text
    size = (297, 210) if paper.landscape else (210, 297)
    assert all((round(width), round(height)) == size for width, height, _ in pages)
    assert [f"—{n}—" in plain(page[2]) for n, page in enumerate(pages, 1)] == [True] * len(pages)


def test_equal_papers_make_equal_bytes():
    assert pdf(ALL["weekly"]()) == pdf(ALL["weekly"]())


def test_a_page_has_twenty_two_lines_of_twenty_eight_characters():
    made = pdf(Paper("题", [PageBreak(), Paragraph("文" * 28 * 23, indent=False)]))
    places = reading.baselines(made, 1, "文")
    rows = sorted({round(bottom, 1) for _, bottom in places})
    assert len(places) == 28 * 22
    assert len(rows) == 22
    assert all(abs(below - above - 28.95) < 0.11 for above, below in pairwise(rows))
    assert min(left for left, _ in places) >= 28 * reading.MM - 0.5
    assert max(left for left, _ in places) + 16 <= 184 * reading.MM + 1
    assert rows[0] > 37 * reading.MM
    assert rows[-1] < 262 * reading.MM


def test_text_is_never_markup():
    signs = [
        "#panic()",
        "$x^2$",
        "*重*_轻_",
        "= 题",
        '#include "secret.txt"',
        "\\u{41}",
        "@某 <标> `码`",
        "[[甲]]",
        "// 注",
        "https://a.b/c",
    ]
    text = plain("".join(page[2] for page in reading.pages(pdf(Paper("题", [Paragraph(sign) for sign in signs])))))
    for sign in signs:
        assert plain(sign) in text


def test_a_header_comes_again_on_each_page():
    pages = reading.pages(pdf(ALL["responsibilities"]()))
    assert len(pages) > 2
    assert all("测评项目" in text for *_, text in pages[:-1])


def test_page_numbers_stand_at_the_outer_corner():
    made = pdf(Paper("题", [PageBreak(), Paragraph("文")]))
    (odd, _), (even, _) = reading.baselines(made, 0, "—")[0], reading.baselines(made, 1, "—")[0]
    assert odd > 150 * reading.MM
    assert even < 40 * reading.MM


def test_a_wide_table_lies_on_a_landscape_page():
    made = pdf(Paper("题", [Paragraph("前"), Table([Column("甲")], [["一"]], landscape=True), Paragraph("后")]))
    assert [(round(width), round(height)) for width, height, _ in reading.pages(made)] == [
        (210, 297), (297, 210), (210, 297),
    ]  # fmt: skip


def test_headings_are_bookmarks():
    import pypdfium2

    with pypdfium2.PdfDocument(pdf(Paper("题", [Heading(1, "目标"), Heading(2, "近期")]))) as document:
        assert [mark.get_title() for mark in document.get_toc()] == ["一、目标", "（一）近期"]
        assert document.get_metadata_dict()["Title"] == "题"


def test_pictures_are_printed_and_broken_ones_refused():
    assert len(pdf(Paper("题", [Picture(picture("JPEG"), "图1　现场")]))) > 1000
    with pytest.raises(BadPicture):
        pdf(Paper("题", [Picture(b"")]))


def test_an_archive_copy_says_that_it_is_one():
    made = pdf(ALL["weekly"](), archive=True)
    assert b"pdfaid:part>2<" in made
    assert b"pdfaid:conformance>B<" in made


def test_an_archive_copy_is_not_made_without_the_characters():
    with pytest.raises(NoFont) as refused:
        pdf(Paper("题", [Paragraph("\U0010fffd")], dated=date(2026, 6, 12)), archive=True)
    assert refused.value.zh


def test_an_archive_copy_needs_a_date():
    with pytest.raises(Unprintable):
        pdf(Paper("题"), archive=True)


def test_fonts_may_be_given_by_folder_or_file():
    import typst

    family = fonts.typefaces(()).families["fangsong"][-1]
    file = next(Path(font.path) for font in typst.Fonts().fonts() if font.family == family and font.path)
    assert pdf(Paper("题"), fonts=[file.parent]) == pdf(Paper("题"), fonts=[file])


def test_without_a_chinese_font_nothing_is_printed(monkeypatch):
    import typst

    class Bare:
        def __init__(self, **_: object) -> None: ...

        def families(self) -> list[str]:
            return ["Libertinus Serif"]

    monkeypatch.setattr(typst, "Fonts", Bare)
    fonts.typefaces.cache_clear()
    with pytest.raises(NoFont) as refused:
        pdf(Paper("题"))
    fonts.typefaces.cache_clear()
    assert "中文字体" in refused.value.zh


def test_a_long_address_stays_on_the_page():
    made = pdf(Paper("题", [Paragraph("见https://example.gov.cn/" + "a" * 300)]))
    assert max(left for left, _ in reading.baselines(made, 0, "a")) < 184 * reading.MM
