"""What papers put on pages below them: on a duty's, the papers about it and the text of a reminder."""

from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from chuangcheng.kit import clock
from chuangcheng.kit.policy import visible
from chuangcheng.rooms.duties.models import Duty
from chuangcheng.rooms.papers import policy, queries, reminders
from chuangcheng.rooms.papers.models import Paper

MOST = 8


def of_duty(person: Any, duty: Duty) -> str | None:
    """The papers about the duty; for the office, a new one filled from it, and the reminder to paste while it is late."""
    found = list(queries.of_duty(person, duty)[:MOST])
    may_draft = policy.office(person, None) and not duty.is_ended
    reminder = reminders.of_duty(duty) if duty.is_late and not person.is_auditor else ""
    if not (found or may_draft or reminder):
        return None
    address = f"{reverse('create', args=['papers', 'draft'])}?duty={duty.pk}"
    context = {"papers": found, "new_url": address if may_draft else "", "reminder": reminder, "today": clock.today()}
    return render_to_string("papers/_slot.html", context)


def of_evidence(person: Any, piece: Any) -> str | None:
    """The papers that were answered with the piece."""
    found = list(visible(person, Paper).filter(pieces=piece).select_related("unit").order_by("-answered_at")[:MOST])
    if not found:
        return None
    context = {"papers": found, "title": _("反馈了哪些督办交办"), "today": clock.today()}
    return render_to_string("papers/_slot.html", context)
