"""The one clock. Times are stored in UTC and shown in the county's zone; a day is the county's day."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from zoneinfo import ZoneInfo

from django.conf import settings

from chuangcheng.kit import tenancy

_frozen: ContextVar[dt.datetime | None] = ContextVar("frozen", default=None)


def now() -> dt.datetime:
    """The present moment, aware, in UTC; held still by `frozen`, or for pictures by the setting CLOCK."""
    held: dt.datetime | None = _frozen.get() or settings.CLOCK
    return held or dt.datetime.now(dt.UTC)  # noqa: TID251 - this is the clock


def zone() -> ZoneInfo:
    """The current county's zone."""
    return tenancy.current().zone


def today() -> dt.date:
    """The current county's calendar day."""
    return now().astimezone(zone()).date()


def local(at: dt.datetime) -> dt.datetime:
    """A stored time as the county's wall clock shows it."""
    return at.astimezone(zone())


def midnight(day: dt.date) -> dt.datetime:
    """The first moment of the county's day, as a stored time."""
    return dt.datetime.combine(day, dt.time(), zone()).astimezone(dt.UTC)


@contextmanager
def frozen(at: dt.datetime) -> Iterator[None]:
    """Hold the clock still, for tests, for the demo county's history and for pictures."""
    token = _frozen.set(at)
    try:
        yield
    finally:
        _frozen.reset(token)
