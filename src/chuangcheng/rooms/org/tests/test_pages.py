"""Who sees which pages and buttons of units and people."""

import re

import pytest

from chuangcheng.kit.exports import EXCEL
from chuangcheng.lib import sheets
from chuangcheng.rooms.org import verbs
from chuangcheng.rooms.org.models import ADMIN, DEPUTY, HANDLER, LIAISON, Person, Post


def html(response) -> str:
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def main(response) -> str:
    """The page without its frame, whose menu names many verbs."""
    return html(response).split('<main class="content"')[1].split("</main>")[0]


@pytest.fixture
def appoint(client, world):
    """`appoint(actor, person, unit, role)`: what follows from sending the form."""

    def send(actor, person, unit, role):
        client.force_login(actor, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client.post("/posts/new/appoint/", {"person": person.pk, "unit": unit.pk, "role": role})

    return send


@pytest.mark.slow
def test_every_page_opens_for_everybody(world, page):
    addresses = ["/units/", "/people/", "/me/", world.town.get_absolute_url(), world.linqing.get_absolute_url()]
    for person in world.everybody:
        for address in addresses:
            assert page(person, address).status_code == 200, (person, address)


def test_pages_ask_for_a_sign_in(world, client):
    for address in ("/units/", "/people/", "/me/", world.town.get_absolute_url()):
        assert client.get(address).url.startswith("/accounts/login/"), address


# --- units ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "buttons"),
    [
        ("admin", {"新增单位", "新增单位组", "导入", "导出 Excel"}),
        ("xuyian", {"新增单位", "新增单位组", "导出 Excel"}),
        ("zhouyuning", {"导出 Excel"}),
        ("audit", {"导出 Excel"}),
    ],
)
def test_the_list_of_units_has_each_ones_buttons(world, page, who, buttons):
    shown = main(page(getattr(world, who), "/units/"))
    assert {words for words in ("新增单位", "新增单位组", "导入", "导出 Excel") if f"{words}</a>" in shown} == buttons


def test_units_are_found_by_short_name_and_by_kind(world, page):
    found = main(page(world.zhouyuning, "/units/", q="城管"))
    assert "澄浦县城市管理局" in found
    assert "学府社区" not in found
    towns = main(page(world.zhouyuning, "/units/", kind="town"))
    assert "城关镇" in towns
    assert "澄浦县公安局" not in towns
    assert "没有符合的单位" in main(page(world.zhouyuning, "/units/", q="气象局"))


def test_closed_units_are_shown_when_asked_for(world, page):
    verbs.close(world.admin, world.police)
    assert "交警大队" not in main(page(world.zhouyuning, "/units/"))
    assert "已撤销" in main(page(world.zhouyuning, "/units/", closed="on"))


def test_units_without_a_liaison_are_named_to_those_who_keep_units(world, page):
    warning = "还没有联络员"
    shown = main(page(world.xuyian, "/units/"))
    assert warning in shown
    assert "交警大队</a>" in shown.split(warning)[1].split("</div>")[0]
    assert warning not in main(page(world.zhouyuning, "/units/"))


def test_the_list_of_units_goes_to_excel_and_comes_back(world, page):
    answer = page(world.zhouyuning, "/units/", excel="1")
    assert answer["Content-Type"] == EXCEL
    (sheet,) = sheets.read(answer.content, "units.xlsx")
    assert sheet.rows[0].cells == ("单位全称", "简称", "别名", "上级单位", "类别", "职能")
    assert len(sheet.rows) == 7


def test_a_unit_shows_who_holds_which_post_and_what_is_vacant(world, page):
    shown = main(page(world.tanglian, world.community.get_absolute_url()))
    assert "唐联" in shown
    assert shown.count("空缺") == 2
    assert "/posts/new/appoint/" not in main(page(world.chuzhi, world.community.get_absolute_url()))


def test_an_administrator_appoints_to_every_vacancy(world, page):
    shown = main(page(world.admin, world.community.get_absolute_url()))
    for role in ("deputy", "principal"):
        assert f"/posts/new/appoint/?unit={world.community.pk}&amp;role={role}" in shown
    for words in ("修改", "移动", "撤销单位", "结束任职"):
        assert f"{words}<" in shown, words
    assert "恢复<" not in shown


def test_a_lead_changes_the_liaison_of_the_own_unit_and_nothing_else(world, page):
    own = main(page(world.linqing, world.town.get_absolute_url()))
    assert f"/posts/new/appoint/?unit={world.town.pk}" in own
    form = html(page(world.linqing, "/posts/new/appoint/", unit=world.town.pk))
    assert re.findall(r'<option value="(\w+)">', form.split('name="role"')[1].split("</select>")[0]) == ["liaison"]
    post = Post.objects.get(person=world.zhouyuning)
    assert re.findall(r"/posts/([0-9a-f-]+)/end/", own) == [str(post.pk)]
    other = main(page(world.linqing, world.bureau.get_absolute_url()))
    assert "appoint" not in other
    assert "/end/" not in other


