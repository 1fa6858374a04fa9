"""Sentences and brackets that do nothing but give out the work: 县城管局牵头，县公安局配合。 以上由办公室负责。"""

import re
from typing import Final

from chuangcheng.lib.planread.model import Mention
from chuangcheng.lib.planread.times import DEADLINE

from .who import Duties, is_body, names

_HOW: Final = r"(?:等(?:部门|单位)?|按照?(?:各自)?(?:职责|职能)(?:分工)?|依职责|各自|共同|具体|分别|积极|密切|统一|全程|主动|认真|全力|直接|分工|统筹|协同)*"
_LEADS: Final = (
    r"(?:牵头抓总|牵头|主抓|主责|主办|承办|承担|负责|组织|落实|实施|抓好落实|抓落实|推进|办理|执行)"
    r"(?:牵头|负责|组织|落实|实施|推进|办理|完成|执行|到底|抓总)*"
)
_HELPS: Final = r"(?:配合|协助|协办|参与|参加|支持|协同)(?:配合|协助|参与|落实|做好|实施|完成|办理)*(?:工作)?"
_ROLE: Final = re.compile(rf"{_HOW}(?P<open>[（(])?(?:(?P<lead>{_LEADS})|(?P<help>{_HELPS}))(?(open)[）)])$")
# What is given out: all that stands above (以上工作), or this (此项任务).
_WHAT: Final = re.compile(
    r"(?:(?:以上|上述|前述|该项|此项|本项|各项|本条|上列)[\u4e00-\u9fff]{0,10}?[，,]?(?:均|都|统一|分别)?(?=由))?由?"
)
_WITH: Final = re.compile("会同|联合|协同")
_BY_WHEN: Final = re.compile(
    rf"(?:请|须|均|要|应)*[于在]?(?:{DEADLINE.pattern})(?:全部|全面)?(?:完成|落实|办结|整改|到位|报送)*", re.VERBOSE
)
_CLAUSE: Final = re.compile("[，,；;]|(?<=[头责办][）)])、")


def roles(text: str, start: int, end: int) -> Duties | None:
    """Who leads and who helps, where the clauses of `text[start:end]` say that and no more; None where they say
    something else."""
    lead: list[Mention] = []
    help_: list[Mention] = []
    waiting: list[Mention] = []
    due: tuple[int, int] | None = None
    for begin, stop in _clauses(text, start, end):
        begin = match.end() if (match := _WHAT.match(text, begin, stop)) else begin
        if _BY_WHEN.fullmatch(text, begin, stop):
            due = (begin, stop)
            continue
        role = _ROLE.search(text, begin, stop)
        until = role.start() if role else stop
        along = _WITH.search(text, begin, until)
        main = names(text, begin, along.start() if along else until)
        others = names(text, along.end(), until) if along else []
        if not main or not all(is_body(m.text) for m in (*main, *others)):
            return None
        if role is None:
            waiting += main
            continue
        (lead if role["lead"] else help_).extend([*waiting, *main])
        help_ += others
        waiting = []
    return Duties(tuple(lead), tuple(help_), due) if (lead or help_) and not waiting else None


def given_out(text: str, masked: str, start: int, end: int) -> list[tuple[int, int, Duties]]:
    """Every sentence of a stretch that only gives out roles; such sentences one after the other are one."""
    found: list[tuple[int, int, Duties]] = []
    for match in re.compile(r"[^。；;\n]+").finditer(masked, start, end):
        begin, stop = match.span()
        while begin < stop and text[begin] in " \t\u3000—-":
            begin += 1
        if stop - begin > _LONGEST or not _SAYS_ROLE.search(masked, begin, stop):
            continue
        duties = roles(text, begin, stop)
        if duties is None or not (duties.responsible or found or text.startswith(("以上", "上述"), begin)):
            continue
        if found and masked[found[-1][1] : begin].strip(" 。；;\u3000") == "":
            first, _, before = found.pop()
            both = Duties(
                before.responsible + duties.responsible,
                before.cooperating + duties.cooperating,
                duties.due or before.due,
            )
            found.append((first, stop, both))
        else:
            found.append((begin, stop, duties))
    return found


_LONGEST: Final = 160
_SAYS_ROLE: Final = re.compile("牵头|负责|承办|主办|落实|实施|配合|协助|协办|参与|参加")


def _clauses(text: str, start: int, end: int) -> list[tuple[int, int]]:
    at, found = start, []
    depth = 0
    for index in range(start, end):
        depth += (text[index] in "（(") - (text[index] in "）)")
        if depth <= 0 and _CLAUSE.match(text, index):
            found.append((at, index))
            at = index + 1
    return [(s, e) for s, e in [*found, (at, end)] if e - s >= 2]
