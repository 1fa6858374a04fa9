"""What the office does, honest ends, and what is late."""

import datetime as dt
import uuid

import pytest
from django.db import IntegrityError, transaction

from chuangcheng.kit import actors, clock, journal
from chuangcheng.kit.jobs import Job
from chuangcheng.kit.policy import visible
from chuangcheng.kit.refused import Refused
from chuangcheng.rooms.duties import jobs, life, make, verbs
from chuangcheng.rooms.duties.models import Duty
from chuangcheng.rooms.evidence.models import Evidence

TODAY = dt.date(2026, 6, 12)


def days_on(days: int):
    """The county's clock so many days from today."""
    return clock.frozen(clock.now() + dt.timedelta(days=days))


# --- honest ends ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("verb", "state", "words"),
    [("not_held", life.NOT_HELD, "本期未开展"), ("not_applicable", life.NOT_APPLICABLE, "不适用")],
)
def test_a_duty_may_end_honestly_with_its_reason(world, give, verb, state, words):
    duty = getattr(verbs, verb)(world.zhouyuning, give(), reason="连日降雨")
    assert (duty.state, duty.state_words, duty.reason) == (state, words, "连日降雨")
    assert duty.ended_at == clock.now()
    assert journal.of("duties", duty.pk)[0].facts["reason"] == "连日降雨"


def test_the_office_does_not_end_a_units_duty_in_its_name(world, give):
    with pytest.raises(Refused, match="权限"):
        verbs.not_held(world.xuyian, give(), reason="不用了")


def test_an_ended_duty_is_opened_again_by_the_office_only(world, give):
    duty = verbs.not_held(world.zhouyuning, give(), reason="连日降雨")
    with pytest.raises(Refused, match="权限"):
        verbs.reopen(world.zhouyuning, duty, reason="又开了")
    assert verbs.reopen(world.xuyian, duty, reason="补办了").state == life.OPEN


# --- late -----------------------------------------------------------------------------------------------------------


def test_late_begins_the_day_after_the_due_day_on_the_countys_calendar(world, give):
    duty = give(due_in=0)
    assert not duty.is_late
    midnight = clock.midnight(TODAY + dt.timedelta(days=1))
    with clock.frozen(midnight - dt.timedelta(seconds=1)):
        assert not duty.is_late
        assert not Duty.objects.late(clock.today()).exists()
    with clock.frozen(midnight):
        assert duty.is_late
        assert Duty.objects.late(clock.today()).get() == duty


def test_late_work_is_handed_in_as_supplied_late_with_its_true_day(world, give):
    duty = give(due_in=1)
    with days_on(3):
        make.proven(world.zhouyuning, duty)
        verbs.submit(world.zhouyuning, duty)
        assert not duty.is_late
        assert duty.is_supplied_late
        assert clock.local(duty.submitted_at).date() == TODAY + dt.timedelta(days=3)


def test_handed_in_in_time_it_stays_in_time_however_long_the_review_takes(world, give):
    duty = give(due_in=1)
    make.proven(world.zhouyuning, duty)
    verbs.submit(world.zhouyuning, duty)
    with days_on(30):
        assert not duty.is_late
        assert not duty.is_supplied_late


@pytest.fixture
def escalate():
    """One round of the worker's ladder; how many duties climbed."""

    def run():
        return jobs.escalate_late(Job(name="duties.escalate_late"), actors.system())["climbed"]

    return run


def test_the_ladder_is_climbed_a_rung_at_a_time_and_each_rung_once(world, give, escalate):
    duty = give(due_in=0)
    climbed = []
    for day in range(16):
        with days_on(day):
            escalate()
            escalate()
        climbed.append(Duty.objects.get(pk=duty.pk).escalation)
    assert climbed == [0, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 3, 3, 3, 4, 4]
    entries = [e.facts["level"] for e in journal.of("duties", duty.pk) if e.verb == "escalate"]
    assert sorted(entries) == [1, 2, 3, 4]


