"""授权: while a lead is away somebody signs in their stead, and the signature says so."""

import datetime as dt

import pytest

from chuangcheng.kit import clock
from chuangcheng.kit.policy import visible
from chuangcheng.kit.refused import Refused
from chuangcheng.rooms.duties import life, make, queries, verbs
from chuangcheng.rooms.duties.models import MONTHLY, Duty, Signature
from chuangcheng.rooms.inbox import queries as inbox
from chuangcheng.rooms.org import queries as org_queries
from chuangcheng.rooms.org import verbs as org
from chuangcheng.rooms.org.models import DEPUTY, LEFT, LIAISON, POST_ENDED, PRINCIPAL, Delegation, Person, Post
from chuangcheng.site.world import PASSWORD

TODAY = dt.date(2026, 6, 12)
WEEK = TODAY + dt.timedelta(days=6)


def days(n: int) -> dt.timedelta:
    return dt.timedelta(days=n)


def again(person) -> Person:
    """As the next request finds the person."""
    return Person.objects.get(pk=person.pk)


@pytest.fixture
def delegate(world):
    """`delegate(lead, to)`: for a week from today."""

    def give(lead, to, start=TODAY, last=WEEK, password=PASSWORD, post=None):
        post = post or Post.objects.get(person=lead, ended_on=None)
        return org.delegate(lead, post=post, to=to, from_on=start, until_on=last, password=password)

    return give


def on(day: dt.date):
    return clock.frozen(clock.midnight(day) + dt.timedelta(hours=9))


# --- what the delegate may do ---------------------------------------------------------------------------------------


def test_the_delegate_sees_and_signs_what_waits_for_the_lead(world, walk, delegate):
    duty = walk(life.FOR_DEPUTY, title="清除小广告")
    assert not visible(world.fangyuan, Duty).filter(pk=duty.pk).exists()
    delegate(world.linqing, world.fangyuan)
    delegated = world.fangyuan
    assert visible(delegated, Duty).filter(pk=duty.pk).exists()
    assert [row.title for row in inbox.waiting(delegated) if row.step == "签字"] == ["清除小广告"]
    assert verbs.sign(delegated, duty, password=PASSWORD).state == life.FOR_PRINCIPAL
    signature = Signature.objects.get(duty=duty)
    assert (signature.person, signature.role) == (delegated, DEPUTY)
    assert signature.signer == "方圆 代 林清"


def test_the_trail_of_the_duty_says_who_signed_for_whom(world, walk, delegate, page):
    duty = walk(life.FOR_DEPUTY)
    delegate(world.linqing, world.fangyuan)
    verbs.sign(world.fangyuan, duty, password=PASSWORD)
    assert "方圆 代 林清" in page(world.zhouyuning, duty.get_absolute_url()).content.decode()


def test_a_months_list_is_signed_for_the_lead_alike(world, walk, delegate, page):
    routine = walk(life.FOR_LIST, signing=MONTHLY)
    drawn = verbs.draw_up(world.zhouyuning, unit=routine.unit, month=TODAY)
    delegate(world.linqing, world.fangyuan)
    assert list(queries.signable_lists(world.fangyuan)) == [drawn]
    verbs.sign_list(world.fangyuan, drawn, password=PASSWORD)
    assert "方圆 代 林清" in page(world.linqing, drawn.get_absolute_url()).content.decode()


def test_the_delegate_may_return_and_the_lead_may_still_sign(world, walk, delegate):
    first, second = walk(life.FOR_DEPUTY), walk(life.FOR_DEPUTY)
    delegate(world.linqing, world.fangyuan)
    verbs.send_back(world.fangyuan, first, reason="缺全景")
    verbs.sign(world.linqing, second, password=PASSWORD)
    assert Signature.objects.get(duty=second).signer == "林清"


def test_units_below_without_a_lead_are_signed_for_too(world, give, delegate):
    duty = make.walked(give(world.community), life.FOR_DEPUTY)
    delegate(world.linqing, world.fangyuan)
    verbs.sign(world.fangyuan, duty, password=PASSWORD)
    assert Signature.objects.get(duty=duty).signer == "方圆 代 林清"


def test_only_the_role_that_was_delegated_is_signed(world, walk, delegate):
    duty = walk(life.FOR_PRINCIPAL)
    delegate(world.linqing, world.fangyuan)
    with pytest.raises(Refused, match="权限"):
        verbs.sign(world.fangyuan, duty, password=PASSWORD)


