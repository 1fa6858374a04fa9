"""Long work of standards: carrying over to a new edition."""

from typing import Any

from django.utils.translation import gettext as _

from chuangcheng.kit.jobs import Job
from chuangcheng.kit.rooms import succeeding
from chuangcheng.rooms.standards import life, verbs
from chuangcheng.rooms.standards.models import Succession


def carry(job: Job, actor: Any, *, succession: str) -> dict[str, Any]:
    """Let every room carry over and open what is new. Running it twice changes nothing."""
    found = Succession.objects.select_related("old", "new").get(pk=succession)
    if found.state != life.CARRYING:
        return {}
    counts: dict[str, int] = {}
    for room in job.each(_("正在接续"), succeeding(), len(succeeding()), every=1):
        for word, n in room.carry(actor, found).items():
            counts[word] = counts.get(word, 0) + n
    verbs.settle(actor, found, counts=counts)
    return counts
