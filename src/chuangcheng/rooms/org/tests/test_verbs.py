"""Units form a tree; people hold posts; nothing becomes ownerless."""

import pytest

from chuangcheng.kit import journal
from chuangcheng.kit.ids import uuid7
from chuangcheng.kit.refused import Refused
from chuangcheng.rooms.org import queries, verbs
from chuangcheng.rooms.org.models import ADMIN, DEPUTY, LIAISON, PRINCIPAL, Post, Unit


def test_a_subtree_is_one_prefix(world):
    assert world.community.path.startswith(world.town.path)
    assert set(Unit.objects.filter(path__startswith=world.town.path)) == {world.town, world.community}


def test_a_unit_cannot_move_under_itself(world):
    with pytest.raises(Refused, match="下级"):
        verbs.move(world.admin, world.town, parent=world.community)


def test_a_unit_cannot_move_under_itself_on_the_page_either(world, page, post):
    address = f"/units/{world.town.pk}/move/"
    for parent in (world.town, world.community):
        answer = post(world.admin, address, parent=parent.pk)
        assert answer.status_code == 422
        assert "不能把单位移到它自己或它的下级之下" in answer.content.decode()
    assert world.town.parent == world.county


def test_two_moves_that_cross_make_no_ring(world):
    town, bureau = world.town, world.bureau  # both as they were seen before
    verbs.move(world.admin, town, parent=bureau)
    with pytest.raises(Refused, match="下级"):
        verbs.move(world.admin, world.bureau, parent=world.community)
    with pytest.raises(Refused, match="下级"):
        verbs.move(world.admin, bureau, parent=Unit(pk=town.pk, path="stale"))


def test_moving_a_unit_takes_along_what_is_below_it(world):
    verbs.move(world.admin, world.town, parent=world.bureau)
    assert world.community.path.startswith(world.town.path)
    assert world.town.path.startswith(world.bureau.path)


def test_two_units_cannot_have_one_name(world):
    with pytest.raises(Refused, match="同名"):
        verbs.found(world.admin, name="城关镇", parent=world.county)


def test_the_last_administrator_cannot_leave(world):
    post = Post.objects.get(person=world.admin)
    with pytest.raises(Refused, match="最后一位管理员"):
        verbs.end(world.admin, post)
    with pytest.raises(Refused, match="最后一位管理员"):
        verbs.deactivate(world.admin, world.admin)


def test_the_last_administrator_cannot_leave_by_the_page_either(world, post):
    held = Post.objects.get(person=world.admin)
    for address in (f"/posts/{held.pk}/end/", f"/people/{world.admin.pk}/deactivate/"):
        answer = post(world.admin, address)
        assert answer.status_code == 422
        assert "这是最后一位管理员。请先任命另一位管理员。" in answer.content.decode()
    verbs.appoint(world.admin, person=world.xuyian, unit=world.office, role=ADMIN)
    verbs.end(world.xuyian, held)
    with pytest.raises(Refused, match="最后一位管理员"):
        verbs.deactivate(world.xuyian, world.xuyian)


def test_of_two_posts_as_administrator_one_may_end(world):
    second = verbs.appoint(world.admin, person=world.admin, unit=world.county, role=ADMIN)
    verbs.end(world.admin, second)
    assert world.admin.is_admin


def test_a_lead_appoints_the_liaison_of_the_own_unit_only(world):
    verbs.appoint(world.heweimin, person=world.tanglian, unit=world.town, role=LIAISON)
    with pytest.raises(Refused, match="权限"):
        verbs.appoint(world.heweimin, person=world.tanglian, unit=world.bureau, role=LIAISON)
    with pytest.raises(Refused, match="权限"):
        verbs.appoint(world.heweimin, person=world.tanglian, unit=world.town, role=PRINCIPAL)


def test_a_vacant_post_goes_to_the_lead_above(world):
    assert queries.signer_unit(world.community, DEPUTY) == world.town
    assert world.community.pk in queries.signs_for(world.linqing, DEPUTY)
    assert queries.signer_unit(world.police, DEPUTY) is None


def test_the_journal_holds_no_name_in_plain_text(world):
    person = verbs.add(world.admin, username="wuming", name="吴名", password="mima-2026-06")
    (entry,) = journal.of("people", person.pk)
    assert "吴名" not in str(entry.change)
    assert journal.reveal(entry.change["name"][1]) == "吴名"
    journal.erase(person.pk)
    assert journal.reveal(entry.change["name"][1]) is None


def test_the_county_is_the_one_that_was_entered(world, other_county, django_db_setup):
    assert Unit.objects.count() == 6


def test_the_same_unit_founded_again_is_one_unit(world):
    key = uuid7()
    first = verbs.found(world.admin, name="城北镇", parent=world.county, kind="town", key=key)
    again = verbs.found(world.admin, name="城北镇", parent=world.county, kind="town", key=key)
    assert (again.pk, again.path) == (first.pk, first.path)
    assert Unit.objects.filter(name="城北镇").count() == 1


@pytest.mark.parametrize("short", ["城关镇", "县城管局"])
def test_no_two_units_go_by_one_short_name(world, short):
    verbs.edit(world.admin, world.bureau, name=world.bureau.name, short_name="县城管局")
    with pytest.raises(Refused) as refused:
        verbs.found(world.admin, name="另一个单位", short_name=short, parent=world.county)
    assert "short_name" in refused.value.fields


def test_a_unit_is_known_by_its_name_without_the_countys_too(world):
    housing = verbs.found(world.admin, name="澄浦县住房和城乡建设局", short_name="住建局", parent=world.county)
    assert ("县住房和城乡建设局", housing) in queries.names()
