"""Signed heads outside the database: what was changed in it, chain and all, does not agree with them."""

import pytest

from chuangcheng.kit import heads, journal
from chuangcheng.kit.journal import GENESIS, Entry, Seal
from chuangcheng.rooms.org import verbs


@pytest.fixture
def signed(world, tmp_path, monkeypatch):
    monkeypatch.setattr(heads, "path", lambda: tmp_path / "journal.heads")
    for n in range(3):
        verbs.edit(world.admin, world.town, name="城关镇", short_name=f"关{n}")
    journal.seal()
    return heads.sign()


def forge() -> None:
    """What somebody does who can write every table: change a row and compute the whole chain anew."""
    digest = GENESIS
    for row in Entry.objects.exclude(seq=None).order_by("seq"):
        if row.seq == 1:
            row.facts = {"forged": True}
        row.digest = digest = journal._link(digest, row)
        row.save(update_fields=["facts", "digest"])
    Seal.objects.update(digest=digest)


def test_the_head_is_what_was_sealed(signed):
    assert (signed.seq, signed.digest) == Seal.objects.values_list("seq", "digest").get()
    assert heads.fault() == ""


def test_a_chain_computed_anew_is_caught(signed):
    forge()
    assert journal.verify().fault == ""
    assert "不一致" in heads.fault()


def test_a_tail_cut_with_its_seal_is_caught(signed):
    last = Entry.objects.exclude(seq=None).order_by("-seq").first()
    last.delete()
    before = Entry.objects.exclude(seq=None).order_by("-seq").first()
    Seal.objects.update(seq=before.seq, digest=before.digest)
    assert journal.verify().fault == ""
    assert "不一致" in heads.fault()


def test_a_head_that_was_written_by_another_hand_is_caught(signed):
    text = heads.path().read_text()
    heads.path().write_text(text.replace(f" {signed.seq} ", f" {signed.seq - 1} "))
    assert "签名不对" in heads.fault()


def test_nothing_new_is_not_signed_twice_and_a_cut_line_does_no_harm(world, signed):
    assert heads.sign() is None
    with heads.path().open("a") as out:
        out.write("2026-06-12T0")
    assert heads.fault() == ""
    verbs.edit(world.admin, world.town, name="城关镇", short_name="关")
    journal.seal()
    assert heads.sign().seq == signed.seq + 1
    assert heads.fault() == ""