def test_nobody_signs_what_they_submitted_though_it_was_delegated_to_them(world, walk, delegate):
    duty = walk(life.FOR_DEPUTY)
    delegate(world.linqing, world.zhouyuning)
    assert list(queries.signable(world.zhouyuning)) == []
    with pytest.raises(Refused, match="权限"):
        verbs.sign(world.zhouyuning, duty, password=PASSWORD)


def test_nor_does_the_delegate_sign_what_the_lead_submitted(world, give, delegate):
    org.appoint(world.admin, person=world.linqing, unit=world.town, role=LIAISON)
    org.appoint(world.admin, person=world.chuzhi, unit=world.town, role=DEPUTY)
    duty = make.proven(world.linqing, give())
    verbs.submit(world.linqing, duty)
    delegate(world.linqing, world.fangyuan, post=Post.objects.get(person=world.linqing, role=DEPUTY))
    assert list(queries.signable(world.fangyuan)) == []
    with pytest.raises(Refused, match="权限"):
        verbs.sign(world.fangyuan, duty, password=PASSWORD)
    assert list(queries.signable(world.chuzhi)) == [duty]


def test_what_was_delegated_is_not_delegated_on(world, walk, delegate):
    walk(life.FOR_DEPUTY)
    delegate(world.linqing, world.luming)  # who leads elsewhere
    delegate(world.luming, world.fangyuan)
    assert org_queries.signs_for(world.luming, DEPUTY) >= {world.town.pk, world.bureau.pk}
    assert org_queries.signs_for(world.fangyuan, DEPUTY) == {world.bureau.pk}
    with pytest.raises(Refused, match="权限"):
        org.delegate(world.luming, post=Post.objects.get(person=world.linqing), to=world.fangyuan, from_on=TODAY,
                     until_on=TODAY, password=PASSWORD)  # fmt: skip


# --- from when to when ----------------------------------------------------------------------------------------------


def test_it_begins_and_ends_by_itself(world, walk, delegate):
    walk(life.FOR_DEPUTY)
    delegate(world.linqing, world.fangyuan, TODAY + days(1), TODAY + days(3))
    for n, holds in ((0, False), (1, True), (3, True), (4, False)):
        with on(TODAY + days(n)):
            assert bool(queries.signable(again(world.fangyuan))) == holds, n


def test_it_is_ended_early_by_either_side_and_by_administrators(world, walk, delegate):
    walk(life.FOR_DEPUTY)
    for who in ("linqing", "fangyuan", "admin"):
        given = delegate(world.linqing, world.fangyuan)
        org.end_delegation(getattr(world, who), given)
        assert list(queries.signable(again(world.fangyuan))) == []
    with pytest.raises(Refused, match="已经结束"):
        org.end_delegation(world.linqing, given)
    other = delegate(world.linqing, world.fangyuan)
    with pytest.raises(Refused, match="权限"):
        org.end_delegation(world.luming, other)


def test_who_leaves_signs_no_more_and_the_lead_is_told(world, delegate, page):
    given = delegate(world.linqing, world.fangyuan)
    org.deactivate(world.admin, world.fangyuan)
    given.refresh_from_db()
    assert given.ended_why == LEFT
    assert org_queries.delegations(world.linqing, of=world.linqing) == []


def test_who_loses_the_last_post_signs_no_more(world, delegate):
    given = delegate(world.linqing, world.fangyuan)
    org.end(world.qinzheng, Post.objects.get(person=world.fangyuan))
    given.refresh_from_db()
    assert given.ended_why == LEFT


def test_it_ends_with_the_leads_post_and_with_the_leads_account(world, delegate):
    first, second = delegate(world.linqing, world.fangyuan), delegate(world.heweimin, world.fangyuan)
    org.end(world.admin, Post.objects.get(person=world.linqing))
    org.deactivate(world.admin, world.heweimin)
    for given in (first, second):
        given.refresh_from_db()
        assert given.ended_why == POST_ENDED


