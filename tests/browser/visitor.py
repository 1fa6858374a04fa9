"""A person at a browser: signs in, goes to pages, and notes whatever goes wrong on them."""

from typing import Any

from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Response, expect

from chuangcheng.site.world import PASSWORD

DESKTOP: dict[str, Any] = {"viewport": {"width": 1440, "height": 900}}
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
NOT_LOADED = "Failed to load resource"  # the console's word for a status that `answered` judges


class Visitor:
    """One person, one browser profile, one page. `allowed` are statuses ≥ 400 that belong to the journey."""

    def __init__(self, browser: Browser, address: str, device: dict[str, Any], *, patience: int) -> None:
        self.address, self.faults, self.allowed = address, list[str](), set[int]()
        self.context = browser.new_context(locale="zh-CN", base_url=address, **device)
        self.context.set_default_timeout(patience)
        self.is_phone = bool(device.get("is_mobile"))
        self.page = self.watched(self.context.new_page())

    def watched(self, page: Page) -> Page:
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.faults.append(f"{page.url}: {error}"))
        page.on("response", self._answered)
        return page

    def _said(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith(NOT_LOADED):
            self.faults.append(f"{self.page.url}: {message.text}")

    def _answered(self, response: Response) -> None:
        if response.status >= 400 and response.status not in self.allowed:
            self.faults.append(f"{response.request.method} {response.url}: {response.status}")

    def sign_in(self, username: str, password: str = PASSWORD) -> None:
        self.page.goto("/accounts/login/")
        self.page.get_by_label("登录名").fill(username)
        self.page.get_by_label("密码").fill(password)
        self.page.get_by_label("密码").press("Enter")
        expect(self.page.locator("#menu")).to_be_attached()

    def leave(self) -> None:
        self.context.close()

    # what people do on any page

    def go(self, path: str) -> Page:
        self.page.goto(path)
        return self.page

    def press(self, name: str, within: Locator | None = None, *, exact: bool = True) -> None:
        """Press the one visible button or link of that name."""
        where = within or self.page
        found = where.get_by_role("button", name=name, exact=exact).or_(
            where.get_by_role("link", name=name, exact=exact)
        )
        one = found.filter(visible=True)
        if self.is_phone:
            one.tap()
        else:
            one.click()

    def sees(self, words: str) -> None:
        expect(self.page.get_by_text(words).filter(visible=True).first).to_be_visible()

    def told(self, words: str) -> None:
        """A message on the page says so."""
        expect(self.page.locator(".msg", has_text=words).first).to_be_visible()
