"""An office that never touches the mouse: every step by keys, and always seeing where it is."""

import re

from playwright.sync_api import Page, expect

from chuangcheng.site.world import PASSWORD

# What tells that an element has the focus: an outline or a shadow that it lacks without it; and that it is on the screen.
FOCUS = """() => {
  const at = document.activeElement;
  if (!at || at === document.body) return {where: 'nowhere', seen: true};
  const box = at.getBoundingClientRect();
  const look = () => { const s = getComputedStyle(at); return [s.outlineStyle, s.outlineWidth, s.outlineColor, s.boxShadow, s.borderColor, s.backgroundColor].join(); };
  const on = look();
  const quiet = at.cloneNode(false);
  quiet.removeAttribute('id');
  quiet.removeAttribute('autofocus');
  quiet.style.visibility = 'hidden';
  at.after(quiet);
  const s = getComputedStyle(quiet);
  const off = [s.outlineStyle, s.outlineWidth, s.outlineColor, s.boxShadow, s.borderColor, s.backgroundColor].join();
  quiet.remove();
  const inside = box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  return {where: at.outerHTML.slice(0, 120), inside, differs: on !== off, seen: inside && on !== off};
}"""


def sees_focus(page: Page) -> None:
    found = page.evaluate(FOCUS)
    assert found["seen"], f"the focus cannot be seen on {page.url}: {found}"


def tab_to(page: Page, selector: str, most: int = 60) -> None:
    """Tab until the element has the focus; on the way the focus never goes out of sight."""
    for _n in range(most):
        page.keyboard.press("Tab")
        sees_focus(page)
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"{selector} is not reached within {most} tabs on {page.url}")


def test_a_plan_is_found_checked_and_approved_without_a_mouse(county, enter):
    office = enter(county("short_plan"))
    page = office.go("/accounts/login/")
    expect(page.get_by_label("登录名")).to_be_focused()
    sees_focus(page)
    page.keyboard.type("xuyian")
    page.keyboard.press("Tab")
    sees_focus(page)
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("工作台")

    page.keyboard.press("/")
    expect(page.locator("[data-search-box]")).to_be_focused()
    sees_focus(page)
    page.keyboard.type("市容环境")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/**")
    expect(page.locator(".it a.x").first).to_be_visible()
    tab_to(page, "main .it a.x[href^='/plans/']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/plans/**")

    rows = page.locator(".ob [data-row]")
    expect(rows).to_have_count(3)
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(rows.nth(1)).to_have_class(re.compile(r"\bcur\b"))
    sees_focus(page)
    page.keyboard.press("k")
    expect(rows.nth(0)).to_have_class(re.compile(r"\bcur\b"))
    sees_focus(page)

    for n in (1, 2):  # two from their rows, the open one with the key of its card
        page.keyboard.press("c")
        expect(page.locator(".ob [data-row] svg[aria-label='已核对'], .ob [aria-label='已核对']")).to_have_count(n)
        page.keyboard.press("j")
    page.keyboard.press("c")
    expect(page.get_by_role("button", name="批准并生成任务")).to_be_enabled()
    tab_to(page, ".approve button.btn-primary", most=80)
    page.keyboard.press("Enter")
    expect(page.locator(".msg", has_text="已办好").first).to_be_visible()


def test_the_question_mark_lists_the_keys_and_escape_gives_the_focus_back(county, enter):
    office = enter(county("short_plan"), "xuyian")
    page = office.go("/plans/")
    page.keyboard.press("j")
    sees_focus(page)
    page.keyboard.press("?")
    keys = page.get_by_role("dialog", name="快捷键")
    expect(keys).to_be_visible()
    for key in ("J", "K", "/"):
        expect(keys.locator("kbd", has_text=key)).to_have_count(1)
    page.keyboard.press("Escape")
    expect(keys).to_be_hidden()
