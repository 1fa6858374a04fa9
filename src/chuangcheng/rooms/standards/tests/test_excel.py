"""The workbook as clerks fill it: moved, merged, half empty, too large; each fault with sheet, row and column."""

import datetime as dt
import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest

from chuangcheng.rooms.standards.doors import excel
from chuangcheng.rooms.standards.doors.excel import layout, tables
from chuangcheng.rooms.standards.doors.files import read
from chuangcheng.rooms.standards.make import SMALL

DRAFT = read(SMALL.encode()).draft


def workbook() -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(excel.write(DRAFT)))


def data(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def told(change: Callable[[openpyxl.Workbook], Any]) -> str:
    """All faults of the small standard's workbook after a change, a line each."""
    book = workbook()
    change(book)
    return "\n".join(f"{f.path}：{f.zh}" for f in read(data(book)).faults)


def column(sheet: Any, title: str) -> int:
    return next(cell.column for cell in sheet[1] if str(cell.value).rstrip("*") == title)


def cell(book: openpyxl.Workbook, sheet: str, code: str, title: str) -> Any:
    """The cell of the row whose 编号 (or first column) is the code."""
    page = book[sheet]
    place = next(
        (column(page, name) for name in ("编号",) if any(str(c.value).rstrip("*") == name for c in page[1])), 1
    )
    row = next(cells[0].row for cells in page.iter_rows(min_row=2) if cells[place - 1].value == code)
    return page.cell(row, column(page, title))


def put(sheet: str, code: str, title: str, value: Any) -> Callable[[openpyxl.Workbook], None]:
    def change(book: openpyxl.Workbook) -> None:
        cell(book, sheet, code, title).value = value

    return change


def test_the_workbook_has_lists_to_choose_from_and_codes_as_text():
    book = workbook()
    assert book.sheetnames == [layout.NOTES, *(page.name for page in layout.PAGES)]
    rules = {rule.formula1 for rule in book["测评标准"].data_validations.dataValidation}
    assert '"按分值,按件数得分,按达标项数分档,按处扣分"' in rules
    assert "=层级!$B$2:$B$9" in rules
    assert book["测评标准"].column_dimensions["B"].number_format == "@"
    assert cell(book, "测评标准", "II-1-1", "内容").alignment.indent == 2


def test_columns_may_move_and_a_title_may_stand_above_them():
    book = workbook()
    page = book["测评标准"]
    page.move_range(f"A1:A{page.max_row}", cols=page.max_column)
    page.insert_rows(1, 2)
    page["A1"] = "某县测评体系"
    assert read(data(book)).draft == DRAFT


def test_merged_parents_mean_what_they_say_in_every_row():
    book = workbook()
    page = book["材料要求"]
    place = column(page, "标准编号")
    rows = [cells[0].row for cells in page.iter_rows(min_row=2) if cells[place - 1].value == "II-1-1"]
    page.merge_cells(start_row=rows[0], end_row=rows[-1], start_column=place, end_column=place)
    assert read(data(book)).draft == DRAFT


def test_a_merged_code_is_a_code_that_stands_twice():
    def merge(book: openpyxl.Workbook) -> None:
        one = cell(book, "测评标准", "II-1-1", "编号")
        book["测评标准"].merge_cells(
            start_row=one.row, end_row=one.row + 1, start_column=one.column, end_column=one.column
        )

    assert "测评标准!5 “编号”（II-1-1）：编号“II-1-1”重复，第 4 行已用" in told(merge)


def test_a_parent_that_is_left_out_is_the_nearest_above():
    book = workbook()
    page = book["测评标准"]
    for row in page.iter_rows(min_row=2):
        row[column(page, "上级编号") - 1].value = None
    assert read(data(book)).draft == DRAFT


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (put("测评标准", "II-1-2", "编号", "II-1-1"), "测评标准!5 “编号”（II-1-1）：编号“II-1-1”重复，第 4 行已用"),
        (put("测评标准", "II-1-2", "上级编号", "Z"), "“上级编号”（II-1-2）：找不到上级“Z”"),
        (put("测评标准", "I-1", "上级编号", "II-1"), "上下级成环"),
        (put("测评标准", "II-1", "层级", "测评项目"), "“层级”：写的是“测评项目”，按上级编号应是“测评内容”"),
        (put("测评标准", "II-1", "层级", "测评大项"), "“层级”：“测评大项”不是“层级”里的名称"),
        (put("测评标准", "II-1", "分值", 3), "“分值”：只有“测评标准”才填这一列"),
        (put("测评标准", "II-1-1", "测评方法", "材料审核、电话"), "“测评方法”：“电话”没有在“测评方法”里列出"),
        (put("测评标准", "II-3-2", "测评方法", None), "“测评方法”：必填"),
        (put("测评标准", "II-1-1", "责任单位", "某局"), "“责任单位”：“某局”没有在“责任单位类别”里列出"),
        (put("测评标准", "II-1-1", "分值", 4), "“分值”（II-1-1）：各方法分值合计 3，与分值 4 不符"),
        (put("测评标准", "II-1-1", "分值", "三"), "“分值”：应为数字（填的是 三）"),
        (put("测评标准", "II-1-1", "分值", 0.12345), "“分值”：最多三位小数"),
        (put("测评标准", "II-2-2", "计分方式", "抽签"), "“计分方式”：应为其中之一：按分值"),
        (put("测评标准", "II-2-2", "计分方式", "按分值"), "“每个分值”：这种计分方式不填这一列"),
        (put("测评标准", "II-1-2", "计分方式", "按分值"), "评分档次!2 “标准编号”：“II-1-2”的计分方式不是“按达标项数分档”"),
        (put("测评标准", "II-1-2", "内容", None), "“内容”：必填"),
        (put("测评标准", "II-1-2", "内容", "长" * 601), "“内容”：超过 600 个字"),
        (put("测评方法", "问卷调查", "总分", 2), "测评方法!4 “总分”（survey）：各条分值合计 1，与文件头写的 2 不符"),
        (put("材料要求", "II-2-1", "频次", "常态化"), "“频次”：应为每周、每月"),
        (put("材料要求", "II-2-1", "标准编号", "II-8"), "“标准编号”：“测评标准”里没有“II-8”"),
        (put("评分档次", "II-1-2", "达标项数", 1), "要一档比一档少"),
        (put("实测清单", "MKT-02", "方式", "猜"), "实测清单!3 “方式”：应为其中之一：看现场、查记录、试一试"),
        (put("实测清单", "MKT-02", "点位类别", "码头"), "“点位类别”：“码头”没有在“点位类别”里列出"),
        (put("实测清单", "MKT-02", "标准编号", "II-2-2"), "“标准编号”（MKT-02）：测评标准“II-2-2”不是实地考察的"),
        (put("实测清单", "MKT-02", "标准编号", "II-9"), "没有测评标准“II-9”"),
        (put("实测清单", "MKT-02", "至少数量", 1.5), "“至少数量”：应为整数"),
        (put("实测档次", "MKT-01", "实测编号", "MKT-09"), "“实测清单”里没有“MKT-09”"),
        (put("问卷题目", "Q-01", "分值", 0.9), "各题分值合计 1.3，与问卷调查的总分 1 不符"),
        (put("问卷选项", "Q-01", "得分比例", "200%"), "“得分比例”：应在 0 到 1 之间"),
        (put("负面清单", "N-01", "条线", "天气"), "“条线”：“天气”没有在“工作条线”里列出"),
        (put("负面清单", "N-01", "级别", "紫线"), "“级别”：应为其中之一：提醒、预警、红线"),
        (put("负面后果", "N-01", "后果", "表扬"), "“后果”：应为其中之一"),
        (put("体系", "版本", "内容", None), "体系!3 “版本”：必须填写"),
        (put("体系", "体系标识", "内容", "Small One"), "只用小写字母、数字和连字符"),
        (put("体系", "是否示例", "内容", "也许"), "应填“是”或“否”"),
        (put("体系", "材料所属期月数", "内容", "一年"), "应为 0 到 120 的整数"),
        (put("体系", "来源", "项目", "出处"), "不认识的项目“出处”"),
        (put("点位类别", "market", "标识", "junction"), "“junction”列了两次"),
    ],
)  # fmt: skip
def test_each_fault_is_told_with_sheet_row_and_column(change, words):
    assert words in told(change)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (1.1, "被表格当成了数字，末尾的 0 可能已经丢了"),
        (dt.date(2026, 1, 2), "被表格当成了日期或时间：请把这一列设为“文本”格式"),
        ("=1+2", "是还没有算出结果的公式"),
        ("#REF!", "单元格是公式错误"),
        ("II-1、2", "编号里不能有顿号、逗号、分号"),
        (None, "“编号”：必填"),
        ("长" * 31, "“编号”：超过 30 个字"),
    ],
)
def test_a_code_that_the_table_spoilt_is_told_and_not_guessed(value, words):
    found = told(put("测评标准", "II-3-2", "编号", value))
    assert "测评标准!12 “编号”" in found
    assert words in found


