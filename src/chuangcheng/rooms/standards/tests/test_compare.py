"""Two editions beside each other: every planned change is found, and none that was not made."""

import dataclasses
import random
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chuangcheng.rooms.standards import compare
from chuangcheng.rooms.standards.doors.yaml import read
from chuangcheng.rooms.standards.draft import Draft, DraftCheck, DraftCriterion, DraftNegative, DraftQuestion

EXAMPLE = Path(__file__).resolve().parents[5] / "data" / "standards" / "example-county-city.yaml"
NEW_WORDS = [
    "无障碍电梯运行正常并有专人巡检",
    "外卖骑手驿站设置合理",
    "夜间经济街区噪声达标",
    "社区食堂明码标价",
    "网约车候车点秩序井然",
]


@pytest.fixture(scope="module")
def old() -> Draft:
    """The example's tree; lists that hang on its codes have tests of their own below."""
    draft = read(EXAMPLE.read_bytes()).draft
    assert draft is not None
    return dataclasses.replace(draft, checks=[], questions=[], negatives=[])


def edited(draft: Draft, rows: list[DraftCriterion]) -> Draft:
    return dataclasses.replace(draft, criteria=rows, edition="新版")


def found(old: Draft, new: Draft) -> dict[str, tuple[str, ...]]:
    """Criterion (by its wording in the newer of its editions) → kind and what changed."""
    changes = [c for c in compare.compare(old, new) if c.kind != "kept"]
    assert {c.part for c in changes} <= {"criteria"}
    return {(c.new or c.old).wording: (c.kind, *c.fields) for c in changes}


def test_an_edition_beside_itself_shows_nothing(old):
    changes = compare.compare(old, old)
    assert {change.kind for change in changes} == {"kept"}
    assert len(changes) == len(old.rows())


def test_forty_planned_changes_of_all_kinds_are_found_and_none_invented(old):
    rows, planned = list(old.criteria), {}
    for n in range(0, 10):  # reworded
        rows[n] = dataclasses.replace(rows[n], wording=rows[n].wording + "，并长期保持")
        planned[rows[n].wording] = ("changed", "wording")
    for n in range(10, 20):  # another weight
        rows[n] = dataclasses.replace(rows[n], weight=rows[n].weight + 1)
        planned[rows[n].wording] = ("changed", "weight")
    for n in range(20, 25):  # stands under another heading now
        rows[n] = dataclasses.replace(rows[n], parent=rows[60].parent)
        planned[rows[n].wording] = ("changed", "heading")
    for n in range(25, 30):  # judged otherwise
        rows[n] = dataclasses.replace(
            rows[n], methods=[*rows[n].methods, "survey"] if "survey" not in rows[n].methods else ["material"]
        )
        planned[rows[n].wording] = ("changed", "methods")
    gone = [rows.pop(30).wording for _n in range(5)]
    planned |= dict.fromkeys(gone, ("removed",))
    for n, words in enumerate(NEW_WORDS):
        rows.insert(40 + n, dataclasses.replace(rows[40], code=f"NEW-{n}", wording=words))
        planned[words] = ("added",)
    assert len(planned) == 40
    assert found(old, edited(old, rows)) == planned


def test_numbering_anew_is_a_new_code_and_nothing_else(old):
    codes = [row.code for row in old.criteria]
    rows = [dataclasses.replace(row, code=code) for row, code in zip(old.criteria, [*codes[1:], "LAST"], strict=True)]
    assert set(found(old, edited(old, rows)).values()) == {("changed", "code")}


def test_a_code_given_to_another_criterion_is_one_gone_and_one_new(old):
    rows = [dataclasses.replace(old.criteria[0], wording=NEW_WORDS[0]), *old.criteria[1:]]
    assert found(old, edited(old, rows)) == {NEW_WORDS[0]: ("added",), old.criteria[0].wording: ("removed",)}


def test_the_words_that_changed_are_marked_in_the_line(old):
    rows = [dataclasses.replace(old.criteria[0], wording=f"{old.criteria[0].wording}全覆盖"), *old.criteria[1:]]
    (change,) = [c for c in compare.compare(old, edited(old, rows)) if c.kind == "changed"]
    assert change.wording == [(old.criteria[0].wording, ""), ("全覆盖", "new")]


