"""What the worker does for duties: escalate what is late, by rule."""

import datetime as dt
from typing import Any

from chuangcheng.kit import clock
from chuangcheng.kit.jobs import Job
from chuangcheng.rooms.duties.models import Duty
from chuangcheng.rooms.duties.verbs import escalate

# Days late → who is told: the liaison, the unit's leads, the office, the dispatch meeting.
LADDER = ((1, 1), (3, 2), (7, 3), (14, 4))


def escalate_late(job: Job, actor: Any) -> dict[str, Any]:
    """Climb the ladder for every late duty; each rung once."""
    today, climbed = clock.today(), 0
    for days, level in LADDER:
        late = Duty.objects.late(today - dt.timedelta(days=days - 1)).filter(escalation__lt=level)
        for duty in late.order_by("due_on")[:5000]:
            escalate(actor, duty, level=level)
            climbed += 1
    return {"climbed": climbed}
