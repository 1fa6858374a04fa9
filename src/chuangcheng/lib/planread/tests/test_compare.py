"""What became of obligations in the next version."""

from hypothesis import given
from hypothesis import strategies as st

from chuangcheng.lib.planread import compare, parse


def kinds(old: list[str], new: list[str]) -> list[str]:
    return [change.kind for change in compare(old, new)]


def test_the_same_words_are_kept_whatever_the_punctuation() -> None:
    assert kinds(["每月开展1次巡查，及时通报"], ["每月开展１次巡查, 及时通报"]) == ["kept"]


def test_like_words_are_changed_with_both_sides() -> None:
    (change,) = compare(["每月开展不少于1期曝光"], ["每月开展不少于2期曝光"])
    assert (change.kind, change.old_at, change.new_at) == ("changed", 0, 0)
    assert 0.5 < change.likeness < 1


def test_the_rest_is_dropped_or_added() -> None:
    assert kinds(["清理楼道杂物"], ["召开动员大会"]) == ["added", "dropped"]


def test_a_new_unit_for_the_same_words_is_a_change() -> None:
    old = parse("一、任务\n清扫街面。\n责任单位：环卫所\n")
    new = parse("一、任务\n清扫街面。\n责任单位：城管局\n")
    assert [c.kind for c in compare(old, new)] == ["changed"]
    assert [c.kind for c in compare(old, old)] == ["kept"]


def test_repeated_obligations_pair_in_order() -> None:
    assert kinds(["清扫街面", "清扫街面"], ["清扫街面"]) == ["kept", "dropped"]


@given(st.lists(st.text(max_size=12), max_size=25), st.lists(st.text(max_size=12), max_size=25))
def test_every_obligation_of_both_sides_appears_once(old: list[str], new: list[str]) -> None:
    changes = compare(old, new)
    assert sorted(c.old_at for c in changes if c.old_at is not None) == list(range(len(old)))
    assert [c.new_at for c in changes if c.new_at is not None] == list(range(len(new)))
    assert changes == compare(old, new)
