"""Checking: a person decides what the text leaves open; nothing vague passes; a section's defaults are inherited."""

import pytest
from django.db import transaction

from chuangcheng.kit import journal
from chuangcheng.kit.refused import Refused
from chuangcheng.rooms.duties.models import EACH, MONTHLY
from chuangcheng.rooms.org.models import UnitSet
from chuangcheng.rooms.plans import intake, life, suggest, verbs
from chuangcheng.rooms.plans.models import COOPERATE, LEAD, NO_TASK, NOT_OURS, ONCE, Obligation

from .conftest import TEXT


@pytest.fixture
def section(plan):
    """`section("市容")`: the plan's section with that title."""
    return lambda words: plan.sections.get(title__contains=words)


# --- what was read --------------------------------------------------------------------------------------------------


def test_units_are_suggested_by_alias_and_by_the_alias_of_a_set(world, one):
    assert list(one("小广告").units.all()) == [world.bureau]
    assert list(one("清扫").units.all()) == [world.town]
    assert not one("路口秩序").units.exists()


def test_the_longest_name_wins(world):
    finder = suggest.UnitFinder()
    assert finder.find(["澄浦县公安局交警大队"]) == [world.police]
    assert finder.find(["学府社区", "各镇街", "没有这个单位"]) == [world.town, world.community]


def test_every_unit_of_a_kind_is_found_where_no_set_has_the_name(world):
    finder = suggest.UnitFinder()
    assert finder.find(["各社区"]) == [world.community]
    assert finder.find(["各村（社区）"]) == [world.community]
    assert finder.find(["各乡", "各部队"]) == []


def test_a_unit_that_is_not_known_is_said_beside_those_that_are(world, one, client):
    of_two = one("小广告")
    of_two.said["responsible"] = [{"text": name, "start": 0, "end": 3} for name in ("城管局", "各街道办事处")]
    intake.mark_known(of_two, suggest.UnitFinder())
    of_two.save()
    assert of_two.unknown == ["各街道办事处"]
    client.force_login(world.xuyian)
    shown = client.get(f"/plans/{of_two.plan_id}/?ob={of_two.pk}").content.decode()
    assert "没有对上单位：各街道办事处" in shown
    assert "有单位没对上" in shown


def test_what_the_text_states_is_taken_over(one):
    bills, lines, doctors = one("小广告"), one("标线"), one("义诊")
    assert (bills.cadence, bills.needed, bills.measure) == ("P1M", 3, "次")
    assert (lines.cadence, str(lines.due_on)) == (ONCE, "2026-09-30")
    assert (doctors.conditional, doctors.mark_as) == (True, NO_TASK)


def test_a_vague_word_leaves_the_period_to_a_person(one, decide):
    crossing = one("路口秩序")
    assert (crossing.cadence, crossing.vague_word) == ("", "定期")
    assert crossing.open_points == ["单位未定", "周期未定"]
    assert suggest.cadence(crossing) == suggest.Proposal("P1M")


def test_the_next_period_is_proposed_by_precedent(world, bring, plan, one, decide):
    decide(one("路口秩序"), units=[world.police], cadence="P3M")
    other = bring(TEXT, title="另一个方案")
    assert suggest.cadence(one("路口秩序", other)) == suggest.Proposal("P3M", 1)


# --- confirming -----------------------------------------------------------------------------------------------------


def test_nothing_vague_is_confirmed(world, one):
    with pytest.raises(Refused, match="单位未定、周期未定"):
        verbs.confirm(world.xuyian, one("路口秩序"))
    assert one("路口秩序").state == life.FOUND


def test_a_correction_that_cannot_be_confirmed_changes_nothing(world, one, decide):
    before = one("路口秩序").title
    with pytest.raises(Refused, match="周期未定"):
        decide(one("路口秩序"), title="整治路口", units=[world.police], cadence="")
    assert one("路口秩序").title == before
    assert not one("路口秩序").units.exists()
    assert one("路口秩序").version == 1


def test_what_is_confirmed_may_be_doubted(world, one):
    bills = verbs.confirm(world.xuyian, one("小广告"))
    assert bills.state == life.CHECKED
    assert verbs.doubt(world.xuyian, bills).state == life.FOUND


@pytest.mark.parametrize("mark_as", [COOPERATE, NOT_OURS, NO_TASK])
def test_what_is_not_ours_needs_no_more_checking(world, one, mark_as):
    crossing = verbs.mark(world.xuyian, one("路口秩序"), mark_as=mark_as)
    assert (crossing.mark_as, crossing.state) == (mark_as, life.CHECKED)


