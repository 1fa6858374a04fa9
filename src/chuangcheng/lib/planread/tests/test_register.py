"""Rules of the register, each with sentences where it holds and where it must not."""

import pytest

from chuangcheng.lib.planread import Obligation, parse
from chuangcheng.lib.planread.tests.test_grammar import read, texts


def who(found: Obligation) -> list[str]:
    return [m.text for m in found.responsible]


def helps(found: Obligation) -> list[str]:
    return [m.text for m in found.cooperating]


def where(sentence: str) -> list[str]:
    return [m.text for o in read(sentence) for m in o.places]


@pytest.mark.parametrize(
    "line",
    [
        "**责任单位**：环卫所　**配合单位**：各社区",
        "**责任单位：** 环卫所　　**配合单位：** 各社区",
        "> 责任单位：环卫所；配合单位：各社区",
        "【责任单位】环卫所 【配合单位】各社区",
        "[牵头单位]环卫所　[配合单位]各社区",
        "（责任单位：环卫所；配合单位：各社区）",
    ],
)
def test_a_responsibility_line_is_read_however_it_is_dressed(line: str) -> None:
    plan = parse(f"## 一、整治\n- 清扫街面。\n- 清洗护栏。\n\n{line}\n")
    assert [(o.text, who(o), helps(o)) for o in plan.obligations] == [
        ("清扫街面", ["环卫所"], ["各社区"]),
        ("清洗护栏", ["环卫所"], ["各社区"]),
    ]


def test_emphasis_is_no_part_of_a_heading() -> None:
    assert [h.text for h in parse("## 一、整治\n1. **村庄清洁**：各村每周五清扫村道，清洗护栏。\n").headings] == [
        "整治",
        "村庄清洁",
    ]


def test_a_bracket_behind_the_full_stop_closes_the_whole_list() -> None:
    plan = parse("一、整治\n重点做好：①每天清扫街面；②每周清洗护栏。（环卫所、城管办负责）\n")
    assert [who(o) for o in plan.obligations] == [["环卫所", "城管办"]] * 2


def test_a_bracket_before_the_full_stop_closes_its_item() -> None:
    plan = parse("一、整治\n重点做好：①每天清扫街面（环卫所负责）；②每周清洗护栏（城管办负责）。\n")
    assert [who(o) for o in plan.obligations] == [["环卫所"], ["城管办"]]


def test_a_lead_in_tells_whom_its_list_is_told_to() -> None:
    plan = parse("一、整治\n各校要做到三点，一是每天清扫教室，二是每周更换垃圾桶。其他事项另行通知。\n")
    assert [who(o) for o in plan.obligations][-2:] == [["各校"], ["各校"]]


def test_goals_with_sections_of_their_own_give_out_tasks() -> None:
    plan = parse("一、目标任务\n（一）扮靓场站\n更换破损座椅。\n（二）规范经营\n清理黑车。\n")
    assert [o.text for o in plan.obligations] == ["更换破损座椅", "清理黑车"]
    assert parse("一、目标任务\n全面改善就医环境。\n二、措施\n清扫街面。\n").obligations[0].text == "清扫街面"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("候车室、售票厅每天保洁不少于4次。", []),
        ("心理辅导室实现全覆盖。", []),
        ("垃圾中转站要做到密闭运行。", []),
        ("每所学校专职教师不少于2名。", []),
        ("广泛发动职工参与志愿服务。", []),
        ("人均服务时长不低于10小时。", []),
        ("在校门口、食堂等处设置公益广告。", []),
        ("主街道每天洒水2次。", []),
        ("教研室要编写教案。", ["教研室"]),
        ("局督导组随机暗访。", ["局督导组"]),
        ("责任督学每月到校督导不少于1次。", ["责任督学"]),
        ("班子成员要下沉一线指导。", ["班子成员"]),
        ("分管领导每周到一线督导。", ["分管领导"]),
        ("县一中要规范停车。", ["县一中"]),
        ("政务服务局要牵头每月开展演练1次。", ["政务服务局"]),
        ("各股室负责人每周检查台账1次。", ["各股室负责人"]),
    ],
)
def test_who_acts_is_a_body_or_a_post_and_no_site_or_figure(sentence: str, expected: list[str]) -> None:
    (found,) = read(sentence)
    assert who(found) == expected


def test_who_answers_is_the_subject_of_what_follows() -> None:
    (found,) = read("学校党组织书记、校长是第一责任人，要亲自部署创建工作。")
    assert who(found) == ["学校党组织书记", "校长"]


def test_a_subject_reaches_over_topics_with_figures() -> None:
    found = read("热线办要实行清单管理，30分钟内转办，一般事项2个工作日内办结，回访满意率达到97%。")
    assert [who(o) for o in found] == [["热线办"]] * len(found)


