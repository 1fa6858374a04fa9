"""Builders for tests and for the demo county: papers and what happened to them, all through the verbs."""

import datetime as dt
from typing import Any

from django.db.models import Q

from chuangcheng.kit import clock
from chuangcheng.rooms.duties import make as duties
from chuangcheng.rooms.duties.models import Duty
from chuangcheng.rooms.evidence import verbs as evidence
from chuangcheng.rooms.evidence.models import REPORT
from chuangcheng.rooms.org.models import Unit
from chuangcheng.rooms.org.queries import holders
from chuangcheng.rooms.papers import life, verbs
from chuangcheng.rooms.papers.models import ASSIGN, CHECK, LEADER, OVERDUE, SUPERVISE, Paper
from chuangcheng.rooms.papers.policy import WORKERS


def paper(actor: Any, unit: Unit, *, title: str = "府前路占道经营反弹", due_in: int = 7, kind: str = SUPERVISE,
          requirement: str = "立即清理占道摊点，建立巡查制度。", **more: Any) -> Paper:  # fmt: skip
    """A draft due so many days from today."""
    due_on = clock.today() + dt.timedelta(days=due_in)
    return verbs.draft(actor, title=title, requirement=requirement, unit=unit, due_on=due_on, kind=kind, **more)


PATH = {
    life.DRAFT: (), life.DISCARDED: ("discard",), life.ISSUED: ("issue",), life.RECEIVED: ("issue", "receive"),
    life.ANSWERED: ("issue", "receive", "answer"), life.RETURNED: ("issue", "receive", "answer", "send_back"),
    life.STRUCK_OFF: ("issue", "receive", "answer", "strike_off"), life.RECALLED: ("issue", "recall"),
}  # fmt: skip
SAID: dict[str, dict[str, Any]] = {
    "answer": {"answer": "已清理占道摊点 12 处，安排专人每日巡查。"},
    "send_back": {"reason": "缺整改后的照片，请补充。"},
    "strike_off": {"opinion": "已按要求办结，同意销号。"},
    "recall": {"reason": "与另一件重复。"},
}
OURS = ("receive", "answer")  # what the unit says


def walked(actor: Any, wanted: Paper, to: str) -> Paper:
    """Walk a draft until it stands in a state: the office's steps by the actor, the unit's by one of its people."""
    for verb in PATH[to]:
        say(actor, wanted, verb)
    return wanted


def say(actor: Any, wanted: Paper, verb: str, **more: Any) -> Paper:
    who = holders(wanted.unit, *WORKERS)[0] if verb in OURS else actor
    said: Paper = getattr(verbs, verb)(who, wanted, **(SAID.get(verb, {}) | more))
    return said


def scan(actor: Any, unit: Unit, name: str = "督办单签字盖章件.txt") -> Any:
    """What stands for the scan of the signed paper."""
    today = clock.today()
    return evidence.hand_in(actor, unit=unit, kind=REPORT, title=name.rsplit(".", 1)[0], filename=name, nothing_secret=True,
                            chunks=[f"{unit} {name} {today}".encode()], period_from=today, period_to=today)  # fmt: skip


# --- the demo county --------------------------------------------------------------------------------------------------

# Unit, kind, source, matter, requirement, where it stands, on which days before now each step was taken, days given.
STORY: tuple[tuple[str, str, str, str, str, str, tuple[int, ...], int], ...] = (
    ("县城管局", SUPERVISE, LEADER, "府前路农贸市场东门外占道经营反弹", "立即清理占道摊点，每日巡查不少于2次，书面反馈长效措施。",
     life.STRUCK_OFF, (24, 23, 18, 17), 7),
    ("城关镇", ASSIGN, CHECK, "学府路楼道堆放杂物、飞线充电", "逐楼排查清理，建立台账，附整改前后照片。", life.ANSWERED, (9, 8, 1), 10),
    ("县城管局", ASSIGN, CHECK, "南门巷小广告清除后再次出现", "组织一次集中清除，一周后“回头看”。", life.RECEIVED, (12, 11), 7),
    ("城关镇", SUPERVISE, LEADER, "公共厕所洗手台损坏、保洁不到位", "修复洗手台，落实专人保洁，每日清扫不少于2次。",
     life.RETURNED, (14, 13, 6, 5), 16),
    ("县公安局交警大队", SUPERVISE, CHECK, "府前路早高峰非机动车逆行较多", "早晚高峰定人定岗劝导，报送值守安排。", life.ISSUED, (1,), 6),
    ("县城管局", ASSIGN, CHECK, "建设路井盖松动", "现场设置围挡，当天修复。", life.RECALLED, (20, 19), 3),
    ("城关镇", ASSIGN, CHECK, "城南广场公益广告褪色破损", "更换破损公益广告，报送点位清单。", life.DRAFT, (), 9),
)  # fmt: skip


def history(actor: Any, now: dt.datetime) -> int:
    """Tell the story of a few papers in different states, in the order of their days; and one about a late duty."""
    units = {str(unit): unit for unit in Unit.objects.filter(closed_on=None)}
    told = [row for row in STORY if row[0] in units and holders(units[row[0]], *WORKERS)]
    for name, kind, source, title, requirement, state, days, given in sorted(
        told, key=lambda row: -max(row[6], default=0)
    ):
        with clock.frozen(_before(now, max(days, default=0))):
            made = paper(
                actor, units[name], title=title, due_in=given, kind=kind, requirement=requirement, source=source
            )
        for verb, ago in zip(PATH[state], days, strict=True):
            with clock.frozen(_before(now, ago)):
                more = _answer(made) if verb == "answer" else {}
                say(actor, made, verb, **more)
    return len(told) + _about_a_late_duty(actor, now)


def _answer(made: Paper) -> dict[str, Any]:
    """The unit's words, with the signed paper."""
    return {
        "answer": "已按要求办理，整改前后照片和巡查台账附后。",
        "pieces": [scan(holders(made.unit, *WORKERS)[0], made.unit)],
    }


def _before(now: dt.datetime, days: int) -> dt.datetime:
    return now - dt.timedelta(days=days, minutes=30)


def _about_a_late_duty(actor: Any, now: dt.datetime) -> int:
    with clock.frozen(_before(now, 0)):
        featured = Q(unit__short_name__in=duties.FEATURED) | Q(unit__name__in=duties.FEATURED)
        duty = Duty.objects.late(clock.today()).filter(featured).select_related("unit").order_by("due_on", "id").first()
        if duty is None:
            return 0
        made = paper(actor, duty.unit, title=duty.full_title, source=OVERDUE, duties=[duty], due_in=5,
                     requirement="这项任务已逾期，请抓紧办理，补齐材料，并书面反馈办理情况。")  # fmt: skip
        say(actor, made, "issue")
    return 1