def test_a_worker_that_slept_a_month_climbs_every_rung_once(world, give, escalate):
    duty = give(due_in=0)
    with days_on(30):
        assert escalate() == 4
        assert escalate() == 0
    assert Duty.objects.get(pk=duty.pk).escalation == 4


def test_what_was_handed_in_is_not_escalated(world, give, escalate):
    duty = give(due_in=0)
    make.proven(world.zhouyuning, duty)
    verbs.submit(world.zhouyuning, duty)
    with days_on(9):
        assert escalate() == 0


def test_put_off_it_climbs_from_the_first_rung_again(world, give, escalate):
    duty = give(due_in=0)
    with days_on(4):
        escalate()
        duty.refresh_from_db()
        verbs.extend(world.xuyian, duty, due_on=clock.today() + dt.timedelta(days=1), reason="等批复")
        assert duty.escalation == 0
        assert escalate() == 0


# --- put off, handed on, reminded ------------------------------------------------------------------------------------


def test_put_off_twice_the_first_due_day_stays_visible(world, give):
    duty = give(due_in=3)
    first = duty.due_on
    verbs.extend(world.xuyian, duty, due_on=first + dt.timedelta(days=5), reason="等批复")
    verbs.extend(world.xuyian, duty, due_on=first + dt.timedelta(days=9), reason="还等批复")
    assert (duty.due_before, duty.due_on) == (first, first + dt.timedelta(days=9))


@pytest.mark.parametrize("days", [0, -1])
def test_the_new_due_day_is_later_than_the_old_one(world, give, days):
    duty = give(due_in=3)
    with pytest.raises(Refused, match="晚于") as refused:
        verbs.extend(world.xuyian, duty, due_on=duty.due_on + dt.timedelta(days=days), reason="等批复")
    assert "due_on" in refused.value.fields


def test_a_lead_hands_on_to_a_unit_below_only(world, give):
    duty = give()
    with pytest.raises(Refused, match="下级"):
        verbs.reassign(world.linqing, duty, unit=world.bureau, reason="给城管局")
    assert verbs.reassign(world.linqing, duty, unit=world.community, reason="社区办").unit == world.community


def test_what_was_gathered_goes_on_with_the_duty_and_its_new_unit_sees_it(world, give):
    duty = make.proven(world.zhouyuning, give())
    piece = duty.proofs.get().evidence
    assert not visible(world.fangyuan, Evidence).filter(pk=piece.pk).exists()
    verbs.reassign(world.xuyian, duty, unit=world.bureau, reason="归城管局")
    assert visible(world.fangyuan, Evidence).filter(pk=piece.pk).exists()
    assert visible(world.zhouyuning, Evidence).filter(pk=piece.pk).exists()


def test_the_liaison_does_not_hand_on(world, give):
    with pytest.raises(Refused, match="权限"):
        verbs.reassign(world.zhouyuning, give(), unit=world.community, reason="社区办")


def _spec(world, lineage, *, unit=None, period="2026-06", **said):
    return verbs.Spec(title="清除小广告", unit_id=(unit or world.town).pk, period=period, period_from=dt.date(2026, 6, 1),
                      period_to=dt.date(2026, 6, 30), due_on=dt.date(2026, 6, 30), lineage=lineage, **said)  # fmt: skip


def test_no_unit_gets_the_same_duty_twice_by_handing_on(world):
    lineage = uuid.uuid4()
    verbs.assign_many(world.xuyian, [_spec(world, lineage), _spec(world, lineage, unit=world.bureau)])
    duty = Duty.objects.get(lineage=lineage, unit=world.town)
    with pytest.raises(Refused, match="县城管局 已有同一任务"):
        verbs.reassign(world.xuyian, duty, unit=world.bureau, reason="归口")
    with pytest.raises(IntegrityError), transaction.atomic():
        Duty.objects.filter(pk=duty.pk).update(unit=world.bureau)


