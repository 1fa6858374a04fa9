"""Responsibility lines and brackets: 责任单位：…, 配合单位：…, 完成时限：…, （县城管局、各街道）."""

import re
from typing import Final

from chuangcheng.lib.planread.model import Mention

from .roles import roles
from .who import GENERIC, Duties, is_agent, names

_LEAD: Final = r"(?:牵头|责任|主责|主办|承办|落实|主管|主体|包保|分管|完成|执行|实施|挂点|主抓|第一|组长)"
_WHO: Final = (
    r"(?:单位|部门|领导|科室|股室|处室|站所|机构"
    r"|人|主体|校领导|人员|责任单位|责任部门|责任人|街道|方|小组|区域|镇街|组|社区)"
)
# What closes a label: a colon, in Markdown with emphasis around it; or the bracket that holds the label (【责任单位】).
_SAYS: Final = r"(?:[*_]*\s*[：:]\s*[*_]*|[】\]］〕][*_]*\s*[：:]?\s*[*_]*|(?<=单位)为|(?<=部门)为)"
_LABEL: Final = re.compile(
    rf"(?P<lead>(?:{_LEAD}{{1,2}}{_WHO}(?:及?责任人)?(?:[（(][^（）()]{{1,8}}[）)])?"
    rf"|责任分工|任务分工|牵头|责任|主办|承办|主责){_SAYS})|(?P<help>(?:配合"
    rf"|协办|协助|参与|参加|协同|协作|协调|成员(?=单位|部门))(?:{_WHO})?(?:[（(][^（）()]{{1,8}}[）)])?{_SAYS})"
    rf"|(?P<due>(?:(?:完成|办结|整改|落实|推进|办理)(?:时限|时间|期限|日期|节点)|时限|期限)(?:要求)?{_SAYS})"
    r"|(?P<other>(?:工作|主要|整改)?(?:要求|标准|目标|任务|职责"
    rf"|措施|内容|依据|指标|联系人|联系电话|电话){_SAYS})"
)
# 责任单位：县住建局牵头，县公安局配合: the line mixes both roles.
_MIXED: Final = re.compile(r"(?:牵头|主责|主办|配合|协助|协办)(?=[，,；;）)、]|\s*$)")
_DOES: Final = re.compile(
    r"(?P<names>[^。；;，,]{2,80}?)(?P<role>牵头"
    r"|负责|配合|协助|参与|参加|分工负责|具体负责"
    r"|牵头负责|具体落实|落实)(?=[，,；;。）)\s]|$)"
)


def labelled(text: str, start: int, end: int) -> Duties | None:
    """The names behind 责任单位： and 配合单位： in a stretch, and the time limit behind 完成时限：; None where there is
    no such label."""
    found = list(_LABEL.finditer(text, start, end))
    if not any(m["lead"] or m["help"] for m in found) and not (found and found[0]["due"] and found[0].start() == start):
        return None
    found_: dict[str, list[Mention]] = {"lead": [], "help": []}
    due = None
    for match, until in zip(found, [m.start() for m in found[1:]] + [end], strict=True):
        stop = re.compile(r"[；;。\n]").search(text, match.end(), until)
        last = stop.start() if stop else until
        if match["due"]:
            due = (match.end(), last)
        elif match.lastgroup in found_:
            said = roles(text, match.end(), last) if match["lead"] and _MIXED.search(text, match.end(), last) else None
            found_[match.lastgroup] += said.responsible if said else names(text, match.end(), last)
            found_["help"] += said.cooperating if said else ()
    return Duties(tuple(found_["lead"]), tuple(found_["help"]), due)


def label_end(text: str, start: int, end: int) -> int:
    """Where the labels of a responsibility line end and a label of other things (职责：, 工作要求：) goes on."""
    found = list(_LABEL.finditer(text, start, end))
    last = max((i for i, m in enumerate(found) if m.lastgroup != "other"), default=-1)
    if 0 <= last < len(found) - 1:
        return found[last + 1].start()
    stop = text.find("。", found[last].end(), end) + 1 if found else 0
    return stop if 0 < stop <= end - 6 else end  # a sentence of its own follows


def listed_bodies(text: str, start: int, end: int) -> Duties | None:
    """The bodies of a bracket that holds nothing else."""
    found = names(text, start, end)
    sure = all(
        is_agent(m.text, bound=False) and m.text not in GENERIC and not re.search("(?<!各)街道$", m.text) for m in found
    )
    return Duties(tuple(found), ()) if found and sure else None


def bracketed(text: str, start: int, end: int) -> Duties | None:
    """（X牵头，Y配合） or （X负责）: the inside of a bracket that gives out work."""
    if found := labelled(text, start, end) or roles(text, start, end):
        return found
    lead: list[Mention] = []
    help_: list[Mention] = []
    for match in _DOES.finditer(text, start, end):
        target = help_ if match["role"] in {"配合", "协助", "参与", "参加"} else lead
        target += names(text, match.start("names"), match.end("names"))
    return Duties(tuple(lead), tuple(help_)) if lead or help_ else None


def told(text: str, start: int, end: int) -> Duties | None:
    """What a cell of units says: labels, roles, or nothing but names (None)."""
    return labelled(text, start, end) or roles(text, start, end)
