"""What waits for whom, in which order, under which heading; and home."""

import datetime as dt

import pytest

from chuangcheng.kit import clock
from chuangcheng.rooms.duties import life, make, verbs
from chuangcheng.rooms.duties.models import MONTHLY
from chuangcheng.rooms.inbox import queries
from chuangcheng.rooms.plans import make as plans
from chuangcheng.site.world import PASSWORD

PLAN = "澄浦县创建方案\n一、市容\n县城管局每月清除小广告不少于3次。\n"


def titles(person) -> list[tuple[str, str]]:
    return [(row.title, row.step) for row in queries.waiting(person)]


def test_the_liaison_hands_in_the_lead_signs_the_office_reviews(world, give):
    duty = give(title="清除小广告")
    assert titles(world.zhouyuning) == [("清除小广告", "交材料")]
    make.proven(world.zhouyuning, duty)
    assert titles(world.zhouyuning) == [("清除小广告", "提交")]
    verbs.submit(world.zhouyuning, duty)
    assert titles(world.zhouyuning) == []
    assert titles(world.linqing) == [("清除小广告", "签字")]
    assert titles(world.heweimin) == []
    verbs.sign(world.linqing, duty, password=PASSWORD)
    assert titles(world.linqing) == []
    assert titles(world.heweimin) == [("清除小广告", "签字")]
    assert titles(world.xuyian) == []
    verbs.sign(world.heweimin, duty, password=PASSWORD)
    assert titles(world.xuyian) == [("清除小广告", "审核")]
    verbs.accept(world.xuyian, duty)
    for person in world.everybody:
        assert titles(person) == [], person


def test_what_came_back_says_why(world, give):
    duty = make.walked(give(), life.FOR_DEPUTY)
    verbs.send_back(world.linqing, duty, reason="缺全景")
    (row,) = queries.waiting(world.zhouyuning)
    assert (row.step, row.second) == ("重交", "退回：缺全景")


def test_late_work_is_asked_for_as_supplied_late(world, give):
    give(due_in=0, needed=3, measure="张")
    with clock.frozen(clock.now() + dt.timedelta(days=1)):
        (row,) = queries.waiting(world.zhouyuning)
    assert row.step == "补报"
    assert "已交 0，还差 3 张" in row.second


def test_routine_material_waits_to_be_listed_then_the_list_for_its_leads(world, give):
    make.walked(give(signing=MONTHLY), life.FOR_LIST)
    assert titles(world.zhouyuning) == [("2026年6月有 1 件材料待列入目录", "列目录")]
    drawn = verbs.draw_up(world.zhouyuning, unit=world.town, month=clock.today())
    assert titles(world.zhouyuning) == []
    assert titles(world.linqing) == [(str(drawn), "签目录")]
    verbs.sign_list(world.linqing, drawn, password=PASSWORD)
    assert titles(world.heweimin) == [(str(drawn), "签目录")]


def test_a_vacant_post_makes_it_wait_for_the_lead_above(world, give):
    make.walked(give(world.community, title="社区的事"), life.FOR_DEPUTY)
    assert titles(world.linqing) == [("社区的事", "签字")]


def test_what_falls_due_neither_this_month_nor_soon_does_not_wait_yet(world, give):
    give(due_in=20)
    assert titles(world.zhouyuning) == []


def test_a_cooperating_unit_owes_nothing(world, give):
    give(world.bureau, cooperating=[world.town])
    assert titles(world.zhouyuning) == []


def test_a_plan_waits_for_the_office_until_it_is_approved(world):
    plan = plans.brought(world.xuyian, world.county, PLAN, dt.date(2026, 6, 1), dt.date(2026, 9, 30))
    (row,) = queries.waiting(world.xuyian)
    assert (row.title, row.step) == (plan.title, "核对")
    plans.checked(world.xuyian, plan)
    (row,) = queries.waiting(world.xuyian)
    assert "可以批准" in row.second
    plans.approved(world.xuyian, plan)
    assert queries.waiting(world.xuyian) == []


def test_the_most_urgent_comes_first_and_what_has_no_day_last(world, give):
    for title, due_in in (("后天", 2), ("昨天", -1), ("今天", 0)):
        give(title=title, due_in=due_in)
    make.walked(give(title="目录", signing=MONTHLY), life.FOR_LIST)
    assert [row.title for row in queries.waiting(world.zhouyuning)] == [
        "昨天",
        "今天",
        "后天",
        "2026年6月有 1 件材料待列入目录",
    ]


@pytest.mark.parametrize(
    ("due_in", "heading"),
    [(-40, "逾期"), (-1, "逾期"), (0, "今天"), (1, "本周"), (2, "本周"), (3, "以后"), (14, "以后")],
)
def test_work_stands_under_the_heading_of_its_day(world, give, due_in, heading):
    """Today is Friday: the week ends on Sunday."""
    give(due_in=due_in)
    (group,) = queries.grouped(queries.waiting(world.zhouyuning))
    assert group.label == heading
    assert group.late == (heading == "逾期")


def test_each_page_counts_what_waits(world, give, page):
    give()
    give(title="第二件")
    for address in ("/", "/inbox/"):
        shown = page(world.zhouyuning, address)
        assert shown.context["count"] == 2, address
    only = page(world.zhouyuning, "/inbox/", what="没有")
    assert only.context["groups"] == []
    assert only.context["count"] == 2


def test_homes_figures_are_the_persons_own(world, give):
    give(part="appearance")
    give(world.bureau, part="appearance")
    late = give(part="traffic", due_in=0)
    with clock.frozen(clock.now() + dt.timedelta(days=1)):
        office, town = queries.home(world.xuyian), queries.home(world.zhouyuning)
    appearance = {p.key: p for p in office["actions"]}["appearance"]
    assert (appearance.total, appearance.late) == (2, 0)
    assert {p.key: p for p in town["actions"]}["appearance"].total == 1
    assert (office["whole"].total, office["whole"].late) == (3, 1)
    assert late.part == "traffic"


def test_the_records_behind_a_figure_are_as_many_as_it_says(world, give, page):
    for n in range(3):
        give(part="traffic", due_in=n)
    make.walked(give(part="traffic"), life.FOR_OFFICE)
    with clock.frozen(clock.now() + dt.timedelta(days=1)):
        part = {p.key: p for p in queries.home(world.xuyian)["actions"]}["traffic"]
        for url, count in ((part.all_url, part.total), (part.late_url, part.late), (part.signing_url, part.under_way),
                           (part.open_url, part.rest)):  # fmt: skip
            assert len(page(world.xuyian, url).context["page"].rows) == count, url
