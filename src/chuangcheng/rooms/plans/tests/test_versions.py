"""A new version keeps what people decided in the version before: their cuts, their units, what they left out."""

import pytest

from chuangcheng.lib import planread
from chuangcheng.lib.planread import parsing
from chuangcheng.rooms.duties.models import Duty
from chuangcheng.rooms.plans import expansion, life, queries, verbs

from .conftest import TEXT

PREFACE = "全县上下要每月开展志愿服务"
WITH_PREFACE = TEXT.replace("一、市容", PREFACE + "。\n一、市容")
LATER = TEXT.replace("不少于3次", "不少于5次")


def test_what_a_person_added_is_kept_where_its_sentence_stands(world, bring, decide, one):
    old = bring(WITH_PREFACE)
    at = old.text.index(PREFACE)
    added = verbs.add(world.xuyian, old, start=at, end=at + len(PREFACE))
    decide(added, units=[world.police], cadence="P1M", title="志愿服务")
    new = bring(WITH_PREFACE.replace("不少于3次", "不少于5次"), previous=old)
    kept = one("志愿服务", new)
    assert (kept.lineage, kept.change, kept.state, kept.title) == (added.lineage, "kept", life.CHECKED, "志愿服务")
    assert list(kept.units.all()) == [world.police]
    assert queries.dropped(new) == []


def test_what_a_person_split_stays_split(world, bring, plan, one, decide):
    whole = one("清扫")
    at = whole.text.index("每周")
    verbs.split(world.xuyian, whole, at=whole.start + at)
    rest = decide(one("每周清扫"), units=[world.police], cadence="P1W")
    new = bring(LATER, previous=plan)
    again = one("每周清扫", new)
    assert (again.text, again.lineage, again.state) == (rest.text, rest.lineage, life.CHECKED)
    assert list(again.units.all()) == [world.police]
    assert one("各乡镇牵头", new).lineage == whole.lineage
    assert queries.dropped(new) == []


def test_what_a_person_merged_stays_merged(world, bring, plan, one, decide):
    merged = decide(verbs.merge(world.xuyian, one("清扫")), units=[world.police])
    new = bring(TEXT.replace("标线施划", "标线和护栏施划"), previous=plan)
    again = new.obligations.exclude(state=life.LEFT_OUT).get(text__contains="清扫")
    assert (again.text, again.lineage, again.state) == (merged.text, merged.lineage, life.CHECKED)
    assert list(again.units.all()) == [world.police]


def test_when_half_of_a_split_changes_the_other_half_stays_and_nothing_is_lost(world, bring, plan, one):
    whole = one("小广告")
    verbs.split(world.xuyian, whole, at=whole.start + whole.text.index("不少于"))
    new = bring(TEXT.replace("每月清除小广告", "每月清除各类小广告"), previous=plan)
    half, changed = one("不少于3次", new), one("小广告", new)
    assert (half.text, half.change) == ("不少于3次", "kept")
    assert (changed.change, changed.lineage) == ("changed", whole.lineage)


def test_what_was_left_out_stays_left_out(world, bring, plan, one):
    gone = verbs.leave_out(world.xuyian, one("义诊"))
    again = one("义诊", bring(LATER, previous=plan))
    assert (again.state, again.lineage) == (life.LEFT_OUT, gone.lineage)


def test_a_section_of_the_same_title_keeps_its_defaults(world, bring, plan):
    section = plan.sections.get(title="路口")
    verbs.set_defaults(
        world.xuyian, section, units=[world.police], cooperating=[world.town], cadence="P3M", part="traffic"
    )
    again = bring(LATER, previous=plan).sections.get(title="路口")
    assert (list(again.units.all()), list(again.cooperating.all())) == ([world.police], [world.town])
    assert (again.cadence, again.part) == ("P3M", "traffic")


def test_kept_work_with_something_open_waits_for_a_person(world, bring, plan, one):
    section = plan.sections.get(title="路口")
    verbs.set_defaults(world.xuyian, section, units=[world.police], cadence="P3M")
    verbs.confirm(world.xuyian, one("路口秩序"))
    assert one("路口秩序", bring(LATER, previous=plan)).state == life.CHECKED
    elsewhere = bring(LATER.replace("（一）路口", "（一）交叉口"), previous=plan)
    assert one("路口秩序", elsewhere).state == life.FOUND


@pytest.mark.parametrize("text", [TEXT, LATER])
def test_units_that_a_person_chose_win_over_those_read_again(world, bring, plan, one, decide, text):
    decide(one("小广告"), units=[world.police])
    assert list(one("小广告", bring(text, previous=plan)).units.all()) == [world.police]


def test_only_duties_that_are_not_there_yet_are_promised(world, bring, plan, one, decide, approve):
    decide(one("小广告"))
    approve(plan)
    new = bring(TEXT, previous=plan)
    decide(one("路口秩序", new), units=[world.police], cadence="P3M")
    promised = expansion.outlook(new.obligations.filter(state=life.CHECKED))
    before = Duty.objects.count()
    approve(new)
    assert promised["duties"] == Duty.objects.count() - before == 1
    assert {spec.unit_id for spec in promised["specs"]} == {world.police.pk}


def test_when_another_unit_answers_for_the_same_words_a_person_looks_again(world, bring, monkeypatch, decide, one):
    text = "澄浦县创建工作方案\n一、市容环境\n每月清除小广告不少于3次。\n责任单位：城管局"
    monkeypatch.setattr(planread, "parse", parsing.parse)
    first = bring(text)
    decide(one("小广告", first))
    new = one("小广告", bring(text.replace("：城管局", "：交警大队"), previous=first))
    assert (new.change, new.state) == ("changed", life.FOUND)
    assert list(new.units.all()) == [world.police]
    assert new.was.endswith("（责任单位：县城管局）")


def test_duties_of_a_unit_that_no_longer_answers_are_withdrawn_though_the_words_are_kept(
    world, bring, plan, decide, approve, one
):
    decide(one("小广告"))
    approve(plan)
    new = bring(TEXT, previous=plan)
    decide(one("小广告", new), units=[world.police])
    approve(new, sections=[new.sections.get(title="市容环境")])
    duties = Duty.objects.filter(lineage=one("小广告", new).lineage)
    assert set(duties.filter(unit=world.bureau).values_list("state", flat=True)) == {"withdrawn"}
    assert set(duties.filter(unit=world.police).values_list("state", flat=True)) == {"open"}


def test_what_is_added_by_hand_says_what_its_words_say(world, bring, monkeypatch):
    words = "城管局每月20日前巡查不少于2次"
    plan = bring(TEXT.replace("一、市容", f"{words}。\n一、市容"))
    monkeypatch.setattr(planread, "parse", parsing.parse)
    at = plan.text.index(words)
    added = verbs.add(world.xuyian, plan, start=at, end=at + len(words))
    assert (added.cadence, added.due_day, added.needed, added.measure) == ("P1M", "20", 2, "次")
    assert list(added.units.all()) == [world.bureau]
    often = added.said["cadence"]
    assert plan.text[often["start"] : often["end"]] == often["text"] == "每月20日前"


def test_the_halves_of_a_split_say_each_their_own(world, one):
    whole = one("小广告")
    verbs.split(world.xuyian, whole, at=whole.start + whole.text.index("不少于"))
    whole.refresh_from_db()
    rest = one("不少于3次")
    assert (whole.said["quantity"], whole.said["cadence"]["text"]) == ([], "每月")
    assert (rest.said["quantity"][0]["text"], rest.said["cadence"]) == ("不少于3次", None)
    assert rest.cadence == "P1M"
