"""Approval spreads what was checked over units and periods: once, on working days, up to the end; a new version
changes only what changed."""

import datetime as dt

import pytest

from chuangcheng.kit import clock, jobs
from chuangcheng.kit.refused import Refused
from chuangcheng.lib import workdays
from chuangcheng.rooms.duties import life as duty_life
from chuangcheng.rooms.duties import make as duty_make
from chuangcheng.rooms.duties import verbs as duties
from chuangcheng.rooms.duties.models import Duty
from chuangcheng.rooms.plans import expansion, life, make, verbs
from chuangcheng.rooms.plans.models import NOT_OURS

from .conftest import END, TEXT


@pytest.fixture
def checked(world, plan, one, decide):
    """The plan with everything decided: bureau monthly, town weekly, police quarterly, bureau once, one that is no task."""
    decide(one("小广告"))
    decide(one("清扫"))
    decide(one("路口秩序"), units=[world.police, world.town], cadence="P3M")
    decide(one("标线"))
    verbs.confirm(world.xuyian, one("义诊"))
    return plan


def of(obligation):
    return Duty.objects.filter(lineage=obligation.lineage)


# --- expansion ------------------------------------------------------------------------------------------------------


def test_one_duty_a_unit_and_period_from_today_to_the_end(world, checked, approve, one):
    (job,) = approve(checked)
    assert sorted(of(one("小广告")).values_list("period", flat=True)) == ["2026-06", "2026-07", "2026-08", "2026-09"]
    assert set(of(one("路口秩序")).values_list("period", "unit")) == {
        ("2026-Q3", world.police.pk),
        ("2026-Q3", world.town.pk),
    }
    assert of(one("标线")).get().due_on == dt.date(2026, 9, 30)
    weeks = list(of(one("清扫")).order_by("period_from"))
    assert len(weeks) == len({week.period for week in weeks})
    assert weeks[0].period_from <= clock.today() <= weeks[0].period_to
    assert not of(one("义诊")).exists()
    assert job.result["duties"] == Duty.objects.count()


def test_what_the_page_promises_is_what_approval_makes(checked, approve):
    promised = expansion.outlook(checked.obligations.filter(state=life.CHECKED))
    approve(checked)
    assert promised["duties"] == Duty.objects.count()
    assert promised["units"] == Duty.objects.values("unit").distinct().count()


def test_every_due_day_is_a_working_day_within_the_campaign(world, checked, approve):
    duties.declare(world.admin, on=dt.date(2026, 6, 30), is_workday=False, name="县里放假")
    approve(checked)
    days = workdays.Calendar({dt.date(2026, 6, 30): workdays.Override(is_workday=False, name="县里放假")})
    due = set(Duty.objects.values_list("due_on", flat=True))
    assert all(days.is_workday(day) for day in due)
    assert max(due) <= END
    assert dt.date(2026, 6, 30) not in due


def test_nothing_is_owed_for_periods_that_are_over(world, bring, decide, approve, one):
    plan = bring(start_on=dt.date(2026, 1, 1))
    decide(one("小广告", plan))
    for words in ("清扫", "路口秩序", "标线", "义诊"):
        verbs.leave_out(world.xuyian, one(words, plan))
    approve(plan)
    assert min(Duty.objects.values_list("period_to", flat=True)) >= clock.today()


def test_work_asked_by_a_day_of_each_month_is_due_on_it_and_first_in_the_month_whose_day_is_still_ahead(
    world, plan, one, decide, approve
):
    decide(one("小广告"), due_day="5")
    approve(plan)
    due = list(of(one("小广告")).order_by("due_on").values_list("due_on", flat=True))
    assert due == [dt.date(2026, 7, 3), dt.date(2026, 8, 5), dt.date(2026, 9, 4)]
    assert clock.today() > dt.date(2026, 6, 5)


def test_a_duty_carries_what_was_decided(world, plan, one, decide, approve):
    decide(
        one("小广告"),
        cooperating=[world.town, world.bureau],
        needed=3,
        measure="次",
        part="appearance",
        signing="monthly",
    )
    approve(plan)
    duty = of(one("小广告")).first()
    assert (duty.needed, duty.measure, duty.part, duty.signing) == (3, "次", "appearance", "monthly")
    assert duty.unit == world.bureau
    assert list(duty.cooperating.all()) == [world.town]
    assert duty.origin == plan.title
    assert duty.text == "城管局牵头每月清除小广告不少于3次"


# --- approving ------------------------------------------------------------------------------------------------------


def test_only_what_was_checked_is_approved(plan, one, decide, approve):
    decide(one("小广告"))
    approve(plan)
    plan.refresh_from_db()
    assert plan.state == life.CHECKING
    assert one("小广告").state == life.IN_FORCE
    assert {d.lineage for d in Duty.objects.all()} == {one("小广告").lineage}


def test_with_nothing_checked_there_is_nothing_to_approve(world, plan):
    with pytest.raises(Refused, match="没有新核对好"):
        verbs.approve(world.xuyian, plan)


