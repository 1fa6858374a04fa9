import time
from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chuangcheng.lib.hanzi import (
    Likeness,
    chunks,
    cut,
    fold,
    highlight,
    number,
    numeral,
    pieces,
    query,
    similarity,
    wording,
)

HAN = st.text("县城管局对主次干道背街小巷开展专项治理文明创建", max_size=30)
MIXED = st.text("县城管局 ，。W3cＡé①…5\n", max_size=40)


def test_chinese_is_cut_into_overlapping_pairs_and_latin_into_words() -> None:
    assert pieces("文明城市，Wi-Fi 2026年") == ["文明", "明城", "城市", "市", "wi", "fi", "2026", "年"]


def test_full_width_letters_and_digits_are_found_like_half_width_ones() -> None:
    assert pieces("ＡＢＣ１２") == pieces("abc12") == ["abc12"]


def test_a_query_needs_all_pieces_of_every_word() -> None:
    assert query("文明城市 创建") == [["文明", "明城", "城市"], ["创建"]]


def test_a_single_character_is_asked_for_by_prefix() -> None:
    assert query("市 3号") == [["市*"], ["3*", "号*"]]


def test_a_query_of_punctuation_asks_for_nothing() -> None:
    assert query("，。 ——") == []


def _matches(text: str, words: str) -> bool:
    indexed = pieces(text)
    return all(
        any(have.startswith(want[:-1]) if want.endswith("*") else have == want for have in indexed)
        for group in query(words)
        for want in group
    )


@given(HAN, st.data())
def test_any_part_of_a_chinese_text_finds_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    assert _matches(text, text[start:end])


def test_what_was_asked_for_is_marked_as_it_stands() -> None:
    assert highlight("创建ＡＢ城市", "ab") == [("创建", False), ("ＡＢ", True), ("城市", False)]


def test_a_word_that_is_not_there_marks_its_pieces() -> None:
    assert highlight("文明县城和城市", "文明城市") == [
        ("文明", True),
        ("县城和", False),
        ("城市", True),
    ]


@given(MIXED, MIXED)
def test_highlighted_parts_join_to_the_text_and_alternate(text: str, words: str) -> None:
    parts = highlight(text, words)
    assert "".join(part for part, _ in parts) == text
    assert all(part for part, _ in parts)
    assert all(a[1] != b[1] for a, b in pairwise(parts))


def test_folding_leaves_traditional_characters_alone() -> None:
    assert fold("創建 ＡＢ") == "創建 ab"


@given(MIXED, MIXED)
def test_likeness_is_between_nought_and_one_and_symmetric(a: str, b: str) -> None:
    assert 0 <= similarity(a, b) <= 1
    assert similarity(a, b) == similarity(b, a)
    assert similarity(a, a) == 1


def test_texts_without_a_shared_pair_are_not_alike() -> None:
    assert similarity("农贸市场", "交通秩序") == 0


def test_the_criterion_about_small_ads_comes_first_for_a_plan_about_small_ads() -> None:
    corpus = [
        "主次干道、背街小巷路面平整",
        "主次干道、背街小巷无乱张贴、乱涂写、乱悬挂",
        "农贸市场环境卫生达标",
        "",
    ]
    found = Likeness(corpus).rank("对主次干道、背街小巷乱张贴、乱涂写小广告每日巡查清除")
    assert [place for place, _ in found] == [1, 0]
    assert found[0][1] > 0.4


def test_abbreviated_units_are_found_by_their_single_characters() -> None:
    units = ["县住房和城乡建设局", "县市场监督管理局", "县教育局", "县卫生健康委员会"]
    ranked = Likeness(units, singles=0.5)
    assert units[ranked.rank("县住建局", 1)[0][0]] == "县住房和城乡建设局"
    assert units[ranked.rank("县卫健委", 1)[0][0]] == "县卫生健康委员会"


