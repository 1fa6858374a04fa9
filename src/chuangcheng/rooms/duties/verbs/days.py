"""The county's own table of working and free days."""

import datetime as dt
from typing import Any

from chuangcheng.kit.verbs import act, make
from chuangcheng.rooms.duties.models import DayOverride


def declare(actor: Any, *, on: dt.date, is_workday: bool, name: str) -> DayOverride:
    """Declare a day working or free; a second word about a day replaces the first."""
    held = DayOverride.objects.filter(on=on).first()
    if held is None:
        row = DayOverride(on=on, is_workday=is_workday, name=name)
        with make(actor, "declare", row):
            pass
        return row
    with act(actor, "declare", held) as held:
        held.is_workday, held.name = is_workday, name
    return held


def lift(actor: Any, row: DayOverride, *, seen: int | None = None) -> DayOverride:
    """The statutory calendar holds again for the day."""
    with act(actor, "lift", row, seen=seen, facts={"on": row.on.isoformat(), "name": row.name}) as row:
        pass
    row.delete()
    return row