def test_a_closed_unit_can_only_be_taken_up_again(world, page, post):
    verbs.close(world.admin, world.police)
    shown = main(page(world.admin, world.police.get_absolute_url()))
    assert "恢复<" in shown
    assert "/close/" not in shown
    assert "appoint" not in shown
    again = post(world.admin, f"/units/{world.police.pk}/close/")
    assert again.status_code == 409
    assert "已经撤销了" in again.content.decode()


# --- people ---------------------------------------------------------------------------------------------------------


def test_login_names_are_for_administrators(world, page):
    assert "zhouyuning" in main(page(world.admin, "/people/"))
    assert "zhouyuning" not in main(page(world.linqing, "/people/"))
    (mine,) = sheets.read(page(world.linqing, "/people/", excel="1").content, "people.xlsx")
    assert "登录名" not in mine.rows[0].cells


def test_people_are_found_by_name_and_by_role(world, page):
    assert "林清" not in main(page(world.admin, "/people/", q="予宁"))
    handlers = main(page(world.admin, "/people/", role=HANDLER))
    assert "褚治" in handlers
    assert "周予宁" not in handlers


def test_closed_accounts_are_shown_when_asked_for(world, page):
    verbs.deactivate(world.admin, world.chuzhi)
    assert "褚治" not in main(page(world.admin, "/people/"))
    assert "已停用" in main(page(world.admin, "/people/", closed="on"))


@pytest.mark.parametrize(
    ("who", "buttons"),
    [
        ("admin", ["rename", "reset_password", "unlock", "drop_factors", "deactivate"]),
        ("zhouyuning", ["choose_language", "set_signing"]),
        ("linqing", []),
        ("xuyian", []),
    ],
)
def test_a_persons_page_has_each_ones_buttons(world, page, who, buttons):
    shown = main(page(getattr(world, who), world.zhouyuning.get_absolute_url()))
    assert re.findall(rf'class="btn" href="/people/{world.zhouyuning.pk}/(\w+)/"', shown) == buttons


def test_the_history_of_an_account_is_for_administrators_and_the_person(world, page):
    verbs.rename(world.admin, world.zhouyuning, name="周予寧")
    for who, sees in (("admin", True), ("zhouyuning", True), ("linqing", False), ("audit", False)):
        shown = main(page(getattr(world, who), world.zhouyuning.get_absolute_url()))
        assert ("周予宁 → 周予寧" in shown) == sees, who


def test_a_system_person_has_no_page(world, page):
    assert page(world.admin, f"/people/{Person.objects.system('system').pk}/").status_code == 404


@pytest.mark.parametrize("who", ["zhouyuning", "linqing", "xuyian", "audit"])
def test_nobody_appoints_themself_administrator(world, appoint, who):
    person = getattr(world, who)
    answer = appoint(person, person, world.office, ADMIN)
    assert answer.status_code in (403, 422)
    assert not Post.objects.filter(person=person, role=ADMIN).exists()


def test_a_lead_does_not_make_themself_liaison_elsewhere(world, appoint):
    answer = appoint(world.linqing, world.linqing, world.bureau, LIAISON)
    assert answer.status_code == 422
    assert world.linqing.roles == {DEPUTY}


def test_a_lead_appoints_in_a_minute(world, appoint):
    answer = appoint(world.linqing, world.tanglian, world.town, LIAISON)
    assert answer.url == world.town.get_absolute_url()
    assert world.tanglian.holds(LIAISON, world.town.pk)


def test_nobody_acts_on_anothers_account(world, post):
    address = f"/people/{world.linqing.pk}"
    assert post(world.zhouyuning, f"{address}/choose_language/", language="en").status_code == 403
    assert post(world.admin, f"{address}/set_signing/", current="x", signing="123456").status_code == 403
    assert post(world.xuyian, f"{address}/reset_password/").status_code == 403


# --- queries --------------------------------------------------------------------------------------------------------


def _more_units(world, count: int) -> None:
    for n in range(count):
        unit = verbs.found(world.admin, name=f"第{n}社区", parent=world.town, kind="community")
        verbs.add(world.admin, username=f"p{n}", name=f"员{n}", unit=unit, role=LIAISON)


@pytest.mark.parametrize("address", ["/units/", "/people/", "/units/?q=社区"])
def test_a_longer_list_asks_no_more_queries(world, client, address, django_assert_max_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.force_login(world.admin, backend="allauth.account.auth_backends.AuthenticationBackend")
    client.get(address)
    with CaptureQueriesContext(connection) as short:
        client.get(address)
    _more_units(world, 12)
    with django_assert_max_num_queries(len(short)):
        assert "第11社区" in client.get(address).content.decode() or "员11" in client.get("/people/").content.decode()


def test_a_units_page_asks_no_more_queries_for_more_posts(world, client):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.force_login(world.admin, backend="allauth.account.auth_backends.AuthenticationBackend")
    counts = []
    for _turn in range(2):
        client.get(world.town.get_absolute_url())
        with CaptureQueriesContext(connection) as asked:
            client.get(world.town.get_absolute_url())
        counts.append(len(asked))
        for person in (world.fangyuan, world.luming, world.chuzhi):
            if _turn == 0:
                verbs.appoint(world.admin, person=person, unit=world.town, role=HANDLER)
    assert counts[0] == counts[1]
