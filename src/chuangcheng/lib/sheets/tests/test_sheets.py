import io
import zipfile
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from chuangcheng.lib.sheets import Column, OutSheet, Table, Unreadable, pick, read, table, template, write

COLUMNS = [
    Column("name", "单位名称", "Unit", aliases=["单位"], required=True, most=20, example="澄浦县城市管理局"),
    Column("kind", "类别", "Kind", kind="choice", choices={"部门": "bureau", "镇（街道）": "town"}),
    Column("people", "人数", "People", kind="whole"),
    Column("share", "占比", "Share", kind="number"),
    Column("on", "日期", "Day", kind="date"),
    Column("member", "成员单位", "Member", kind="flag"),
    Column("aliases", "别名", "Aliases", kind="list"),
]
CELLS = st.one_of(
    st.none(),
    st.integers(-(10**9), 10**9),
    st.dates(date(1990, 1, 1), date(2100, 1, 1)),
    st.text("县城=+-@a \n，", max_size=30),
)


def book(rows: list[list[object]], merged: tuple[str, ...] = (), title: str = "单位") -> bytes:
    made = Workbook()
    page = made.active
    page.title = title
    for row in rows:
        page.append(row)
    for area in merged:
        page.merge_cells(area)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def only(data: bytes, name: str = "a.xlsx") -> Table:
    return table(read(data, name)[0], COLUMNS)


def test_a_workbook_comes_back_as_rows_with_their_numbers() -> None:
    found = only(book([["澄浦县成员单位一览"], [], ["单位", "日期", "人数"], ["城管局", date(2026, 6, 12), 3.0]]))
    assert found.header_row == 3
    assert found.rows[0].number == 4
    assert found.rows[0].values == {"name": "城管局", "on": date(2026, 6, 12), "people": 3}
    assert not found.faults


def test_columns_stand_in_any_order_and_unknown_ones_are_reported() -> None:
    found = only(book([["备注", "People", "Unit *"], ["新", 5, "教育局"]]))
    assert found.rows[0]["name"] == "教育局"
    assert found.extra == ("备注",)
    assert "备注" in found.remarks[0]
    assert "占比" in found.missing


def test_a_unit_merged_over_rows_is_said_in_each_of_them() -> None:
    found = only(book([["单位", "人数"], ["城关镇", 1], [None, 2]], merged=("A2:A3",)))
    assert [(row["name"], row["people"]) for row in found.rows] == [("城关镇", 1), ("城关镇", 2)]


def test_a_header_of_two_rows_ends_with_the_second() -> None:
    rows = [["单位名称", "数", None], [None, "人数", "占比"], ["城关镇", 3, 0.5]]
    found = only(book(rows, merged=("A1:A2", "B1:C1")))
    assert found.header_row == 2
    assert [row["share"] for row in found.rows] == [0.5]


def test_every_faulty_cell_is_listed_with_its_row_and_reason() -> None:
    rows = [
        ["单位", "类别", "人数", "日期", "成员单位"],
        [None, "村", "三", "6月", "也许"],
        ["长" * 21, "镇(街道)", 1.5, 46000, "是"],
    ]
    found = only(book(rows))
    assert {(fault.row, fault.column) for fault in found.faults} == {
        (2, "单位名称"), (2, "类别"), (2, "人数"), (2, "日期"), (2, "成员单位"), (3, "单位名称"), (3, "人数"),
    }  # fmt: skip
    assert found.rows[1]["kind"] == "town"
    assert found.rows[1]["on"] == date(2025, 12, 9)
    assert next(f for f in found.faults if f.column == "类别").reason("en").startswith("must be one of")


def test_a_missing_required_column_is_a_fault_of_the_header() -> None:
    found = only(book([["人数"], [3]]))
    assert [(fault.row, fault.column) for fault in found.faults] == [(1, "单位名称")]


def test_a_sheet_without_a_header_says_which_columns_it_needs() -> None:
    with pytest.raises(Unreadable) as error:
        only(book([["甲", "乙"], [1, 2]]))
    assert "单位名称" in error.value.zh
    assert "Unit" in error.value.en


@pytest.mark.parametrize(
    "words",
    ["2026-06-12", "2026/6/12", "2026.6.12", "2026年6月12日", "20260612", "２０２６-06-12", "2026-06-12 00:00:00"],
)
def test_days_are_read_as_people_write_them(words: str) -> None:
    assert only(f"单位,日期\n城关镇,{words}\n".encode()).rows[0]["on"] == date(2026, 6, 12)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_csv_is_read_in_every_usual_encoding(encoding: str) -> None:
    sheet = read("单位,别名\n城关镇,城关、老城\n".encode(encoding), "成员单位.csv")[0]
    assert sheet.name == "成员单位"
    assert table(sheet, COLUMNS).rows[0]["aliases"] == ("城关", "老城")


