"""A piece is kept once, never edited, and nobody hands in without the declaration."""

import datetime as dt

import pytest

from chuangcheng.kit import files, journal, search
from chuangcheng.kit.files import Blob
from chuangcheng.kit.refused import FORBIDDEN, STALE, Refused
from chuangcheng.rooms.evidence import make, verbs

JUNE = {"period_from": dt.date(2026, 6, 1), "period_to": dt.date(2026, 6, 10)}


@pytest.fixture
def piece(world):
    return make.piece(world.zhouyuning, world.town)


def test_a_liaison_hands_in_for_the_own_unit(world, piece):
    assert piece.unit == world.town
    assert piece.brought_by == world.zhouyuning
    assert [revision.number for revision in piece.revisions.all()] == [1]
    assert [entry.verb for entry in journal.of("evidence", piece.pk)] == ["hand_in"]


def test_the_same_bytes_are_kept_once(world, piece):
    other = make.piece(world.fangyuan, world.bureau, title="另一件")
    assert other.blob == piece.blob
    assert Blob.objects.filter(pk=piece.blob_id).count() == 1
    assert files.read(other.blob_id) == make.PNG


def test_nobody_hands_in_without_the_declaration(world):
    with pytest.raises(Refused, match="不含涉密内容") as refused:
        make.piece(world.zhouyuning, world.town, nothing_secret=False)
    assert "nothing_secret" in refused.value.fields


def test_an_empty_file_is_refused(world):
    with pytest.raises(Refused, match="空的"):
        make.piece(world.zhouyuning, world.town, data=b"")


def test_a_period_that_ends_before_it_begins_is_refused(world):
    with pytest.raises(Refused, match="止日早于起日"):
        make.piece(world.zhouyuning, world.town, period_to=dt.date(2026, 5, 1))


def test_nobody_hands_in_for_another_unit(world):
    for person in (world.zhouyuning, world.ducha, world.audit, world.admin):
        with pytest.raises(Refused) as refused:
            make.piece(person, world.bureau)
        assert refused.value.why == FORBIDDEN
    assert make.piece(world.xuyian, world.bureau)


def test_amending_keeps_the_old_revision(world, piece):
    before = piece.exactly()
    verbs.amend(world.linqing, piece, title="学府路清扫（更正）", chunks=[b"%PDF-1.7 x"], filename="说明.pdf",
                nothing_secret=True, **JUNE)  # fmt: skip
    first, second = piece.revisions.order_by("number")
    assert (first.exactly, first.filename, first.by) == (before, "清扫.png", world.zhouyuning)
    assert (second.filename, second.by, piece.revision) == ("说明.pdf", world.linqing, 2)
    assert files.read(first.blob_id) == make.PNG
    assert piece.exactly() != before


def test_amending_the_words_keeps_the_file(world, piece):
    verbs.amend(world.zhouyuning, piece, title="学府路", caption={"theme": "清扫", "other": "不认识"}, **JUNE)
    assert piece.revisions.count() == 2
    assert piece.filename == "清扫.png"
    assert piece.caption == {"theme": "清扫"}


def test_another_file_needs_the_declaration_again(world, piece):
    with pytest.raises(Refused, match="不含涉密内容"):
        verbs.amend(world.zhouyuning, piece, title="学府路", chunks=[b"x"], filename="a.txt", **JUNE)
    assert piece.revisions.count() == 1


def test_only_who_hands_in_for_the_unit_amends(world, piece):
    for person in (world.fangyuan, world.tanglian, world.audit, world.ducha, world.admin):
        with pytest.raises(Refused) as refused:
            verbs.amend(person, piece, title="改", **JUNE)
        assert refused.value.why == FORBIDDEN


def test_whoever_saw_an_older_version_is_told_who_amended(world, piece):
    seen = piece.version
    verbs.amend(world.linqing, piece, title="先改的", **JUNE)
    with pytest.raises(Refused, match="林清") as refused:
        verbs.amend(world.zhouyuning, piece, title="后改的", seen=seen, **JUNE)
    assert refused.value.why == STALE


def test_a_decision_binds_itself_to_every_word_of_a_piece(world, piece):
    said = str(piece.exactly())
    for words in (piece.blob_id, "学府路清扫", "2026-06-01", "2026-06-10", "6月5日"):
        assert words in said


def test_a_piece_is_found_by_its_words_only_where_it_may_be_seen(world, piece):
    assert [found for _row, found in search.find(world.linqing, "学府路", only="evidence")] == [piece]
    assert search.find(world.fangyuan, "学府路", only="evidence") == []
