"""The journal: sealed in order without gaps, proven by its chain, delivered at least once."""

import datetime as dt
import json

import pytest
from django.db import connection, transaction

from chuangcheng.kit import clock, journal
from chuangcheng.kit.ids import uuid7
from chuangcheng.kit.journal import Cursor, Entry, Missed, PersonalKey, Seal
from chuangcheng.kit.refused import Refused
from chuangcheng.rooms.org import verbs


@pytest.fixture
def sealed(world) -> list[Entry]:
    """The world's own entries and three more, sealed."""
    for short_name in ("城关", "关镇", "城镇"):
        verbs.edit(world.admin, world.town, name="城关镇", short_name=short_name)
    while journal.seal():
        pass
    return list(Entry.objects.order_by("seq"))


def test_numbers_have_no_gap_and_follow_the_time(sealed):
    assert [row.seq for row in sealed] == list(range(1, len(sealed) + 1))
    assert [row.at for row in sealed] == sorted(row.at for row in sealed)
    head = Seal.objects.get()
    assert (head.seq, head.digest) == (sealed[-1].seq, sealed[-1].digest)


def test_an_untouched_chain_is_whole(sealed):
    verdict = journal.verify()
    assert verdict == journal.Verdict(len(sealed), 0, "")


def test_what_is_not_sealed_yet_is_counted(world, sealed):
    verbs.edit(world.admin, world.town, name="城关镇", short_name="关")
    assert journal.verify() == journal.Verdict(len(sealed), 1, "")


def test_sealing_again_changes_nothing(sealed):
    assert journal.seal() == 0
    assert [(row.seq, row.digest) for row in Entry.objects.order_by("seq")] == [(r.seq, r.digest) for r in sealed]


def test_sealing_goes_on_where_it_stopped(world, sealed):
    verbs.edit(world.admin, world.town, name="城关镇", short_name="关")
    assert journal.seal() == 1
    assert Entry.objects.get(seq=len(sealed) + 1).verb == "edit"
    assert journal.verify().fault == ""


def test_sealing_in_small_steps_gives_the_same_chain(world):
    Entry.objects.update(seq=None, digest="")
    Seal.objects.all().delete()
    while journal.seal(limit=2):
        pass
    in_steps = list(Entry.objects.order_by("seq").values_list("pk", "digest"))
    Entry.objects.update(seq=None, digest="")
    Seal.objects.all().delete()
    journal.seal()
    assert list(Entry.objects.order_by("seq").values_list("pk", "digest")) == in_steps


EDITS = {
    "actor": {"actor_id": uuid7()},
    "verb": {"verb": "close"},
    "kind": {"kind": "posts"},
    "record": {"record_id": uuid7()},
    "time": {"at": dt.datetime(2026, 1, 1, tzinfo=dt.UTC)},
    "change": {"change": {"name": ["城关镇", "另一个镇"]}},
    "facts": {"facts": {"reason": "没有理由"}},
    "door": {"door": "cli"},
    "address": {"address": "10.0.0.1"},
}


@pytest.mark.parametrize("what", EDITS)
def test_an_edited_entry_shows(sealed, what):
    Entry.objects.filter(pk=sealed[4].pk).update(**EDITS[what])
    assert "第 5 条被改动" in journal.verify().fault


def test_an_edit_past_the_orm_shows_too(sealed):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE kit_entry SET verb = 'close' WHERE seq = 7")
    assert "第 7 条被改动" in journal.verify().fault


@pytest.mark.parametrize("at", [1, 5])
def test_a_removed_entry_shows(sealed, at):
    Entry.objects.filter(seq=at).delete()
    assert f"第 {at} 条缺失" in journal.verify().fault


def test_a_removed_entry_shows_though_the_rest_is_renumbered(sealed):
    Entry.objects.filter(seq=5).delete()
    for row in Entry.objects.filter(seq__gt=5).order_by("seq"):
        Entry.objects.filter(pk=row.pk).update(seq=row.seq - 1)
    assert "第 5 条被改动" in journal.verify().fault


def test_an_inserted_entry_shows(sealed):
    for row in Entry.objects.filter(seq__gte=5).order_by("-seq"):
        Entry.objects.filter(pk=row.pk).update(seq=row.seq + 1)
    fresh = journal.entry(uuid7(), "units", "close", uuid7(), change={}, facts={})
    fresh.seq, fresh.digest = 5, "f" * 64
    fresh.save()
    assert "第 5 条被改动" in journal.verify().fault


def test_one_added_behind_the_head_shows(sealed):
    fresh = journal.entry(uuid7(), "units", "close", uuid7(), change={}, facts={})
    fresh.seq = len(sealed) + 1
    fresh.digest = journal._link(sealed[-1].digest, fresh)
    fresh.save()
    assert "链尾" in journal.verify().fault


def test_two_entries_that_changed_places_show(sealed):
    Entry.objects.filter(seq=3).update(seq=None)
    Entry.objects.filter(seq=4).update(seq=3)
    Entry.objects.filter(seq=None).update(seq=4)
    assert "第 3 条被改动" in journal.verify().fault


@pytest.mark.parametrize("kept", [0, 1, 5])
def test_a_cut_tail_shows(sealed, kept):
    Entry.objects.filter(seq__gt=kept).delete()
    assert f"链尾应为第 {len(sealed)} 条，实际到第 {kept} 条" in journal.verify().fault


def test_a_verb_that_was_refused_leaves_no_entry(world):
    before = Entry.objects.count()
    with pytest.raises(Refused):
        verbs.edit(world.admin, world.town, name="澄浦县")
    assert Entry.objects.count() == before


