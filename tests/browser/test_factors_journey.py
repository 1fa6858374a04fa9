"""A second factor, in a browser that keeps the pages' policy: an app's codes, and a passkey in a made-up device."""

import base64
import hashlib
import hmac
import struct
import time

from playwright.sync_api import expect

from chuangcheng.site.world import PASSWORD

from .visitor import DESKTOP, PHONE, Visitor


def code(secret: str, ahead: int = 0) -> str:
    """What an authenticator app shows, by RFC 6238; `ahead` steps of thirty seconds from now."""
    key, count = base64.b32decode(secret + "=" * (-len(secret) % 8)), int(time.time()) // 30 + ahead
    digest = hmac.new(key, struct.pack(">Q", count), hashlib.sha1).digest()
    start = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[start : start + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"


def prove(visitor: Visitor) -> None:
    """The password once more, before a lock is changed."""
    visitor.page.get_by_label("登录密码").fill(PASSWORD)
    visitor.press("继续")


def password(visitor: Visitor, username: str) -> None:
    visitor.go("/accounts/login/")
    visitor.page.get_by_label("登录名").fill(username)
    visitor.page.get_by_label("密码").fill(PASSWORD)
    visitor.press("登录")


def test_an_authenticator_is_set_up_and_asked_for(county, enter):
    address = county("small")
    person = enter(address, "zhouyuning", PHONE)
    person.go("/me/")
    person.press("两步验证")
    person.press("设置验证器")
    prove(person)
    expect(person.page.get_by_alt_text("给验证器扫的二维码")).to_be_visible()
    secret = person.page.locator("#secret").inner_text()
    person.page.get_by_label("6 位数").fill(code(secret))
    person.press("启用")
    expect(person.page.locator(".codes li")).to_have_count(10)
    spare = person.page.locator(".codes li").first.inner_text()

    other = enter(address, "", DESKTOP)
    password(other, "zhouyuning")
    other.page.get_by_label("验证码").fill("000000")
    other.press("登录")
    other.sees("验证没有通过，请再试一次。")
    other.page.get_by_label("验证码").fill(code(secret, 1))
    other.press("登录")
    expect(other.page.locator("#menu")).to_be_attached()

    third = enter(address, "", DESKTOP)
    password(third, "zhouyuning")
    third.page.get_by_label("验证码").fill(spare)
    third.press("登录")
    expect(third.page.locator("#menu")).to_be_attached()


def device(visitor: Visitor) -> None:
    """A made-up authenticator in the browser, with somebody's finger on it."""
    session = visitor.context.new_cdp_session(visitor.page)
    session.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
               "isUserVerified": True, "automaticPresenceSimulation": True}  # fmt: skip
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def test_a_passkey_signs_in_without_a_password(county, enter):
    address = county("small")
    person = enter(address, "linqing", DESKTOP)
    device(person)
    person.go("/accounts/2fa/")
    person.press("加一把通行密钥")
    prove(person)
    person.page.get_by_label("给它起个名字").fill("办公室电脑")
    person.press("加上")
    expect(person.page.locator(".codes li")).to_have_count(10)
    person.press("记好了")
    person.sees("办公室电脑")

    person.context.clear_cookies()
    person.go("/accounts/login/")
    person.press("用通行密钥登录")
    expect(person.page.locator("#menu")).to_be_attached()
    person.go("/me/")
    person.sees("linqing")

    person.context.clear_cookies()
    password(person, "linqing")  # and as the second step after the password
    person.press("用通行密钥")
    expect(person.page.locator("#menu")).to_be_attached()


def test_who_has_no_passkey_here_is_told_so(county, enter):
    person = enter(county("small"), "", PHONE)
    person.go("/accounts/login/")
    session = person.context.new_cdp_session(person.page)
    session.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
               "isUserVerified": False, "automaticPresenceSimulation": True}  # fmt: skip
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    person.press("用通行密钥登录")
    person.told("没有用成通行密钥")
