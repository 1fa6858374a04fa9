"""Layouts: how plans are numbered, labelled and laid out in tables."""

import pytest

from chuangcheng.lib.planread import Plan, parse


def heads(plan: Plan) -> list[tuple[int, str, str]]:
    return [(h.level, h.number, h.text) for h in plan.headings]


def test_decimal_numbers_head_as_deep_as_they_have_dots() -> None:
    plan = parse(
        "1  重点任务\n1.1  环境整治\n县城管局每周巡查。\n1.2  秩序整治\n1.2.1 交通秩序\n县公安局每天执勤。\n2  保障措施\n"
    )
    assert heads(plan) == [
        (1, "1", "重点任务"),
        (2, "1.1", "环境整治"),
        (2, "1.2", "秩序整治"),
        (3, "1.2.1", "交通秩序"),
        (1, "2", "保障措施"),
    ]


@pytest.mark.parametrize(("first", "second"), [("一 、", "（ 一 ）"), ("一.", "(一)"), ("一", "任务一：")])
def test_careless_numbers_head_all_the_same(first: str, second: str) -> None:
    plan = parse(f"{first}　工作任务\n{second}环境整治\n县城管局每周巡查一次。\n")
    assert heads(plan) == [(1, first, "工作任务"), (2, second, "环境整治")]


def test_a_half_width_dot_ends_a_sentence() -> None:
    plan = parse("一.措施\n1.搞好卫生.各村每周打扫一次.\n2.管好秩序.派出所每天巡逻.\n")
    assert [h.text for h in plan.headings] == ["措施", "搞好卫生", "管好秩序"]
    assert [o.text for o in plan.obligations] == ["各村每周打扫一次", "派出所每天巡逻"]


def test_a_short_sentence_before_text_of_its_own_heads_it() -> None:
    plan = parse("一、要求\n（一）都要带头。党员每周值勤一次。\n（二）要见实效。各组报送小结。\n")
    assert [h.text for h in plan.headings] == ["要求", "都要带头", "要见实效"]


def test_an_article_of_rules_is_its_text() -> None:
    plan = parse("第一章 总则\n第一条 考核采取查看现场的方式进行。\n第二条 县创建办每月考核一次。\n")
    assert [h.text for h in plan.headings] == ["总则"]


def test_members_of_one_list_are_alike() -> None:
    plan = parse("通报如下：一是路口乱停车，屡禁不止；二是楼道小广告较多。各单位要整改。\n一、任务\n各单位自查。\n")
    assert [h.text for h in plan.headings] == ["任务"]


def test_what_is_wrong_is_not_demanded() -> None:
    plan = parse(
        "现将情况通报如下。\n目前仍有两个问题比较突出：一是楼道清理不到位；二是路口管理松懈。\n一、任务\n各单位自查。\n"
    )
    assert [o.text for o in plan.obligations] == ["各单位自查"]


def test_lines_of_who_and_until_when_close_their_item() -> None:
    plan = parse(
        "一、任务\n1.补齐短板。修补路面，增设路灯。\n责任领导：陆明\n责任科室：城建科\n配合单位：市政所\n完成时限：7月底前\n"
        "2.理顺秩序。施划泊位。\n责任科室：城管科\n完成时限：长期坚持\n",
        year=2026,
    )
    assert [
        (o.text, [m.text for m in o.responsible], o.deadline and o.deadline.value, o.cadence and o.cadence.value)
        for o in plan.obligations
    ] == [
        ("修补路面", ["陆明", "城建科"], "2026-07-31", None),
        ("增设路灯", ["陆明", "城建科"], "2026-07-31", None),
        ("施划泊位", ["城管科"], None, "vague"),
    ]


@pytest.mark.parametrize("bar", ["|", "｜", "\t"])
def test_a_cell_may_tell_who_leads_and_who_helps(bar: str) -> None:
    rows = [
        "序号 任务 责任单位 完成时间",
        "1 检查暂存点 牵头：监督股；配合：疾控股 5月上旬",
        "2 清洗站牌 县公交公司（牵头）、县环卫所 6月底",
    ]
    plan = parse("\n".join(row.replace(" ", bar) for row in rows), year=2026)
    assert [
        ([m.text for m in o.responsible], [m.text for m in o.cooperating], o.deadline and o.deadline.value)
        for o in plan.obligations
    ] == [(["监督股"], ["疾控股"], "2026-05-10"), (["县公交公司", "县环卫所"], [], "2026-06-30")]