@given(st.randoms(use_true_random=False))
@settings(max_examples=25, deadline=None)
def test_whatever_is_shuffled_and_dropped_nothing_is_counted_twice(chance: random.Random) -> None:
    whole = read(EXAMPLE.read_bytes()).draft
    rows = [row for row in whole.criteria if chance.random() < 0.8]
    chance.shuffle(rows)
    changes = [c for c in compare.compare(whole, edited(whole, rows)) if c.part == "criteria"]
    assert sorted(c.old.code for c in changes if c.old) == sorted(row.code for row in whole.criteria)
    assert sorted(c.new.code for c in changes if c.new) == sorted(row.code for row in rows)
    assert {c.kind for c in changes} <= {"kept", "removed"}


# --- all parts ------------------------------------------------------------------------------------------------------

SEEN = ["地面干净没有积水", "摊位不占用通道", "活禽宰杀间封闭", "公平秤摆在入口", "消防栓前不堆货", "垃圾桶盖完好", "公厕有洗手液", "从业人员戴口罩",
        "食品留样满两天", "价格标签清楚", "电线穿管敷设", "停车线内停放"]  # fmt: skip
ASKED = [
    "您对买菜的环境满意吗",
    "您知道创建口号吗",
    "您参加过志愿服务吗",
    "小区夜里吵不吵",
    "公交等多久",
    "看病方便吗",
    "孩子放学安全吗",
    "办事大厅态度好吗",
]
BARRED = [
    "发生重大火灾事故",
    "主要领导违纪受查处",
    "出现恶性刑事案件",
    "失信被通报",
    "群体上访处置不当",
    "食品中毒造成伤亡",
]


def rich(draft: Draft) -> Draft:
    """The example with lists of our own beside its tree, each tied to the first criterion of its method."""
    onsite = [row.code for row in draft.criteria if "onsite" in row.methods]
    survey = [row.code for row in draft.criteria if "survey" in row.methods]
    kinds = list(draft.place_kinds)
    return dataclasses.replace(
        draft,
        lines={"safety": {"zh": "安全", "en": ""}, "order": {"zh": "稳定", "en": ""}},
        checks=[DraftCheck(f"M-{n}", words, "", kinds[0], "observe", "counted", least=n + 1, criteria=[onsite[0]])
                for n, words in enumerate(SEEN)],
        questions=[DraftQuestion(f"Q-{n}", words, "", "satisfaction", weight=Decimal(n), criteria=[survey[0]],
                                 options=[{"zh": "是", "en": "", "share": Decimal(1)}, {"zh": "否", "en": "", "share": None}])
                   for n, words in enumerate(ASKED)],
        negatives=[DraftNegative(f"N-{n}", words, "", "safety", "redline", window=12, unit_kinds=list(draft.unit_kinds)[:1],
                                 effects=[{"status": "holder", "effect": "points", "points": Decimal(3)}])
                   for n, words in enumerate(BARRED)],
    )  # fmt: skip


class Editor:
    """Changes rows of an edition one by one and keeps what was planned."""

    def __init__(self, draft: Draft) -> None:
        self.rows = {part: list(getattr(draft, rows)) for part, rows in compare.ROWS.items()}
        self.planned: dict[tuple[str, str], tuple[str, ...]] = {}
        self.draft = draft

    def change(self, part: str, place: int, field: str, **new) -> None:
        row = dataclasses.replace(self.rows[part][place], **new)
        self.rows[part][place] = row
        self.planned[part, compare.words_of(row)] = ("changed", field)

    def reword(self, part: str, place: int) -> None:
        name = "title" if part == "headings" else "wording"
        self.change(part, place, "wording", **{name: compare.words_of(self.rows[part][place]) + "并有专人负责"})

    def add(self, part: str, words: str, **more) -> None:
        self.rows[part].insert(
            5, dataclasses.replace(self.rows[part][5], code=f"NEW-{words[:2]}", wording=words, **more)
        )
        self.planned[part, words] = ("added",)

    def remove(self, part: str) -> None:
        self.planned[part, self.rows[part].pop().wording] = ("removed",)

    def edition(self) -> Draft:
        return dataclasses.replace(self.draft, **{compare.ROWS[part]: rows for part, rows in self.rows.items()})


