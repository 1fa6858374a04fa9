"""The columns of the duty list and the responsibility list in Excel."""

from typing import Any

from chuangcheng.kit.exports import Column
from chuangcheng.rooms.duties.models import Duty

DUTIES = [
    Column("编号", lambda d: d.number),
    Column("任务", lambda d: d.title, 44),
    Column("测评标准", lambda d: "、".join(c.printed for c in d.criteria.all()), 18),
    Column("责任单位", lambda d: d.unit.name, 24),
    Column("所属时段从", lambda d: d.period_from, 12),
    Column("到", lambda d: d.period_to, 12),
    Column("需要", lambda d: d.needed, 8),
    Column("已交", lambda d: d.counted, 8),
    Column("计量词", lambda d: d.measure, 8),
    Column("状态", lambda d: d.state_words),
    Column("期限", lambda d: d.due_on, 12),
    Column("逾期", lambda d: _late(d), 12),
    Column("属于", lambda d: d.part_words, 12),
    Column("来源", lambda d: d.origin, 36),
]
RESPONSIBILITY = [
    Column("责任单位", lambda row: row["name"], 28),
    Column("任务", lambda row: row["total"], 10),
    Column("审核通过", lambda row: row["accepted"], 10),
    Column("签字审核中", lambda row: row["under_way"], 12),
    Column("本期未开展、不适用", lambda row: row["ended"], 18),
    Column("逾期", lambda row: row["late"], 10),
]


def _late(duty: Duty) -> Any:
    if duty.is_late:
        return "逾期"
    return "补报" if duty.is_supplied_late else ""
