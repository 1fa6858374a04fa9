"""One way to change a record: locked, permitted, in its life, saved with its journal row, or nothing at all."""

import datetime as dt

import pytest

from chuangcheng.kit import clock, journal, numbers
from chuangcheng.kit import verbs as kit
from chuangcheng.kit.ids import uuid7
from chuangcheng.kit.refused import FORBIDDEN, STALE, STATE, Refused
from chuangcheng.rooms.duties.models import Duty
from chuangcheng.rooms.evidence import make as evidence
from chuangcheng.rooms.evidence.models import Evidence, Revision
from chuangcheng.rooms.org import verbs
from chuangcheng.rooms.org.models import Unit


def test_a_change_moves_the_version_and_tells_before_and_after(world):
    town = verbs.edit(world.admin, world.town, name="城关街道")
    entry = journal.of("units", town.pk)[0]
    assert town.version == 2
    assert entry.change == {"name": ["城关镇", "城关街道"]}
    assert (entry.actor_id, entry.at) == (world.admin.pk, clock.now())


def test_the_callers_record_is_what_was_stored(world):
    town = world.town
    verbs.edit(world.admin, town, name="城关街道", short_name="城关")
    assert (town.name, town.short_name, town.version) == ("城关街道", "城关", 2)


def test_whoever_may_not_is_refused_before_anything_happens(world):
    with pytest.raises(Refused) as refused:
        verbs.edit(world.linqing, world.town, name="城关街道")
    assert refused.value.why == FORBIDDEN
    assert world.town.version == 1


def test_who_comes_second_is_told_who_was_first(world):
    town = world.town
    verbs.edit(world.xuyian, town, name="城关街道")
    with pytest.raises(Refused, match="许亦安 刚刚办过这一条：修改") as refused:
        verbs.edit(world.admin, town, name="城关新镇", seen=1)
    assert refused.value.why == STALE
    assert Unit.objects.get(pk=town.pk).name == "城关街道"


def test_a_record_that_is_gone_is_refused_in_words(world):
    gone = Unit(pk=uuid7(), name="没有", path="99999")
    with pytest.raises(Refused, match="已不存在") as refused:
        verbs.edit(world.admin, gone, name="x")
    assert refused.value.why == STATE


def test_a_verb_that_breaks_in_the_middle_leaves_nothing(world):
    town = world.town

    def edit():
        with kit.act(world.admin, "edit", town) as row:
            row.name = "城关街道"
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        edit()
    assert (world.town.name, world.town.version) == ("城关镇", 1)
    assert [e.verb for e in journal.of("units", town.pk)] == ["found"]


def test_where_several_states_may_follow_the_verb_must_say_which(world):
    from chuangcheng.rooms.duties import make

    duty = make.proven(world.zhouyuning, make.duty(world.xuyian, world.town))
    with pytest.raises(ValueError, match="say which"), kit.act(world.zhouyuning, "submit", duty):
        pass
    with pytest.raises(ValueError, match="cannot lead"), kit.act(world.zhouyuning, "submit", duty, to="accepted"):
        pass


# --- the same key ---------------------------------------------------------------------------------------------------


def test_the_same_key_with_the_same_content_is_a_replay(world):
    key = uuid7()
    first = evidence.piece(world.zhouyuning, world.town, key=key)
    again = evidence.piece(world.zhouyuning, world.town, key=key)
    assert again.pk == first.pk
    assert Evidence.objects.count() == Revision.objects.count() == 1
    assert [e.verb for e in journal.of("evidence", key)] == ["hand_in"]


def test_a_phone_may_replay_hours_later(world):
    key = uuid7()
    evidence.piece(world.zhouyuning, world.town, key=key)
    with clock.frozen(clock.now() + dt.timedelta(hours=5)):
        again = evidence.piece(world.zhouyuning, world.town, key=key)
    assert again.brought_at == clock.now()
    assert Evidence.objects.count() == 1


@pytest.mark.parametrize(
    "said", [{"title": "别的标题"}, {"data": b"other"}, {"kind": "report"}, {"caption": {"place": "别处"}}]
)
def test_the_same_key_with_other_content_is_refused(world, said):
    key = uuid7()
    evidence.piece(world.zhouyuning, world.town, key=key)
    with pytest.raises(Refused, match="已经用过") as refused:
        evidence.piece(world.zhouyuning, world.town, key=key, **said)
    assert refused.value.why == STALE
    assert Evidence.objects.get().title == "学府路清扫"


def test_the_same_key_from_another_person_is_refused(world):
    key = uuid7()
    evidence.piece(world.zhouyuning, world.town, key=key)
    with pytest.raises(Refused, match="已经用过"):
        evidence.piece(world.linqing, world.town, key=key)


def test_what_was_changed_since_answers_a_replay_as_it_is_now(world):
    from chuangcheng.rooms.evidence import verbs as amending

    key = uuid7()
    piece = evidence.piece(world.zhouyuning, world.town, key=key)
    amending.amend(world.zhouyuning, piece, title="改过", period_from=piece.period_from, period_to=piece.period_to)
    assert evidence.piece(world.zhouyuning, world.town, key=key).title == "改过"


def test_a_replayed_duty_is_there_once(world):
    key, day = uuid7(), dt.date(2026, 6, 30)

    def send() -> Duty:
        duty = Duty(
            pk=key, number="2026-900000", title="清扫", unit=world.town, period_from=day, period_to=day, due_on=day
        )
        with kit.make(world.xuyian, "assign", duty):
            pass
        return duty

    assert send().pk == send().pk
    assert Duty.objects.count() == 1
    assert len(journal.of("duties", key)) == 1


def test_many_at_once_are_all_made_or_none(world):
    day = dt.date(2026, 6, 30)
    rows = [Duty(number=n, title="清扫", unit=world.town, period_from=day, period_to=day, due_on=day)
            for n in (*numbers.take("duty", 2), "2026-000001")]  # fmt: skip
    with pytest.raises(Refused, match="权限"):
        kit.make_many(world.zhouyuning, "assign", rows)
    assert not Duty.objects.exists()
    kit.make_many(world.xuyian, "assign", rows[:2])
    assert Duty.objects.count() == 2
    assert all(journal.of("duties", row.pk)[0].change["title"] == [None, "清扫"] for row in rows[:2])
