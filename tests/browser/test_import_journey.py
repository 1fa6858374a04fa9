"""An administrator brings the county's units in an Excel file: all rows or none."""

import io

from openpyxl import Workbook
from playwright.sync_api import expect

HEAD = ["单位全称", "简称", "别名", "上级单位", "类别"]
GOOD = [
    ["澄浦县市场监督管理局", "县市监局", "市场监管局", "澄浦县", "部门"],
    ["澄浦县教育局", "县教育局", "", "澄浦县", "部门"],
    ["临江社区", "", "", "城关镇", "村（社区）"],
]
FAULTY = [
    ["澄浦县市场监督管理局", "县市监局", "", "澄浦县", "部门"],
    ["城关镇", "", "", "澄浦县", "镇（街道）"],
    ["临江社区", "", "", "没有的镇", "村（社区）"],
    ["", "县教育局", "", "澄浦县", "部门"],
]


def workbook(rows: list[list[str]]) -> dict:
    book = Workbook()
    sheet = book.active
    sheet.title = "单位表"
    for row in [HEAD, *rows]:
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return {"name": "单位.xlsx", "mimeType": kind, "buffer": out.getvalue()}


def test_every_fault_is_shown_with_its_place_and_nothing_is_loaded_until_all_is_right(county, enter):
    admin = enter(county("small"), "admin")
    page = admin.go("/units/")
    page.get_by_role("link", name="导入", exact=True).last.click()
    page.get_by_label("表格文件").set_input_files(workbook(FAULTY))
    admin.press("上传并预览")

    faults = page.get_by_role("table", name="要改的地方").locator("tbody tr")
    expect(faults).to_have_count(3)
    for row, column, reason in (
        (3, "单位全称", "系统里已有这个单位"),
        (4, "上级单位", "找不到这个上级单位"),
        (5, "单位全称", "必填"),
    ):
        one = faults.filter(has_text=f"第 {row} 行")
        expect(one).to_contain_text("单位表")
        expect(one).to_contain_text(column)
        expect(one).to_contain_text(reason)
    expect(page.get_by_role("button", name="确认导入")).to_have_count(0)
    admin.go("/units/")
    expect(page.get_by_text("澄浦县市场监督管理局")).to_have_count(0)

    admin.go("/imports/units/")
    page.get_by_label("表格文件").set_input_files(workbook(GOOD))
    admin.press("上传并预览")
    admin.press("确认导入")
    admin.told("导入了 3 行")
    admin.go("/units/")
    for name in ("澄浦县市场监督管理局", "澄浦县教育局", "临江社区"):
        expect(page.locator("td.ttl").get_by_role("link", name=name)).to_have_count(1)