def test_a_section_alone_and_the_rest_later(world, checked, one, approve):
    publicity = checked.sections.get(title="宣传")
    approve(checked, sections=[publicity])
    checked.refresh_from_db()
    assert checked.state == life.CHECKING
    assert one("标线").state == life.IN_FORCE
    assert one("小广告").state == life.CHECKED
    approve(checked)
    checked.refresh_from_db()
    assert checked.state == life.APPROVED
    assert of(one("标线")).count() == 1


def test_what_became_open_again_stops_the_approval(world, plan, one):
    crossing = verbs.mark(world.xuyian, one("路口秩序"), mark_as=NOT_OURS)
    verbs.mark(world.xuyian, crossing, mark_as="lead")
    with pytest.raises(Refused, match="未定的单位或周期"):
        verbs.approve(world.xuyian, plan)


def test_only_the_office_approves(world, checked):
    for person in (world.zhouyuning, world.heweimin, world.admin, world.audit):
        with pytest.raises(Refused, match="权限"):
            verbs.approve(person, checked)
    assert not jobs.Job.objects.filter(name="plans.expand").exists()


def test_of_two_who_approve_at_once_the_second_is_refused(world, checked):
    seen = checked.version
    verbs.approve(world.xuyian, checked, seen=seen)
    with pytest.raises(Refused):
        verbs.approve(world.xuyian, checked, seen=seen)
    with pytest.raises(Refused, match="没有新核对好"):
        verbs.approve(world.xuyian, checked)
    assert jobs.Job.objects.filter(name="plans.expand").count() == 1


def test_another_section_is_approved_while_the_first_is_still_being_made(world, checked):
    publicity, streets = checked.sections.get(title="宣传"), checked.sections.get(title="市容环境")
    verbs.approve(world.xuyian, checked, sections=[publicity])
    verbs.approve(world.xuyian, checked, sections=[streets])
    made = [set(job.arguments["obligations"]) for job in jobs.Job.objects.filter(name="plans.expand")]
    assert not set.intersection(*made)


def test_an_expansion_that_failed_is_approved_again(world, checked, approve, monkeypatch):
    with monkeypatch.context() as broken:
        broken.setattr(duties, "assign_many", lambda actor, specs: 1 / 0)
        (job,) = approve(checked)
    assert job.state == jobs.FAILED
    (job,) = approve(checked)
    assert job.state == jobs.DONE
    assert Duty.objects.exists()


def test_what_was_left_out_after_the_approval_makes_no_duty(world, checked, one):
    verbs.approve(world.xuyian, checked)
    verbs.leave_out(world.xuyian, one("小广告"))
    make.run(checked)
    assert not of(one("小广告")).exists()
    assert of(one("标线")).exists()


def test_a_plan_whose_duties_are_being_made_is_not_dropped(world, plan, one, decide):
    decide(one("小广告"))
    verbs.approve(world.xuyian, plan)
    with pytest.raises(Refused, match="不能作废"):
        verbs.drop(world.xuyian, plan)


# --- cut in the middle ------------------------------------------------------------------------------------------------


class Killed(BaseException):
    """The worker is gone."""


def _dies_after(monkeypatch, obligations: int) -> None:
    done, real = [], duties.assign_many

    def assign_many(actor, specs):
        if len(done) == obligations:
            raise Killed
        done.append(1)
        return real(actor, specs)

    monkeypatch.setattr(duties, "assign_many", assign_many)


@pytest.mark.parametrize("after", [0, 1, 2, 3])
def test_cut_in_the_middle_and_run_again_no_duty_is_made_twice_and_none_is_lost(world, checked, monkeypatch, after):
    promised = expansion.outlook(checked.obligations.filter(state=life.CHECKED))["duties"]
    verbs.approve(world.xuyian, checked)
    with monkeypatch.context() as cut:
        _dies_after(cut, after)
        with pytest.raises(Killed):
            make.run(checked)
    job = jobs.Job.objects.get(name="plans.expand")
    assert job.state == jobs.RUNNING
    assert Duty.objects.count() < promised
    monkeypatch.setattr(jobs, "send", lambda *job: None)
    with clock.frozen(clock.now() + dt.timedelta(minutes=5)):
        assert jobs.rescue() == 1
        make.run(checked)
    job.refresh_from_db()
    assert job.state == jobs.DONE
    keys = list(Duty.objects.values_list("lineage", "unit", "period"))
    assert len(keys) == len(set(keys)) == promised
    assert not checked.obligations.filter(state=life.CHECKED).exists()
    numbers = sorted(int(n[-6:]) for n in Duty.objects.values_list("number", flat=True))
    assert numbers == list(range(numbers[0], numbers[0] + promised))


# --- a new version ----------------------------------------------------------------------------------------------------


@pytest.fixture
def in_force(checked, approve):
    approve(checked)
    checked.refresh_from_db()
    return checked


