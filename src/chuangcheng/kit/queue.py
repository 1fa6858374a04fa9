"""The queues between web and worker: huey over SQLite by default, over Redis in production.

Quick and heavy work have a queue and workers of their own, so that a large expansion never holds up a small job.
"""

import logging
import time
from pathlib import Path
from typing import Any

from django.conf import settings
from huey import Huey, RedisHuey, SqliteHuey

from chuangcheng.kit import heads, jobs, journal, tenancy
from chuangcheng.kit.rooms import all_rooms

log = logging.getLogger("chuangcheng.queue")
HOUR = 3600.0
QUICK, HEAVY = "quick", "heavy"


def _huey(name: str) -> Huey:
    if settings.REDIS_URL:
        return RedisHuey(f"chuangcheng-{name}", url=settings.REDIS_URL, results=False)
    home = Path(settings.CHUANGCHENG_HOME)
    home.mkdir(parents=True, exist_ok=True)
    return SqliteHuey(f"chuangcheng-{name}", filename=str(home / f"queue-{name}.sqlite3"), results=False, fsync=False)


QUEUES = {name: _huey(name) for name in (QUICK, HEAVY)}


def _work(slug: str, key: str) -> None:
    """Run one job in its county's name."""
    with tenancy.county(next(c for c in tenancy.all_counties() if c.slug == slug)):
        jobs.run(key)


_TASKS = {name: queue.task(name="work")(_work) for name, queue in QUEUES.items()}


def carry(slug: str, name: str, key: str) -> None:
    """Put a job's key into the queue that its kind belongs to."""
    _TASKS[HEAVY if name in _heavy() else QUICK](slug, key)


def _heavy() -> frozenset[str]:
    return frozenset(f"{room.name}.{name}" for room in all_rooms() for name in room.heavy)


def tend() -> dict[str, Any]:
    """One round of the worker's own chores in every county: rescue jobs, seal the journal, feed its subscribers.

    A county whose database is away is logged and holds up no other.
    """
    done = {}
    for county in tenancy.all_counties():
        try:
            with tenancy.county(county):
                done[county.slug] = (jobs.rescue(), journal.seal(), feed())
                _sign_head(county.slug)
        except Exception:
            log.exception("The round failed in %s", county.slug)
    return done


_signed: dict[str, float] = {}


def _sign_head(slug: str) -> None:
    """Sign the journal's head every hour, and when the worker has just started."""
    if time.monotonic() - _signed.get(slug, -HOUR) >= HOUR:
        heads.sign()
        _signed[slug] = time.monotonic()


def feed() -> int:
    """Hand newly sealed entries to every room's subscribers."""
    return sum(journal.deliver(room.name, room.subscribers) for room in all_rooms() if room.subscribers)
