"""Two clicks, two tabs, two people: one entry, and the second is told what the first did."""

from playwright.sync_api import expect


def open_duty(visitor, title: str) -> None:
    visitor.go("/duties/?tab=all")
    visitor.page.locator("td.ttl").get_by_role("link", name=title).click()


def entries(visitor, words: str):
    """The lines of the record's story that say so."""
    return visitor.page.locator("section.card", has=visitor.page.get_by_role("heading", name="经过")).locator(
        ".tl li", has_text=words
    )


def test_a_double_click_submits_once(county, enter):
    liaison = enter(county("review"), "zhouyuning")
    open_duty(liaison, "清洗公共座椅")
    liaison.page.get_by_role("button", name="提交", exact=True).filter(visible=True).dblclick()
    expect(liaison.page.locator(".ph")).to_contain_text("待分管签字")
    expect(entries(liaison, "提交")).to_have_count(1)


def test_a_double_click_accepts_once(county, enter):
    office = enter(county("review"), "xuyian")
    open_duty(office, "检查公共厕所")
    office.page.get_by_role("button", name="审核通过", exact=True).filter(visible=True).dblclick()
    expect(office.page.locator(".ph")).to_contain_text("审核通过")
    expect(entries(office, "审核通过")).to_have_count(1)


def test_whoever_comes_second_is_told_what_the_first_did(county, enter):
    address = county("review")
    first, second = enter(address, "xuyian"), enter(address, "xuyian")
    second.allowed = {409}
    for office in (first, second):
        open_duty(office, "检查公共厕所")
    first.press("退回")
    first.page.get_by_role("textbox", name="原因").fill("缺现场全景")
    first.page.locator(".form-do").get_by_role("button", name="退回").click()
    expect(first.page.locator(".ph")).to_contain_text("已退回")

    second.press("审核通过")
    expect(second.page.locator("main")).to_contain_text("许亦安")
    expect(second.page.locator("main")).to_contain_text("退回")
    second.page.get_by_role("link", name="看现在的情况").or_(second.page.locator(".crumb a")).first.click()
    expect(second.page.locator(".ph")).to_contain_text("已退回")
    expect(entries(second, "审核通过")).to_have_count(0)


def test_a_form_that_was_open_too_long_says_who_was_there_before(county, enter):
    address = county("review")
    office, other = enter(address, "xuyian"), enter(address, "linqing")
    office.allowed = {409}
    open_duty(office, "检查公共厕所")
    office.press("退回")
    office.page.get_by_role("textbox", name="原因").fill("缺一张整改后的照片")

    open_duty(other, "检查公共厕所")
    other.press("退回")
    other.page.get_by_role("textbox", name="原因").fill("换一张清楚的")
    other.page.locator(".form-do").get_by_role("button", name="退回").click()
    expect(other.page.locator(".ph")).to_contain_text("已退回")

    office.page.locator(".form-do").get_by_role("button", name="退回").click()
    main = office.page.locator("main")
    expect(main).to_contain_text("林清")
    expect(main).to_contain_text("退回")
