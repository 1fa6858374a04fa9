"""Signing in, being locked out and released, passwords, the language."""

import pytest
from django.conf import settings
from django.contrib.messages import get_messages
from django.core.cache import cache

from chuangcheng.kit import journal
from chuangcheng.kit.refused import Refused
from chuangcheng.rooms.org import verbs
from chuangcheng.site.world import PASSWORD

LOGIN = "/accounts/login/"
NEW = "xinde-mima-77"


@pytest.fixture(autouse=True)
def _no_tries_yet():
    cache.clear()
    yield
    cache.clear()


def sign_in(client, login: str, password: str = PASSWORD):
    return client.post(LOGIN, {"login": login, "password": password})


def words(response) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def test_the_right_password_leads_to_the_desk(world, client):
    assert sign_in(client, "zhouyuning").url == "/"
    assert client.get("/me/").status_code == 200


def test_the_way_asked_for_is_taken_if_it_is_ours(world, client):
    assert sign_in(client, "zhouyuning").status_code == 302
    client.logout()
    form = {"login": "zhouyuning", "password": PASSWORD}
    assert client.post(LOGIN, form | {"next": "/units/"}).url == "/units/"
    client.logout()
    assert client.post(LOGIN, form | {"next": "https://elsewhere.example/"}).url == "/"


def test_a_wrong_password_says_neither_which_of_the_two_was_wrong(world, client):
    answers = [sign_in(client, login, "falsch").content.decode() for login in ("zhouyuning", "nobody")]
    for answer in answers:
        assert "登录名或密码不对" in answer


def test_a_closed_account_is_told_so(world, client):
    verbs.deactivate(world.admin, world.zhouyuning)
    sign_in(client, "zhouyuning")
    assert client.get("/me/").status_code == 302


def test_nobody_registers_or_resets_a_password_alone(world, client):
    for address in ("signup/", "password/reset/", "email/", "password/set/", "login/code/confirm/", "confirm-email/"):
        assert client.get(f"/accounts/{address}").status_code == 404, address


def test_the_password_comes_with_no_help_text_of_others(world, client):
    page = client.get(LOGIN).content.decode()
    assert 'autocomplete="username"' in page
    assert 'autocomplete="current-password"' in page
    assert "placeholder" not in page


def test_signing_out_asks_first_and_then_does_it(world, client):
    sign_in(client, "zhouyuning")
    assert "要退出登录吗" in client.get("/accounts/logout/").content.decode()
    assert client.get("/me/").status_code == 200
    assert client.post("/accounts/logout/").url == LOGIN
    assert client.get("/me/").status_code == 302


# --- lock-out -------------------------------------------------------------------------------------------------------


@pytest.fixture
def counting(settings):
    settings.AXES_ENABLED = True


def lock_out(client, login: str = "zhouyuning"):
    answers = [sign_in(client, login, "falsch") for _n in range(settings.AXES_FAILURE_LIMIT)]
    assert [a.status_code for a in answers[:-1]] == [200] * (settings.AXES_FAILURE_LIMIT - 1)
    return answers[-1]


def test_eight_wrong_passwords_lock_and_say_how_to_get_released(world, client, counting):
    locked = lock_out(client)
    assert locked.status_code == 429
    page = locked.content.decode()
    assert "连续输错 8 次" in page
    assert "解除锁定" in page
    assert sign_in(client, "zhouyuning").status_code == 429
    assert sign_in(client, "ZhouYuNing").status_code == 429


def test_others_at_the_same_address_can_sign_in(world, client, counting):
    lock_out(client)
    assert sign_in(client, "linqing").url == "/"


def test_the_administrator_releases_whom_passwords_locked_out(world, client, counting, post):
    lock_out(client)
    answer = post(world.admin, f"/people/{world.zhouyuning.pk}/unlock/", seen=1)
    assert words(answer) == ["周予宁 现在可以重新登录了。"]
    client.logout()
    assert sign_in(client, "zhouyuning").url == "/"


def test_a_new_password_releases_too(world, client, counting):
    lock_out(client)
    verbs.reset_password(world.admin, world.zhouyuning, password=NEW)
    assert sign_in(client, "zhouyuning", NEW).url == "/"


