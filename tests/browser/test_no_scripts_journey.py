"""Everything works where scripts do not: an old browser, a strict network."""

from playwright.sync_api import expect

from .test_duty_journey import REPORT
from .visitor import PHONE

PLAIN = {"java_script_enabled": False}


def test_a_duty_is_handed_in_and_sent_back_without_scripts(county, enter):
    address = county("duties")
    liaison = enter(address, "zhouyuning", **PLAIN)
    liaison.go("/inbox/")
    liaison.page.locator(".it", has_text="清除楼道小广告").locator("a.x").click()
    form = liaison.page.locator("#add form")
    form.get_by_label("文件").set_input_files(REPORT)
    form.get_by_label("材料种类").select_option(label="情况说明")
    form.get_by_label("我确认材料不含涉密内容").check()
    form.get_by_role("button", name="交材料").click()
    expect(liaison.page.locator("#proofs")).to_contain_text("1 / 1")
    liaison.press("提交")
    expect(liaison.page.locator(".ph")).to_contain_text("待分管签字")

    lead = enter(address, "linqing", PHONE, **PLAIN)
    lead.go("/duties/signing/")
    lead.press("退回", within=lead.page.locator(".sig", has_text="清除楼道小广告"), exact=False)
    lead.page.get_by_role("textbox", name="原因").fill("缺整治后的照片")
    lead.page.locator(".dock").get_by_role("button", name="退回").tap()
    lead.told("已办好")

    liaison.go("/inbox/")
    row = liaison.page.locator(".it", has_text="清除楼道小广告")
    expect(row).to_contain_text("退回：缺整治后的照片")
    row.locator("a.x").click()
    liaison.told("退回原因：缺整治后的照片")


def test_a_reason_is_asked_for_and_what_was_typed_is_kept_without_scripts(county, enter):
    office = enter(county("review"), "xuyian", **PLAIN)
    office.go("/duties/?tab=review")
    office.page.get_by_role("link", name="检查公共厕所").click()
    office.press("退回")
    office.allowed = {422}
    office.page.get_by_role("textbox", name="原因").fill(
        "  "
    )  # the browser takes blanks for an answer; the house does not
    office.page.locator(".form-do").get_by_role("button", name="退回").click()
    expect(office.page.locator(".form-sum")).to_contain_text("原因")


def test_language_and_filters_without_scripts(county, enter):
    office = enter(county("full"), "xuyian", **PLAIN)
    page = office.go("/duties/?tab=all")
    rows = page.locator("table.duty tbody tr")
    everything = rows.count()
    page.get_by_role("link", name="筛选", exact=True).click()
    sheet = page.locator("#filter")
    expect(sheet).to_be_visible()
    sheet.get_by_label("责任单位").select_option(label="城关镇")
    sheet.get_by_role("button", name="看结果").click()
    expect(page.locator(".chip", has_text="城关镇")).to_be_visible()
    expect(sheet).to_be_hidden()
    assert 0 < rows.count() < everything
    for one in rows.all():
        expect(one.locator("[data-label='责任单位']")).to_have_text("城关镇")
    page.get_by_role("link", name="去掉筛选：责任单位").click()
    assert rows.count() == everything

    page.get_by_role("button", name="English, EN").filter(visible=True).click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.get_by_role("button", name="中文").filter(visible=True).click()
    expect(page.locator("html")).to_have_attribute("lang", "zh-CN")
