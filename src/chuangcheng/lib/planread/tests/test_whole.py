"""Nothing that stands around a plan, and no slip of the pen inside it, may cost more than what it touches."""

from collections import Counter

import pytest

from chuangcheng.lib.planread import parse
from chuangcheng.lib.planread.tests.scoring import OPENED, SECOND, THIRD

PLANS = [OPENED / "05.txt", SECOND / "05.txt", THIRD / "04.txt"]
FURNITURE = [
    "分享到：",
    "上一篇：关于印发创建方案的通知",
    "相关链接",
    "推荐阅读",
    "版权所有：青禾县人民政府",
    "网站声明 | 联系我们 | 网站地图",
    "【打印】 【关闭】",
    "当前位置：首页 > 政务公开 > 通知公告",
    "来源：县文明办　　发布时间：2025-03-02",
    "第 3 页 共 12 页",
    "青禾县人民政府办公室　　　2025年3月6日印发",
]
ATTACHMENTS = [
    "附件",
    "附件1",
    "附件：1.任务分解表",
    "附件：\n1.成员名单\n2.任务分解表",
    "附件2\n问题整改汇总表",
    "附表",
]
OPEN_ENDED = ["（未完", "(未完", "“未完", '"未完', "《未完", "【未完", "）", "”", "『", '开展（未闭合的整治，"']
# A heading that promises no tasks, in the midst of them: its section is lost as far as it goes, the rest is not.
MISPLACED = ["一、指导思想", "二、工作目标", "三、组织机构", "总体要求", "名单"]


def obligations(text: str) -> Counter[str]:
    return Counter(obligation.text for obligation in parse(text).obligations)


def kept_least(text: str, line: str) -> float:
    """The share of a plan's obligations that is still read with a line put in, where that is worst."""
    lines = text.split("\n")
    whole = obligations(text)
    shares = []
    for at in {0, 1, 3, *range(6, len(lines), 7), len(lines) - 1}:
        found = obligations("\n".join([*lines[:at], line, *lines[at:]]))
        shares.append((found & whole).total() / whole.total())
    return min(shares)


@pytest.mark.parametrize("line", [*FURNITURE, *ATTACHMENTS, *OPEN_ENDED])
def test_a_line_put_in_anywhere_leaves_the_plan_standing(line: str) -> None:
    for path in PLANS:
        assert kept_least(path.read_text("utf-8"), line) >= 0.9, path


@pytest.mark.parametrize("line", MISPLACED)
def test_a_heading_out_of_place_does_not_silence_the_plan(line: str) -> None:
    for path in PLANS:
        assert kept_least(path.read_text("utf-8"), line) >= 0.65, path


@pytest.mark.parametrize("mark", ["（", "(", "“", '"', "《", "【", "）", "”"])
def test_a_bracket_or_quote_left_open_in_a_sentence_costs_that_sentence_at_most(mark: str) -> None:
    for path in PLANS:
        text = path.read_text("utf-8")
        whole = obligations(text)
        for at in range(len(text) // 9, len(text), len(text) // 9):
            found = obligations(text[:at] + mark + text[at:])
            assert (found & whole).total() >= 0.92 * whole.total(), text[at - 10 : at]


def test_the_foot_of_a_page_ends_the_plan_and_its_head_does_not() -> None:
    plan = "一、主要任务\n县城管局每周巡查3次。县住建局6月底前改造老旧小区12个。县教体局每学期组织2次宣讲。\n"
    foot = "上一篇：关于停水的通知\n各校要加强管理。\n主办：青禾县人民政府\n"
    text = "青禾县人民政府网\n分享到：微信　微博\n青禾县2025年创建工作方案\n" + plan + foot
    assert [o.verb for o in parse(text).obligations] == ["巡查", "改造", "组织"]


def test_an_attachment_of_tasks_is_read_and_a_roster_is_not() -> None:
    tasks = "附件1\n任务汇总表\n1.县城管局每周巡查3次。\n2.县住建局改造小区12个。\n"
    roster = "附件2\n领导小组成员名单\n组　长：李明　县长\n成　员：王强　县城管局局长\n"
    assert len(parse("一、任务\n县教体局组织宣讲。\n" + tasks + roster).obligations) == 3


def test_what_follows_a_responsibility_line_on_the_same_line_is_read() -> None:
    plan = parse("1.整治市容\n清理小广告。责任单位：县城管局。各街道每周开展大扫除1次，不得走过场。")
    assert [o.text for o in plan.obligations] == ["清理小广告", "各街道每周开展大扫除1次", "不得走过场"]


@pytest.mark.parametrize("heading", ["存在问题及整改措施", "工作目标和主要任务", "组织机构及职责分工"])
def test_a_heading_whose_second_half_gives_out_tasks_silences_nothing(heading: str) -> None:
    assert len(parse(f"一、{heading}\n清理小广告，规范停车秩序。\n二、保障\n加强领导。\n").obligations) == 3


def test_a_plan_on_one_line_is_no_source() -> None:
    plan = "# 来源：县文明办 " + "县城管局每周巡查3次。县住建局6月底前改造老旧小区12个。" * 20
    assert len(parse(plan).obligations) == 40
