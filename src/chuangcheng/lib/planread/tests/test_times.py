"""How often and by when, in the many ways that plans write it."""

import pytest

from chuangcheng.lib.planread import Obligation, parse


def only(sentence: str, year: int = 2026) -> Obligation:
    (found,) = parse(sentence, year=year).obligations
    return found


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("5月上旬", "2026-05-10"),
        ("5月中旬前", "2026-05-20"),
        ("5月下旬", "2026-05-31"),
        ("5月份", "2026-05-31"),
        ("年内", "2026-12-31"),
        ("上半年", "2026-06-30"),
        ("一季度", "2026-03-31"),
        ("第三季度末", "2026-09-30"),
        ("于4月15日前", "2026-04-15"),
        ("4月20日17:00前", "2026-04-20"),
        ("4月20日17时前", "2026-04-20"),
        ("4月20日下班前", "2026-04-20"),
        ("4月20日（星期一）前", "2026-04-20"),
        ("2026.6.30前", "2026-06-30"),
        ("在2026-06-30前", "2026-06-30"),
        ("2026/6/30前", "2026-06-30"),
        ("3月1日至31日", "2026-03-31"),
        ("3～5月", "2026-05-31"),
        ("2026年3月—5月", "2026-05-31"),
        ("从即日起到5月底", "2026-05-31"),
        ("力争到年底", "2026-12-31"),
    ],
)
def test_a_time_limit_gives_its_last_day(words: str, value: str) -> None:
    found = only(f"县住建局{words}完成改造。")
    assert [m.text for m in found.responsible] == ["县住建局"]
    assert found.deadline is not None
    assert found.deadline.value == value


@pytest.mark.parametrize("words", ["3月1日起", "次月5日前", "本周五前", "国庆节前", "每月5日前"])
def test_a_time_that_gives_no_day_of_the_plan_is_no_deadline(words: str) -> None:
    found = only(f"县住建局{words}报送小结。")
    assert found.deadline is None
    assert [m.text for m in found.responsible] == ["县住建局"]


@pytest.mark.parametrize("words", ["月底前", "本月底前", "本月30日前"])
def test_the_end_of_the_month_is_that_of_the_month_in_the_title(words: str) -> None:
    plan = parse(f"关于做好4月份创建重点工作的提示\n一、任务\n各单位{words}报送情况。\n2026年3月28日\n")
    assert [o.deadline.value for o in plan.obligations if o.deadline] == ["2026-04-30"]


def test_the_end_of_the_month_is_else_that_of_the_signature() -> None:
    plan = parse("关于报送材料的通知\n一、任务\n各单位本月底前报送情况。\n2026年9月2日\n")
    assert [o.deadline.value for o in plan.obligations if o.deadline] == ["2026-09-30"]


@pytest.mark.parametrize("line", ["——5月6日前，各单位报送计划；", "——5月28日，召开推进会；"])
def test_a_list_of_days_dates_what_stands_behind_each(line: str) -> None:
    assert [o.deadline.value[:7] for o in parse(f"一、时间节点\n{line}\n", year=2026).obligations if o.deadline] == [
        "2026-05"
    ]


def test_the_dates_before_a_stage_hold_for_its_paragraph() -> None:
    plan = parse("一、步骤\n3月2日-3月13日 发动阶段。各班召开班会，张贴海报。\n", year=2026)
    assert [(o.text, o.deadline and o.deadline.value) for o in plan.obligations] == [
        ("各班召开班会", "2026-03-13"),
        ("张贴海报", "2026-03-13"),
    ]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("每月末", "P1M"),
        ("每周一、周五", "P1W"),
        ("每逢周五", "P1W"),
        ("周周", "P1W"),
        ("天天", "P1D"),
        ("隔天", "P2D"),
        ("每隔一天", "P2D"),
        ("一月一次", "P1M"),
        ("两周一次", "P2W"),
        ("半月一次", "P15D"),
        ("按季度", "P3M"),
        ("每两个月", "P2M"),
        ("每个工作日", "P1D"),
        ("每半小时", "PT30M"),
    ],
)
def test_a_beat_is_read_however_it_is_worded(words: str, value: str) -> None:
    found = only(f"各社区{words}清扫巷道。")
    assert found.cadence is not None
    assert found.cadence.value == value


@pytest.mark.parametrize(("words", "value"), [("周调度", "P1W"), ("月通报", "P1M"), ("日巡查", "P1D")])
def test_a_routine_is_named_with_its_beat(words: str, value: str) -> None:
    found = only(f"各社区实行{words}制度。")
    assert found.cadence is not None
    assert found.cadence.value == value


def test_three_months_running_are_no_beat() -> None:
    assert only("对连续3个月考核不合格的网格员予以调整。").cadence is None


def test_a_stage_may_be_named_by_the_first_clause_of_its_paragraph() -> None:
    plan = parse("一、安排\n3月下旬至10月为推进阶段，各股室每旬调度。\n11月为总结阶段，由办公室组织验收。\n", year=2026)
    assert [o.deadline and o.deadline.value for o in plan.obligations] == ["2026-10-31", "2026-11-30"]


def test_a_time_limit_in_the_bracket_of_a_duty_is_read() -> None:
    plan = parse("一、任务\n1.修补路面。（责任单位：县住建局；完成时限：11月底前）\n", year=2026)
    assert [o.deadline and o.deadline.value for o in plan.obligations] == ["2026-11-30"]


@pytest.mark.parametrize(
    ("sentence", "by"),
    [
        ("各股室每月25日前向专班办公室报送工作进展。", "25"),
        ("每月2日前，各单位将上月工作小结报送县创建办。", "2"),
        ("各镇每季度末月20日前上报自查报告。", "20"),
        ("各科室每周五下班前报送整改进度。", "w5"),
        ("县创建办每周五通报整改进度。", "w5"),
        ("各单位每月统计并于次月5日前报送工作小结。", "+5"),
        ("各街道每周五开展一次全民大扫除。", ""),
        ("各支部每月15日开展主题党日。", ""),
        ("各单位每月报送工作小结。", ""),
        ("各单位每年6月30日前报送工作总结。", ""),
        ("各单位每月巡查并于3月20日前整改。", ""),
    ],
)
def test_a_day_named_within_each_period_is_kept_with_the_cadence(sentence: str, by: str) -> None:
    found = only(sentence)
    assert found.cadence is not None
    assert found.cadence.by == by
