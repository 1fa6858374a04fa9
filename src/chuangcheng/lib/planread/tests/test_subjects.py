"""Who acts: subjects as counties, bureaus, towns, schools, hospitals and companies write them."""

import pytest

from chuangcheng.lib.planread import parse


def who(text: str) -> list[list[str]]:
    return [[m.text for m in o.responsible] for o in parse(text, year=2026).obligations]


@pytest.mark.parametrize(
    "name",
    [
        "各镇街",
        "各乡镇",
        "各村（社区）",
        "县直各部门",
        "各责任单位",
        "各包联单位",
        "各行业主管部门",
        "网格员",
        "物业企业",
        "供水公司",
        "客户服务部",
        "运维检修部",
        "施工队伍",
        "值周老师",
        "包村干部",
        "驻村工作队",
        "村“两委”",
        "全体干部职工",
        "各中小学",
    ],
)
def test_a_body_before_a_time_is_the_subject(name: str) -> None:
    assert who(f"{name}每月开展一次大扫除。") == [[name]]


@pytest.mark.parametrize("clause", ["各科室每天掸尘", "各班随脏随扫", "由各文明单位值岗助勤", "各社区开一次居民会"])
def test_somebody_and_a_time_demand_whatever_the_verb(clause: str) -> None:
    assert len(who(f"{clause}。")) == 1


def test_who_stands_before_a_colon_is_told_all_that_follows() -> None:
    assert who("——县交通局：每周检查公交车2次；清洗站牌。\n——各乡镇：月底前上报照片。\n") == [
        ["县交通局"],
        ["县交通局"],
        ["各乡镇"],
    ]


def test_a_heading_that_tells_what_to_do_names_nobody() -> None:
    assert who("（一）壮大志愿队伍\n定期走访困难家庭。\n") == [[]]


def test_what_is_led_in_is_told_to_whom_the_lead_in_names() -> None:
    assert who("请各责任单位抓好以下工作，月底前报送情况。") == [["各责任单位"]]


def test_several_who_work_together_all_act() -> None:
    assert who("县文旅局、县体育局密切配合，在公园举办演出。") == [["县文旅局", "县体育局"]]


def test_who_acts_with_another_leads() -> None:
    (found,) = parse("党建部协同县总工会做好先进选树。").obligations
    assert ([m.text for m in found.responsible], [m.text for m in found.cooperating]) == (["党建部"], ["县总工会"])


def test_who_takes_part_helps() -> None:
    (found,) = parse("由所在社区牵头，业主、物业共同参与，制定管理办法。").obligations
    assert ([m.text for m in found.responsible], [m.text for m in found.cooperating]) == (
        ["所在社区"],
        ["业主", "物业"],
    )


def test_a_post_with_a_name_is_told_from_a_post_in_a_compound() -> None:
    assert who("评选结果和班主任绩效挂钩。") == [[]]