def test_forty_planned_changes_of_every_part_are_found_and_none_invented(old):
    old = rich(old)
    edit, elsewhere = Editor(old), old.criteria[60].parent
    edit.reword("headings", 3)
    edit.change("headings", 5, "english", title_en="Otherwise said")
    for place in (0, 1, 2, 3):
        edit.reword("criteria", place)
    for place in (6, 7, 8):
        edit.change("criteria", place, "weight", weight=old.criteria[place].weight + 1)
    for place in (9, 10):
        edit.change("criteria", place, "score", score={"rule": "count", "each": Decimal("0.1"), "of": "篇"})
    edit.change("criteria", 11, "items", items=[*old.criteria[11].items, {"code": "新", "zh": "另一点", "en": ""}])
    for place in (12, 13):
        edit.change("criteria", place, "heading", parent=elsewhere)
    edit.change(
        "criteria", 14, "methods", methods=["survey"] if old.criteria[14].methods != ["survey"] else ["material"]
    )
    edit.change("criteria", 15, "evidence", asks=[{"kind": "table", "count": 9, "cadence": "P1Y"}])
    edit.add("criteria", "夜间经济街区噪声达标")
    edit.add("criteria", "外卖骑手驿站设置合理")
    edit.remove("criteria")
    edit.remove("criteria")
    edit.reword("checklists", 0)
    edit.reword("checklists", 1)
    edit.change("checklists", 2, "place_kind", place_kind=list(old.place_kinds)[1])
    edit.change("checklists", 3, "answer", least=50)
    edit.change("checklists", 4, "answer", spacing=100)
    edit.change("checklists", 6, "how", how="try")
    edit.change("checklists", 7, "criteria", criteria=[c.code for c in old.criteria if "onsite" in c.methods][:2])
    edit.add("checklists", "冷库温度有记录")
    edit.remove("checklists")
    edit.reword("questions", 0)
    edit.change("questions", 1, "weight", weight=Decimal(40))
    edit.change("questions", 2, "options", options=old.questions[2].options[:1])
    edit.change("questions", 3, "about", about="awareness")
    edit.add("questions", "公园厕所干不干净")
    edit.remove("questions")
    edit.reword("negative", 0)
    edit.change("negative", 1, "line", work_line="order")
    edit.change("negative", 2, "level", level="notice")
    edit.change(
        "negative", 3, "effects", effects=[{"status": "nominee", "effect": "nomination_stopped", "points": None}]
    )
    edit.change("negative", 4, "window", window=24)
    assert len(edit.planned) == 40
    changes = compare.compare(old, edit.edition())
    assert {
        (c.part, compare.words_of(c.new or c.old)): (c.kind, *c.fields) for c in changes if c.kind != "kept"
    } == edit.planned
    counts = compare.summary(changes)
    sums = {name: sum(part[name] for part in counts.values()) for name in compare.CLASSES}
    assert sums == {"added": 4, "removed": 4, "moved": 4, "reworded": 9, "weighed": 13, "other": 6}


def test_a_heading_that_is_renamed_or_numbered_anew_moves_nothing(old):
    names = {row.code: f"新{row.code}" for row in old.headings}
    again = dataclasses.replace(
        old,
        headings=[
            dataclasses.replace(row, code=names[row.code], parent=names.get(row.parent, "")) for row in old.headings
        ],
        criteria=[dataclasses.replace(row, parent=names[row.parent]) for row in old.criteria],
    )
    found = [c for c in compare.compare(old, again) if c.kind != "kept"]
    assert {(c.part, c.fields) for c in found} == {("headings", ("code",))}


def test_criteria_numbered_anew_untie_nothing(old):
    old = rich(old)
    names = {row.code: f"X-{n}" for n, row in enumerate(old.criteria)}
    again = dataclasses.replace(
        old,
        criteria=[dataclasses.replace(row, code=names[row.code]) for row in old.criteria],
        checks=[dataclasses.replace(row, criteria=[names[code] for code in row.criteria]) for row in old.checks],
        questions=[dataclasses.replace(row, criteria=[names[code] for code in row.criteria]) for row in old.questions],
    )
    assert {(c.part, c.fields) for c in compare.compare(old, again) if c.kind != "kept"} == {("criteria", ("code",))}


def test_what_the_editions_say_of_themselves_is_compared_too(old):
    other = dataclasses.replace(old, title="另一个名称", place_kinds={})
    assert set(compare.head(old, other)) == {"title", "place_kinds"}
    assert compare.head(old, old) == {}
