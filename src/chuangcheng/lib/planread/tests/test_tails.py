"""Counts and times without a verb of their own, labels, and what is told beside a demand."""

import pytest

from chuangcheng.lib.planread import parse


def quotes(text: str) -> list[str]:
    return [o.text for o in parse(text, year=2026).obligations]


@pytest.mark.parametrize(
    "sentence",
    [
        "更新公交站台公益广告，总数不少于60处",
        "病房每日通风两次，每次不少于30分钟",
        "开展志愿服务活动，每月不少于4场",
        "储备铁锹200把，雨衣300件",
        "组织心理讲座，时长不少于2小时",
    ],
)
def test_a_count_without_a_verb_belongs_to_the_demand_before_it(sentence: str) -> None:
    assert quotes(f"{sentence}。") == [sentence]


@pytest.mark.parametrize("tail", ["每项指标图片不少于4张", "说明报告不超过800字", "回访率达到100%"])
def test_a_count_of_something_else_is_one_more(tail: str) -> None:
    assert quotes(f"各单位要收集申报材料，{tail}。")[1:] == [tail]


def test_an_end_in_以上_is_no_place() -> None:
    assert len(quotes("包村干部每天巡查1次，并在工作群上传照片3张以上。")) == 2


@pytest.mark.parametrize("label", ["9月11日—10月20日：", "10月：", "8月下旬至9月上旬："])
def test_the_dates_before_a_stage_are_no_part_of_what_is_done(label: str) -> None:
    (found,) = parse(f"一、安排\n{label}对照清单逐条整改。", year=2025).obligations
    assert found.text == "对照清单逐条整改"
    assert found.deadline


@pytest.mark.parametrize("label", ["环境卫生：", "★公益广告：", "温馨提示："])
def test_a_topic_before_a_colon_is_none_either(label: str) -> None:
    assert quotes(f"一、安排\n{label}各社区每周清理楼道一次。") == ["各社区每周清理楼道一次"]


def test_what_is_wrong_is_told_and_what_mends_it_demanded() -> None:
    text = (
        "1.问题：主街道路面坑洼，积水严重。整改措施：修补路面300米，疏通排水沟。责任单位：镇建设办。整改时限：5月20日。"
    )
    assert quotes(text) == ["修补路面300米", "疏通排水沟"]


def test_the_record_of_a_meeting_tells_first() -> None:
    text = "4月12日，副区长韩立主持召开推进会，现将纪要如下。\n一、区城管局要在5月10日前修补路面。\n会议强调，区创建办每周调度一次。"
    assert quotes(text) == ["区城管局要在5月10日前修补路面", "区创建办每周调度一次"]


@pytest.mark.parametrize("name", ["应急保障组", "宣传引导组", "工作专班"])
def test_to_set_up_a_group_is_no_demand(name: str) -> None:
    assert quotes(f"一、组织\n成立{name}，组长由副县长担任。") == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("照片（不少于3张）报县创建办。", (">=", 3.0, "张")),
        ("刊播公益广告不少于10条次。", (">=", 10.0, "条次")),
        ("食堂每餐留样125克。", ("=", 125.0, "克")),
    ],
)
def test_counts_in_brackets_and_in_uncommon_units(text: str, count: tuple[str, float, str]) -> None:
    (found,) = parse(text).obligations
    assert [(q.op, q.value, q.unit) for q in found.quantity] == [count]


def test_a_clock_parts_no_item() -> None:
    (found,) = parse("一、安排\n1.探视时间控制在每天15:00—17:00。\n").obligations
    assert found.text == "探视时间控制在每天15:00—17:00"


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("加强国省干线、县道养护。", ["国省干线", "县道"]),
        ("拆除县道X205沿线违建棚圈11处。", ["县道X205"]),
        ("对城东片区、老汽车站开展清理。", ["城东片区", "老汽车站"]),
        ("清洗临街立面。", []),
        ("清理每栋楼道杂物。", ["楼道"]),
        ("培育示范市场2家。", []),
        ("对王家湾、李家坝等6个城中村实施改造。", ["王家湾", "李家坝", "城中村"]),
        ("对国道107沿线垃圾进行清运。", ["国道107"]),
        ("活禽区每天消毒。", ["活禽区"]),
        ("更换破损路沿石。", []),
        ("建成区绿地率达到38%。", []),
    ],
)
def test_places_by_code_by_list_and_by_no_name(text: str, places: list[str]) -> None:
    (found,) = parse(text).obligations
    assert [p.text for p in found.places] == places


def test_a_day_alone_in_a_bracket_is_the_deadline() -> None:
    (found,) = parse("县城投公司新建停车楼1座（11月底前完工）。", year=2026).obligations
    assert found.deadline
    assert found.deadline.value == "2026-11-30"


def test_how_a_stage_is_called_is_told() -> None:
    assert quotes("一、时间要求\n3月—4月为宣传发动期，5月—8月为集中攻坚期，9月为迎检期。") == []