def test_a_whole_number_is_a_code():
    book = workbook()
    put("测评标准", "II-3-2", "编号", 312)(book)
    for code in ("Q-01", "Q-02"):
        put("问卷题目", code, "标准编号", 312)(book)
    assert read(data(book)).draft.criteria[-1].code == "312"


def test_a_formula_with_its_result_is_read_as_its_result_without_the_dust_of_arithmetic():
    book = workbook()
    put("测评标准", "II-1-1", "分值", 0.1 + 0.2 + 2.7)(book)
    assert read(data(book)).draft == DRAFT


def test_what_nobody_would_read_is_refused():
    def more(book: openpyxl.Workbook) -> None:
        book["测评标准"].cell(1, 30).value = "分植"
        book["测评标准"].cell(1, 31).value = "备注 张三"
        book.create_sheet("负面请单").append(["编号"])
        book.create_sheet("备注页").append(["随便写"])

    found = told(more)
    assert "测评标准!1 “分植”：不认识的列" in found
    assert "负面请单!0：不认识的工作表，是不是“负面清单”" in found
    assert "张三" not in found
    assert "备注页" not in found


def test_a_missing_header_and_a_missing_sheet_are_named():
    def less(book: openpyxl.Workbook) -> None:
        page = book["测评标准"]
        page.cell(1, column(page, "编号")).value = "号码"
        del book["测评方法"]

    found = told(less)
    assert "测评标准!1 “编号”：缺少必填的列" in found
    assert "测评标准!1 “号码”：不认识的列" in found
    assert "测评方法!0：缺少这张工作表，或者是空的" in found


