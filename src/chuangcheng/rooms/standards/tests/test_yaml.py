"""A file is read whole, with every fault named; no file can hurt. No database is needed."""

import random
import subprocess
import sys

import pytest

from chuangcheng.rooms.standards.doors import nodes
from chuangcheng.rooms.standards.doors.files import check_file, read
from chuangcheng.rooms.standards.draft import place
from chuangcheng.rooms.standards.make import SMALL, example_file


def faults(text: str) -> str:
    """Everything that is wrong with a file, in one string."""
    return "\n".join(f"{fault.path}：{fault.zh}" for fault in read(text.encode()).faults)


def changed(old: str, new: str) -> str:
    assert old in SMALL
    return SMALL.replace(old, new, 1)


def test_a_good_file_has_no_faults_and_keeps_its_order():
    draft = read(SMALL.encode()).draft
    assert draft is not None
    assert [criterion.code for criterion in draft.criteria][:3] == ["II-1-1", "II-1-2", "II-2-1"]
    assert [(row.heading.code, row.level, row.path) for row in place(draft)][:3] == [
        ("I-1", 1, "0001"),
        ("II-1", 2, "00010001"),
        ("II-2", 2, "00010002"),
    ]


def test_the_example_that_comes_with_the_product_has_no_faults():
    summary, found = check_file(example_file())
    assert found == []
    assert summary["example"] is True
    assert summary["criteria"] > 50


def test_a_code_that_stands_twice_is_named_with_both_lines():
    text = changed("code: II-1-2", "code: II-1-1")
    assert "编号“II-1-1”重复，第" in faults(text)
    assert "编号“II-1”重复" in faults(changed("code: II-2\n", "code: II-1\n"))


def test_a_heading_and_a_criterion_cannot_share_a_code():
    assert "编号“II-1”重复" in faults(changed("code: II-1-2", "code: II-1"))


FLAT = """
  - {code: A, zh: 甲}
  - {code: B, zh: 乙, parent: A}
criteria:
  - {code: B-1, zh: 整洁, parent: B, methods: [survey], weight: 1}
"""


def flat(tree: str) -> str:
    """The small standard's head with a flat tree, in which rows name their parent."""
    head = (
        SMALL[: SMALL.index("tree:")].replace(", weight: 6", "").replace(", weight: 5", "").replace(", weight: 1}", "}")
    )
    return f"{head}tree:{tree}"


def test_rows_may_name_their_parent_instead_of_standing_in_it():
    draft = read(flat(FLAT).encode()).draft
    assert draft is not None
    assert [(row.heading.code, row.level) for row in place(draft)] == [("A", 1), ("B", 2)]


def test_a_missing_parent_is_named():
    assert "找不到上级“Z”" in faults(flat(FLAT.replace("parent: A", "parent: Z")))
    assert "找不到上级“Z”" in faults(flat(FLAT.replace("parent: B", "parent: Z")))
    assert "测评标准没有上级" in faults(flat(FLAT.replace("parent: B, ", "")))


def test_a_circle_is_named():
    assert "上下级成环" in faults(flat(FLAT.replace("{code: A, zh: 甲}", "{code: A, zh: 甲, parent: B}")))


def test_a_tree_deeper_than_its_levels_is_named():
    deeper = "  - {code: C, zh: 丙, parent: B}\ncriteria:"
    assert "层级太深：标准只有 2 级标题" in faults(flat(FLAT.replace("criteria:", deeper)))


def test_an_unknown_method_is_named():
    assert "“phone”没有在前面列出" in faults(changed("methods: [material, onsite]", "methods: [material, phone]"))
    assert "“phone”不认识" in faults(changed("{key: survey,", "{key: phone,"))


def test_a_criterion_without_a_method_is_named():
    assert "II-3-2.methods：必须填写" in faults(changed("methods: [survey], weight: 1", "weight: 1"))
    assert "II-3-2.methods：至少要有一项" in faults(changed("methods: [survey], weight: 1", "methods: [], weight: 1"))


def test_weights_that_do_not_add_up_are_named_in_the_criterion_and_in_the_head():
    text = changed("weights: {survey: 1}", "weights: {survey: 0.5}")
    assert "各方法分值合计 0.5，与分值 1 不符" in faults(text)
    assert "methods.survey：各条分值合计 0.5，与文件头写的 1 不符" in faults(text)


def test_a_part_for_a_method_that_the_criterion_has_not_is_named():
    text = changed("weights: {survey: 1}", "weights: {onsite: 1}")
    assert "“onsite”不在这一条的测评方法里" in faults(text)


def test_an_unknown_key_is_named_with_the_one_that_was_meant():
    text = changed("weights: {survey: 1}", "weigths: {survey: 1}")
    assert "不认识的键“weigths”，是不是“weights”" in faults(text)


def test_a_key_that_stands_twice_is_named():
    assert "同一个键写了两次" in faults(changed("title: 小标准", "title: 小标准\ntitle: 大标准"))


