"""Numbers, keys, lists, lives, secrets, guesses: the small things that everything stands on."""

import datetime as dt
import itertools
import time
import uuid

import pytest
from cryptography.exceptions import InvalidTag
from django.core.cache import cache
from django.db import transaction
from django.test import RequestFactory

from chuangcheng.kit import clock, lists, numbers, secrets, tenancy, throttle
from chuangcheng.kit.ids import uuid7
from chuangcheng.kit.life import Life, step
from chuangcheng.kit.numbers import Series
from chuangcheng.kit.once import made_once
from chuangcheng.kit.refused import STATUS, Refused
from chuangcheng.rooms.org.models import Unit

# --- numbers --------------------------------------------------------------------------------------------------------


def test_numbers_follow_one_another_without_a_gap(world):
    assert numbers.take("test") == ["2026-000001"]
    assert numbers.take("test", 3) == ["2026-000002", "2026-000003", "2026-000004"]
    assert numbers.take("other") == ["2026-000001"]


def test_a_number_taken_in_a_transaction_that_failed_is_given_again(world):
    numbers.take("test")

    def in_vain():
        with transaction.atomic():
            assert numbers.take("test", 2) == ["2026-000002", "2026-000003"]
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        in_vain()
    assert numbers.take("test") == ["2026-000002"]


def test_each_year_of_the_county_begins_at_one(world):
    numbers.take("test", 7)
    with clock.frozen(dt.datetime(2026, 12, 31, 15, 59, tzinfo=dt.UTC)):
        assert numbers.take("test") == ["2026-000008"]
    with clock.frozen(dt.datetime(2026, 12, 31, 16, 0, tzinfo=dt.UTC)):  # midnight in the county
        assert numbers.take("test") == ["2027-000001"]
    assert Series.objects.filter(kind="test").count() == 2


# --- keys -----------------------------------------------------------------------------------------------------------


def test_a_key_is_a_uuid_of_version_7_with_its_moment_in_front(monkeypatch):
    monkeypatch.setattr(time, "time_ns", lambda: 1_781_000_000_123_000_000)
    key = uuid7()
    assert (key.version, key.variant) == (7, uuid.RFC_4122)
    assert key.int >> 80 == 1_781_000_000_123


def test_keys_of_later_moments_come_later(monkeypatch):
    moments = itertools.count(1_781_000_000_000_000_000, 1_000_000)
    monkeypatch.setattr(time, "time_ns", lambda: next(moments))
    keys = [uuid7() for _n in range(500)]
    assert keys == sorted(keys)
    assert [str(key) for key in keys] == sorted(str(key) for key in keys)


def test_keys_of_one_moment_differ(monkeypatch):
    monkeypatch.setattr(time, "time_ns", lambda: 1_781_000_000_123_000_000)
    assert len({uuid7() for _n in range(2000)}) == 2000


# --- lists ----------------------------------------------------------------------------------------------------------


def request(**query):
    return RequestFactory().get("/", query)


def test_counting_stops_where_it_no_longer_matters(world, django_assert_num_queries):
    with django_assert_num_queries(1) as asked:
        assert lists.bounded(Unit.objects.all(), most=3) == 4
    assert "LIMIT 4" in asked[0]["sql"]
    assert lists.bounded(Unit.objects.all()) == 6
    assert lists.count_words(9_999) == "9,999"
    assert lists.count_words(10_000) == "9,999+"


def test_pages_follow_one_another_and_miss_nothing(world):
    query, seen = Unit.objects.order_by("path"), []
    for number in (1, 2, 3):
        shown = lists.page(request(page=number), query, size=2)
        assert (shown.number, shown.has_next) == (number, number < 3)
        seen += shown.rows
    assert seen == list(query)


@pytest.mark.parametrize("asked", ["0", "-5", "x", "", "１e9", "99999999999999999999"])
def test_any_page_in_the_address_gives_a_page(world, asked):
    shown = lists.page(request(page=asked), Unit.objects.order_by("path"), size=4)
    assert 1 <= shown.number <= lists.DEEPEST