def test_a_hundred_thousand_rows_are_refused_by_their_number():
    book = openpyxl.Workbook(write_only=True)
    page = book.create_sheet("测评标准")
    page.append(["层级", "编号", "内容"])
    for n in range(99_999):
        page.append(["测评标准", f"C-{n}", "干净"])
    assert "测评标准!0：有 100,000 行，最多 20,000 行" in "\n".join(
        f"{f.path}：{f.zh}" for f in read(data(book)).faults
    )


def test_a_file_too_large_is_refused_before_it_is_unpacked(monkeypatch):
    monkeypatch.setattr(tables, "SIZE", 1000)
    (fault,) = read(excel.write(DRAFT)).faults
    assert "文件超过" in fault.zh


@pytest.mark.parametrize("start", [b"PK\x03\x04nothing", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600])
def test_what_is_no_workbook_is_told(start):
    reading = read(start)
    assert reading.draft is None
    assert reading.faults


def test_the_template_explains_itself_and_its_examples_are_not_loaded():
    book = openpyxl.load_workbook(io.BytesIO(excel.template()))
    assert "以“例：”开头的行是示例" in " ".join(str(row[4].value) for row in book["填写说明"].iter_rows())
    assert book["测评标准"]["A2"].value == "例：测评项目"
    found = [f"{f.path}：{f.zh}" for f in read(excel.template()).faults]
    assert "测评标准!0 “层级”：一条测评标准也没有" in found
    assert not [line for line in found if "例：" in line or "I-1-1" in line]


def test_the_template_filled_beside_its_examples_is_loaded():
    book = openpyxl.load_workbook(io.BytesIO(excel.template()))
    full = workbook()
    for page in layout.PAGES:
        rows = [[c.value for c in row] for row in full[page.name].iter_rows(min_row=2)]
        if page is layout.HEAD:
            for row, cells in enumerate(rows, 2):
                book[page.name].cell(row, 2).value = cells[1]
        else:
            for cells in rows:
                book[page.name].append(cells)
    assert read(data(book)).draft == DRAFT


def test_the_examples_of_the_template_are_themselves_right():
    """With the marks taken away and what they point at put in, nothing is wrong with them."""
    book = openpyxl.load_workbook(io.BytesIO(excel.template()))
    for page in layout.PAGES[1:]:
        for row in book[page.name].iter_rows(min_row=2):
            row[0].value = str(row[0].value).removeprefix("例：")
    found = [f.zh for f in read(data(book)).faults]
    assert not [zh for zh in found if "应为其中之一" in zh or "不认识" in zh or "类别”里列出" in zh]


def test_a_hidden_sheet_is_not_passed_over_in_silence():
    def hide(book: openpyxl.Workbook) -> None:
        book["负面后果"].sheet_state = "hidden"

    assert "负面后果!0：工作表是隐藏的，不会读" in told(hide)