def test_reminded_once_a_day(world, give):
    duty = verbs.remind(world.xuyian, give())
    with pytest.raises(Refused, match="今天已经催办过了"):
        verbs.remind(world.xuyian, duty)
    with days_on(1):
        verbs.remind(world.xuyian, duty)
    assert [e.verb for e in journal.of("duties", duty.pk)].count("remind") == 2


# --- giving out ------------------------------------------------------------------------------------------------------


def test_giving_out_many_can_be_repeated_and_resumed(world):
    lineage = uuid.uuid4()
    half = [_spec(world, lineage, period=f"2026-{m:02}") for m in (6, 7)]
    whole = [_spec(world, lineage, period=f"2026-{m:02}") for m in (6, 7, 8, 9)]
    assert verbs.assign_many(world.xuyian, half) == 2
    assert verbs.assign_many(world.xuyian, whole) == 2
    assert verbs.assign_many(world.xuyian, whole) == 0
    assert Duty.objects.filter(lineage=lineage).count() == 4
    numbers = list(Duty.objects.filter(lineage=lineage).order_by("number").values_list("number", flat=True))
    assert numbers == [f"2026-{n:06}" for n in range(int(numbers[0][-6:]), int(numbers[0][-6:]) + 4)]


def test_the_same_duty_twice_in_one_list_is_given_once(world):
    lineage = uuid.uuid4()
    assert verbs.assign_many(world.xuyian, [_spec(world, lineage), _spec(world, lineage)]) == 1


def test_without_a_lineage_every_one_is_its_own(world):
    assert verbs.assign_many(world.xuyian, [_spec(world, None), _spec(world, None)]) == 2


def test_many_carry_their_cooperating_units_and_a_journal_row_each(world):
    lineage = uuid.uuid4()
    verbs.assign_many(world.xuyian, [_spec(world, lineage, cooperating=(world.bureau.pk,))])
    duty = Duty.objects.get(lineage=lineage)
    assert list(duty.cooperating.all()) == [world.bureau]
    assert [e.verb for e in journal.of("duties", duty.pk)] == ["assign"]


def test_giving_out_nothing_takes_no_number(world, give):
    assert verbs.assign_many(world.xuyian, []) == 0
    first, second = give(), give()
    assert int(second.number[-6:]) == int(first.number[-6:]) + 1


def test_only_the_office_gives_out(world):
    for person in (world.zhouyuning, world.heweimin, world.admin, world.audit):
        with pytest.raises(Refused, match="权限"):
            make.duty(person, world.town)
        with pytest.raises(Refused, match="权限"):
            verbs.assign_many(person, [_spec(world, uuid.uuid4())])


# --- working days -----------------------------------------------------------------------------------------------------


def test_a_second_word_about_a_day_replaces_the_first(world):
    day = dt.date(2026, 6, 15)
    verbs.declare(world.admin, on=day, is_workday=False, name="县运动会")
    row = verbs.declare(world.xuyian, on=day, is_workday=True, name="照常")
    assert verbs.days.DayOverride.objects.get() == row
    assert (row.is_workday, row.name) == (True, "照常")


def test_a_lifted_day_is_statutory_again_and_the_journal_remembers(world):
    from chuangcheng.rooms.duties.calendar import calendar

    day = dt.date(2026, 6, 15)
    row = verbs.declare(world.admin, on=day, is_workday=False, name="县运动会")
    key = row.pk
    assert not calendar().is_workday(day)
    verbs.lift(world.admin, row)
    assert calendar().is_workday(day)
    assert [e.verb for e in journal.of("days", key)] == ["lift", "declare"]


def test_no_duty_is_given_out_late(world):
    with pytest.raises(Refused, match="期限已经过了"):
        verbs.assign(world.xuyian, title="补办", unit=world.town, due_on=TODAY - dt.timedelta(days=1))