def test_ours_after_all_it_is_open_again(world, one):
    crossing = verbs.mark(world.xuyian, one("路口秩序"), mark_as=NOT_OURS)
    verbs.doubt(world.xuyian, crossing)
    crossing = verbs.mark(world.xuyian, crossing, mark_as=LEAD)
    assert crossing.state == life.FOUND
    with pytest.raises(Refused, match="单位未定"):
        verbs.confirm(world.xuyian, crossing)


def test_only_the_office_checks(world, one):
    for person in (world.zhouyuning, world.heweimin, world.admin, world.audit):
        with pytest.raises(Refused, match="权限"):
            verbs.confirm(person, one("小广告"))


def test_a_stale_page_is_told_who_decided(world, one):
    bills = one("小广告")
    seen = bills.version
    verbs.mark(world.xuyian, bills, mark_as=NOT_OURS)
    with pytest.raises(Refused, match="许亦安 刚刚办过这一条"):
        verbs.confirm(world.xuyian, bills, seen=seen)


# --- cutting and joining --------------------------------------------------------------------------------------------


def test_split_and_merged_again(world, plan, one):
    bills = one("小广告")
    end = bills.end
    cut = plan.text.index("清除小广告")
    verbs.split(world.xuyian, bills, at=cut)
    first, second = plan.obligations.filter(start__gte=bills.start, end__lte=end).order_by("start")
    assert (first.text, second.text) == ("城管局牵头每月", "清除小广告不少于3次")
    assert (first.state, second.state) == (life.FOUND, life.FOUND)
    assert list(second.units.all()) == [world.bureau]
    joined = verbs.merge(world.xuyian, second)
    assert joined.text == "城管局牵头每月清除小广告不少于3次"
    second.refresh_from_db()
    assert second.state == life.LEFT_OUT


def test_an_obligation_is_not_cut_outside_itself(world, one):
    bills = one("小广告")
    for at in (bills.start, bills.end, 0, 99999):
        with pytest.raises(Refused, match="文字之内"):
            verbs.split(world.xuyian, bills, at=at)


def test_the_first_of_a_section_has_nothing_to_join(world, one):
    with pytest.raises(Refused, match="没有可以合并"):
        verbs.merge(world.xuyian, one("小广告"))
    assert one("小广告").state == life.FOUND


def test_what_was_passed_over_is_taken_up_from_the_text(world, plan):
    start = plan.text.index("澄浦县创建")
    made = verbs.add(world.xuyian, plan, start=start, end=start + 5)
    assert (made.text, made.section, made.state) == ("澄浦县创建", None, life.FOUND)
    inside = verbs.add(world.xuyian, plan, start=plan.text.index("义诊"), end=plan.text.index("义诊") + 2)
    assert inside.section.title == "宣传"
    for start, end in ((5, 5), (-1, 3), (0, 99999)):
        with pytest.raises(Refused, match="选中一段"):
            verbs.add(world.xuyian, plan, start=start, end=end)


def test_left_out_and_taken_up_again(world, one):
    bills = verbs.leave_out(world.xuyian, one("小广告"))
    assert bills.state == life.LEFT_OUT
    assert verbs.take_up(world.xuyian, bills).state == life.FOUND


SAY = {
    "correct": lambda w, o: verbs.correct(w.xuyian, o, title="改", units=[w.town], cadence="P1M"),
    "confirm": lambda w, o: verbs.confirm(w.xuyian, o),
    "doubt": lambda w, o: verbs.doubt(w.xuyian, o),
    "mark": lambda w, o: verbs.mark(w.xuyian, o, mark_as=LEAD),
    "split": lambda w, o: verbs.split(w.xuyian, o, at=o.start + 3),
    "merge": lambda w, o: verbs.merge(w.xuyian, o),
    "leave_out": lambda w, o: verbs.leave_out(w.xuyian, o),
    "take_up": lambda w, o: verbs.take_up(w.xuyian, o),
    "put_in_force": lambda w, o: verbs.put_in_force(w.xuyian, o),
}


@pytest.mark.parametrize("state", life.OBLIGATION.states)
def test_in_each_state_exactly_the_verbs_of_the_table_are_allowed(world, one, state):
    class Undo(Exception): ...

    wrong, sweeping = [], one("清扫")
    Obligation.objects.filter(pk=sweeping.pk).update(state=state)
    for verb in life.OBLIGATION.verbs:
        allowed = life.OBLIGATION.targets(verb, state)
        try:
            with transaction.atomic():
                done = SAY[verb](world, one("清扫"))
                wrong += [] if done.state in allowed else [(verb, done.state)]
                raise Undo
        except Refused as refused:
            wrong += [(verb, refused.words)] if allowed else []
        except Undo:
            pass
    assert set(SAY) == set(life.OBLIGATION.verbs)
    assert wrong == []


