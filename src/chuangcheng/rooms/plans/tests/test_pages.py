"""Who reads plans, and what their pages show."""

import datetime as dt

import pytest

from chuangcheng.kit import clock
from chuangcheng.rooms.plans import life, make, queries, verbs
from chuangcheng.rooms.plans.models import Plan

from .conftest import TEXT


@pytest.fixture
def approved(world, plan, one, decide, approve):
    decide(one("路口秩序"), units=[world.police], cadence="P1M")
    make.checked(world.xuyian, plan)
    approve(plan)
    plan.refresh_from_db()
    assert plan.state == life.APPROVED
    return plan


def addresses(plan: Plan) -> list[str]:
    return [f"/plans/{plan.pk}/{tail}" for tail in ("", "preview/", "source/", "progress/")]


def test_while_it_is_checked_only_the_office_and_the_auditor_read_it(world, plan, page):
    for person in world.everybody:
        reads = person.username in ("xuyian", "audit")
        for address in addresses(plan):
            assert page(person, address).status_code == (200 if reads else 404), (person, address)
        assert (plan.title in page(person, "/plans/").content.decode()) == reads, person


def test_in_force_everybody_reads_it(world, approved, page):
    for person in world.everybody:
        for address in addresses(approved):
            assert page(person, address).status_code == 200, (person, address)


def test_nobody_reads_it_without_signing_in(world, approved, client):
    for address in ["/plans/", *addresses(approved)]:
        assert client.get(address).url.startswith("/accounts/login/"), address


@pytest.mark.parametrize("state", life.PLAN.states)
def test_a_plan_has_a_page_in_every_state(world, plan, page, state):
    Plan.objects.filter(pk=plan.pk).update(state=state, failure="打不开")
    assert page(world.xuyian, plan.get_absolute_url()).status_code == 200


def test_units_see_no_buttons_of_checking(world, approved, page):
    shown = page(world.zhouyuning, approved.get_absolute_url()).content.decode()
    for verb in ("confirm", "correct", "approve", "set_defaults", "leave_out"):
        assert f"/{verb}/" not in shown, verb


def test_the_two_panes_show_the_text_and_every_obligation(world, plan, page):
    shown = page(world.xuyian, plan.get_absolute_url()).content.decode()
    assert "市容环境" in shown
    for obligation in plan.obligations.all():
        assert str(obligation.pk) in shown
    assert "定期" in shown


@pytest.mark.parametrize(
    "query", ["show=waiting", "show=no_unit", "show=left_out", "show=x", "ob=x", "after=²", "after=40", "section=x"]
)
def test_anything_in_the_address_gives_a_page(world, plan, page, query):
    assert page(world.xuyian, f"{plan.get_absolute_url()}?{query}").status_code == 200


def test_the_preview_lists_every_duty_that_approval_would_make(world, plan, one, decide, page):
    decide(one("小广告"))
    shown = page(world.xuyian, f"/plans/{plan.pk}/preview/").content.decode()
    assert shown.count("县城管局") >= 4


def test_a_new_versions_page_shows_what_changed(world, approved, bring, page):
    newer = bring(TEXT.replace("不少于3次", "不少于5次"), previous=approved)
    shown = page(world.xuyian, f"/plans/{newer.pk}/changes/").content.decode()
    assert "不少于" in shown
    assert page(world.xuyian, f"/plans/{approved.pk}/changes/").status_code == 302


def test_the_file_is_given_back_as_it_came(world, plan, page):
    answer = page(world.xuyian, f"/plans/{plan.pk}/source/")
    assert b"".join(answer.streaming_content) == TEXT.encode()


def test_what_only_the_house_says_no_door_opens(world, plan, one, post):
    before = Plan.objects.filter(pk=plan.pk).values().get()
    for verb in ("take_in", "fail", "supersede"):
        assert post(world.xuyian, f"/plans/{plan.pk}/{verb}/").status_code == 404, verb
    verbs.confirm(world.xuyian, one("小广告"))
    assert post(world.xuyian, f"/obligations/{one('小广告').pk}/put_in_force/").status_code == 404
    assert one("小广告").state == life.CHECKED
    assert Plan.objects.filter(pk=plan.pk).values().get() == before


def test_the_newest_plan_stands_first(world, bring):
    first = bring()
    with clock.frozen(clock.now() + dt.timedelta(days=1)):
        second = bring("另一个方案\n一、市容\n城管局牵头每月清扫一次。\n")
    assert [plan.pk for plan in queries.plans(world.xuyian)] == [second.pk, first.pk]
