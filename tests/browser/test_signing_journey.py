"""A lead signs what the unit handed in: all at once, with one password."""

from playwright.sync_api import expect

from chuangcheng.site.world import PASSWORD

from .visitor import PHONE, Visitor


def tick(visitor: Visitor, title: str) -> None:
    """Say of one of them: seen, and agreed."""
    visitor.page.locator("section.sig", has_text=title).get_by_text("看过，同意").tap()


def sign(visitor: Visitor, password: str) -> None:
    visitor.page.get_by_label("签字密码").fill(password)
    visitor.page.locator(".dock").get_by_role("button", name="签字").tap()


def test_ten_are_signed_at_once_and_a_wrong_password_signs_none(county, enter):
    address = county("signing")
    lead = enter(address, "linqing", PHONE)
    lead.go("/inbox/")
    lead.page.locator(".it", has_text="第1段").locator("a.x").tap()
    lead.go("/duties/signing/")
    boxes = lead.page.locator("#sign input[name=chosen]")
    chosen = lead.page.locator("#sign input[name=chosen]:checked")
    expect(boxes).to_have_count(10)
    expect(chosen).to_have_count(0)
    for n in range(1, 10):
        tick(lead, f"第{n}段")
    expect(lead.page.locator(".dock .btn-primary")).to_contain_text("9")

    sign(lead, "not-the-password")
    expect(lead.page.locator(".msg, .form-sum", has_text="签字密码不对")).to_have_count(1)
    expect(boxes).to_have_count(10)
    expect(chosen).to_have_count(9)
    left_out = lead.page.locator("section.sig", has_text="第10段")
    expect(left_out.get_by_role("checkbox")).not_to_be_checked()

    tick(lead, "第10段")
    sign(lead, PASSWORD)
    lead.told("办好 10 条")
    lead.sees("没有等您签字的材料")

    next_lead = enter(address, "heweimin", PHONE)
    next_lead.go("/duties/signing/")
    expect(next_lead.page.locator("#sign input[name=chosen]")).to_have_count(10)


def test_what_is_not_ticked_is_not_signed(county, enter):
    lead = enter(county("signing"), "linqing", PHONE)
    lead.go("/duties/signing/")
    tick(lead, "第4段")
    sign(lead, PASSWORD)
    lead.told("办好 1 条")
    expect(lead.page.locator("section.sig")).to_have_count(9)
    expect(lead.page.locator("section.sig", has_text="第4段")).to_have_count(0)
