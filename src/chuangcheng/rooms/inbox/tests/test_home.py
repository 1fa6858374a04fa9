"""Home's figures are those of the campaign that runs: no plan that is only brought, or begins later, changes them."""

import datetime as dt

import pytest

from chuangcheng.kit import clock
from chuangcheng.rooms.duties import make as duties
from chuangcheng.rooms.inbox import queries
from chuangcheng.rooms.plans import life
from chuangcheng.rooms.plans.models import Plan

TODAY = dt.date(2026, 6, 12)


@pytest.fixture
def plan(world):
    def build(title, start, end, state=life.APPROVED):
        return Plan.objects.create(title=title, unit=world.county, brought_by=world.xuyian, text="x", state=state,
                                   start_on=start, end_on=end)  # fmt: skip

    return build


@pytest.fixture
def running(plan):
    return plan("今年的方案", dt.date(2026, 3, 1), dt.date(2026, 12, 31))


def test_a_plan_that_begins_later_changes_no_figure(world, plan, running):
    duties.duty(world.xuyian, world.town, due_in=3)
    before = queries.home(world.xuyian)
    plan("下半年的行动", dt.date(2026, 9, 1), dt.date(2027, 6, 30))
    after = queries.home(world.xuyian)
    assert after["plan"] == before["plan"] == running
    assert after["whole"].total == before["whole"].total == 1
    assert after["days_left"] == (running.end_on - clock.today()).days


def test_a_plan_that_is_only_being_checked_is_not_the_campaign(plan, running, world):
    plan("还在核对", dt.date(2026, 1, 1), dt.date(2028, 12, 31), life.CHECKING)
    assert queries.home(world.xuyian)["plan"] == running


def test_between_two_campaigns_the_last_one_is_shown(plan, world):
    last = plan("去年的方案", dt.date(2025, 3, 1), dt.date(2025, 12, 31))
    found = queries.home(world.xuyian)
    assert (found["plan"], found["days_left"]) == (last, None)


def test_before_any_plan_there_are_figures_of_this_year(world):
    found = queries.home(world.xuyian)
    assert (found["plan"], found["start"]) == (None, dt.date(2026, 1, 1))
