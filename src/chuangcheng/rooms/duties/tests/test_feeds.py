"""A calendar feed: a person's own duties at an address that needs no sign-in and can be taken away."""

import datetime as dt

import icalendar
import pytest

from chuangcheng.kit.refused import Refused
from chuangcheng.rooms.duties import verbs
from chuangcheng.rooms.org import verbs as org


@pytest.fixture
def feed(world):
    return verbs.subscribe(world.zhouyuning)


def events(client, feed) -> list:
    answer = client.get(feed.address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    return icalendar.Calendar.from_ical(answer.content).walk("VEVENT")


def test_it_holds_what_the_person_has_to_hand_in_and_nothing_else(world, client, give, feed):
    mine = give(title="清除小广告", needed=2, measure="张")
    give(world.bureau, title="别人的事")
    (event,) = events(client, feed)
    assert event["summary"] == "清除小广告（还差 2 张）"
    assert event.decoded("dtstart") == mine.due_on
    assert event.decoded("dtend") == mine.due_on + dt.timedelta(days=1)
    assert event["uid"] == f"{mine.pk}@chuangcheng"
    assert event["url"] == f"http://testserver{mine.get_absolute_url()}"
    assert event.walk("VALARM")[0].decoded("trigger") == dt.timedelta(hours=-15)


def test_what_a_calendar_must_have_is_there(world, client, give, feed):
    give()
    made = icalendar.Calendar.from_ical(client.get(feed.address).content)
    assert {"VERSION", "PRODID"} <= set(made)
    assert {"UID", "DTSTAMP", "DTSTART", "SUMMARY"} <= set(made.walk("VEVENT")[0])


def test_long_and_odd_titles_come_through_whole(world, client, give, feed):
    title = "整治；占道，经营\\与“乱停”" * 5
    give(title=title)
    assert events(client, feed)[0]["summary"].startswith(title)


def test_a_guessed_or_closed_address_is_not_there(world, client, feed):
    assert client.get(feed.address.replace(feed.token, "x" * len(feed.token))).status_code == 404
    verbs.unsubscribe(world.zhouyuning, feed)
    assert client.get(feed.address).status_code == 404


def test_a_new_address_takes_the_old_one_away(world, client, feed):
    again = verbs.subscribe(world.zhouyuning)
    assert client.get(feed.address).status_code == 404
    assert client.get(again.address).status_code == 200


def test_who_left_has_no_calendar(world, client, feed):
    org.deactivate(world.admin, world.zhouyuning)
    assert client.get(feed.address).status_code == 404


def test_nobody_closes_anothers(world, feed):
    with pytest.raises(Refused, match="权限"):
        verbs.unsubscribe(world.linqing, feed)


def test_the_account_page_shows_the_address_and_how_to_take_it_away(world, page, post, feed):
    seen = page(world.zhouyuning, "/me/").content.decode()
    assert feed.address in seen
    assert f"/feeds/{feed.pk}/unsubscribe/" in seen
    assert "/feeds/new/subscribe/" in page(world.fangyuan, "/me/").content.decode()


def test_who_hands_in_nothing_is_offered_no_empty_calendar(world, page, feed):
    seen = page(world.linqing, "/me/").content.decode()
    assert feed.address not in seen
    assert "/feeds/" not in seen
    with pytest.raises(Refused, match="权限"):
        verbs.subscribe(world.linqing)
