"""Two editions beside each other: every planned change is found, and none that was not made."""

import dataclasses
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chuangcheng.rooms.standards import compare
from chuangcheng.rooms.standards.doors.yaml import read
from chuangcheng.rooms.standards.draft import Draft, DraftCriterion

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
    draft = read(EXAMPLE.read_bytes()).draft
    assert draft is not None
    return draft


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
