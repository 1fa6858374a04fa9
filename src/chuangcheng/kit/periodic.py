"""Jobs that come by the clock: a room's manifest says how often."""

import datetime as dt
from typing import Any

from chuangcheng.kit import clock
from chuangcheng.kit.jobs import Job, enqueue
from chuangcheng.kit.rooms import all_rooms

EVERY = {"hourly": dt.timedelta(hours=1), "daily": dt.timedelta(days=1)}


def enqueue_due(actor: Any) -> int:
    """Enqueue each periodic job of the current county that has not been asked for within its span; how many were."""
    count = 0
    for room in all_rooms():
        for name, often in room.periodic.items():
            since = clock.now() - EVERY[often]
            if not Job.objects.filter(name=f"{room.name}.{name}", created_at__gt=since).exists():
                enqueue(f"{room.name}.{name}", actor)
                count += 1
    return count
