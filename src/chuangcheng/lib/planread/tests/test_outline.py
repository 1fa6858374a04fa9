"""Headings, levels, titles, tables, page furniture and remarks."""

import pytest

from chuangcheng.lib.planread import parse


def headings(text: str) -> list[tuple[int, str, str]]:
    return [(h.level, h.number, h.text) for h in parse(text).headings]


def test_each_kind_of_number_inside_another_is_a_level_deeper() -> None:
    text = (
        "一、任务\n（一）环境\n1.清扫。每天清扫街面。\n（1）保洁\n清洗护栏。\n"
        "（二）秩序\n1．停车。施划停车线。\n二、要求\n1、领导\n"
    )
    assert [level for level, _, _ in headings(text)] == [1, 2, 3, 4, 2, 3, 1, 2]


@pytest.mark.parametrize("number", ["1、", "1.", "1．", "（1）", "(1)", "①", "一是", "第一，"])
def test_a_numbered_demand_in_a_paragraph_heads_nothing(number: str) -> None:
    text = f"一、任务\n重点做好以下工作：{number}每周清扫街面；\n"
    assert headings(text) == [(1, "一、", "任务")]
    assert [o.text for o in parse(text).obligations] == ["每周清扫街面"]


def test_a_topic_with_text_of_its_own_is_a_heading_though_it_runs_on() -> None:
    assert headings("一、任务\n一是提升专业市场。清理占道摊点，规范经营秩序。\n")[1:] == [(2, "一是", "提升专业市场")]


def test_markdown_marks_are_no_part_of_a_heading() -> None:
    assert headings("## 一、任务\n### （一）环境\n**1. 清扫街面。** 每天清扫。\n") == [
        (1, "一、", "任务"),
        (2, "（一）", "环境"),
        (3, "1.", "清扫街面"),
    ]


def test_the_furniture_of_a_web_page_is_left_out() -> None:
    text = (
        "首页 > 政务公开\n来源：县城管局　浏览次数：12　【打印】【关闭】\n"
        "县城管局2024年工作方案\n一、任务\n清扫街面。\n"
        "上一篇：关于停水的通知\n要加强管理，开展整治。\n"
    )
    plan = parse(text)
    assert plan.title == "县城管局2024年工作方案"
    assert plan.year == 2024
    assert [o.text for o in plan.obligations] == ["清扫街面"]


def test_the_year_comes_from_the_title_the_signature_or_the_text() -> None:
    assert parse("县2025年方案\n一、任务\n清扫街面。\n2024年12月30日\n").year == 2025
    assert parse("方案\n一、任务\n清扫街面。\n二〇二五年三月十二日\n").year == 2025
    assert parse("方案\n一、任务\n清扫街面。\n", year=2023).year == 2023


def test_a_table_says_who_and_when_by_its_columns() -> None:
    text = (
        "一、任务\n序号 | 工作任务 | 牵头单位 | 配合单位 | 完成时限\n"
        "1 | 每周清扫街面2次 | 环卫所 | 各社区、派出所 | 2024年6月底前\n"
    )
    (found,) = parse(text).obligations
    assert [m.text for m in found.responsible] == ["环卫所"]
    assert [m.text for m in found.cooperating] == ["各社区", "派出所"]
    assert found.deadline is not None
    assert found.deadline.value == "2024-06-30"


@pytest.mark.parametrize(
    "rows",
    [
        "序号　任务　责任单位　完成时限\n1　每周清扫街面2次　环卫所　6月底前\n",
        "序号\t任务\t责任单位\t完成时限\n1\t每周清扫街面2次\t环卫所\t6月底前\n",
        "序号\n任务\n责任单位\n完成时限\n1\n每周清扫街面2次\n环卫所\n6月底前\n",
        "| 序号 | 任务 | 责任单位 | 完成时限 |\n|---|---|---|---|\n| 1 | 每周清扫街面2次 | 环卫所 | 6月底前 |\n",
    ],
)
def test_a_flattened_table_is_read_however_its_cells_are_parted(rows: str) -> None:
    (found,) = parse(f"一、任务\n{rows}", year=2024).obligations
    assert found.text == "每周清扫街面2次"
    assert [m.text for m in found.responsible] == ["环卫所"]
    assert found.deadline is not None
    assert found.deadline.value == "2024-06-30"


def test_a_sentence_that_begins_like_furniture_is_prose() -> None:
    assert [o.text for o in parse("一、任务\n无障碍设施完好率达到95%。\n").obligations] == ["无障碍设施完好率达到95%"]


def test_headings_without_numbers_still_tell_goals_from_tasks() -> None:
    text = "指导思想\n全面提升城市品质，建立长效机制。\n主要任务\n建立长效机制。\n"
    assert [o.text for o in parse(text).obligations] == ["建立长效机制"]


def test_a_heading_that_names_a_unit_gives_it_what_stands_under_it() -> None:
    plan = parse("一、分工\n1.县城管局。负责市容秩序，拆除违法建设。\n2.后勤科、保卫科：每日巡查。\n")
    assert [[m.text for m in o.responsible] for o in plan.obligations] == [["县城管局"]] * 2 + [["后勤科", "保卫科"]]


def test_rosters_and_attachment_lists_demand_nothing() -> None:
    text = (
        "一、任务\n清扫街面。\n附件：1.组成人员名单\n　　2.任务表\n"
        "附件1\n组成人员名单\n组长：张三　局长，负责全面工作。\n"
    )
    assert [o.text for o in parse(text).obligations] == ["清扫街面"]


def test_a_notice_demands_where_it_names_whom() -> None:
    text = (
        "关于印发方案的通知\n各股室：\n现将方案印发给你们，请认真贯彻执行。\n"
        "各股室要于3月14日前报送联络员名单。\n一、任务\n清扫街面。\n"
    )
    assert [o.text for o in parse(text).obligations] == ["各股室要于3月14日前报送联络员名单", "清扫街面"]


def codes(text: str) -> list[str]:
    return [note.code for note in parse(text).notes]


def test_a_document_that_breaks_off_is_told_so() -> None:
    assert codes("一、任务\n清扫街面，清洗护栏，并对主次干道的\n") == ["breaks_off"]


def test_one_without_two_is_told_so() -> None:
    assert codes("一、任务\n一是提升专业市场。清理占道摊点，规范经营秩序。\n") == ["alone"]


def test_a_gap_and_a_repeat_in_the_numbers_are_told() -> None:
    assert codes("一、任务\n清扫街面。\n三、要求\n加强领导。\n三、其他\n加强督查。\n") == ["numbering", "numbering"]


def test_a_whole_document_has_no_remarks() -> None:
    assert codes("一、任务\n一是清扫街面；二是清洗护栏。\n二、要求\n加强领导。\n") == []