# --- lives ----------------------------------------------------------------------------------------------------------


def life(*steps, start="open"):
    return Life(*steps, start=start, words={"open": "开着", "done": "好了"})


def test_a_life_knows_where_a_verb_leads():
    lived = life(step("finish", ["open"], "done"), step("touch", ["open", "done"]))
    assert lived.targets("finish", "open") == ("done",)
    assert lived.targets("finish", "done") == ()
    assert lived.targets("touch", "done") == ("done",)
    assert lived.allows("touch", "open")
    assert not lived.allows("finish", "done")
    assert lived.allows("unnamed", "done")
    assert lived.verbs == ("finish", "touch")


@pytest.mark.parametrize(
    ("steps", "start"),
    [([step("finish", ["open"], "closed")], "open"), ([step("finish", ["opened"], "done")], "open"), ([], "new")],
)
def test_a_state_without_words_is_no_state(steps, start):
    with pytest.raises(ValueError, match="without words"):
        life(*steps, start=start)


def test_the_diagram_shows_every_arrow():
    drawn = life(step("finish", ["open"], "done"), step("touch", ["open"])).diagram()
    assert "[*] --> open" in drawn
    assert "open --> done: finish" in drawn
    assert "open --> open: touch" in drawn


# --- secrets --------------------------------------------------------------------------------------------------------


def test_the_master_key_is_made_once_and_is_its_owners_only(world):
    key = secrets.master_key()
    assert len(key) == 32
    assert secrets.master_key() == key
    assert (tenancy.current().folder / "keys" / "master.key").stat().st_mode & 0o077 == 0


def test_of_two_that_make_a_secret_at_once_both_get_the_same(tmp_path):
    def make():
        if not made:
            made.append(made_once(path, lambda: b"the other's"))  # comes in between
        return b"mine"

    made: list[bytes] = []
    path = tmp_path / "keys" / "a.key"
    assert made_once(path, make) == b"the other's" == made[0]
    assert [found.name for found in path.parent.iterdir()] == ["a.key"]


def test_what_was_sealed_opens_with_the_same_key_and_binding_only():
    key, other = b"k" * 32, b"o" * 32
    sealed = secrets.encrypt(key, "林清".encode(), b"bound")
    assert secrets.decrypt(key, sealed, b"bound").decode() == "林清"
    for wrong in (
        (other, sealed, b"bound"),
        (key, sealed, b""),
        (key, sealed[:-1] + bytes([sealed[-1] ^ 1]), b"bound"),
    ):
        with pytest.raises(InvalidTag):
            secrets.decrypt(*wrong)


# --- guesses --------------------------------------------------------------------------------------------------------


@pytest.fixture
def guess(world):
    cache.clear()

    def one(right: bool, who: str = "a") -> bool:
        with throttle.attempts("test", who) as tried:
            if not right:
                tried.wrong()
                raise Refused("falsch")
        return True

    yield one
    cache.clear()


def test_after_too_many_wrong_guesses_one_waits(guess):
    for _n in range(throttle.MOST):
        with pytest.raises(Refused, match="falsch"):
            guess(False)
    with pytest.raises(Refused, match="次数太多"):
        guess(True)
    assert guess(True, "b")


def test_a_right_guess_forgets_the_wrong_ones(guess):
    for _turn in range(3):
        for _n in range(throttle.MOST - 1):
            with pytest.raises(Refused, match="falsch"):
                guess(False)
        assert guess(True)


def test_the_wait_has_an_end(guess, monkeypatch):
    monkeypatch.setattr(throttle, "PAUSE", 0.01)
    for _n in range(throttle.MOST):
        with pytest.raises(Refused, match="falsch"):
            guess(False)
    cache.touch("attempts:test:a", -1)
    assert guess(True)


def test_every_reason_has_a_status():
    for why, status in STATUS.items():
        assert Refused("x", why=why).status == status