def test_being_locked_out_is_no_way_round_by_asking_again_inside(world, client, counting):
    sign_in(client, "zhouyuning")
    for _n in range(settings.AXES_FAILURE_LIMIT):
        answer = client.post("/accounts/reauthenticate/", {"password": "falsch"})
    assert answer.status_code == 429


def test_too_many_sign_ins_from_one_network_are_told_to_wait_in_our_words(world, client, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": "2/m/ip"}
    answers = [sign_in(client, "zhouyuning", "falsch") for _n in range(3)]
    assert answers[-1].status_code == 429
    assert "请稍等" in answers[-1].content.decode()


# --- passwords ------------------------------------------------------------------------------------------------------


def test_a_made_up_password_is_shown_once_and_works(world, client, post):
    answer = post(world.admin, f"/people/{world.zhouyuning.pk}/reset_password/", password="", seen=1)
    said = next(text for text in words(answer) if "只显示这一次" in text)
    password = said.split("新密码：")[1].split("。")[0]
    assert password not in str([entry.change for entry in journal.of("people", world.zhouyuning.pk)])
    client.logout()
    assert sign_in(client, "zhouyuning", password).url == "/"


def test_a_typed_password_is_not_shown(world, post):
    answer = post(world.admin, f"/people/{world.zhouyuning.pk}/reset_password/", password=NEW, seen=1)
    assert not any(NEW in text for text in words(answer))


def test_a_new_password_ends_the_sessions_of_old(world, client):
    sign_in(client, "zhouyuning")
    verbs.reset_password(world.admin, world.zhouyuning, password=NEW)
    assert client.get("/me/").status_code == 302


def test_a_person_changes_the_own_password_and_the_journal_knows(world, client):
    sign_in(client, "zhouyuning")
    form = {"oldpassword": "falsch", "password1": NEW, "password2": NEW}
    assert "现在的登录密码不对" in client.post("/accounts/password/change/", form).content.decode()
    answer = client.post("/accounts/password/change/", form | {"oldpassword": PASSWORD})
    assert answer.url == "/me/"
    assert words(answer) == ["登录密码已改好。"]
    assert journal.of("people", world.zhouyuning.pk)[0].verb == "change_password"
    assert client.get("/me/").status_code == 200
    assert world.zhouyuning.check_password(NEW)


def test_the_forms_of_passwords_speak_our_words(world, client):
    sign_in(client, "zhouyuning")
    for address, label in (("password/change/", "再输一次新密码"), ("reauthenticate/", "登录密码")):
        page = client.get(f"/accounts/{address}").content.decode()
        assert label in page
        assert 'placeholder="' not in page.split('id="content"')[1]


def test_a_weak_password_is_refused_with_the_reason(world, client):
    sign_in(client, "zhouyuning")
    form = {"oldpassword": PASSWORD, "password1": "1234567", "password2": "1234567"}
    page = client.post("/accounts/password/change/", form).content.decode()
    assert "10" in page.split('role="alert"')[1]
    assert world.zhouyuning.check_password(PASSWORD)


WEAK = {
    "zhouyuning-1": "和登录名或姓名太像",
    "short": "密码太短，至少 10 位",
    "password123": "太常见",
    "8402957361": "不能全是数字",
}


@pytest.mark.parametrize(("password", "why"), WEAK.items())
def test_why_a_password_is_refused_is_said_in_our_words(world, client, password, why):
    sign_in(client, "zhouyuning")
    form = {"oldpassword": PASSWORD, "password1": password, "password2": password}
    assert why in client.post("/accounts/password/change/", form).content.decode()
    with pytest.raises(Refused, match=why):
        verbs.reset_password(world.admin, world.zhouyuning, password=password)


def test_two_new_passwords_that_differ_are_told_so_in_chinese(world, client):
    sign_in(client, "zhouyuning")
    form = {"oldpassword": PASSWORD, "password1": NEW, "password2": f"{NEW}8"}
    assert "两次输入的新密码不一样" in client.post("/accounts/password/change/", form).content.decode()
    empty = client.post("/accounts/password/change/", {}).content.decode()
    assert "请填这一项" in empty


# --- a password that somebody else gave -----------------------------------------------------------------------------


def test_a_password_that_was_given_is_changed_before_anything_else(world, client):
    verbs.reset_password(world.admin, world.zhouyuning, password="geide-mima-11")
    assert sign_in(client, "zhouyuning", "geide-mima-11").status_code == 302
    for address in ("/", "/me/", "/duties/", f"/people/{world.zhouyuning.pk}/set_signing/"):
        assert client.get(address).url == "/accounts/password/change/", address
    refused = client.get("/api/v1/duties")
    assert refused.status_code == 403
    assert "管理员给的密码" in refused.json()["title"]
    page = client.get("/accounts/password/change/").content.decode()
    assert "先换成自己的密码" in page
    assert 'id="menu"' not in page
    form = {"oldpassword": "geide-mima-11", "password1": "geide-mima-11", "password2": "geide-mima-11"}
    assert "新密码不能和现在的一样" in client.post("/accounts/password/change/", form).content.decode()
    assert client.post("/accounts/password/change/", form | {"password1": NEW, "password2": NEW}).url == "/"
    assert client.get("/me/").status_code == 200


def test_who_was_given_a_password_may_leave_and_change_the_language(world, client):
    verbs.reset_password(world.admin, world.zhouyuning, password="geide-mima-11")
    sign_in(client, "zhouyuning", "geide-mima-11")
    assert client.post("/language/", {"language": "en", "next": "/me/"}).status_code == 302
    assert "Set a password of your own first" in client.get("/accounts/password/change/").content.decode()
    assert client.post("/accounts/logout/").url == LOGIN


def test_first_passwords_are_given_by_adding_and_importing_too(world):
    added = verbs.add(world.admin, username="xinren", name="新人", password="geide-mima-11")
    assert added.must_change
    assert not world.zhouyuning.must_change
    without = verbs.add(world.admin, username="xinren2", name="新人二")
    assert not without.must_change


def test_a_signing_password_needs_the_login_password(world, client, post):
    address = f"/people/{world.linqing.pk}/set_signing/"
    wrong = post(world.linqing, address, current="falsch", signing="135790", seen=1)
    assert wrong.status_code == 422
    assert "登录密码不对" in wrong.content.decode()
    post(world.linqing, address, current=PASSWORD, signing="135790", seen=1)
    assert world.linqing.check_signing("135790")
    assert not world.linqing.check_signing(PASSWORD)


def test_guessing_the_login_password_there_has_a_price(world):
    for _n in range(8):
        with pytest.raises(Refused, match="登录密码不对"):
            verbs.set_signing(world.linqing, world.linqing, current="falsch", signing="135790")
    with pytest.raises(Refused, match="次数太多"):
        verbs.set_signing(world.linqing, world.linqing, current=PASSWORD, signing="135790")
    verbs.unlock(world.admin, world.linqing)
    verbs.set_signing(world.linqing, world.linqing, current=PASSWORD, signing="135790")


# --- language -------------------------------------------------------------------------------------------------------


def test_the_language_of_a_signed_in_person_is_kept(world, client):
    sign_in(client, "zhouyuning")
    answer = client.post("/language/", {"language": "en", "next": "/me/"})
    assert answer.url == "/me/"
    assert answer.cookies["language"].value == "en"
    assert world.zhouyuning.language == "en"
    assert '<html lang="en">' in client.get("/me/").content.decode()
    assert journal.of("people", world.zhouyuning.pk)[0].verb == "choose_language"


def test_the_page_of_signing_in_speaks_the_language_last_used(world, client):
    verbs.choose_language(world.zhouyuning, world.zhouyuning, language="en")
    sign_in(client, "zhouyuning")
    client.get("/me/")
    client.post("/accounts/logout/")
    assert '<html lang="en">' in client.get(LOGIN).content.decode()


def test_a_stranger_chooses_a_language_for_the_browser_only(world, client):
    answer = client.post("/language/", {"language": "en", "next": LOGIN})
    assert answer.cookies["language"].value == "en"
    assert '<html lang="en">' in client.get(LOGIN).content.decode()


def test_an_unknown_language_changes_nothing(world, client):
    sign_in(client, "zhouyuning")
    client.post("/language/", {"language": "xx", "next": "/me/"})
    assert world.zhouyuning.language == "zh-hans"
    assert client.get("/language/").status_code == 405
