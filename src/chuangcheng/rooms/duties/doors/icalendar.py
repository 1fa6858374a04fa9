"""Duties as a calendar reads them (iCalendar, RFC 5545): an all-day event on each due day, with a reminder the day before.

A day has no time zone, and neither has its reminder: nine o'clock is that of whoever looks.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any

from django.utils.translation import gettext as _
from icalendar import Alarm, Calendar, Event

from chuangcheng.kit import clock
from chuangcheng.kit.ui.words import measured
from chuangcheng.rooms.duties.models import Duty

BEFORE = dt.timedelta(hours=-15)  # nine in the morning of the day before


def calendar(name: str, duties: Iterable[Duty], address: Callable[[str], str]) -> bytes:
    """The duties as one calendar. `address` makes a path of ours into a whole address."""
    made = Calendar()
    made.add("prodid", "-//Chuangcheng//duties//ZH")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", name)
    made.add("x-wr-timezone", str(clock.zone()))
    made.add("refresh-interval", dt.timedelta(hours=6), parameters={"VALUE": "DURATION"})
    now = clock.now()
    for duty in duties:
        made.add_component(_event(duty, now, address))
    return bytes(made.to_ical())


def _event(duty: Duty, now: dt.datetime, address: Callable[[str], str]) -> Any:
    event = Event()
    event.add("uid", f"{duty.pk}@chuangcheng")
    event.add("dtstamp", now)
    event.add("sequence", duty.version)
    event.add("dtstart", duty.due_on)
    event.add("dtend", duty.due_on + dt.timedelta(days=1))
    event.add("summary", _summary(duty))
    event.add("description", f"{duty.unit}·{duty.number}\n{duty.text}".strip())
    event.add("url", address(duty.get_absolute_url()))
    event.add("transp", "TRANSPARENT")
    if duty.due_on > clock.today():  # some calendars ring at once for what should have rung before
        event.add_component(_alarm(duty))
    return event


def _alarm(duty: Duty) -> Any:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", _summary(duty))
    alarm.add("trigger", BEFORE)
    return alarm


def _summary(duty: Duty) -> str:
    """What is to be done, in a line."""
    if duty.missing:
        return _("%(title)s（还差 %(much)s）") % {
            "title": duty.full_title,
            "much": measured(duty.missing, duty.measure),
        }
    return _("%(title)s（待提交）") % {"title": duty.full_title}