def test_who_helps_closes_who_leads() -> None:
    found = read("站台保洁由县公交公司牵头，县环卫处配合，做到每周冲洗1次。")
    assert [(o.text, helps(o)) for o in found] == [
        ("站台保洁由县公交公司牵头，县环卫处配合", ["县环卫处"]),
        ("做到每周冲洗1次", []),
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "去年改造了9条小巷，但仍有部分巷道照明昏暗。",
        "一年来，线网优化成效初显，但准点率不高的问题群众反映较多。",
        "创建工作能不能落实，关键在作风。",
        "表中所列时限均为最后期限。",
        "虽然改造了一批公厕，还存在管护不到位的现象。",
    ],
)
def test_telling_how_things_stand_demands_nothing(sentence: str) -> None:
    assert texts(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("各学校要开齐开足思政课，不得挤占课时。", ["各学校要开齐开足思政课", "不得挤占课时"]),
        ("党员要亮身份、当先锋。", ["党员要亮身份、当先锋"]),
        ("各校制定方案，成立专班，召开动员会。", ["各校制定方案", "成立专班", "召开动员会"]),
        ("县创建办成立专班，由县长任组长。", []),
        ("未取得资格的一律不得上岗。", ["未取得资格的一律不得上岗"]),
        ("对情况通报一次，结果作为考核的重要依据。", ["对情况通报一次", "结果作为考核的重要依据"]),
        ("在县级媒体发稿不少于12篇。", ["在县级媒体发稿不少于12篇"]),
        ("各街道要发动居民，对楼道进行清理。", ["各街道要发动居民，对楼道进行清理"]),
        ("不合格的责令停业整顿。", ["不合格的责令停业整顿"]),
    ],
)
def test_a_demand_is_seen_by_its_frame_where_its_verb_is_unknown(sentence: str, expected: list[str]) -> None:
    assert texts(sentence) == expected


def test_ordinals_behind_commas_part_demands() -> None:
    found = read("领导干部要深入一线，第一，要看问题整改，第二，要听群众意见。")
    assert [o.text for o in found] == ["领导干部要深入一线", "要看问题整改", "要听群众意见"]
    assert [who(o) for o in found] == [["领导干部"]] * 3


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("整治县汽车总站、城南客运站、采石场的扬尘。", ["县汽车总站", "城南客运站", "采石场"]),
        ("对网吧、文具店、小卖部、出租书屋开展检查。", ["网吧", "文具店", "小卖部", "出租书屋"]),
        ("在科技馆、青少年宫、报告厅张贴标语。", ["科技馆", "青少年宫", "报告厅"]),
        ("在县一小、城北中学门前施划标线。", ["县一小", "城北中学门前"]),
        ("清理槐荫里、米市弄、翠竹苑的杂物。", ["槐荫里", "米市弄", "翠竹苑"]),
        ("对汽车西站、学院路、医院北门执勤管控。", ["汽车西站", "学院路", "医院北门"]),
        ("清理铁路沿线垃圾。", ["铁路"]),
        ("在老城区、市医院新建停车场2座。", ["老城区", "市医院", "停车场"]),
        ("改造染坊巷、缸甏弄两条小巷。", ["染坊巷", "缸甏弄"]),
        ("组织师生清扫教室、走廊。", ["教室", "走廊"]),
        ("新建非机动车棚15处。", ["非机动车棚"]),
    ],
)
def test_places_are_known_by_the_noun_that_ends_them(sentence: str, expected: list[str]) -> None:
    assert where(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "组织小学生参加劳动。",
        "清理非公路标志260块。",
        "评选县级文明校园20所。",
        "避免千巷一面。",
        "干部要下沉包联社区指导。",
        "修补破损人行道板。",
        "整治现场秩序，摆正立场。",
        "巷长每天巡巷1次。",
        "党员回社区报到率达到95%。",
    ],
)
def test_what_only_holds_a_place_word_is_no_place(sentence: str) -> None:
    assert where(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("听评课不少于10节。", [(">=", 10.0, "节")]),
        ("每半月更新一期橱窗。", [("=", 1.0, "期")]),
        ("每周至少在县级媒体刊发稿件1篇。", [(">=", 1.0, "篇")]),
        ("取缔载客电动三轮车。", []),
        ("改造前进巷、书院巷两条小巷。", []),
    ],
)
def test_counts_with_bounds_and_counts_that_sum_up(sentence: str, expected: list[tuple[str, float, str]]) -> None:
    (found,) = read(sentence)
    assert [(q.op, q.value, q.unit) for q in found.quantity] == expected


def test_a_share_below_is_a_target_and_a_case_before_的() -> None:
    assert [t.kind for o in read("问题反弹率低于5%。") for t in o.target] == ["percent"]
    assert [t.kind for o in read("对办结率低于90%的单位进行约谈。") for t in o.target] == []


def test_a_column_of_days_may_say_how_often() -> None:
    plan = parse("一、任务\n序号\t任务\t责任单位\t完成时限\n1\t清扫率保持在90%以上\t环卫所\t长期坚持\n")
    assert [o.cadence.value for o in plan.obligations if o.cadence] == ["vague"]


def test_a_day_behind_a_modal_belongs_to_its_own_demand() -> None:
    found = read("各单位要于3月22日前明确联络员，负责报送信息。")
    assert [o.deadline.value if o.deadline else None for o in found] == ["2024-03-22", None]


def test_the_title_of_a_table_demands_nothing() -> None:
    assert [o.text for o in parse("一、任务\n清扫街面。\n县2025年创建任务分解表\n二、要求\n").obligations] == [
        "清扫街面"
    ]
