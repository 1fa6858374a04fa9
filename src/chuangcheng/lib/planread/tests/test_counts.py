"""Figures and targets, and figures that count nothing demanded."""

import pytest

from chuangcheng.lib.planread import parse


def counts(sentence: str) -> list[tuple[str, float, str]]:
    return [(q.op, q.value, q.unit) for o in parse(sentence).obligations for q in o.quantity]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("各社区组织活动4场（次）以上。", [(">=", 4, "场")]),
        ("负责同志每周至少到一线查看两次。", [(">=", 2, "次")]),
        ("停电至少提前7天公告。", [(">=", 7, "天")]),
        ("控烟员每天巡查≥3次。", [(">=", 3, "次")]),
        ("等候时间≤20分钟。", [("<=", 20, "分钟")]),
        ("各社区种植乔木200余株。", [("=", 200, "株")]),
        ("每人联系一户居民。", [("=", 1, "户")]),
        ("图书角藏书要在80本以上。", [(">=", 80, "本")]),
        ("各班开一次班会。", [("=", 1, "次")]),
    ],
)
def test_a_figure_is_read_with_its_bound(sentence: str, found: list[tuple[str, float, str]]) -> None:
    assert counts(sentence) == found


@pytest.mark.parametrize(
    "sentence", ["学校门口100米范围内严禁摆摊。", "前三名的村在大会上发言。", "各街道逐楼过一遍。"]
)
def test_a_distance_a_rank_and_a_manner_count_nothing(sentence: str) -> None:
    assert counts(sentence) == []


@pytest.mark.parametrize(
    ("words", "kind"),
    [("做到能划尽划", "full"), ("做到可改尽改", "full"), ("安全事故为零", "zero"), ("有效投诉为0", "zero")],
)
def test_all_and_nothing_are_targets(words: str, kind: str) -> None:
    assert [t.kind for o in parse(f"各社区加强管理，{words}。").obligations for t in o.target] == [kind]


def test_where_a_share_starts_from_is_no_target() -> None:
    (found,) = parse("游客满意度由去年的87%提高到92%以上。").obligations
    assert [t.value for t in found.target] == [92]


def test_tenths_are_a_share() -> None:
    (found,) = parse("投诉量下降三成。").obligations
    assert [(t.kind, t.value) for t in found.target] == [("percent", 30)]


def test_round_the_clock_is_no_figure() -> None:
    assert counts("各单位落实24小时值班制度。") == []
