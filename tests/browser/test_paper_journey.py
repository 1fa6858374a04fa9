"""A 督办单 about a late duty: issued on a desktop, received and answered on a phone, struck off."""

import re

from playwright.sync_api import expect

from .visitor import PHONE

SCAN = {"name": "督办单签字盖章.txt", "mimeType": "text/plain", "buffer": "签字盖章后的扫描件".encode()}


def test_a_late_duty_is_supervised_in_writing_until_it_is_struck_off(county, enter):
    address = county("duties")
    office = enter(address, "xuyian")
    office.go("/duties/?tab=late")
    office.page.get_by_role("link", name="整治占道经营").click()
    expect(office.page.get_by_label("催办文字（粘贴到工作群）")).to_have_value(
        re.compile("【催办】城关镇：“整治占道经营”")
    )
    office.press("出督办单")
    expect(office.page.get_by_label("事项")).to_have_value("整治占道经营")
    expect(office.page.get_by_label("办理要求")).to_have_value(re.compile("已逾期5天"))
    office.press("起草督办交办")
    office.sees("这是草稿，责任单位还看不到")
    office.press("编号发出")
    expect(office.page.get_by_label("机关代字")).to_have_value("澄创督")
    office.press("编号发出")
    expect(office.page.locator(".ph")).to_contain_text("澄创督〔2026〕1号")

    unit = enter(address, "zhouyuning", PHONE)
    unit.go("/inbox/")
    row = unit.page.locator(".it", has_text="澄创督〔2026〕1号")
    expect(row).to_contain_text("签收")
    row.locator("a.x").click()
    unit.press("签收", within=unit.page.locator(".dock"))
    unit.sees("待反馈")
    unit.press("反馈", within=unit.page.locator(".dock"))
    unit.page.get_by_label("办理情况").fill("已清理占道摊点 12 处，安排专人每日巡查。")
    unit.page.get_by_label("文件").set_input_files(SCAN)
    unit.page.get_by_label("我确认材料不含涉密内容").check()
    unit.press("反馈", within=unit.page.locator(".dock"))
    expect(unit.page.locator(".ph")).to_contain_text("待销号")

    office.go("/inbox/")
    office.page.locator(".it", has_text="澄创督〔2026〕1号").locator("a.x").click()
    office.sees("已清理占道摊点 12 处")
    office.sees("督办单签字盖章.txt")
    office.press("销号")
    expect(office.page.get_by_label("销号意见")).to_have_value("已按要求办结，同意销号。")
    office.press("销号")
    expect(office.page.locator(".ph")).to_contain_text("已销号")
    unit.page.reload()
    expect(unit.page.locator(".ph")).to_contain_text("已销号")


def test_the_reminder_is_copied_with_one_press(county, enter):
    office = enter(county("duties"), "xuyian")
    office.context.grant_permissions(["clipboard-read", "clipboard-write"])
    office.go("/duties/?tab=late")
    office.page.get_by_role("link", name="整治占道经营").click()
    office.press("复制")
    office.sees("已复制，到群里粘贴即可")
    assert "【催办】城关镇" in office.page.evaluate("navigator.clipboard.readText()")