# --- sections -------------------------------------------------------------------------------------------------------


def test_a_sections_defaults_are_inherited_visibly_down_to_the_sections_under_it(world, section, one):
    verbs.set_defaults(world.xuyian, section("市容"), units=[world.police], cooperating=[world.town], cadence="P3M",
                       part="appearance")  # fmt: skip
    crossing = one("路口秩序")
    assert crossing.effective.units == [world.police]
    assert crossing.effective.cooperating == [world.town]
    assert (crossing.effective.cadence, crossing.effective.part) == ("P3M", "appearance")
    assert crossing.effective.inherited == {"units", "cooperating", "cadence", "part"}
    assert crossing.open_points == []


def test_the_nearest_section_wins_and_own_values_win_over_all(world, section, one):
    verbs.set_defaults(world.xuyian, section("市容"), units=[world.police], cadence="P3M")
    verbs.set_defaults(world.xuyian, section("路口"), units=[world.town])
    crossing, bills = one("路口秩序"), one("小广告")
    assert (crossing.effective.units, crossing.effective.cadence) == ([world.town], "P3M")
    assert (bills.effective.units, bills.effective.cadence) == ([world.bureau], "P1M")
    assert "units" not in bills.effective.inherited


def test_a_sections_end_comes_before_the_plans(world, plan, section, one):
    verbs.set_defaults(world.xuyian, section("市容"), end_on=plan.end_on.replace(month=8))
    assert one("路口秩序").effective.end_on == plan.end_on.replace(month=8)
    assert one("标线").effective.end_on == plan.end_on


def test_how_a_section_is_signed_reaches_what_stands_in_it(world, section, one):
    verbs.set_defaults(world.xuyian, section("市容"), signing=MONTHLY)
    assert {one(words).signing for words in ("小广告", "清扫", "路口秩序")} == {MONTHLY}
    assert one("标线").signing == EACH


def test_one_key_marks_a_whole_section(world, section, one):
    verbs.mark_all(world.xuyian, section("市容"), mark_as=NOT_OURS)
    for words in ("小广告", "清扫", "路口秩序"):
        assert (one(words).mark_as, one(words).state) == (NOT_OURS, life.CHECKED), words
    assert one("标线").state == life.FOUND


def test_a_section_is_confirmed_as_far_as_it_can_be(world, section, one):
    verbs.confirm_all(world.xuyian, section("市容"))
    assert [one(w).state for w in ("小广告", "清扫", "路口秩序")] == [life.CHECKED, life.CHECKED, life.FOUND]
    with pytest.raises(Refused, match="没有可以直接确认的"):
        verbs.confirm_all(world.xuyian, section("市容"))


def test_every_decision_stands_in_the_journal(world, one, decide):
    crossing = decide(one("路口秩序"), units=[world.police], cadence="P1M")
    assert {e.verb for e in journal.of("obligations", crossing.pk)} == {"correct", "confirm"}


def test_after_a_refused_confirmation_the_page_is_not_out_of_date(world, one, post):
    """What a verb did in memory before it was refused must not be taken for somebody else's change."""
    obligation = one("路口秩序")
    fields = {"title": "整治路口秩序", "mark_as": "lead", "needed": "1", "signing": "each", "then": "confirm"}
    refused = post(world.xuyian, f"/obligations/{obligation.pk}/correct/", seen=obligation.version, **fields)
    assert refused.status_code == 422
    assert f'name="seen" value="{obligation.version}"' in refused.content.decode()


def test_a_set_of_units_is_chosen_like_a_unit_and_stands_for_its_members(world, one, client):
    towns = UnitSet.objects.get(name="各镇街")
    sweep = one("小广告")
    client.force_login(world.xuyian)
    assert f'value="set:{towns.pk}"' in client.get(f"/plans/{sweep.plan_id}/?ob={sweep.pk}").content.decode()
    fields = {"title": "清除小广告", "mark_as": "lead", "needed": "1", "signing": "each", "cadence": "P1M"}
    done = client.post(
        f"/obligations/{sweep.pk}/correct/", {**fields, "units": [f"set:{towns.pk}", str(world.police.pk)]}
    )
    assert done.status_code == 302
    assert set(sweep.units.all()) == {*towns.units.all(), world.police}