def test_kinds_of_units_and_places_must_be_listed():
    text = changed("unit_kinds: [chengguan, towns]", "unit_kinds: [chengguan, chengguang]")
    assert "“chengguang”没有在前面列出" in faults(text)
    assert "“road”没有在前面列出" in faults(changed("place_kinds: [main_road]", "place_kinds: [road]"))


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("title: 小标准", "title: [小标准]", "title：应为文字"),
        ("title: 小标准", "title: yes", "title：应为文字"),
        ("title: 小标准", "title:", "title：必须填写"),
        ("title: 小标准", f"title: {'长' * 121}", "title：超过 120 个字"),
        ("example: true", "example: 是", "example：应为 true 或 false"),
        ("id: small", "id:", "id：必须填写"),
        ("id: small", "id: Small One", "只用小写字母、数字和连字符"),
        ("schema: chuangcheng/standard/1", "schema: other/9", "“other/9”不认识"),
        ("months: 12", "months: 1.5", "应为整数"),
        ("months: 12", "months: .inf", "应为数字"),
        ("weight: 1,\n", "weight: -1,\n", "应在 0 到 9999 之间"),
        ("weight: 1,\n", "weight: 0.0001,\n", "最多三位小数"),
        ("weight: 1,\n", "weight: 一,\n", "应为数字"),
        ("{survey: 1}", "7", "这里应为“键: 值”"),
        ("[survey]", "survey", "应为列表"),
        ("cadence: P3M", "cadence: 每季度", "写成 P1M"),
        ("kind: table, count: 1, cadence: P3M", "kind: film, count: 1", "“film”不认识"),
        ("{min: 500, max: 1000}", "{min: 900, max: 100}", "字数下限大于上限"),
        ("grip: material,", "grip: material, action: minors,", "只能写一个"),
        ("certainty: A", "certainty: 肯定", "“肯定”不认识"),
        ("[onsite], weight: 2,", "[onsite, onsite], weight: 2,", "“onsite”写了两次"),
        ("place_kinds: [market], ", "", "却没有写判定点位"),
        ("evidence: [{kind: table, count: 1, cadence: P3M}], ", "", "却没有写材料要求"),
    ],
)
def test_what_has_the_wrong_shape_is_named(old, new, words):
    assert words in faults(changed(old, new))


def test_all_faults_are_listed_at_once_with_their_lines():
    text = changed("title: 小标准", "title:").replace("weights: {survey: 1}", "weights: {survey: 3}")
    found = read(text.encode()).faults
    assert len(found) == 3
    assert [fault.line for fault in found] == sorted(fault.line for fault in found)
    assert all(fault.zh and fault.en for fault in found)


def test_a_bare_number_or_day_counts_as_words():
    draft = read(changed("edition: 2026 试行版", "edition: 2026-03-01").encode()).draft
    assert draft is not None
    assert draft.edition == "2026-03-01"


@pytest.mark.parametrize("text", ["", "# 只有注释\n", "---\n"])
def test_an_empty_file_is_named(text):
    assert read(text.encode()).draft is None
    assert read(text.encode()).faults


def test_a_file_without_criteria_is_named():
    assert "一条测评标准也没有" in faults(flat("\n  - {code: A, zh: 甲}\n"))


def test_broken_yaml_is_named_with_its_line():
    (fault,) = read(b"schema: x\nid: y\ntitle: {a: b\nedition: z\n").faults
    assert "YAML 写法有误" in fault.zh
    assert fault.line >= 3


def test_another_encoding_is_named():
    (fault,) = read(SMALL.encode("gbk")).faults
    assert "UTF-8" in fault.zh


def test_aliases_are_refused_so_that_nothing_can_explode():
    bomb = "a: &a [x, x]\n" + "".join(f"b{n}: &b{n} [*a, *a]\n" for n in range(9))
    assert "不支持 YAML 别名" in faults(bomb)


def test_what_nests_without_end_is_refused():
    assert "嵌套超过" in faults("[" * 100_000)
    assert "嵌套超过" in faults("tree: " + "{children: [" * 50 + "]}" * 50)


def test_what_is_too_large_is_refused_before_it_is_read(monkeypatch):
    monkeypatch.setattr(nodes, "SIZE", 1000)
    assert "文件超过" in faults(SMALL)


def test_too_many_items_are_refused(monkeypatch):
    monkeypatch.setattr(nodes, "NODES", 50)
    assert "内容超过 50 项" in faults(SMALL)


def test_no_object_is_ever_made():
    assert "应为文字" in faults(changed("title: 小标准", "title: !!python/object/apply:os.getcwd []"))


def test_no_damaged_file_brings_the_reader_down():
    chance = random.Random(7)  # noqa: S311
    for _n in range(300):
        damaged = [line for line in SMALL.splitlines() if chance.random() > 0.02]
        row = chance.randrange(len(damaged))
        damaged[row] = damaged[row].replace(chance.choice(':,[]{}" '), chance.choice("[]{}:\"'!&*|>%@`-?#"))
        reading = read("\n".join(damaged).encode())
        assert (reading.draft is None) == bool(reading.faults)


def test_a_file_of_nothing_but_faults_is_answered_quickly():
    assert len(read("".join(f"k{n}: 1\n" for n in range(50_000)).encode()).faults) == nodes.MOST


def test_a_file_that_is_not_there_is_a_fault():
    summary, found = check_file("/nowhere/standard.yaml")
    assert summary == {}
    assert "打不开" in found[0].zh


def test_a_file_can_be_checked_without_django():
    code = "import sys; from chuangcheng.rooms.standards.doors import yaml; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
