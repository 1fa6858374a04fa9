"""Any text in any place gives a file that opens, and comes back as it was."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chuangcheng.lib.officialdoc import (
    Attachment,
    Cell,
    Column,
    Field,
    Form,
    Heading,
    Paper,
    Paragraph,
    Run,
    Table,
    docx,
    pdf,
)
from chuangcheng.lib.officialdoc.text import clean, one_line

from . import reading

TEXTS = st.one_of(
    st.text(max_size=40),
    st.text("#$[]\\{}*_`<>&\"'@=-/~^|\t\n\r 文明，。", max_size=40),
    st.text(st.characters(max_codepoint=0xFFFF, categories=("Cc", "Cs", "Co", "Cn")), max_size=10),
    st.sampled_from(["", " ", "\x00", "\ud800", "\ufffe", "👩‍👩‍👧‍👦🏳️‍🌈", "文" * 3000, "a" * 3000, "]]>", "العربية עברית", "\u2028\u2029\x85", "&amp;&#0;"]),
)  # fmt: skip


def filled(texts: list[str]) -> Paper:
    a, b, c, d, e, f, g, h = texts
    return Paper(
        a, [
            Heading(1, b, run_on=c), Paragraph(d, lead=e), Paragraph([Run(f, bold=True), Run(g, underline=True)]),
            Table([Column(h), Column(a, 2)], [[b, Cell(c, bold=True)], [Cell(d, across=2)]], caption=e),
            Form([Field(f, g, 2, h), Field(a, b, half=True), Field(c, d, half=True)]),
        ],
        red_head=[e, f], number=g, signer=h, to=a, attachments=[Attachment(b, [Paragraph(c)]), Attachment(d)],
        signatures=[e, f], note=g, copy_to=h, printed_by=a, urgency=b, author=c, copies=3,
    )  # fmt: skip


@given(st.lists(TEXTS, min_size=8, max_size=8))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_word_gives_every_text_back(texts):
    made = docx(filled(texts))
    found = "\x00".join(reading.texts(made))
    for text in texts:
        assert clean(text) in found
    assert reading.opened(made).core_properties.title == one_line(texts[0])


@given(st.lists(TEXTS, min_size=8, max_size=8))
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_word_is_valid_whatever_it_holds(texts):
    pytest.importorskip("openxml_audit")
    assert reading.faults(docx(filled(texts))) == []


@given(st.lists(TEXTS, min_size=8, max_size=8))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_pdf_opens_whatever_it_holds(texts):
    pages = reading.pages(pdf(filled(texts)))
    assert {(round(width), round(height)) for width, height, _ in pages} == {(210, 297)}


@given(TEXTS)
def test_only_what_xml_cannot_hold_is_taken_out(text):
    kept = [
        c for c in text if c in "\t\n\r" or (c >= " " and c not in "\ufffe\uffff" and not "\ud800" <= c <= "\udfff")
    ]
    assert clean(text) == "".join(kept).replace("\r\n", "\n").replace("\r", "\n")
