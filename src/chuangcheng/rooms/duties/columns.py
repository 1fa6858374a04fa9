"""The columns of the duty list and the responsibility list in Excel."""

from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from chuangcheng.kit import clock
from chuangcheng.kit.exports import Column
from chuangcheng.kit.punctuation import joined
from chuangcheng.kit.ui.words import day, measured
from chuangcheng.rooms.duties.models import Duty

DUTIES = [
    Column(_("编号"), lambda d: d.number),
    Column(_("任务"), lambda d: d.title, 44),
    Column(_("测评标准"), lambda d: joined(c.printed for c in d.criteria.all()), 18),
    Column(_("责任单位"), lambda d: d.unit.name, 24),
    Column(_("所属时段从"), lambda d: d.period_from, 12),
    Column(_("到"), lambda d: d.period_to, 12),
    Column(_("需要"), lambda d: d.needed, 8),
    Column(_("已交"), lambda d: d.counted, 8),
    Column(_("计量词"), lambda d: d.measure, 8),
    Column(_("状态"), lambda d: d.state_words),
    Column(_("期限"), lambda d: d.due_on, 12),
    Column(_("逾期"), lambda d: _late(d), 12),
    Column(_("属于"), lambda d: d.part_words, 12),
    Column(_("来源"), lambda d: d.origin, 36),
]
DUTIES_WORD = [  # what fits across a landscape page
    Column(_("任务"), lambda d: d.full_title, 36),
    Column(_("测评标准"), lambda d: joined(c.printed for c in d.criteria.all()), 12),
    Column(_("责任单位"), lambda d: str(d.unit), 14),
    Column(_("需要"), lambda d: measured(d.needed, d.measure), 8),
    Column(_("已交"), lambda d: d.counted, 6),
    Column(_("状态"), lambda d: d.state_words, 12),
    Column(_("期限"), lambda d: d.due_on, 16),
    Column(_("逾期"), lambda d: _late(d), 8),
]
RESPONSIBILITY = [
    Column(_("责任单位"), lambda row: row["name"], 28),
    Column(_("任务"), lambda row: row["total"], 10),
    Column(_("审核通过"), lambda row: row["accepted"], 10),
    Column(_("签字审核中"), lambda row: row["under_way"], 12),
    Column(_("本期未开展、不适用"), lambda row: row["ended"], 18),
    Column(_("逾期"), lambda row: row["late"], 10),
]


def _late(duty: Duty) -> Any:
    if duty.is_late:
        return _now("逾期")
    return _now("补报") if duty.is_supplied_late else ""


def lead(count: int) -> str:
    """The sentence above a list on paper: how long it is, and of which day."""
    return _now("共 %(n)s 项，截至%(day)s。") % {"n": count, "day": day(clock.today(), None, weekday=False)}