def responsible(text: str) -> list[tuple[str, list[str]]]:
    return [(o.text, [m.text for m in o.responsible]) for o in parse(text, year=2026).obligations]


def test_a_line_with_nothing_under_it_but_labels_demands() -> None:
    text = "1. 环境卫生\n（1）清理积存垃圾\n责任单位：县城管局\n（2）停车秩序\n责任单位：县公安局\n"
    assert [h.text for h in parse(text).headings] == ["环境卫生", "停车秩序"]
    assert responsible(text) == [("清理积存垃圾", ["县城管局"])]


def test_lines_that_stand_before_their_tasks_reach_to_the_next() -> None:
    text = "责任部门：政教处\n1.每周通报评比结果；\n2.每月评出文明宿舍5间。\n责任部门：总务处\n1.每天清洗卫生间。\n"
    assert [names for _, names in responsible(text)] == [["政教处"], ["政教处"], ["总务处"]]


def test_a_bracket_that_holds_nothing_but_bodies_tells_who() -> None:
    assert responsible("一、任务\n1、5月10日前完成排查（城建办、各村）；\n") == [
        ("5月10日前完成排查", ["城建办", "各村"])
    ]


def test_a_bracket_behind_a_body_is_its_other_name() -> None:
    assert responsible("一、任务\n1.材料报县文明办（县创城办）。\n")[0][1] == []


def test_a_label_of_what_follows_is_no_part_of_it() -> None:
    assert responsible("整改措施：更换防滑地砖。\n整改责任人：王丽\n") == [("更换防滑地砖", ["王丽"])]


def test_a_label_and_a_noun_demand_nothing() -> None:
    assert responsible("点位类别：农贸市场\n") == []


def test_what_was_done_is_not_demanded() -> None:
    assert responsible("一、上周工作情况\n各单位共清理广告1200处。\n二、本周安排\n各单位自查。\n") == [
        ("各单位自查", ["各单位"])
    ]


HEAD = "一、任务分工\n序号\t任务内容\t牵头单位\t配合单位\t完成时限\n"


def test_a_row_that_names_a_group_does_not_end_the_table() -> None:
    text = (
        HEAD
        + "（一）市容环境\n1\t清理背街小巷小广告\t县城管局\t各街道\t6月底前\n（二）交通秩序\n2\t施划停车标线\t县公安局\t各街道\t8月20日前\n"
    )
    assert responsible(text) == [("清理背街小巷小广告", ["县城管局"]), ("施划停车标线", ["县公安局"])]


@pytest.mark.parametrize("sign", ["—", "-", "/", "无", ""])
def test_a_sign_for_nothing_is_nobody(sign: str) -> None:
    (found,) = parse(f"{HEAD}1\t修补破损路面\t县住建局\t{sign}\t2026年7月15日前\n").obligations
    assert found.cooperating == ()
    assert found.deadline.value == "2026-07-15"


def test_a_merged_cell_at_the_beginning_moves_no_column() -> None:
    text = (
        "一、分工\n任务\t措施\t牵头单位\t配合单位\n环境整治\t清理楼道杂物\t城管局\t各社区\n\t粉刷外墙\t住建局\t各社区\n"
    )
    assert responsible(text) == [("清理楼道杂物", ["城管局"]), ("粉刷外墙", ["住建局"])]


def test_an_indent_made_with_a_tab_is_no_cell() -> None:
    text = HEAD + "\t1\t修补破损路面\t县住建局\t县公安局\t6月底前\n"
    assert responsible(text) == [("修补破损路面", ["县住建局"])]


@pytest.mark.parametrize("told", [
    "全县现有农贸市场14个。",
    "2025年第四季度入户调查显示，街面整洁排名靠后。",
    "但学校门口早晚高峰拥堵仍较突出，电动自行车违规行驶时有发生。",
])  # fmt: skip
def test_how_things_stand_demands_nothing(told: str) -> None:
    assert responsible(f"一、市场秩序\n{told}\n县市场监管局每月检查农贸市场。\n") == [
        ("县市场监管局每月检查农贸市场", ["县市场监管局"])
    ]
