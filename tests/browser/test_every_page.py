"""Every page of every role's menu, and the first record behind each list, on a desktop and on phones."""

import re
from pathlib import Path

import pytest

from chuangcheng.site.world import PEOPLE

from .visitor import DESKTOP, PHONE, Visitor

AXE = Path(__file__).resolve().parents[2] / "web/node_modules/axe-core/axe.min.js"
# Tall, so that what lies under the bar at the foot of the window is not taken for something that cannot be touched.
TALL_PHONE = {**PHONE, "viewport": {"width": 390, "height": 2400}}
DEVICES = {"desktop": DESKTOP, "phone": TALL_PHONE}
ROLES = ["xuyian", "admin", "audit", "zhouyuning", "linqing", "heweimin", "ducha", "chuzhi"]
MORE = ["/me/", "/notices/", "/search/?q=广告", "/help/", "/duties/?tab=all", "/duties/responsibility/", "/duties/board/",
        "/duties/calendar/", "/duties/signing/"]  # fmt: skip
FILES = (
    "excel=",
    "word=",
    "/template/",
    "/standards/example/",
    "/excel/",
    "/yaml/",
    "/word/",
    "/pdf/",
    "/file/",
    "/source/",
)  # addresses that answer with a file
NARROW = 360
AXE_RUN = """async () => {
  const found = await axe.run(document, {resultTypes: ['violations']});
  return found.violations.map(v => `${v.id} (${v.impact}): ${v.nodes.slice(0, 3).map(n => n.target.join(' ')).join(' | ')}`);
}"""
SIDEWAYS = """() => {
  const over = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  if (over <= 0) return '';
  const wide = [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1);
  return `${over} px, e.g. ${wide.slice(-1).map(e => e.outerHTML.slice(0, 100))}`;
}"""
# What a page is made of: an element of a kind within one of a kind.
MAKES = """() => {
  const make = e => `${e.tagName}.${e.className.baseVal ?? e.className}[${[...e.attributes].map(a => a.name)}]`;
  return [...new Set([...document.querySelectorAll('main *, .dock *')].map(e => `${make(e.parentElement)}>${make(e)}`))];
}"""
# Asked from within the page: only the browser knows where *.localhost is.
ANSWERS = """links => Promise.all(links.map(async link => [link, (await fetch(link, {credentials: 'same-origin'})).status]))"""
FEW = 3
offered: set[tuple[bool, str]] = set()
KEY = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")
LINKS = "links => links.map(link => link.getAttribute('href'))"


class Audited:
    """What was audited in this run. Every kind of page is, on each device, and again wherever a role sees something of
    another make on it."""

    def __init__(self) -> None:
        self.seen: set[tuple[bool, str]] = set()

    def is_new(self, visitor: Visitor) -> bool:
        place = KEY.sub("*", visitor.page.url)
        found = {(visitor.is_phone, make) for make in [place, *visitor.page.evaluate(MAKES)]}
        fresh = not found <= self.seen
        self.seen |= found
        return fresh


audited = Audited()


def menu(visitor: Visitor) -> list[str]:
    visitor.go("/")
    return visitor.page.eval_on_selector_all("#menu nav a[href^='/']", LINKS)


def first_record(visitor: Visitor) -> list[str]:
    """The first record behind the list that is open."""
    links = visitor.page.eval_on_selector_all("main [data-open], main td.ttl a, main .it a.x, main a.m", LINKS)
    return [link for link in links if link.startswith("/") and "?" not in link][:1]


def forms(visitor: Visitor) -> list[str]:
    """Pages of forms that the page offers, each kind of form once a run: the words of a verb are the same for everybody."""
    links = visitor.page.eval_on_selector_all(
        "main .btn[href^='/'], main .menu-list a[href^='/'], .dock .btn[href^='/']", LINKS
    )
    found = []
    for link in links:
        kind = (visitor.is_phone, KEY.sub("*", link.split("?")[0]))
        if kind[1].count("/") >= 3 and kind not in offered and not any(part in link for part in FILES):
            offered.add(kind)
            found.append(link)
    return found


def looked_at(visitor: Visitor) -> tuple[list[str], set[str]]:
    """What is wrong with the page that is open, and the addresses that it links to."""
    page, wrong = visitor.page, []
    if sideways := page.evaluate(SIDEWAYS):
        wrong.append(f"scrolls sideways: {sideways}")
    if visitor.is_phone:
        wide = page.viewport_size
        page.set_viewport_size({"width": NARROW, "height": wide["height"]})
        if sideways := page.evaluate(SIDEWAYS):
            wrong.append(f"scrolls sideways at {NARROW}: {sideways}")
        page.set_viewport_size(wide)
    if audited.is_new(visitor):
        page.add_script_tag(path=AXE)
        wrong += [f"axe: {finding}" for finding in page.evaluate(AXE_RUN)]
    links = page.eval_on_selector_all("a[href^='/']", LINKS)
    broken = [link for link in page.eval_on_selector_all("a[href^='#']", LINKS) if not anchors(visitor, link)]
    return wrong + [f"leads nowhere: {link}" for link in broken], set(links)


def anchors(visitor: Visitor, link: str) -> bool:
    return link in ("#", "#_") or visitor.page.locator(f"[id='{link[1:]}']").count() > 0


@pytest.mark.parametrize("device", DEVICES)
@pytest.mark.parametrize("role", ROLES)
def test_every_page_is_sound(role, device, full, enter):
    visitor = enter(full, role, DEVICES[device], bypass_csp=True)
    waiting, seen, linked, wrong = [*menu(visitor), *MORE], set(), set(), []
    while waiting:
        path = waiting.pop(0)
        if path in seen:
            continue
        seen.add(path)
        visitor.go(path)
        found, links = looked_at(visitor)
        wrong += [f"{path}: {words}" for words in found]
        linked |= links
        if path.count("/") == 2 or path in MORE:
            waiting += first_record(visitor)
        waiting += forms(visitor)
    if device == "desktop":  # the same links stand on the phone
        wrong += broken(visitor, {link.split("#")[0] for link in linked} - seen)
    wrong += visitor.faults
    visitor.faults = []
    assert not wrong, f"{role} on {device}, {len(seen)} pages:\n" + "\n".join(dict.fromkeys(wrong))


def broken(visitor: Visitor, links: set[str]) -> list[str]:
    """Addresses of this site that do not answer well: of each kind of page the first few records."""
    asked: dict[str, list[str]] = {}
    for link in sorted(links):
        asked.setdefault(KEY.sub("*", link), []).append(link)
    wanted = [link for group in asked.values() for link in group[:FEW]]
    answers = visitor.page.evaluate(ANSWERS, wanted)
    return [f"broken link {link}: {status}" for link, status in answers if status >= 400 and status != 405]


def test_the_roles_are_those_of_the_world():
    assert {role for *_rest, role in PEOPLE} == {role for name, *_rest, role in PEOPLE if name in ROLES}
