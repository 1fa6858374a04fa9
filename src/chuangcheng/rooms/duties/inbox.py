"""What waits for a person because of duties."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chuangcheng.kit import clock
from chuangcheng.kit.lists import bounded, spread
from chuangcheng.kit.rooms import Count, Waiting, kind_of
from chuangcheng.kit.ui.words import day, measured
from chuangcheng.rooms.duties import life, queries
from chuangcheng.rooms.duties.models import Duty, month_words

AHEAD = dt.timedelta(days=14)


def horizon(today: dt.date) -> dt.date:
    """How far ahead the inbox looks: two weeks, and at least to the end of the month, when most duties fall due."""
    month_end = (today.replace(day=28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1)
    return max(today + AHEAD, month_end)


MOST = 60


def waiting(person: Any) -> Iterator[Waiting]:
    """Signatures, reviews, material to hand in: each with its next step."""
    for duty in queries.signable(person)[:MOST]:
        yield _handed_in(duty, _("签字"), reverse("duties:signing"))
    for drawn in queries.signable_lists(person)[:MOST]:
        yield Waiting(
            "duties",
            _("签字"),
            str(drawn),
            drawn.get_absolute_url(),
            None,
            str(drawn.unit),
            _("签目录"),
            f"list-{drawn.pk}",
        )
    if person.is_office:
        for duty in queries.reviewable()[:MOST]:
            yield _handed_in(duty, _("审核"))
    for duty in queries.owed(person, horizon(clock.today()))[:MOST]:
        yield _row(duty, _("任务"), _step(duty))
    for unit, month, count in queries.to_list(person):
        words = ngettext("%(month)s有 %(n)s 件材料待列入目录", "%(month)s有 %(n)s 件材料待列入目录", count)
        words %= {"n": count, "month": month_words(month)}
        yield Waiting(
            "duties",
            _("目录"),
            words,
            reverse("duties:month_lists"),
            None,
            str(unit),
            _("列目录"),
            f"tolist-{unit.pk}-{month:%Y-%m}",
        )


def _handed_in(duty: Duty, what: str, url: str = "") -> Waiting:
    """Handed in and waiting for a signature or review: the unit's due day no longer counts."""
    second = str(duty.unit)
    if duty.submitted_at:
        second = _("%(unit)s·%(day)s提交") % {
            "unit": duty.unit,
            "day": day(duty.submitted_at, clock.today(), weekday=False),
        }
    return _waiting(duty, what, second, what, None, url)


def _row(duty: Duty, what: str, step: str, url: str = "") -> Waiting:
    return _waiting(duty, what, _second(duty), step, duty.due_on, url)


def _waiting(duty: Duty, what: str, second: str, step: str, due_on: dt.date | None, url: str) -> Waiting:
    return Waiting("duties", what, duty.full_title, url or duty.get_absolute_url(), due_on, second, step,
                   f"duty-{duty.pk}", reverse("duties:panel", args=[duty.pk]))  # fmt: skip


def _second(duty: Duty) -> str:
    """The second line: the unit, and what is still missing or why it came back."""
    if duty.state == life.RETURNED:
        return _("退回：%(reason)s") % {"reason": duty.reason}
    if duty.is_to_do:
        much = measured(duty.missing, duty.measure)
        missing = _("已交 %(counted)s，还差 %(much)s") % {"counted": duty.counted, "much": much}
        return f"{duty.unit}·{missing}" if duty.missing else f"{duty.unit}·{_('材料已齐，待提交')}"
    return str(duty.unit)


def _step(duty: Duty) -> str:
    if duty.state == life.RETURNED:
        return _("重交")
    if duty.is_late:
        return _("补报")
    return _("交材料") if duty.missing else _("提交")


def count(person: Any) -> Count:
    """The number beside the menu entry: late duties in the person's sight."""
    seen = spread(kind_of(Duty).visible(person), queries.tab("late"))
    return Count(bounded(Duty.objects.filter(seen)), late=True)
