"""The timeline says who did what, and what changed by it."""

import pytest

from chuangcheng.kit import actors, journal, timeline
from chuangcheng.rooms.org import verbs
from chuangcheng.rooms.org.models import Unit, UnitSet


def test_who_did_what_and_what_changed_by_it(world):
    verbs.edit(world.xuyian, world.town, name="城关街道", short_name="城关", kind="office")
    edited, founded = timeline.of(Unit.objects.get(name="城关街道"))
    assert (edited["who"], edited["what"], edited["tone"]) == ("许亦安", "修改", "now")
    assert edited["words"] == "单位全称：城关镇 → 城关街道；简称：— → 城关；类别：镇（街道） → 办公室"
    assert (founded["who"], founded["what"], founded["words"]) == ("系统", "新增单位", "")


def test_personal_values_stay_concealed_unless_asked(world):
    verbs.rename(world.admin, world.zhouyuning, name="周予宁宁")
    entries = journal.of("people", world.zhouyuning.pk)
    assert timeline.items(entries, "people")[0]["words"] == ""
    assert timeline.items(entries, "people", reveal=True)[0]["words"] == "姓名：周予宁 → 周予宁宁"
    journal.erase(world.zhouyuning.pk)
    assert timeline.items(entries, "people", reveal=True)[0]["words"] == "姓名：— → —"


def test_a_reason_comes_first_then_from_where_to_where(world):
    entry = journal.entry(
        world.admin.pk, "units", "edit", world.town.pk, change={},
        facts={"reason": "区划调整", "from": "县创建办", "to": "县城管局"},
    )  # fmt: skip
    assert timeline.items([entry], "units")[0]["words"] == "区划调整；县创建办 → 县城管局"


def test_a_kind_has_words_for_its_facts(world):
    group = UnitSet.objects.get()
    verbs.redefine(world.admin, group, name="各镇街", units=[world.town, world.police])
    assert timeline.of(group)[0]["words"] == "包括：城关镇、交警大队；别名：各乡镇 → —"


def test_the_door_is_named_where_it_was_not_a_page(world):
    with journal.through("api"):
        verbs.close(world.admin, world.police)
    assert timeline.of(world.police)[0]["where"] == "经接口"


@pytest.mark.parametrize("entries", [1, 12])
def test_the_names_of_all_actors_take_one_query(world, django_assert_num_queries, entries):
    rows = [journal.entry(person.pk, "units", "edit", world.town.pk, change={}, facts={})
            for person in [*world.everybody, actors.system()][:entries]]  # fmt: skip
    with django_assert_num_queries(1):
        timeline.items(rows, "units")
