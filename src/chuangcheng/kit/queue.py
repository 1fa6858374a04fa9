"""The queue between web and worker: huey over SQLite by default, over Redis in production."""

from pathlib import Path
from typing import Any

from django.conf import settings
from huey import Huey, RedisHuey, SqliteHuey

from chuangcheng.kit import jobs, journal, tenancy
from chuangcheng.kit.rooms import all_rooms


def _huey() -> Huey:
    if settings.REDIS_URL:
        return RedisHuey("chuangcheng", url=settings.REDIS_URL, results=False)
    home = Path(settings.CHUANGCHENG_HOME)
    home.mkdir(parents=True, exist_ok=True)
    return SqliteHuey("chuangcheng", filename=str(home / "queue.sqlite3"), results=False, fsync=False)


huey = _huey()


@huey.task()  # type: ignore[untyped-decorator]
def work(slug: str, key: str) -> None:
    """Run one job in its county's name."""
    with tenancy.county(next(c for c in tenancy.all_counties() if c.slug == slug)):
        jobs.run(key)


def carry(slug: str, key: str) -> None:
    """Put a job's key into the queue."""
    work(slug, key)


def tend() -> dict[str, Any]:
    """One round of the worker's own chores in every county: rescue jobs, seal the journal, feed its subscribers."""
    done = {}
    for county in tenancy.all_counties():
        with tenancy.county(county):
            done[county.slug] = (jobs.rescue(), journal.seal(), feed())
    return done


def feed() -> int:
    """Hand newly sealed entries to every room's subscribers."""
    return sum(journal.deliver(room.name, room.subscribers) for room in all_rooms() if room.subscribers)
