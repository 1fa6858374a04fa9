"""What waits for a person because of papers."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from chuangcheng.kit.rooms import Waiting
from chuangcheng.rooms.papers import life, queries
from chuangcheng.rooms.papers.models import Paper

MOST = 60


def waiting(person: Any) -> Iterator[Waiting]:
    """For the unit what is to be received and answered; for the office what is to be struck off."""
    for paper in queries.mine(person)[:MOST]:
        second = _("退回：%(reason)s") % {"reason": paper.reason} if paper.state == life.RETURNED else str(paper.unit)
        yield _row(paper, second, _("签收") if paper.state == life.ISSUED else _("反馈"), paper.due_on)
    if person.is_office:
        for paper in queries.answered()[:MOST]:
            yield _row(paper, str(paper.unit), _("销号"), None)


def _row(paper: Paper, second: str, step: str, due_on: Any) -> Waiting:
    return Waiting(
        "papers", paper.kind_words, str(paper), paper.get_absolute_url(), due_on, second, step, f"paper-{paper.pk}"
    )
