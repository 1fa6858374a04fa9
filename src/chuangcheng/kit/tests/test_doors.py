"""The shared view of all verbs: forms as pages, refusals in words, many at once."""

import uuid

import pytest
from django.contrib.messages import get_messages

from chuangcheng.rooms.duties import make
from chuangcheng.rooms.org import verbs
from chuangcheng.rooms.org.models import Person, Unit


def words(response) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def do(record, kind: str, verb: str) -> str:
    return f"/{kind}/{record.pk}/{verb}/"


def test_a_verb_with_fields_shows_its_form_with_what_stands(world, page):
    shown = page(world.admin, do(world.town, "units", "edit"), next="/units/?kind=town")
    html = shown.content.decode()
    assert shown.status_code == 200
    assert 'value="城关镇"' in html
    assert 'name="seen" value="1"' in html
    assert 'name="next" value="/units/?kind=town"' in html
    assert f'data-draft="units-{world.town.pk}-edit"' in html


def test_a_verb_without_fields_asks_for_confirmation(world, page, post):
    assert "撤销单位" in page(world.admin, do(world.police, "units", "close")).content.decode()
    done = post(world.admin, do(world.police, "units", "close"), seen=1)
    assert done.status_code == 302
    assert done.url == world.police.get_absolute_url()
    assert world.police.closed_on is not None


def test_a_form_with_a_password_keeps_no_draft(world, page):
    assert "data-draft" not in page(world.admin, "/people/new/add/").content.decode()


def test_what_was_typed_stays_when_a_field_is_wrong(world, post):
    answer = post(world.admin, "/units/new/found/", name="城关镇", kind="town", short_name="城关", aliases="")
    assert answer.status_code == 422
    assert "已有单位叫“城关镇”" in answer.content.decode()
    assert 'value="城关"' in answer.content.decode()


def test_a_second_person_is_told_what_the_first_one_did(world, post):
    seen = world.town.version
    verbs.edit(world.xuyian, world.town, name="城关镇", short_name="城关", kind="town")
    answer = post(world.admin, do(world.town, "units", "edit"), name="城关街道", kind="town", seen=seen)
    html = answer.content.decode()
    assert answer.status_code == 409
    assert "许亦安 刚刚办过这一条：修改" in html
    assert "简称：— → 城关" in html
    assert 'value="城关街道"' in html
    assert 'name="seen" value="2"' in html
    assert world.town.name == "城关镇"
    again = post(world.admin, do(world.town, "units", "edit"), name="城关街道", kind="town", seen=2)
    assert again.status_code == 302


def test_what_is_visible_but_forbidden_answers_403(world, page, post):
    assert page(world.zhouyuning, do(world.town, "units", "close")).status_code == 403
    assert post(world.zhouyuning, do(world.town, "units", "close")).status_code == 403
    assert page(world.ducha, "/people/new/add/").status_code == 403
    assert "您没有权限" in post(world.ducha, "/people/new/add/").content.decode()


def test_what_is_not_there_answers_404(world, page):
    for address in (
        f"/units/{uuid.uuid4()}/edit/",
        f"/units/{world.town.pk}/explode/",
        "/units/not-a-key/edit/",
        f"/spoons/{world.town.pk}/edit/",
        "/units/new/edit/",
        f"/units/{world.town.pk}/found/",
        f"/people/{Person.objects.system('system').pk}/rename/",
    ):
        assert page(world.admin, address).status_code == 404, address


def test_many_gives_a_result_a_row(world, post):
    chosen = [str(world.police.pk), str(world.town.pk), "no-key", str(uuid.uuid4())]
    answer = post(world.admin, "/units/many/close/", chosen=chosen, next="/units/")
    assert answer.url == "/units/"
    said = words(answer)
    assert said[0] == "撤销单位：办好 1 条。"
    assert said[1].startswith("城关镇：它还有下级单位")
    assert said[2:] == ["2 条：找不到这一条。"]  # one reason that holds for several is said once
    assert set(Unit.objects.exclude(closed_on=None)) == {world.police}


def test_many_without_a_choice_says_so(world, post):
    assert words(post(world.admin, "/units/many/close/")) == ["还没有选中任何一条。"]


def test_many_asks_the_rule_of_every_row(world, post):
    answer = post(world.zhouyuning, "/units/many/close/", chosen=[str(world.police.pk)])
    assert "没有权限" in words(answer)[0]
    assert world.police.closed_on is None


def test_the_way_back_is_an_address_of_ours(world, post):
    away = post(world.admin, do(world.police, "units", "close"), seen=1, next="https://elsewhere.example/")
    assert away.url == world.police.get_absolute_url()


def test_a_strange_version_is_no_version(world, post):
    assert post(world.admin, do(world.police, "units", "close"), seen="²").status_code == 302


def test_nobody_gets_in_without_signing_in(world, client):
    assert client.post(do(world.police, "units", "close")).url.startswith("/accounts/login/")


def test_a_verb_speaks_for_itself_once(world, post, client):
    post(world.admin, do(world.zhouyuning, "people", "reset_password"), password="", seen=1)
    first = client.get("/people/").content.decode()
    assert "只显示这一次" in first
    assert "只显示这一次" not in client.get("/people/").content.decode()


@pytest.mark.parametrize("verb", ["escalate", "fulfil", "pass_with_list"])
def test_no_door_leads_to_a_verb_of_the_house(world, page, post, verb):
    duty = make.duty(world.xuyian, world.town)
    assert page(world.xuyian, do(duty, "duties", verb)).status_code == 404
    assert post(world.xuyian, do(duty, "duties", verb)).status_code == 404


def test_going_back_and_sending_the_form_again_makes_no_second_record(world, page, post):
    shown = page(world.admin, "/units/new/found/").content.decode()
    token = shown.split('name="once" value="')[1].split('"')[0]
    said = {"name": "澄浦县气象局", "kind": "bureau", "parent": str(world.county.pk), "once": token}
    first = post(world.admin, "/units/new/found/", **said)
    again = post(world.admin, "/units/new/found/", **said)
    assert first.status_code == again.status_code == 302
    assert again.url == first.url
    assert "这一条刚才已经办好了，没有再办一遍。" in words(again)
    assert Unit.objects.filter(name="澄浦县气象局").count() == 1
    other = post(world.admin, "/units/new/found/", **said | {"name": "澄浦县地震局"})
    assert Unit.objects.get(name="澄浦县地震局").get_absolute_url() == other.url
