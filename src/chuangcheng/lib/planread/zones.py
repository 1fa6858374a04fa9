"""What kind of passage a sentence stands in: some parts of a plan demand nothing, whatever verbs they use."""

import re
from collections.abc import Sequence
from enum import Enum
from typing import Final

from .model import Section


class Zone(Enum):
    """TASKS demand; GOALS demand only what can be measured; GUIDING thought demands nothing; FRONT is before the
    first heading; ROSTER names people, or reports what was done."""

    TASKS = "tasks"
    GOALS = "goals"
    GUIDING = "guiding"
    FRONT = "front"
    ROSTER = "roster"


_GUIDING: Final = re.compile(
    r"指导思想|(?:总的?|总体|基本|主要)(?:想法|设想|考虑|打算)|总体要求|总体思路|基本原则|工作原则"
    r"|创建原则|实施原则|工作思路|主要思路|重要意义"
    r"|目的意义|工作背景|工作理念|形势分析|现状"
    r"|(?:适用|整治|实施|创建|活动|检查|考核|评选|参评|包保)(?:范围|对象)$|政策依据|编制依据|指导原则|总体考虑"
    r"|存在(?:的)?问题|基本情况|总体原则|活动主题|创建主题|活动意义|总体方针"
)
_GOALS: Final = re.compile(r"(?:目标(?!责任)|目标任务|任务目标|愿景|预期成效|总体安排)")
# 上周工作情况: what was done, figures and all.
_REPORT: Final = re.compile(
    r"^(?!.*(?:报送|上报|反馈|督查|通报))[\u4e00-\u9fff]{0,10}(?:工作|完成|开展|进展)(?:开展|完成|进展)?(?:情况|回顾|总结)$"
)
_LONGEST: Final = 500  # characters that a passage without tasks may have in any plan
_LARGEST: Final = 0.3  # and the share of a long one
# 存在问题及整改措施, 工作目标和主要任务: what is to be done stands in the second half.
_TASKS_TOO: Final = re.compile("[和及与、暨][^，]{0,6}(?:(?<!目标)任务|措施|举措|分工|步骤|内容|职责)")
_ROSTER: Final = re.compile(r"(?:组成人员|人员名单|成员名单|名单|领导机构|组织机构|机构设置)$|^附件?表?$")


def zones(sections: Sequence[Section]) -> list[Zone]:
    """The zone of each section: its own heading's, else its parent's. 目标任务 with sections of its own gives out
    tasks: a goal is told in one breath. So do guiding thoughts that go on and on: a heading out of place, or one
    without its next, must not silence the plan behind it."""
    found: list[Zone] = []
    parents = {section.parent for section in sections}
    whole = sections[-1].end - sections[0].start if sections else 0
    for section in sections:
        above = found[section.parent] if section.parent is not None else Zone.TASKS
        zone = zone_of(section.text, above)
        if zone is Zone.GOALS and "任务" in section.text and section.index in parents:
            zone = Zone.TASKS
        if zone is not above and too_long(zone, section.end - section.start, whole):
            zone = Zone.FRONT if _REPORT.search(section.text) else above
        found.append(zone)
    return found


def too_long(zone: Zone, length: int, whole: int) -> bool:
    """Whether a passage is longer than one without tasks is in any plan."""
    return zone is not Zone.TASKS and length > max(_LONGEST, whole * _LARGEST)


def zone_of(text: str, above: Zone) -> Zone:
    """The zone that a heading opens, or the one it stands in."""
    if len(text) <= 16 and not _TASKS_TOO.search(text):
        if _ROSTER.search(text) or _REPORT.search(text):
            return Zone.ROSTER
        if _GOALS.search(text) and not re.search(r"责任|落实|考核|完成|围绕|聚焦|实现", text):
            return Zone.GOALS
        if _GUIDING.search(text):
            return Zone.GUIDING
    return above