def test_what_was_rolled_back_is_never_sealed(world, sealed):
    def in_vain():
        with transaction.atomic():
            verbs.edit(world.admin, world.town, name="城关镇", short_name="关")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        in_vain()
    assert journal.seal() == 0


# --- delivery -------------------------------------------------------------------------------------------------------


@pytest.fixture
def subscriber():
    """`react` writes down what it gets; it breaks on the entries put into `broken`."""

    class Subscriber:
        def __init__(self):
            self.got, self.broken = [], set()

        def react(self, entry):
            if entry.seq in self.broken:
                raise ValueError(entry.seq)
            self.got.append(entry.seq)

        def deliver(self, *names, **more):
            return journal.deliver("test", dict.fromkeys(names or ("units.edit",), self.react), **more)

    return Subscriber()


def test_entries_are_delivered_in_order_and_once(sealed, subscriber):
    assert subscriber.deliver() == len(sealed)
    edits = [row.seq for row in sealed if (row.kind, row.verb) == ("units", "edit")]
    assert subscriber.got == edits
    assert subscriber.deliver() == 0
    assert subscriber.got == edits


def test_small_portions_lose_nothing(sealed, subscriber):
    while subscriber.deliver("units.found", "people.add", "units.edit", limit=3):
        pass
    assert subscriber.got == sorted(set(subscriber.got))
    assert len(subscriber.got) == sum(
        f"{r.kind}.{r.verb}" in {"units.found", "people.add", "units.edit"} for r in sealed
    )


def test_what_is_not_sealed_is_not_delivered(world, sealed, subscriber):
    subscriber.deliver()
    verbs.edit(world.admin, world.town, name="城关镇", short_name="关")
    assert subscriber.deliver() == 0
    journal.seal()
    assert subscriber.deliver() == 1


def test_a_subscriber_that_breaks_holds_up_nothing_and_gets_the_entry_again(sealed, subscriber):
    edits = [row.seq for row in sealed if (row.kind, row.verb) == ("units", "edit")]
    subscriber.broken = {edits[1]}
    subscriber.deliver()
    assert subscriber.got == [*edits[:1], *edits[2:]]
    subscriber.broken = set()
    subscriber.deliver()
    assert edits[1] not in subscriber.got  # not at once: what broke it may need a while
    with clock.frozen(clock.now() + dt.timedelta(minutes=2)):
        subscriber.deliver()
        assert sorted(subscriber.got) == edits
        assert not Missed.objects.exists()


def test_an_entry_that_always_breaks_is_given_up_and_kept_for_the_doctor(sealed, subscriber):
    edits = [row.seq for row in sealed if (row.kind, row.verb) == ("units", "edit")]
    subscriber.broken = {edits[0]}
    now = clock.now()
    for day in range(9):
        with clock.frozen(now + dt.timedelta(days=day)):
            subscriber.deliver()
    missed = Missed.objects.get()
    assert (missed.attempts, missed.again_at, missed.failure) == (journal.ATTEMPTS, None, f"ValueError: {edits[0]}")


def test_what_a_broken_reaction_wrote_is_undone(world, sealed):
    def react(entry):
        Cursor.objects.create(name=f"wrote-{entry.seq}")
        raise ValueError

    journal.deliver("test", {"units.edit": react})
    assert not Cursor.objects.filter(name__startswith="wrote").exists()


# --- personal values ------------------------------------------------------------------------------------------------


def test_no_personal_or_secret_value_stands_in_plain(world):
    person = verbs.add(world.admin, username="zhangsanfeng", name="张三丰", password="mima-2026-06")
    verbs.rename(world.admin, person, name="张四丰")
    verbs.reset_password(world.admin, person, password="mima-2026-07")
    kept = json.dumps([[e.change, e.facts] for e in journal.of("people", person.pk)], ensure_ascii=False)
    for words in ("zhangsanfeng", "张三丰", "张四丰", "mima", "password"):
        assert words not in kept, words


def test_erasing_a_key_hides_the_values_and_breaks_no_chain(world):
    person = verbs.add(world.admin, username="zhangsanfeng", name="张三丰", password="mima-2026-06")
    while journal.seal():
        pass
    (entry,) = journal.of("people", person.pk)
    assert journal.reveal(entry.change["name"][1]) == "张三丰"
    journal.erase(person.pk)
    assert journal.reveal(entry.change["name"][1]) is None
    assert not PersonalKey.objects.filter(subject=person.pk).exists()
    assert journal.verify().fault == ""


def test_one_persons_key_does_not_open_anothers_values(world):
    sealed = journal.conceal(world.linqing.pk, "林清")
    journal.conceal(world.heweimin.pk, "何为民")
    assert journal.reveal({**sealed, "of": str(world.heweimin.pk)}) is None


def test_the_same_value_never_looks_the_same_twice(world):
    assert journal.conceal(world.linqing.pk, "林清") != journal.conceal(world.linqing.pk, "林清")


@pytest.mark.parametrize("value", ["文字", 3, None, {"sealed": "x"}, {"a": 1}, [1]])
def test_what_was_not_concealed_is_shown_as_it_is(world, value):
    assert journal.reveal(value) == value


def test_the_door_and_the_address_are_remembered(world, post):
    post(world.admin, f"/units/{world.town.pk}/edit/", name="城关镇", short_name="关", kind="town")
    entry = journal.of("units", world.town.pk)[0]
    assert (entry.door, entry.address, entry.at) == ("web", "127.0.0.1", clock.now())
