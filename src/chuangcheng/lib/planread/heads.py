"""Finds the subject at the head of a clause: a name that ends in what kind of body it is, before the predicate."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from . import lexicon as words
from .fields.who import is_agent, is_body
from .quantities import AT_LEAST, AT_MOST, MORE
from .tokens import (
    ADVERB,
    BREAK,
    CIRCUM,
    COUNT,
    FORBID,
    LIGHT,
    MODAL,
    NOUN,
    PERMIT,
    PREP,
    PURPOSE,
    TIME,
    VERB,
    WEAK,
    Token,
)
from .vocabulary import listed

_PREDICATE: Final = frozenset(MODAL + FORBID + ADVERB + TIME + COUNT + PREP + CIRCUM + VERB + PURPOSE + WEAK + PERMIT)
_CLOSED: Final = frozenset(listed("与 和 同 会同 联合 有 赴 进 对 将 把 由 在 向 从 于 以 为 按 使 让 到 自 至 就"))
# Before where one goes, never before who acts.
INTO: Final = frozenset(listed("深入 走进 走入 面向 进入"))
# What only somebody does: the head before them is a subject, a kind of place or not (营业厅组织…, 食堂上报…).
_ACTS: Final = frozenset(listed("负责 牵头 会同 组织 举办 召开 制定 报送 上报"))
# What a room or house that is no verb's object does, when it opens the clause (卫生室做好…, 食堂进行…).
WORKS: Final = frozenset(listed("进行 做好 配合 协助"))
# Activities that no body is named after.
_NEVER_NAMES: Final = frozenset(listed("评选 开展 实施 组织 推进 安排 使用"))
_KINDS: Final = frozenset(
    listed("部 处 科 股 室 组 办 办公室 队 站 所 中心 大队 中队 分队 公司 委员会 小组 专班 领导小组")
)
_TRADES: Final = frozenset(
    listed("联合 监督 管理")
)  # of the verbs that make others act, those that bodies are named for
_HELPS: Final = frozenset({"配合", "协助"})  # before a body: whom one helps (各乡镇配合县水利局…)
_EACH: Final = re.compile("[每各]个?(?:村|社区|街道|镇|乡)")
_LONGEST: Final = 60
_BOUNDS: Final = (*AT_LEAST.split("|")[:6], *AT_MOST.split("|"), *MORE.split("|"))
_STRONG: Final = re.compile(
    r"(?:办公室|小组|部门|中心|委员会|大队|局|所|员|股|科|单位|企业|机构|政府|指挥部|专班"
    r"|主体|书记|主任|干部|教师|医生|城市|人员|服务站|办|领导|同志|负责人|责任人|公司|集团|医院|学校|中队|支队|分队|团队|队伍|队|班|组|站|院|处|部|厂)▫*$"
)


# 各包联单位, 有关承办部门: what they are charged with stands before what they are.
_CHARGED: Final = re.compile(
    r"(?:各级?|有关|相关|全体|所有|每个|镇直|县直|市直|区直)[\u4e00-\u9fff]{2,4}"
    r"(?:单位|部门|人员|干部|企业|机构|小组|专班|组|队|责任人|窗口|主体)(?=▫*$)"
)


def subject_end(found: Sequence[Token], *, named: bool = False) -> int | None:
    """The index of the token that follows the subject, None where the clause opens with none.

    `named`: a word before it (由, 会同) says that a name stands here. The longest name wins, unless the one before
    it is followed by a verb that makes others act (镇创建办 组织 考核组).
    """
    best: int | None = None
    acts = False
    name = ""
    for index in range(1, len(found)):
        before, token = found[index - 1], found[index]
        name += before.word
        if _bars(before) or len(name) > _LONGEST:
            break
        if acts and MODAL not in token.parts:
            continue
        if index + 1 == len(found) and COUNT in token.parts and not named and name[0] not in "各每":
            continue  # 创成示范单位1家: what is counted
        if is_body(name) and (named or _fits(name, found[:index], token)) and _PREDICATE & set(token.parts):
            best = index
            acts = acts or token.word in words.CAUSATIVE or LIGHT in token.parts or token.word in _HELPS
    return best


def _fits(name: str, inside: Sequence[Token], following: Token) -> bool:
    if COUNT in following.parts and following.word.startswith(_BOUNDS) and not _EACH.fullmatch(name):
        return False  # 心理教师不少于2名: what is counted, not who acts
    if name.endswith("物业") and not {MODAL, TIME, ADVERB} & set(following.parts):
        return False  # 物业服务, 物业管理: the trade, not the company
    return _accepts(name, inside, following) and not _acts_inside(inside, following)


def _acts_inside(inside: Sequence[Token], following: Token) -> bool:
    """A verb inside that names no activity makes it a clause, no name (每个市场设立快检室), unless a modal
    follows."""
    if MODAL in following.parts:
        return False
    if inside[0].parts == ADVERB and len(inside) > 1 and inside[1].word in words.CAUSATIVE:
        return True  # 广泛发动职工: an order to make others act
    if _CHARGED.match("".join(token.word for token in inside)):
        return False
    inner = inside[1 : len(inside) - _named_for(inside)]
    if any(VERB in t.parts and before.word[-1] in "上时后" for before, t in pairwise(inside)):
        return True  # 升旗仪式上通报班级: what is done at an occasion
    return any(VERB in t.parts and (t.word not in words.NOMINAL or t.word in _NEVER_NAMES) for t in inner)


def _bars(token: Token) -> bool:
    """Nothing inside a name: a modal, a time, a preposition that governs a verb."""
    if NOUN in token.parts or BREAK in token.parts:
        return False
    return (
        bool({MODAL, TIME, COUNT, FORBID, PERMIT} & set(token.parts)) or token.word in _CLOSED or token.word[0] == "逐"
    )


def _named_for(inside: Sequence[Token]) -> int:
    """How many words at the end are a trade and the kind of body named for it (运维检修 部, 教导 处)."""
    if len(inside) < 2 or inside[-1].word not in _KINDS or VERB not in inside[-2].parts:
        return 0
    count = 1
    while count < len(inside) and VERB in inside[-count - 1].parts and LIGHT not in inside[-count - 1].parts:
        count += 1
    return count if count > 1 else 0


def _accepts(name: str, inside: Sequence[Token], following: Token) -> bool:
    first, trade = inside[0], _named_for(inside) == len(inside)
    bound = bool({MODAL, FORBID, PERMIT} & set(following.parts)) or following.word in _ACTS
    if first.word in words.CAUSATIVE and not bound and not (trade and first.word in _TRADES):
        return False
    if VERB in first.parts or PURPOSE in first.parts or WEAK in first.parts or CIRCUM in first.parts:
        named = LIGHT not in first.parts and (first.word in words.NOMINAL or ADVERB in first.parts or trade)
        return first.end < following.start and (bound or (named and bool(_STRONG.search(name))))
    return first.word not in _CLOSED and is_agent(name, bound=bound or following.word in WORKS)
