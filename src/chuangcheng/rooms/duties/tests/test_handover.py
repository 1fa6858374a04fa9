"""A post ends: what is open in it passes to somebody by name, and nothing is left without an owner."""

import pytest

from chuangcheng.kit import journal, rooms
from chuangcheng.kit.refused import Refused
from chuangcheng.rooms.duties import life, make, verbs
from chuangcheng.rooms.duties.models import MONTHLY
from chuangcheng.rooms.inbox import queries as inbox
from chuangcheng.rooms.org import verbs as org
from chuangcheng.rooms.org.models import DEPUTY, LIAISON, OFFICE, PRINCIPAL, Person, Post
from chuangcheng.site.world import PASSWORD


def post_of(person) -> Post:
    return Post.objects.get(person=person, ended_on=None)


def waits(person) -> list[str]:
    return [row.title for row in inbox.waiting(Person.objects.get(pk=person.pk))]


# --- a liaison ------------------------------------------------------------------------------------------------------


def test_a_post_with_open_work_does_not_end_without_a_successor(world, give):
    give(title="清除小广告")
    with pytest.raises(Refused, match="要交的任务 1") as refused:
        org.end(world.admin, post_of(world.zhouyuning))
    assert "successor" in refused.value.fields
    assert world.zhouyuning.holds(LIAISON)


def test_a_post_without_open_work_just_ends(world):
    org.end(world.admin, post_of(world.zhouyuning))
    assert not world.zhouyuning.held


def test_the_successor_is_appointed_and_has_it_all_in_the_inbox(world, give, walk):
    duty = give(title="清除小广告")
    under_way = walk(life.FOR_DEPUTY, title="清理河道")
    org.end(world.linqing, post_of(world.zhouyuning), successor=world.tanglian)
    assert world.tanglian.holds(LIAISON, world.town.pk)
    assert not world.zhouyuning.held
    assert waits(world.tanglian) == ["清除小广告"]
    assert waits(world.zhouyuning) == []
    for told in (duty, under_way):
        entry = journal.of("duties", told.pk)[0]
        assert entry.verb == "hand_over"
        assert entry.facts["people"] == [str(world.zhouyuning.pk), str(world.tanglian.pk)]


def test_the_history_of_a_duty_says_from_whom_to_whom(world, give, page):
    duty = give()
    org.end(world.admin, post_of(world.zhouyuning), successor=world.tanglian)
    shown = page(world.linqing, duty.get_absolute_url()).content.decode()
    assert "移交" in shown
    assert "周予宁 → 唐联" in shown
    assert "周予宁" not in str(journal.of("duties", duty.pk)[0].facts)


def test_a_second_liaison_takes_over_without_being_appointed_anew(world, give):
    give()
    org.appoint(world.admin, person=world.tanglian, unit=world.town, role=LIAISON)
    org.end(world.admin, post_of(world.zhouyuning), successor=world.tanglian)
    assert Post.objects.filter(person=world.tanglian, unit=world.town).count() == 1


@pytest.mark.parametrize(("who", "words"), [("zhouyuning", "不能移交给本人"), ("ducha", "账号已停用")])
def test_who_cannot_take_it_over(world, give, who, words):
    give()
    if who == "ducha":
        org.deactivate(world.admin, world.ducha)
    with pytest.raises(Refused, match=words):
        org.end(world.admin, post_of(world.zhouyuning), successor=getattr(world, who))
    assert world.zhouyuning.holds(LIAISON)


def test_a_successor_whom_the_actor_may_not_appoint_is_refused_and_nothing_is_done(world, walk):
    walk(life.FOR_DEPUTY)
    with pytest.raises(Refused, match="权限"):
        org.end(world.heweimin, post_of(world.linqing), successor=world.luming)
    assert world.linqing.holds(DEPUTY)


# --- hand-overs that cross ------------------------------------------------------------------------------------------


def test_two_hand_overs_that_cross_do_not_leave_it_with_nobody(world, give):
    give()
    first = post_of(world.zhouyuning)
    second = org.appoint(world.admin, person=world.tanglian, unit=world.town, role=LIAISON)
    org.end(world.admin, first, successor=world.tanglian)
    with pytest.raises(Refused, match="今天刚结束，不能又接手"):
        org.end(world.admin, second, successor=world.zhouyuning)
    assert world.tanglian.holds(LIAISON, world.town.pk)
    org.appoint(world.admin, person=world.zhouyuning, unit=world.town, role=LIAISON)  # said outright, it may be
    org.end(world.admin, second, successor=world.zhouyuning)
    assert world.zhouyuning.holds(LIAISON, world.town.pk)


def test_a_post_that_has_ended_meanwhile_takes_nothing_over(world, give):
    give()
    second = org.appoint(world.admin, person=world.tanglian, unit=world.town, role=LIAISON)
    org.end(world.admin, second, successor=world.zhouyuning)
    with pytest.raises(Refused, match="今天刚结束"):
        org.end(world.admin, post_of(world.zhouyuning), successor=world.tanglian)


def test_a_post_ends_once(world, give):
    give()
    post = post_of(world.zhouyuning)
    org.end(world.admin, post, successor=world.tanglian)
    with pytest.raises(Refused, match="已经结束了"):
        org.end(world.admin, post, successor=world.chuzhi)