# --- what is refused ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("to", "start", "last", "words"),
    [
        ("linqing", 0, 1, "不能授权给自己"),
        ("chuzhi", 0, 1, "账号已停用"),
        ("tanglian", 0, 1, "还没有能登录的密码"),
        ("fangyuan", -1, 1, "不能从过去的日子起授权"),
        ("fangyuan", 3, 1, "结束的日子在开始之前"),
        ("fangyuan", 0, 400, "一次最多授权一年"),
    ],
)
def test_a_delegation_that_makes_no_sense_is_refused(world, delegate, to, start, last, words):
    org.deactivate(world.admin, world.chuzhi)
    tanglian = world.tanglian
    tanglian.set_unusable_password()
    tanglian.save()
    with pytest.raises(Refused, match=words):
        delegate(world.linqing, getattr(world, to), TODAY + days(start), TODAY + days(last))


def test_one_post_has_one_delegate_at_a_time(world, delegate):
    delegate(world.linqing, world.fangyuan, TODAY + days(2), TODAY + days(4))
    with pytest.raises(Refused, match="已授权方圆代签"):
        delegate(world.linqing, world.luming, TODAY, TODAY + days(2))
    delegate(world.linqing, world.luming, TODAY, TODAY + days(1))
    delegate(world.linqing, world.luming, TODAY + days(5), TODAY + days(9))


def test_only_a_lead_delegates_and_proves_it(world, delegate):
    with pytest.raises(Refused, match="签字密码不对"):
        delegate(world.linqing, world.fangyuan, password="falsch")
    with pytest.raises(Refused, match="只有现任"):
        delegate(world.zhouyuning, world.fangyuan)
    with pytest.raises(Refused, match="权限"):
        org.delegate(world.admin, post=Post.objects.get(person=world.linqing), to=world.fangyuan, from_on=TODAY,
                     until_on=TODAY, password=PASSWORD)  # fmt: skip
    assert not Delegation.objects.exists()


# --- pages ----------------------------------------------------------------------------------------------------------


def test_a_lead_delegates_on_the_account_page(world, page, post):
    assert "授权他人代签" in page(world.linqing, "/me/").content.decode()
    assert "授权他人代签</a>" not in page(world.zhouyuning, "/me/").content.decode().split('<main class="content"')[1]
    answer = post(world.linqing, "/delegations/new/delegate/", post=Post.objects.get(person=world.linqing).pk,
                  to=world.fangyuan.pk, from_on="2026-06-12", until_on="2026-06-20", password=PASSWORD, next="/me/")  # fmt: skip
    assert answer.url == "/me/"
    assert "方圆代您签字" in page(world.linqing, "/me/").content.decode()
    assert "您代林清签字" in page(world.fangyuan, "/me/").content.decode()
    unit = page(world.zhouyuning, world.town.get_absolute_url()).content.decode()
    assert "授权签字" in unit
    assert "方圆" in unit
    form = page(world.linqing, "/delegations/new/delegate/").content.decode()
    assert "含这一天" in form
    assert world.luming.name not in form.split('name="post"')[1].split("</select>")[0]


def test_both_sides_are_told(world, delegate, client):
    from chuangcheng.kit import journal
    from chuangcheng.kit.queue import feed
    from chuangcheng.rooms.inbox.models import Notice

    given = delegate(world.linqing, world.fangyuan)
    org.end_delegation(world.admin, given)
    while journal.seal():
        pass
    while feed():
        pass
    told = {(n.person.username, str(n)) for n in Notice.objects.filter(words__startswith="delegat")}
    assert ("fangyuan", "林清授权您在2026-06-12至2026-06-18代为签字") in told
    assert ("linqing", "林清授权方圆代签已结束：提前结束") in told
    assert ("fangyuan", "林清授权方圆代签已结束：提前结束") in told


# --- what it costs --------------------------------------------------------------------------------------------------


def test_asking_who_signs_where_costs_nobody_a_question_more(world, walk, delegate, django_assert_num_queries):
    for _n in range(3):
        walk(life.FOR_DEPUTY)
    delegate(world.linqing, world.fangyuan)
    person = world.fangyuan
    with django_assert_num_queries(4):  # the posts, two to find the units below, the duties
        assert len(queries.signable(person)) == 3
    liaison = world.tanglian
    with django_assert_num_queries(1):  # the posts; nothing is theirs to sign
        assert list(queries.signable(liaison)) == []
    principal = world.heweimin
    with django_assert_num_queries(4):
        assert list(queries.signable(principal)) == []
    assert org_queries.signs_for(principal, PRINCIPAL)