def test_a_formula_error_and_a_picture_are_faults() -> None:
    found = only('单位,人数\n#REF!,3\n"=DISPIMG(""ID_1"",1)",4\n'.encode())
    assert [fault.reason_zh for fault in found.faults] == ["单元格是公式错误", "单元格里是图片，需要文字"]


def test_the_sheet_with_most_columns_is_picked() -> None:
    data = write([OutSheet("说明", ["怎么填"], [["随便"]]), OutSheet("单位", ["单位名称", "人数"], [["城关镇", 3]])])
    assert pick(read(data, "a.xlsx"), COLUMNS).name == "单位"


@pytest.mark.parametrize(
    "data",
    [b"", b"PK\x03\x04 broken", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, b"%PDF-1.7", b"\x89PNG\r\n",
     b"<html><table>",
     b"\0\1\2\3", b"   \n,,\n", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")],
)  # fmt: skip
def test_what_is_no_table_is_refused_in_words(data: bytes) -> None:
    with pytest.raises(Unreadable) as error:
        read(data, "单位.xlsx")
    assert error.value.zh.endswith("。")
    assert error.value.en.endswith(".")


def test_a_word_document_is_called_by_its_name_whatever_the_file_is_called() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    with pytest.raises(Unreadable, match="Word"):
        read(out.getvalue(), "单位.xlsx")


def test_a_cell_at_the_far_corner_does_not_eat_the_memory() -> None:
    made = Workbook()
    made.active["A1"] = 1
    made.active["XFD1048576"] = 2
    out = io.BytesIO()
    made.save(out)
    with pytest.raises(Unreadable, match="100,000"):
        read(out.getvalue(), "a.xlsx")


def test_more_rows_than_the_limit_are_refused() -> None:
    with pytest.raises(Unreadable, match="100,000"):
        read(b"a,b\n" * 100_001, "a.csv")


def test_every_truncated_workbook_is_refused_and_never_crashes() -> None:
    data = book([["单位"], ["城关镇"]])
    for end in range(4, len(data), 211):
        with pytest.raises(Unreadable):
            read(data[:end], "a.xlsx")


def test_hidden_sheets_are_not_imported() -> None:
    made = load_workbook(io.BytesIO(book([["单位"], ["城关镇"]])))
    made.create_sheet("选项").append(["部门"])
    made["选项"].sheet_state = "hidden"
    out = io.BytesIO()
    made.save(out)
    assert [sheet.name for sheet in read(out.getvalue(), "a.xlsx")] == ["单位"]


def test_what_starts_like_a_formula_stays_text() -> None:
    data = write([OutSheet("a", ["=1+1"], [["=cmd()", "+86", "-1", "@x", "正常"]])])
    page = load_workbook(io.BytesIO(data)).active
    assert [cell.data_type for cell in page[2]] == ["s"] * 5
    assert [cell.quotePrefix for cell in page[2]] == [True] * 4 + [False]
    assert page["A1"].data_type == "s"


def test_a_written_sheet_has_a_frozen_header_filters_widths_and_real_dates() -> None:
    sheet = OutSheet("清单", ["名称", "到期", "率"], [["甲", date(2026, 6, 12), 0.5]], [30, 12], ["", "", "0.0%"])
    page = load_workbook(io.BytesIO(write([sheet]))).active
    assert page.freeze_panes == "A2"
    assert page.auto_filter.ref == "A1:C2"
    assert page.column_dimensions["A"].width == 30
    assert page["B2"].value == datetime(2026, 6, 12)
    assert page["B2"].number_format == "yyyy-mm-dd"
    assert page["C2"].number_format == "0.0%"


def test_sheet_names_are_made_fit_and_kept_apart() -> None:
    data = write([OutSheet("a/b:c" + "长" * 40, ["x"], []), OutSheet("a/b:c" + "长" * 40, ["x"], [])])
    names = load_workbook(io.BytesIO(data)).sheetnames
    assert len(set(names)) == 2
    assert all(len(name) <= 31 for name in names)


def test_odd_values_become_text_instead_of_breaking_the_file() -> None:
    rows = [[float("nan"), ["甲", "乙"], "铃\x07声", object, True]]
    cells = read(write([OutSheet("a", ["1", "2", "3", "4", "5"], rows)]), "a.xlsx")[0].rows[1].cells
    assert cells[:3] == ("nan", "甲、乙", "铃声")
    assert cells[4] is True


def test_no_sheets_still_make_a_workbook() -> None:
    assert load_workbook(io.BytesIO(write([]))).sheetnames == ["Sheet1"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_template_reads_back_as_an_empty_table_and_explains_each_column(lang: str) -> None:
    data = template(COLUMNS, "成员单位", lang)
    sheets = read(data, "t.xlsx")
    found = table(sheets[0], COLUMNS)
    assert found.rows == found.faults == found.missing == ()
    assert len(sheets[1].rows) == len(COLUMNS) + 1


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(CELLS, CELLS), max_size=6))
def test_what_is_written_is_read_back(rows: list[tuple[object, object]]) -> None:
    sheet = read(write([OutSheet("a", ["甲", "乙"], rows)]), "a.xlsx")[0]
    back = {row.number: row.cells for row in sheet.rows[1:]}
    for number, row in enumerate(rows, 2):
        wanted = tuple((v.strip(" \n") or None) if isinstance(v, str) else v for v in row)
        while wanted and wanted[-1] is None:
            wanted = wanted[:-1]
        assert back.get(number, ()) == wanted


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        sheets = read(data, "a")
    except Unreadable:
        return
    assert all(sheet.rows for sheet in sheets)