# --- leads and the office -------------------------------------------------------------------------------------------


def test_signatures_that_wait_pass_to_the_next_lead(world, walk):
    duty = walk(life.FOR_DEPUTY, title="清除小广告")
    routine = walk(life.FOR_LIST, signing=MONTHLY)
    drawn = verbs.draw_up(world.zhouyuning, unit=routine.unit, month=routine.due_on)
    assert [(h.what, h.count) for h in rooms.holdings(post_of(world.linqing))] == [
        ("等签字的任务", 1),
        ("等签字的月目录", 1),
    ]
    org.end(world.admin, post_of(world.linqing), successor=world.chuzhi)
    assert sorted(waits(world.chuzhi)) == sorted(["清除小广告", str(drawn)])
    assert verbs.sign(world.chuzhi, duty, password=PASSWORD).state == life.FOR_PRINCIPAL


def test_what_the_successor_submitted_themself_they_cannot_sign(world, walk):
    walk(life.FOR_DEPUTY)
    with pytest.raises(Refused, match="有 1 件是周予宁自己提交的，不能自己签"):
        org.end(world.admin, post_of(world.linqing), successor=world.zhouyuning)
    assert world.linqing.holds(DEPUTY)
    assert not world.zhouyuning.holds(DEPUTY)


def test_the_lead_of_the_unit_above_may_take_over_without_a_new_post(world, give):
    held = org.appoint(world.admin, person=world.chuzhi, unit=world.community, role=DEPUTY)
    make.walked(give(world.community), life.FOR_DEPUTY)
    org.end(world.admin, held, successor=world.linqing)
    assert waits(world.linqing) == ["清除小广告"]
    assert not world.linqing.holds(DEPUTY, world.community.pk)


def test_the_offices_reviews_pass_on_too(world, walk):
    walk(life.FOR_OFFICE, title="清除小广告")
    post = post_of(world.xuyian)
    with pytest.raises(Refused, match="等审核的任务 1"):
        org.end(world.admin, post)
    org.end(world.admin, post, successor=world.ducha)
    assert world.ducha.holds(OFFICE)
    assert waits(world.ducha) == ["清除小广告"]


# --- other ways of leaving ------------------------------------------------------------------------------------------


def test_an_account_with_open_work_is_not_closed_before_it_is_handed_over(world, give, post):
    give()
    answer = post(world.admin, f"/people/{world.zhouyuning.pk}/deactivate/")
    assert answer.status_code == 422
    assert "城关镇·联络员还有没办完的事。请先结束任职，移交给接手的人" in answer.content.decode()
    org.end(world.admin, post_of(world.zhouyuning), successor=world.tanglian)
    org.deactivate(world.admin, world.zhouyuning)


def test_a_unit_with_open_duties_is_not_closed(world, give):
    duty = give(world.police)
    with pytest.raises(Refused, match="1 项没办完的任务"):
        org.close(world.admin, world.police)
    verbs.withdraw(world.xuyian, duty, reason="撤了")
    org.close(world.admin, world.police)


# --- the page -------------------------------------------------------------------------------------------------------


def test_the_page_shows_what_passes_and_to_whom(world, give, page, post):
    give(title="清除小广告")
    held = post_of(world.zhouyuning)
    shown = page(world.linqing, f"/posts/{held.pk}/end/").content.decode()
    for words in ("要移交的", "要交的任务", "清除小广告", "谁来接手", "选中的人会同时成为城关镇的联络员"):
        assert words in shown, words
    assert f"unit={world.town.pk}" in shown
    without = post(world.linqing, f"/posts/{held.pk}/end/")
    assert without.status_code == 422
    assert "请选接手的人" in without.content.decode()
    done = post(world.linqing, f"/posts/{held.pk}/end/", successor=world.tanglian.pk)
    assert done.status_code == 302
    assert world.tanglian.holds(LIAISON, world.town.pk)


def test_the_page_of_a_post_without_open_work_asks_for_nobody(world, page):
    shown = page(world.linqing, f"/posts/{post_of(world.zhouyuning).pk}/end/").content.decode()
    assert "不用移交" in shown
    assert "谁来接手" not in shown


def test_handing_over_a_hundred_costs_no_more_than_ten(world, give, django_assert_max_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    admin, successor, held = world.admin, world.tanglian, post_of(world.zhouyuning)
    for n in range(10):
        give(title=f"任务{n}")
    with CaptureQueriesContext(connection) as few:
        org.end(admin, held, successor=successor)
    for n in range(100):
        give(title=f"又{n}")
    back = Post.objects.get(person=successor, unit=world.town)
    chuzhi = world.chuzhi
    with django_assert_max_num_queries(len(few) + 2):
        org.end(admin, back, successor=chuzhi)


def test_the_principal_is_handed_over_alike(world, walk):
    walk(life.FOR_PRINCIPAL, title="清除小广告")
    org.end(world.admin, post_of(world.heweimin), successor=world.qinzheng)
    assert world.qinzheng.holds(PRINCIPAL, world.town.pk)
    assert waits(world.qinzheng) == ["清除小广告"]
