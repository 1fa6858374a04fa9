"""An office that never touches the mouse: every step by keys, and always seeing where it is."""

import re

from playwright.sync_api import Page, expect

from chuangcheng.site.world import PASSWORD

# What tells that an element has the focus: it or what frames it looks different from when it has not; and it is on the screen.
FOCUS = """() => {
  const at = document.activeElement;
  if (!at || at === document.body) return {where: 'nowhere', seen: true};
  const box = at.getBoundingClientRect();
  const frames = [at, at.parentElement, at.parentElement?.parentElement].filter(Boolean);
  const look = () => frames.map(element => {
    const s = getComputedStyle(element);
    return [s.outlineStyle, s.outlineWidth, s.outlineColor, s.boxShadow, s.borderColor, s.backgroundColor].join();
  }).join(';');
  const on = look();
  at.blur();
  const off = look();
  at.focus({preventScroll: true});
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
    office = enter(county("short_plan"), reduced_motion="reduce")
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
    for key, n in (("j", 1), ("j", 2), ("k", 1)):
        page.keyboard.press(key)
        expect(rows.nth(n)).to_have_class(re.compile(r"\bcur\b"))
        sees_focus(page)

    # two from their rows, the open one with the key of its card
    checked = page.locator(".ob [data-row]").get_by_label("已核对")
    page.keyboard.press("c")
    expect(checked).to_have_count(1)
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("c")
    expect(checked).to_have_count(2)
    page.keyboard.press("c")
    expect(page.get_by_role("link", name="批准并生成任务")).to_be_visible()
    tab_to(page, ".approve a.btn-primary", most=80)
    page.keyboard.press("Enter")
    page.wait_for_url("**/approve/**")
    tab_to(page, ".form-do .btn-primary", most=80)
    page.keyboard.press("Enter")
    expect(page.locator(".msg", has_text="已办好").first).to_be_visible()


def test_the_question_mark_lists_the_keys_and_escape_gives_the_focus_back(county, enter):
    office = enter(county("short_plan"), "xuyian", reduced_motion="reduce")
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
