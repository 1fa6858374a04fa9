"""Score rules, checklists, questions and the negative list: read whole, every fault named with its line."""

import pytest

from chuangcheng.rooms.standards.doors.files import read
from chuangcheng.rooms.standards.make import SMALL


def faults(text: str) -> str:
    return "\n".join(f"{fault.path}：{fault.zh}" for fault in read(text.encode()).faults)


def changed(old: str, new: str) -> str:
    assert old in SMALL
    return SMALL.replace(old, new, 1)


def test_every_part_is_read():
    draft = read(SMALL.encode()).draft
    assert [(row.code, row.place_kind) for row in draft.checks] == [
        ("MKT-01", "market"), ("MKT-02", "market"), ("RD-01", "main_road"), ("RD-02", "main_road")]  # fmt: skip
    assert draft.checks[3].spacing == 100
    assert [str(grade["share"]) for grade in draft.checks[0].grades] == ["1", "0.6", "0"]
    assert draft.questions[0].options[3]["share"] is None
    assert draft.negatives[0].effects[1] == {"status": "nominee", "effect": "points", "points": 3}
    scores = {row.code: row.score["rule"] for row in draft.criteria}
    assert scores["II-1-2"] == "grade"
    assert scores["II-2-2"] == "count"
    assert scores["II-1-1"] == "weight"


def test_a_standard_without_these_parts_is_as_good_as_before():
    text = SMALL[: SMALL.index("checklists:")].replace(", negative: [N-01]", "")
    assert read(text.encode()).faults == []