CHANGED = TEXT.replace("清除小广告不少于3次", "清除小广告不少于5次").replace("要定期整治路口秩序。\n", "")


@pytest.fixture
def newer(bring, in_force):
    return bring(CHANGED, previous=in_force)


def test_a_new_version_inherits_what_was_decided(world, newer, in_force, one):
    assert (newer.family, newer.edition) == (in_force.family, 2)
    kept, changed = one("清扫", newer), one("小广告", newer)
    assert (kept.change, kept.state) == ("kept", life.CHECKED)
    assert (changed.change, changed.state, changed.was) == ("changed", life.FOUND, "城管局牵头每月清除小广告不少于3次")
    assert kept.lineage == one("清扫", in_force).lineage
    assert changed.lineage == one("小广告", in_force).lineage


def test_kept_duties_stay_untouched_changed_ones_follow_dropped_ones_are_withdrawn(
    world, newer, in_force, one, decide, approve
):
    before = {d.pk: d.version for d in of(one("清扫", in_force))}
    handed_in = duty_make.walked(of(one("小广告", in_force)).get(period="2026-06"), duty_life.FOR_DEPUTY)
    decide(one("小广告", newer))
    approve(newer)
    assert {d.pk: d.version for d in of(one("清扫", newer))} == before
    open_ones = of(one("小广告", newer)).exclude(pk=handed_in.pk)
    assert set(open_ones.values_list("needed", "state")) == {(5, duty_life.OPEN)}
    handed_in.refresh_from_db()
    assert (handed_in.needed, handed_in.state) == (3, duty_life.FOR_DEPUTY)
    assert set(of(one("路口秩序", in_force)).values_list("state", flat=True)) == {duty_life.WITHDRAWN}
    assert set(of(one("路口秩序", in_force)).values_list("reason", flat=True)) == {"方案新版已删去"}
    in_force.refresh_from_db()
    newer.refresh_from_db()
    assert (in_force.state, newer.state) == (life.SUPERSEDED, life.APPROVED)


def test_until_all_of_the_new_version_is_approved_nothing_is_withdrawn(world, newer, in_force, one, approve):
    approve(newer)
    newer.refresh_from_db()
    assert newer.state == life.CHECKING
    assert duty_life.WITHDRAWN not in of(one("路口秩序", in_force)).values_list("state", flat=True)


def test_what_is_late_under_the_old_text_stays_owed(world, newer, in_force, one, decide, approve):
    with clock.frozen(clock.now() + dt.timedelta(days=30)):
        decide(one("小广告", newer))
        approve(newer)
        june = of(one("小广告", newer)).get(period="2026-06")
        assert june.state == duty_life.OPEN
        assert june.is_late


def test_the_same_version_again_changes_no_duty(world, bring, in_force, approve):
    before = list(Duty.objects.order_by("pk").values_list("pk", "version", "state"))
    again = bring(TEXT, previous=in_force)
    assert {o.change for o in again.obligations.all()} == {"kept"}
    approve(again)
    assert list(Duty.objects.order_by("pk").values_list("pk", "version", "state")) == before


def test_a_section_is_approved_with_what_stands_under_its_headings(checked, approve, one):
    approve(checked, sections=[checked.sections.get(title="市容环境")])
    assert one("路口秩序").state == life.IN_FORCE
    assert one("标线").state == life.CHECKED


def test_open_duties_take_over_what_a_new_version_changes(world, checked, approve, bring, decide, one):
    approve(checked)
    changed = bring(TEXT.replace("不少于3次", "不少于5次"), previous=checked)
    decide(one("小广告", changed), measure="处", needed=5)
    approve(changed, sections=[changed.sections.get(title="市容环境")])
    kept = Duty.objects.filter(lineage=one("小广告", changed).lineage)
    assert set(kept.values_list("needed", "measure")) == {(5, "处")}


# --- handed on and put off --------------------------------------------------------------------------------------------


def test_what_was_handed_on_is_not_owed_again_by_the_first_unit(world, checked, approve, bring, one):
    approve(checked)
    duty = of(one("标线")).get()
    duties.reassign(world.xuyian, duty, unit=world.police, reason="归交警")
    approve(make.checked(world.xuyian, bring(TEXT.replace("每周清扫一次", "每周清扫两次"), previous=checked)))
    kept = Duty.objects.get(lineage=duty.lineage)
    assert (kept.unit, kept.state) == (world.police, duty_life.OPEN)


def test_a_day_that_the_office_put_off_stays_put_off(world, checked, approve, bring, one, decide):
    approve(checked)
    duty = of(one("标线")).get()
    later = duty.due_on + dt.timedelta(days=9)
    duties.extend(world.xuyian, duty, due_on=later, reason="等材料")
    changed = bring(TEXT.replace("完成标线施划", "完成标线施划和护栏清洗"), previous=checked)
    decide(one("标线", changed))
    approve(changed, sections=[changed.sections.get(title="宣传")])
    assert Duty.objects.get(lineage=duty.lineage).due_on == later