def test_an_empty_corpus_or_question_finds_nothing() -> None:
    assert Likeness([]).rank("文明") == []
    assert Likeness(["文明"]).rank("。") == []


def test_a_floor_and_a_limit_are_kept() -> None:
    ranked = Likeness(["文明城市", "文明", "城市", "文明城市"])
    assert [place for place, _ in ranked.rank("文明城市", 2)] == [0, 3]
    assert all(score >= 0.9 for _, score in ranked.rank("文明城市", at_least=0.9))


@given(st.lists(HAN, max_size=12), st.data())
def test_a_text_of_the_corpus_is_most_like_itself(corpus: list[str], data: st.DataObject) -> None:
    texts = [text for text in corpus if text]
    if not texts:
        return
    text = data.draw(st.sampled_from(texts))
    best = Likeness(texts).rank(text, 1)[0]
    assert best[1] == pytest.approx(1)


def test_two_thousand_texts_answer_in_a_few_milliseconds() -> None:
    words = [
        "主次干道",
        "背街小巷",
        "农贸市场",
        "学校周边",
        "公益广告",
        "志愿服务",
        "停车秩序",
        "空中缆线",
        "绿化养护",
        "消防通道",
        "垃圾分类",
        "食品安全",
        "路面破损",
    ]
    corpus = ["".join(triple) + str(n) for n, triple in enumerate(product(words, repeat=3))][:2000]
    ranked = Likeness(corpus)
    took = []
    for _ in range(5):
        start = time.perf_counter()
        ranked.rank("背街小巷空中缆线专项整治")
        took.append(time.perf_counter() - start)
    assert min(took) < 0.05


@given(MIXED, st.integers(1, 15))
def test_chunks_join_to_the_text_and_keep_the_size(text: str, size: int) -> None:
    parts = chunks(text, size)
    assert "".join(parts) == text
    assert all(0 < len(part) <= size for part in parts)


def test_chunks_end_after_a_sentence_where_they_can() -> None:
    assert chunks("一二三四五。六七八九十", 8) == ["一二三四五。", "六七八九十"]


@given(MIXED, st.integers(1, 15))
def test_a_cut_text_fits_and_says_so(text: str, n: int) -> None:
    short = cut(text, n)
    assert len(short) <= n
    assert short == text.strip() or short.endswith("…")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("十二", 12), ("十", 10), ("二十", 20), ("一百零五", 105), ("一百五", 150), ("两千三", 2300),
        ("两千零三", 2003),
        ("一万零一十", 10_010), ("三万五", 35_000), ("九万九千九百九十九", 99_999), ("二〇二六", 2026),
        ("３６", 36),
        ("零", 0), ("一百一十", 110), ("十万", None), ("百", None), ("一百百", None), ("二三十", None), ("", None),
        ("万", None), ("一零百", None), ("十二个", None), ("一万零", None),
    ],
)  # fmt: skip
def test_numerals_are_read_or_refused(text: str, value: int | None) -> None:
    if value is None:
        with pytest.raises(ValueError):
            number(text)
    else:
        assert number(text) == value


@given(st.integers(0, 99_999))
def test_every_number_reads_back(n: int) -> None:
    assert number(numeral(n)) == n
    assert number(str(n)) == n


@given(st.text("零〇一二两三十百千万个", max_size=8))
def test_any_text_gives_a_number_or_a_value_error(text: str) -> None:
    try:
        value = number(text)
    except ValueError:
        return
    assert 0 <= value <= 99_999


@pytest.mark.parametrize(
    "call", [lambda: numeral(-1), lambda: numeral(100_000), lambda: cut("a", 0), lambda: chunks("a", 0)]
)
def test_impossible_sizes_are_refused(call: object) -> None:
    with pytest.raises(ValueError):
        call()  # type: ignore[operator]


def test_a_number_that_changed_is_marked_whole() -> None:
    assert wording("不少于3次", "不少于13次") == [("不少于", ""), ("3", "old"), ("13", "new"), ("次", "")]
