"""Single sign-on against a real OpenID Connect server on this machine: it lets in whom a login name here stands for."""

from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from oidc_provider_mock import User, run_server_in_thread

from chuangcheng.rooms.org import verbs
from chuangcheng.rooms.org.models import Person

LOGIN = "/accounts/sso/sso/login/"


@pytest.fixture(scope="module")
def provider():
    claims = {
        "sso-1": "ZhouYuNing",
        "sso-2": "nobody",
        "sso-3": "zhouyuning",
        "sso-4": "chuzhi",
        "sso-5": "system.system",
    }
    users = [
        User(sub=sub, claims={"preferred_username": name, "phone_number": "13800000000"})
        for sub, name in claims.items()
    ]
    with run_server_in_thread(user_claims=users) as server:
        yield f"http://localhost:{server.server_port}"


@pytest.fixture
def sso(world, settings, provider):
    """`sso(sub)`: what the house answers to whom the provider knows by that name, and the visitor's browser."""
    app = {"provider_id": "sso", "name": "县统一登录", "client_id": "chuangcheng", "secret": "geheim",
           "settings": {"server_url": provider}}  # fmt: skip
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}

    def come(sub: str, client: Client | None = None, ask: str = ""):
        visitor = client or Client()
        away = visitor.get(f"{LOGIN}{ask}")
        assert away.url.startswith(f"{provider}/oauth2/authorize")
        answer = requests.post(away.url, data={"sub": sub}, allow_redirects=False, timeout=10)
        back = urlsplit(answer.headers["location"])
        assert parse_qs(back.query)["state"]
        return visitor.get(f"{back.path}?{back.query}"), visitor

    return come


def test_the_page_of_signing_in_has_the_door_where_it_is_configured(world, client, sso):
    page = client.get("/accounts/login/?next=/units/").content.decode()
    assert "县统一登录" in page
    assert f'href="{LOGIN}?next=%2Funits%2F"' in page


def test_without_configuration_there_is_no_door(world, client):
    assert "/accounts/sso/" not in client.get("/accounts/login/").content.decode()
    assert client.get(LOGIN).status_code == 404


def test_the_person_of_that_login_name_comes_in(world, sso):
    answer, visitor = sso("sso-1")
    assert answer.url == "/"
    assert "周予宁" in visitor.get("/me/").content.decode()
    held = SocialAccount.objects.get()
    assert (held.user, held.uid) == (world.zhouyuning, "sso-1")
    assert held.extra_data == {}  # nothing else that the provider tells is kept


def test_the_second_time_it_is_the_same_person_whatever_the_login_name_has_become(world, sso):
    sso("sso-1")
    Person.objects.filter(username="zhouyuning").update(username="zhouyuning2")
    answer, visitor = sso("sso-1")
    assert answer.url == "/"
    assert SocialAccount.objects.get().extra_data == {}
    assert "周予宁" in visitor.get("/me/").content.decode()


@pytest.mark.parametrize("sub", ["sso-2", "sso-5"])
def test_nobody_registers_by_it(world, sso, sub):
    before = Person.objects.count()
    answer, visitor = sso(sub)
    assert answer.status_code == 403
    assert "这里没有对应的账号" in answer.content.decode()
    assert visitor.get("/me/").status_code == 302
    assert Person.objects.count() == before


def test_a_second_identity_does_not_get_an_account_that_has_one(world, sso):
    sso("sso-1")
    answer, visitor = sso("sso-3")
    assert answer.status_code == 403
    assert "已经和另一个统一登录身份连上了" in answer.content.decode()
    assert visitor.get("/me/").status_code == 302
    verbs.drop_factors(world.admin, world.zhouyuning)
    assert sso("sso-3")[0].url == "/"


def test_a_closed_account_stays_closed(world, sso):
    assert sso("sso-4")[0].url == "/"
    verbs.deactivate(world.admin, world.chuzhi)
    answer, visitor = sso("sso-4")
    assert answer.status_code == 403
    assert "已停用" in answer.content.decode()
    assert visitor.get("/me/").status_code == 302


def test_nobody_hangs_another_identity_on_their_account(world, sso, client):
    client.force_login(world.linqing, backend="allauth.account.auth_backends.AuthenticationBackend")
    answer, _visitor = sso("sso-1", client, "?process=connect")
    assert answer.status_code == 403
    assert not SocialAccount.objects.exists()


def test_a_given_password_need_not_be_changed_by_who_does_not_use_it(world, sso):
    verbs.reset_password(world.admin, world.zhouyuning, password="geide-mima-11")
    _answer, visitor = sso("sso-1")
    assert visitor.get("/me/").status_code == 200


def test_who_breaks_off_there_is_told_so_here(world, sso, client):
    away = client.get(LOGIN)
    state = parse_qs(urlsplit(away.url).query)["state"][0]
    answer = client.get(f"{LOGIN}callback/?error=access_denied&state={state}")
    assert answer.status_code == 403
    assert "统一登录没有成功" in answer.content.decode()
    forged = client.get(f"{LOGIN}callback/?code=x&state=falsch")
    assert forged.status_code == 403
