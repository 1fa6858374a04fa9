"""A lead signs what the unit handed in: all at once, with one password."""

from playwright.sync_api import expect

from chuangcheng.site.world import PASSWORD

from .visitor import PHONE, Visitor


def sign(visitor: Visitor, password: str) -> None:
    visitor.page.get_by_label("签字密码").fill(password)
    visitor.page.locator(".dock").get_by_role("button", name="签字").tap()


def test_ten_are_signed_at_once_and_a_wrong_password_signs_none(county, enter):
    address = county("signing")
    lead = enter(address, "linqing", PHONE)
    lead.go("/inbox/")
    lead.page.locator(".it", has_text="第1段").locator("a.x").tap()
    boxes = lead.page.locator("#sign input[name=chosen]")
    expect(boxes).to_have_count(10)
    left_out = boxes.nth(3)
    kept = left_out.get_attribute("value")
    left_out.uncheck()

    sign(lead, "not-the-password")
    expect(lead.page.locator(".msg, .form-sum", has_text="签字密码不对")).to_have_count(1)
    expect(boxes).to_have_count(10)
    expect(lead.page.locator("#sign input[name=chosen]:checked")).to_have_count(9)
    expect(lead.page.locator(f"#sign input[value='{kept}']")).not_to_be_checked()

    lead.page.locator(f"#sign input[value='{kept}']").check()
    sign(lead, PASSWORD)
    lead.told("办好 10 条")
    lead.sees("没有等您签字的材料")

    next_lead = enter(address, "heweimin", PHONE)
    next_lead.go("/duties/signing/")
    expect(next_lead.page.locator("#sign input[name=chosen]")).to_have_count(10)


def test_what_is_not_ticked_is_not_signed(county, enter):
    lead = enter(county("signing"), "linqing", PHONE)
    lead.go("/duties/signing/")
    boxes = lead.page.locator("#sign input[name=chosen]")
    for n in range(9):
        boxes.nth(n).uncheck()
    sign(lead, PASSWORD)
    lead.told("办好 1 条")
    expect(boxes).to_have_count(9)