GRADES = "[{grade: A, least: 2, share: 1}, {grade: B, least: 1, share: 0.5},\n"


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        # codes
        ("code: MKT-02", "code: MKT-01", "MKT-01.code：编号“MKT-01”重复，第"),
        ("code: MKT-02", "code: II-1-2", "编号“II-1-2”重复，体系里第"),
        ("code: Q-02", "code: N-01", "编号“N-01”重复，问卷题目里第"),
        ("code: Q-02", "code: Q-01", "编号“Q-01”重复"),
        ("code: N-02", "code: N-01", "编号“N-01”重复"),
        ("code: N-02", 'code: "N，2"', "编号里不能有顿号、逗号、分号"),
        ("code: N-02", "code: 例：N-02", "编号不能以“例：”开头"),
        ("{code: MKT-02,", "{", "code：必须填写"),
        # score rules
        ("{rule: count, each: 0.5, of: 期}", "{rule: lottery}", "“lottery”不认识"),
        ("{rule: count, each: 0.5, of: 期}", "{rule: count, of: 期}", "score.each：必须填写"),
        ("{rule: count, each: 0.5, of: 期}", "{rule: count, each: 0, of: 期}", "每个的分值应大于 0"),
        ("{rule: count, each: 0.5, of: 期}", "{rule: deduction, each: 0.5}", "score.of：必须填写"),
        ("{rule: count, each: 0.5, of: 期}", "{rule: count, each: 5, of: 期}", "超过这一条的分值 2"),
        ("{rule: count, each: 0.5, of: 期}", "{rule: weight, each: 5}", "不认识的键“each”"),
        ("{rule: count, each: 0.5, of: 期}", "{rule: grade}", "却没有写评分要点"),
        ("{rule: count, each: 0.5, of: 期}", "{rule: grade}", "却没有写档次"),
        (GRADES, "[{grade: A, least: 1, share: 1}, {grade: B, least: 1, share: 0.5},\n", "要一档比一档少"),
        (GRADES, "[{grade: A, least: 3, share: 1}, {grade: B, least: 1, share: 0.5},\n", "第一档要达标 3 项，评分要点只有 2 项"),
        (GRADES, "[{grade: A, least: 2, share: 0.5}, {grade: B, least: 1, share: 1},\n", "不能越来越高"),
        (GRADES, "[{grade: A, least: 2, share: 1}, {grade: A, least: 1, share: 0.5},\n", "档次“A”重复"),
        (GRADES, "[{grade: A, least: 2, share: 1.5}, {grade: B, least: 1, share: 0.5},\n", "应在 0 到 1 之间"),
        ("{grade: C, least: 0, share: 0}]}", "]}", "最后一档的达标项数应为 0"),
        ('{code: "2", zh: 摊位不超线', '{code: "1", zh: 摊位不超线', "要点编号“1”重复"),
        ("negative: [N-01]", "negative: [N-09]", "II-2-2.negative：负面清单里没有“N-09”"),
        # checklists
        ("place_kind: main_road\n", "place_kind: market\n", "“market”的清单写了两次"),
        ("place_kind: main_road\n", "place_kind: harbour\n", "“harbour”不认识"),
        ("how: try", "how: guess", "“guess”不认识，可以是 observe、check、try"),
        ("answer: yesno", "answer: maybe", "“maybe”不认识，可以是 yesno、graded、counted"),
        ("answer: yesno", "answer: graded", "分档的至少要写两档"),
        ("answer: yesno", "answer: yesno, least: 2", "只有“计数”的才写至少数量和间距"),
        ("answer: counted, least: 1", "answer: counted", "MKT-02.least：计数的要写至少几个"),
        ("spacing: 100", "spacing: 0", "间距应大于 0"),
        ("spacing: 100", "spacing: 1.5", "应为整数"),
        ("answer: graded", "answer: yesno", "只有“分档”的才写档次"),
        ("{grade: B, zh: 一般, en: Fair, share: 0.6}", "{grade: B, zh: 一般, share: 0}, {grade: D, share: 0.1}", "不能越来越高"),
        ("criteria: [II-1-2], source: 示例}\n      - {code: MKT-02", "criteria: [II-9], source: 示例}\n      - {code: MKT-02",
         "MKT-01.criteria：没有测评标准“II-9”"),
        ("least: 1,\n         criteria: [II-1-2]", "least: 1,\n         criteria: [II-2-2]", "测评标准“II-2-2”不是实地考察的"),
        ("least: 1,\n         criteria: [II-1-2]", "least: 1,\n         criteria: []", "没有写对应的测评标准"),
        ("least: 1,\n         criteria: [II-1-2]", "least: 1,\n         criteria: [II-1-2, II-1-2]", "“II-1-2”写了两次"),
        # questions
        ("weight: 0.6", "weight: 0.7", "各题分值合计 1.1，与问卷调查的总分 1 不符"),
        ("about: awareness", "about: weather", "“weather”不认识"),
        ("criteria: [II-3-2], source: 示例}\n  - {code: Q-02", "criteria: [II-3-1], source: 示例}\n  - {code: Q-02",
         "Q-01.criteria：测评标准“II-3-1”不是问卷调查的"),
        ("{zh: 一般, en: Fair, share: 0.5}", "{zh: 满意, share: 0.5}", "选项“满意”重复"),
        ('options: [{zh: 知道, en: "Yes", share: 1}, {zh: 不知道, en: "No", share: 0}]', "options: [{zh: 知道, share: 1}]",
         "至少要有两个选项"),
        ('{zh: 知道, en: "Yes", share: 1}', "{zh: 知道}", "没有一个选项能得分"),
        # negative list
        ("line: safety", "line: weather", "“weather”不认识，可以是 safety、integrity"),
        ("level: redline", "level: purple", "“purple”不认识，可以是 notice、warning、redline"),
        ("effect: nomination_stopped", "effect: applause", "“applause”不认识"),
        ("status: holder, effect: title_stopped", "status: visitor, effect: title_stopped", "“visitor”不认识"),
        ("effect: points, points: 3", "effect: points", "扣测评分的要写扣几分"),
        ("effect: title_stopped", "effect: title_stopped, points: 3", "只有扣测评分的才写分数"),
        ("{status: holder, effect: title_stopped}", "{status: nominee, effect: nomination_stopped}", "写了两次"),
        ("window: 12", "window: 500", "应在 0 到 120 之间"),
        ("unit_kinds: [gongan], criteria: [II-2-1]", "criteria: [II-2-1]", "N-01.unit_kinds：没有写责任单位"),
        ("criteria: [II-2-1], source", "criteria: [II-7], source", "N-01.criteria：没有测评标准“II-7”"),
        ("effects: [{status: holder, effect: title_withdrawn}], ", "", "没有写后果"),
        # kinds and levels
        ("{key: integrity, zh", "{key: safety, zh", "“safety”列了两次"),
        ("zh: 测评内容, en: Content", "zh: 测评项目, en: Content", "层级名称“测评项目”重复"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_with_its_place(old, new, words):
    reading = read(changed(old, new).encode())
    assert reading.draft is None
    assert words in faults(changed(old, new))
    assert all(fault.zh and fault.en for fault in reading.faults)


def test_the_line_of_the_fault_is_the_row_s_own():
    (fault,) = read(changed("how: try", "how: guess").encode()).faults
    assert SMALL.splitlines()[fault.line - 1].strip().startswith("- {code: MKT-02")


def test_a_bomb_inside_the_new_parts_does_not_go_off():
    bomb = changed("negative:\n", "negative: &n\n").replace("checklists:\n", "checklists: *n\nmore:\n", 1)
    assert "不支持 YAML 别名" in faults(bomb)
