"""Second factors: set up, asked for, counted, lost; required of some roles where the county says so."""

import time
from dataclasses import replace

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth
from django.conf import settings as django_settings
from django.core.cache import cache
from django.test import Client

from chuangcheng.kit import journal, tenancy
from chuangcheng.rooms.org import verbs
from chuangcheng.rooms.org.devices import device
from chuangcheng.site.world import PASSWORD

LOGIN, FACTORS = "/accounts/login/", "/accounts/2fa/"


@pytest.fixture(autouse=True)
def _no_tries_yet():
    cache.clear()
    yield
    cache.clear()


def code(secret: str) -> str:
    return auth.format_hotp_value(auth.hotp_value(secret, int(time.time()) // 30))


def sign_in(client, login="zhouyuning"):
    return client.post(LOGIN, {"login": login, "password": PASSWORD})


@pytest.fixture
def secret(world, client, django_capture_on_commit_callbacks) -> str:
    """The town's liaison has set up an app; the recovery codes came with it."""
    sign_in(client)
    assert client.get(f"{FACTORS}totp/activate/").url.startswith("/accounts/reauthenticate/")
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    page = client.get(f"{FACTORS}totp/activate/").content.decode()
    found = page.split('<code id="secret">')[1].split("</code>")[0]
    assert "data:image/svg+xml;base64," in page
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(f"{FACTORS}totp/activate/", {"code": code(found)})
    assert answer.url == f"{FACTORS}recovery-codes/"
    return found


def codes(client) -> list[str]:
    page = client.get(f"{FACTORS}recovery-codes/").content.decode()
    return [part.split("</code>")[0] for part in page.split("<li><code>")[1:]]


def test_the_page_offers_and_forces_nothing(world, client):
    sign_in(client)
    page = client.get(FACTORS).content.decode()
    assert "不强制，用不用由您" in page
    assert "设置验证器" in page
    assert client.get("/me/").status_code == 200


def test_a_code_is_asked_for_after_the_password(world, secret):
    other = Client()
    assert sign_in(other).url == f"{FACTORS}authenticate/"
    assert other.get("/me/").status_code == 302
    assert "还要验一步" in other.get(f"{FACTORS}authenticate/").content.decode()
    wrong = other.post(f"{FACTORS}authenticate/", {"code": "000000"})
    assert "验证没有通过，请再试一次。" in wrong.content.decode()
    cache.clear()  # the code of the set-up stands for the next one
    assert other.post(f"{FACTORS}authenticate/", {"code": code(secret)}).url == "/"
    assert other.get("/me/").status_code == 200


def test_a_recovery_code_opens_once(world, secret, client):
    spare = codes(client)
    assert len(spare) == 10
    for expected in (302, 200):
        other = Client()
        sign_in(other)
        assert other.post(f"{FACTORS}authenticate/", {"code": spare[0]}).status_code == expected
    assert len(codes(client)) == 9


def test_secrets_lie_in_the_database_under_the_countys_key(world, secret):
    held = Authenticator.objects.get(type="totp")
    assert secret not in str(held.data)
    assert held.wrap().validate_code(code(secret)) in (True, False)


def test_wrong_codes_lock_and_the_administrator_releases(world, secret, settings):
    other = Client()
    sign_in(other)
    for _n in range(8):
        other.post(f"{FACTORS}authenticate/", {"code": "000000"})
    locked = other.post(f"{FACTORS}authenticate/", {"code": code(secret)}).content.decode()
    assert "密码输错次数太多，请半小时后再试，或请管理员解除锁定。" in locked
    verbs.unlock(world.admin, world.zhouyuning)
    assert "验证没有通过" in other.post(f"{FACTORS}authenticate/", {"code": "000000"}).content.decode()


def test_who_lost_the_telephone_is_let_in_by_the_administrator(world, secret, post, page):
    assert post(world.linqing, f"/people/{world.zhouyuning.pk}/drop_factors/").status_code == 403
    post(world.admin, f"/people/{world.zhouyuning.pk}/drop_factors/")
    assert not Authenticator.objects.exists()
    assert sign_in(Client()).url == "/"
    assert journal.of("people", world.zhouyuning.pk)[0].verb == "drop_factors"


def test_the_history_of_the_account_says_what_was_set_up(world, secret, client):
    assert "totp_on" in {entry.verb for entry in journal.of("people", world.zhouyuning.pk)}
    client.post(f"{FACTORS}totp/deactivate/")
    assert not Authenticator.objects.exists()
    assert journal.of("people", world.zhouyuning.pk)[0].verb == "totp_off"


def test_no_address_registers_or_signs_in_otherwise(world, client):
    for address in ("signup/", "2fa/signup/", "sso/sso/login/", "login/code/", "email/", "social/connections/"):
        assert client.get(f"/accounts/{address}").status_code == 404, address


# --- required by the county -----------------------------------------------------------------------------------------


@pytest.fixture
def strict(monkeypatch):
    """The county as its county.toml would have it."""
    strict = replace(django_settings.COUNTIES[0], second_factor=("admin", "office"))
    monkeypatch.setattr(tenancy, "for_host", lambda *_a: strict, raising=False)
    monkeypatch.setattr(tenancy, "current", lambda: strict)


def test_a_county_may_require_one_of_its_administrators(world, client, strict):
    sign_in(client, "admin")
    for address in ("/", "/me/", "/units/"):
        assert client.get(address).url == FACTORS, address
    assert client.get("/api/v1/units").status_code == 403
    assert "本县要求您的职务用两步验证" in client.get(FACTORS).content.decode()
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    page = client.get(f"{FACTORS}totp/activate/").content.decode()
    client.post(f"{FACTORS}totp/activate/", {"code": code(page.split('<code id="secret">')[1].split("</code>")[0])})
    assert client.get("/me/").status_code == 200
    kept = client.post(f"{FACTORS}totp/deactivate/")
    assert "至少留一种" in kept.content.decode()
    assert Authenticator.objects.filter(type="totp").exists()


def test_a_liaison_is_never_forced(world, client, strict):
    sign_in(client)
    assert client.get("/me/").status_code == 200


def test_the_setting_stands_in_the_countys_file(tmp_path):
    path = tmp_path / "county.toml"
    path.write_text('name = "澄浦县"\nsecond_factor = ["admin", "office"]\n', "utf-8")
    assert tenancy.read(path).second_factor == ("admin", "office")


# --- sessions -------------------------------------------------------------------------------------------------------


def test_a_person_sees_where_they_are_signed_in_and_ends_the_rest(world, client):
    other = Client(HTTP_USER_AGENT="Mozilla/5.0 (Linux; Android 8.0) MicroMessenger/8.0 Chrome/86")
    sign_in(other)
    sign_in(client)
    page = client.get("/accounts/sessions/").content.decode()
    assert "微信·安卓" in page
    assert "这一台" in page
    assert client.post("/accounts/sessions/").url == "/accounts/sessions/"
    assert other.get("/me/").status_code == 302
    assert client.get("/me/").status_code == 200


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/120 Edg/120", "Edge·Windows"),
        ("Mozilla/5.0 (iPhone) Safari/605", "Safari·iPhone"),
        ("curl/8", "不认得的设备"),
    ],
)
def test_a_device_is_told_in_words(agent, words):
    assert device(agent) == words
