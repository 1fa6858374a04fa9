"""The columns of the 督办台账 in Excel."""

from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from chuangcheng.kit import clock
from chuangcheng.kit.exports import Column
from chuangcheng.kit.punctuation import joined
from chuangcheng.rooms.papers.models import Paper

LEDGER = [
    Column(_("文号"), lambda p: p.number, 22),
    Column(_("种类"), lambda p: p.kind_words, 10),
    Column(_("事项"), lambda p: p.title, 40),
    Column(_("办理要求"), lambda p: p.requirement, 40),
    Column(_("责任单位"), lambda p: p.unit.name, 24),
    Column(_("来源"), lambda p: p.source_words, 12),
    Column(_("涉及的任务"), lambda p: joined(duty.title for duty in p.duties.all()), 30),
    Column(_("发出日期"), lambda p: p.issued_on, 12),
    Column(_("签收日期"), lambda p: _on(p.received_at), 12),
    Column(_("办理时限"), lambda p: p.due_on, 12),
    Column(_("原时限"), lambda p: p.due_before, 12),
    Column(_("反馈日期"), lambda p: _on(p.answered_at), 12),
    Column(_("办理情况"), lambda p: p.answer, 40),
    Column(_("状态"), lambda p: p.state_words, 12),
    Column(_("逾期"), lambda p: _late(p), 12),
    Column(_("销号意见"), lambda p: p.opinion, 30),
    Column(_("办结日期"), lambda p: p.ended_on, 12),
]


def _on(at: Any) -> Any:
    return clock.local(at).date() if at else None


def _late(paper: Paper) -> str:
    if paper.is_late:
        return _now("逾期")
    return _now("逾期反馈") if paper.is_answered_late else ""
