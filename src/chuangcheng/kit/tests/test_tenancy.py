"""Two counties alive: whatever is said in one is nothing in the other."""

import pytest
from django.core.cache import cache
from django.db import connection, connections

from chuangcheng.kit import clock, files, journal, tenancy
from chuangcheng.kit.jobs import Job
from chuangcheng.kit.secrets import master_key
from chuangcheng.rooms.org import verbs
from chuangcheng.rooms.org.models import Person, Unit

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
ELSEWHERE = {"HTTP_HOST": "linshan.test"}


@pytest.fixture
def elsewhere(other_county):
    """Work in the other county's name."""
    return lambda: tenancy.county(other_county)


def test_default_is_the_database_of_the_county_that_was_entered(world, elsewhere):
    assert connections["default"].alias == "default"
    with elsewhere():
        assert connections["default"].alias == "linshan"
        assert connection.alias == "linshan"
    assert connection.alias == "default"


def test_a_verb_in_one_county_changes_nothing_in_the_other(world, elsewhere):
    verbs.edit(world.admin, world.town, name="城关街道")
    with elsewhere():
        assert Unit.objects.filter(name="城关镇").exists()
        assert not Unit.objects.filter(name="城关街道").exists()


def test_outside_any_county_there_is_no_county(world):
    token = tenancy._current.set(None)
    try:
        with pytest.raises(tenancy.NoCounty):
            tenancy.current()
    finally:
        tenancy._current.reset(token)


def test_a_county_is_left_even_when_the_block_breaks(world, elsewhere):
    with pytest.raises(ZeroDivisionError), elsewhere():
        raise ZeroDivisionError
    assert tenancy.current().slug == "chengpu"


def test_a_session_of_one_county_is_nobody_in_the_other(world, client):
    client.force_login(world.xuyian, backend=BACKEND)
    assert client.get("/duties/").status_code == 200
    for address in ("/", "/duties/", "/plans/", "/units/", world.town.get_absolute_url()):
        answer = client.get(address, **ELSEWHERE)
        assert answer.status_code == 302, address
        assert answer.url.startswith("/accounts/login/"), address


def test_a_verb_with_a_session_of_the_other_county_does_nothing(world, client, elsewhere):
    client.force_login(world.admin, backend=BACKEND)
    with elsewhere():
        town = Unit.objects.get(name="城关镇")
    answer = client.post(f"/units/{town.pk}/edit/", {"name": "城关街道", "kind": "town"}, **ELSEWHERE)
    assert answer.url.startswith("/accounts/login/")
    with elsewhere():
        assert Unit.objects.get(pk=town.pk).name == "城关镇"


def test_a_key_of_one_county_names_nothing_in_the_other(world, client, elsewhere):
    with elsewhere():
        client.force_login(Person.objects.get(username="xuyian"), backend=BACKEND)
        stolen = client.cookies["sessionid"].value
    client.cookies["sessionid"] = stolen
    assert client.get("/units/", **ELSEWHERE).status_code == 200
    assert client.get(world.town.get_absolute_url(), **ELSEWHERE).status_code == 404
    assert client.post(f"/units/{world.town.pk}/edit/", {"name": "x"}, **ELSEWHERE).status_code == 404


def test_a_password_of_one_county_does_not_open_the_other(world, client, elsewhere):
    verbs.reset_password(world.admin, world.zhouyuning, password="only-in-chengpu-1")
    answer = client.post("/accounts/login/", {"login": "zhouyuning", "password": "only-in-chengpu-1"}, **ELSEWHERE)
    assert answer.status_code == 200
    assert client.post("/accounts/login/", {"login": "zhouyuning", "password": "only-in-chengpu-1"}).status_code == 302


@pytest.mark.parametrize("host", ["nobody.test", "linshan.test.evil.test", "evil-linshan.test", "10.0.0.1"])
def test_under_an_unknown_host_there_is_nothing(world, client, host):
    assert client.get("/", HTTP_HOST=host).status_code == 400
    assert client.get("/accounts/login/", HTTP_HOST=host).status_code == 400


@pytest.mark.parametrize("host", ["linshan.test", "LINSHAN.test", "linshan.test:8000"])
def test_a_host_is_known_in_any_case_and_with_any_port(host):
    assert tenancy.for_host(host).slug == "linshan"


def test_keys_files_and_caches_are_each_countys_own(world, elsewhere):
    cache.set("x", "chengpu")
    blob, key = files.store([b"only here"]), master_key()
    with elsewhere():
        assert cache.get("x") is None
        assert master_key() != key
        with pytest.raises(FileNotFoundError):
            files.read(blob.sha256)
        assert not files.Blob.objects.filter(pk=blob.pk).exists()


def test_the_journal_of_one_county_says_nothing_of_the_other(world, elsewhere):
    verbs.edit(world.admin, world.town, name="城关街道")
    with elsewhere():
        assert not journal.Entry.objects.filter(verb="edit").exists()


def test_a_job_belongs_to_the_county_that_asked(world, elsewhere):
    Job.objects.create(name="duties.escalate_late", actor_id=world.admin.pk)
    with elsewhere():
        assert not Job.objects.exists()


def test_the_day_is_the_countys_day():
    assert clock.today().isoformat() == "2026-06-12"
    assert clock.local(clock.now()).hour == 15


def test_a_broken_county_file_is_named(tmp_path):
    path = tmp_path / "x" / "county.toml"
    path.parent.mkdir()
    path.write_text('name = "某县"\ndatabase = "mysql://x"\n', "utf-8")
    with pytest.raises(Exception, match=r"county\.toml"):
        tenancy.read(path)


def test_a_county_file_says_where_its_records_lie(tmp_path):
    path = tmp_path / "mou" / "county.toml"
    path.parent.mkdir()
    path.write_text('name = "某县"\nhosts = ["mou.test"]\ndatabase = "postgresql://a:b%40c@db:5433/mou"\n', "utf-8")
    county = tenancy.read(path)
    assert (county.slug, county.alias, county.hosts) == ("mou", "mou", ("mou.test",))
    assert (county.database["USER"], county.database["PASSWORD"], county.database["PORT"]) == ("a", "b@c", "5433")
