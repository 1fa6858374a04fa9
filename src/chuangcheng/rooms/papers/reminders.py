"""Text ready to paste into a chat group: whose it is, what it is, until when it was due, and what to do.

It is Chinese whatever the reader's language: so is the group.
"""

import datetime as dt

from django.utils import translation

from chuangcheng.kit import clock
from chuangcheng.lib import officialdoc
from chuangcheng.rooms.duties.models import Duty
from chuangcheng.rooms.papers import life
from chuangcheng.rooms.papers.models import Paper


@translation.override("zh-hans")
def of_duty(duty: Duty) -> str:
    """For a late duty. It blames nobody, and says what to do if the work was not held at all."""
    lacks = f"还差{duty.missing}{duty.measure or '件'}。" if duty.missing else "材料已齐，还没有提交。"
    return (
        f"【催办】{duty.unit}：“{duty.full_title}”期限{officialdoc.day(duty.due_on)}，{_late(duty.due_on)}。{lacks}"
        "请登录创城台“任务”补报；确实没有开展的，请如实填“本期未开展”。"
    )


def of_paper(paper: Paper) -> str:
    """For a late paper: to be received, or to be answered."""
    step = "请登录创城台“督办交办”反馈办理情况；有困难的请联系创建办申请延期。"
    if paper.state == life.ISSUED:
        step = "尚未签收，请登录创城台“督办交办”签收、办理并反馈。"
    return (
        f"【催办】{paper.unit}：{paper.number}“{paper.title}”办理时限{officialdoc.day(paper.due_on)}，"
        f"{_late(paper.due_on)}。{step}"
    )


def _late(due_on: dt.date) -> str:
    return f"已逾期{(clock.today() - due_on).days}天"
