"""What one sentence demands, of whom, when, how much and where."""

import pytest

from chuangcheng.lib.planread import Obligation, parse


def read(sentence: str, *, year: int = 2024) -> list[Obligation]:
    return list(parse(f"一、重点任务\n{sentence}\n", year=year).obligations)


def texts(sentence: str) -> list[str]:
    return [o.text for o in read(sentence)]


def test_a_comma_parts_two_demands_with_verbs_of_their_own() -> None:
    assert texts("建立问题台账，拆除破损广告。") == ["建立问题台账", "拆除破损广告"]


def test_a_purpose_closes_the_demand_before_it() -> None:
    assert texts("对绿化带进行补植，不断提升城市品质。") == ["对绿化带进行补植，不断提升城市品质"]


def test_a_purpose_that_can_be_measured_is_a_demand_of_its_own() -> None:
    assert texts("更换公厕设备，确保完好率不低于95%。") == ["更换公厕设备", "确保完好率不低于95%"]


@pytest.mark.parametrize("lead", ["围绕薄弱环节", "结合本地实际", "按照上级要求", "对推诿扯皮的", "发现问题后"])
def test_a_circumstance_waits_for_its_demand(lead: str) -> None:
    assert texts(f"{lead}，制定整改方案。") == [f"{lead}，制定整改方案"]


def test_a_bare_verb_goes_with_what_it_follows() -> None:
    assert texts("建立问题台账，逐一对账销号。") == ["建立问题台账，逐一对账销号"]


@pytest.mark.parametrize(
    "sentence",
    [
        "成立创建工作领导小组，由镇长任组长，办公室设在党政办。",
        "有条件的小区可引入物业企业。",
        "领导小组下设办公室，负责创建日常工作。",
        "近年来，城市面貌有了较大改观。",
    ],
)
def test_founding_permitting_and_telling_demand_nothing(sentence: str) -> None:
    assert texts(sentence) == []


def test_guiding_thought_demands_nothing() -> None:
    assert parse("一、指导思想\n坚持以人民为中心，全面提升城市品质。\n").obligations == ()


def test_goals_demand_what_can_be_measured() -> None:
    plan = parse("一、工作目标\n全面提升城市品质。群众满意度达到95%以上。\n")
    assert [o.text for o in plan.obligations] == ["群众满意度达到95%以上"]


def test_a_subject_holds_to_the_end_of_its_sentence() -> None:
    found = read("县城管局要规范占道经营，每周开展1次巡查。每月通报结果。")
    assert [[m.text for m in o.responsible] for o in found] == [["县城管局"], ["县城管局"], []]


def test_who_helps_is_told_from_who_must() -> None:
    (found,) = read("县创建办要会同县纪委监委、县委督查室每旬开展一次联合督查。")
    assert [m.text for m in found.responsible] == ["县创建办"]
    assert [m.text for m in found.cooperating] == ["县纪委监委", "县委督查室"]


def test_a_bracket_gives_out_a_paragraph() -> None:
    (found,) = read("清理楼道杂物。（县住建局牵头，各街道配合）")
    assert [m.text for m in found.responsible] == ["县住建局"]
    assert [m.text for m in found.cooperating] == ["各街道"]


def test_a_line_at_the_end_covers_the_items_above_that_have_none() -> None:
    plan = parse("一、整治\n（一）清扫\n清扫街面。\n（二）保洁\n清洗护栏。\n责任单位：环卫所；完成时限：2024年6月底\n")
    assert [[m.text for m in o.responsible] for o in plan.obligations] == [["环卫所"], ["环卫所"]]
    assert {o.deadline.value for o in plan.obligations if o.deadline} == {"2024-06-30"}


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("每天", "P1D"),
        ("每周五", "P1W"),
        ("每旬", "P10D"),
        ("每半月", "P15D"),
        ("每月", "P1M"),
        ("每季度", "P3M"),
        ("每半年", "P6M"),
        ("每学期", "P6M"),
        ("每年", "P1Y"),
        ("每两周", "P2W"),
        ("常态化", "vague"),
        ("及时", "vague"),
    ],
)
def test_how_often(words: str, value: str) -> None:
    (found,) = read(f"{words}开展占道经营整治。")
    assert found.cadence is not None
    assert found.cadence.value == value


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("6月底前", "2024-06-30"),
        ("2月底前", "2024-02-29"),
        ("6月15日前", "2024-06-15"),
        ("2025年底前", "2025-12-31"),
        ("年底前", "2024-12-31"),
        ("第二季度末前", "2024-06-30"),
        ("明年3月底前", "2025-03-31"),
        ("十月底前", "2024-10-31"),
        ("12 月底前", "2024-12-31"),
    ],
)
def test_by_when(words: str, value: str) -> None:
    (found,) = read(f"{words}完成道路改造。")
    assert found.deadline is not None
    assert found.deadline.value == value


@pytest.mark.parametrize("words", ["1年内", "2024年初", "每月25日前"])
def test_what_gives_no_day_is_no_deadline(words: str) -> None:
    assert all(o.deadline is None for o in read(f"{words}完成道路改造。"))


def test_the_dates_of_a_stage_hold_for_all_in_it() -> None:
    plan = parse("一、步骤\n（一）启动阶段（3月1日—3月31日）。召开动员大会。\n", year=2024)
    assert plan.obligations[0].deadline is not None
    assert plan.obligations[0].deadline.value == "2024-03-31"


@pytest.mark.parametrize(
    ("words", "op", "value", "unit"),
    [
        ("设置疏导点不少于4处", ">=", 4, "处"),
        ("新增车位60个以上", ">=", 60, "个"),
        ("投诉在2小时内处置", "<=", 2, "小时"),
        ("至少召开1次议事会", ">=", 1, "次"),
        ("招募志愿者超过8000人", ">", 8000, "人"),
        ("开展一次大扫除", "=", 1, "次"),
        ("安排经费不少于60万元", ">=", 60, "万元"),
    ],
)
def test_how_many(words: str, op: str, value: float, unit: str) -> None:
    (found,) = read(words + "。")
    assert [(q.op, q.value, q.unit) for q in found.quantity] == [(op, value, unit)]


@pytest.mark.parametrize("words", ["落实“一巷一策”制度", "第三次召开会议", "对连续两次排名末位的单位进行约谈"])
def test_what_counts_nothing_is_no_quantity(words: str) -> None:
    assert all(o.quantity == () for o in read(words + "。"))


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("实现安全隐患清零", "zero"),
        ("实现垃圾分类全覆盖", "full"),
        ("停车线应划尽划", "full"),
        ("整改率达到100%", "percent"),
    ],
)
def test_to_what_target(words: str, kind: str) -> None:
    (found,) = read(words + "。")
    assert [t.kind for t in found.target] == [kind]


def test_a_share_that_states_a_case_is_no_target() -> None:
    assert all(o.target == () for o in read("对整改率低于90%的单位进行约谈。"))


def test_where() -> None:
    (found,) = read("对农贸市场、学校周边和迎宾大道的流动摊点开展整治。")
    assert [m.text for m in found.places] == ["农贸市场", "学校", "迎宾大道"]


def test_a_list_of_problems_names_no_places() -> None:
    (found,) = read("整治楼道堆物、广场噪音等问题。")
    assert found.places == ()


@pytest.mark.parametrize("word", ["视情", "鼓励"])
def test_a_conditional_demand_says_so(word: str) -> None:
    sentence = f"{word}增设停车泊位。" if word == "视情" else "鼓励居民参与创建。"
    assert [o.conditional for o in read(sentence)] == [True]