def ods(rows: str) -> bytes:
    kinds = ("office", "table", "text")
    names = " ".join(f'xmlns:{k}="urn:oasis:names:tc:opendocument:xmlns:{k}:1.0"' for k in kinds)
    content = f'<office:document-content {names}><office:body><office:spreadsheet><table:table table:name="单位">{rows}'
    content += "</table:table></office:spreadsheet></office:body></office:document-content>"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
    return out.getvalue()


CELL = '<table:table-cell {} office:value-type="string"><text:p>城关镇</text:p></table:table-cell>'
EMPTY = (
    '<table:table-row table:number-rows-repeated="1048573">'
    '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
)


def test_an_ods_sheet_is_read_with_its_endless_empty_rest() -> None:
    rows = f"<table:table-row>{CELL.format('')}</table:table-row>{EMPTY}"
    assert read(ods(rows), "a.ods")[0].rows[0].cells == ("城关镇",)


def test_an_ods_cell_repeated_a_million_times_does_not_eat_the_memory() -> None:
    with pytest.raises(Unreadable, match="100,000"):
        read(ods(f'<table:table-row table:number-rows-repeated="9999999">{CELL.format("")}</table:table-row>'), "a.ods")


def _book(*rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_formula_without_a_result_or_with_an_error_is_told_and_not_taken_for_an_empty_cell():
    columns = [Column("name", "名称"), Column("n", "分值", kind="number")]
    found = table(read(_book(["名称", "分值"], ["甲", "=1+2"], ["乙", "#REF!"], ["丙", 3]), "")[0], columns)
    assert [(f.row, f.column, f.value) for f in found.faults] == [(2, "分值", "=1+2"), (3, "分值", "#REF!")]
    assert "还没有算出结果的公式" in found.faults[0].reason_zh
    assert found.rows[2]["n"] == 3


def test_a_code_that_the_table_made_a_day_or_a_fraction_of_is_refused():
    columns = [Column("code", "编号", kind="code"), Column("links", "对应", kind="codes")]
    rows = [["编号", "对应"], [date(2026, 1, 2), "1-1、1-2"], [1.1, 1.1], [12, 7], ["1.10", ""]]
    found = table(read(_book(*rows), "")[0], columns)
    assert [(f.row, f.column) for f in found.faults] == [(2, "编号"), (3, "编号"), (3, "对应")]
    assert [(row["code"], row["links"]) for row in found.rows[2:]] == [("12", ("7",)), ("1.10", ())]


def test_lists_to_choose_from_text_columns_and_indents_are_written():
    sheet = OutSheet("表", ["类别", "编号", "内容"], [["甲", "1", "x"], ["乙", "2", "y"]], formats=["", "@", ""],
                     choices={0: ["甲", "乙"], 1: "=另表!$A$2:$A$9"}, indented=2, indents=[0, 3])  # fmt: skip
    page = load_workbook(io.BytesIO(write([sheet]))).active
    assert [rule.formula1 for rule in page.data_validations.dataValidation] == ['"甲,乙"', "=另表!$A$2:$A$9"]
    assert page.column_dimensions["B"].number_format == "@"
    assert page["C3"].alignment.indent == 3


def test_what_looks_like_an_escaped_sign_stays_what_it_is():
    assert read(write([OutSheet("表", ["_x0041_"], [["a_x0042_b"]])]), "")[0].rows[1].cells == ("a_x0042_b",)
