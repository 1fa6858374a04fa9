"""A duty from the liaison's inbox to 审核通过, on phones, and its honest other ends."""

from playwright.sync_api import Locator, expect

from chuangcheng.site.world import PASSWORD

from .test_signing_journey import sign, tick
from .visitor import PHONE, Visitor

REPORT = {"name": "清除小广告情况.txt", "mimeType": "text/plain", "buffer": "6月12日清除楼道小广告 36 处。".encode()}


def add_file(visitor: Visitor, file: dict = REPORT, *, within: Locator | None = None) -> None:
    """Bring a file to the duty that is open, on its page or in its row of the inbox."""
    form = (within or visitor.page.locator("#add")).locator("form", has=visitor.page.locator("[type=file]"))
    form.get_by_label("文件").set_input_files(file)
    form.get_by_label("材料种类").select_option(label="情况说明")
    form.get_by_label("我确认材料不含涉密内容").check()
    form.get_by_role("button", name="交材料").click()


def open_from_inbox(visitor: Visitor, title: str) -> None:
    visitor.go("/inbox/")
    visitor.page.locator(".it", has_text=title).locator("a.x").click()
    expect(visitor.page.get_by_role("heading", level=1)).to_have_text(title)


def test_a_duty_goes_from_the_inbox_through_two_signatures_to_accepted(county, enter):
    address = county("duties")
    liaison = enter(address, "zhouyuning", PHONE)
    open_from_inbox(liaison, "清除楼道小广告")
    add_file(liaison)
    expect(liaison.page.locator("#proofs")).to_contain_text("1 / 1")
    liaison.press("提交")
    liaison.sees("待分管签字")

    for lead, state in (("linqing", "待主要签字"), ("heweimin", "待创建办审核")):
        person = enter(address, lead, PHONE)
        person.go("/inbox/")
        person.page.locator(".it", has_text="清除楼道小广告").locator("a.x").click()
        tick(person, "清除楼道小广告")
        sign(person, PASSWORD)
        person.told("办好 1 条")
        person.go("/duties/?tab=all")
        expect(person.page.locator("tr", has_text="清除楼道小广告")).to_contain_text(state)

    office = enter(address, "xuyian")
    open_from_inbox(office, "清除楼道小广告")
    office.press("审核通过")
    expect(office.page.locator(".ph")).to_contain_text("审核通过")
    liaison.go("/duties/?tab=ended")
    expect(liaison.page.locator("tr", has_text="清除楼道小广告")).to_contain_text("审核通过")


def test_a_duty_is_handed_in_without_leaving_the_inbox(county, enter):
    liaison = enter(county("duties"), "zhouyuning", PHONE)
    liaison.go("/inbox/")
    row = liaison.page.locator(".it", has_text="清除楼道小广告")
    row.locator("[data-panel]").tap()
    inside = row.locator("+ .it-in")
    add_file(liaison, within=inside)
    liaison.told("已办好")
    expect(liaison.page).to_have_url(f"{liaison.address}/inbox/")
    expect(row).to_contain_text("材料已齐")
    row.locator("[data-panel]").tap()
    liaison.press("提交", within=inside)
    expect(liaison.page).to_have_url(f"{liaison.address}/inbox/")
    expect(row).to_have_count(0)


def test_what_did_not_take_place_ends_honestly(county, enter):
    address = county("duties")
    liaison = enter(address, "zhouyuning", PHONE)
    open_from_inbox(liaison, "召开点评会")
    liaison.press("本期未开展")
    liaison.page.get_by_role("textbox", name="原因").fill("本月与县里现场会合并召开")
    liaison.page.locator(".dock").get_by_role("button", name="本期未开展").tap()
    expect(liaison.page.locator(".ph")).to_contain_text("本期未开展")
    liaison.sees("说明：本月与县里现场会合并召开")

    office = enter(address, "xuyian")
    office.go("/duties/?tab=ended")
    row = office.page.locator("tr", has_text="召开点评会")
    expect(row).to_contain_text("本期未开展")
    row.get_by_role("link", name="召开点评会").click()
    office.sees("说明：本月与县里现场会合并召开")


def test_late_work_is_handed_in_as_supplement_and_says_so(county, enter):
    address = county("duties")
    liaison = enter(address, "zhouyuning", PHONE)
    liaison.go("/inbox/")
    row = liaison.page.locator(".it.late", has_text="整治占道经营")
    expect(row).to_contain_text("补报")
    open_from_inbox(liaison, "整治占道经营")
    add_file(liaison)
    liaison.press("补报")
    expect(liaison.page.locator(".ph")).to_contain_text("补报")
    liaison.sees("待分管签字")

    office = enter(address, "xuyian")
    office.go("/duties/?tab=all")
    row = office.page.locator("tr", has_text="整治占道经营")
    expect(row).to_contain_text("补报")
    expect(row).not_to_have_class("late")
