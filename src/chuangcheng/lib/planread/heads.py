"""Finds the subject at the head of a clause: a name that ends in what kind of body it is, before the predicate."""

import re
from collections.abc import Sequence
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
# Activities that no body is named after.
_NEVER_NAMES: Final = frozenset(listed("评选 开展 实施 组织 推进 安排 使用"))
_LONGEST: Final = 60
_BOUNDS: Final = (*AT_LEAST.split("|")[:6], *AT_MOST.split("|"), *MORE.split("|"))
_STRONG: Final = re.compile(
    r"(?:办公室|小组|部门|中心|委员会|大队|局|所|员|股|科|单位|企业|机构|政府|指挥部|专班"
    r"|主体|城市|人员|服务站|办|领导|同志|负责人|责任人)▫*$"
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
        if is_body(name) and (named or _fits(name, found[:index], token)) and _PREDICATE & set(token.parts):
            best = index
            acts = acts or token.word in words.CAUSATIVE or LIGHT in token.parts
    return best


def _fits(name: str, inside: Sequence[Token], following: Token) -> bool:
    if COUNT in following.parts and following.word.startswith(_BOUNDS):
        return False  # 心理教师不少于2名: what is counted, not who acts
    if name.endswith("物业") and not {MODAL, TIME} & set(following.parts):
        return False  # 物业服务, 物业管理: the trade, not the company
    return _accepts(name, inside[0], following) and not _acts_inside(inside, following)


def _acts_inside(inside: Sequence[Token], following: Token) -> bool:
    """A verb inside that names no activity makes it a clause, no name (每个市场设立快检室), unless a modal
    follows."""
    if MODAL in following.parts:
        return False
    if inside[0].parts == ADVERB and len(inside) > 1 and inside[1].word in words.CAUSATIVE:
        return True  # 广泛发动职工: an order to make others act
    inner = inside[1:]
    return any(VERB in t.parts and (t.word not in words.NOMINAL or t.word in _NEVER_NAMES) for t in inner)


def _bars(token: Token) -> bool:
    """Nothing inside a name: a modal, a time, a preposition that governs a verb."""
    if NOUN in token.parts or BREAK in token.parts:
        return False
    return bool({MODAL, TIME, COUNT, FORBID, PERMIT} & set(token.parts)) or token.word in _CLOSED


def _accepts(name: str, first: Token, following: Token) -> bool:
    bound = bool({MODAL, FORBID, PERMIT} & set(following.parts)) or following.word in {"负责", "牵头", "会同"}
    if first.word in words.CAUSATIVE and not bound:
        return False
    if VERB in first.parts or PURPOSE in first.parts or WEAK in first.parts or CIRCUM in first.parts:
        named = LIGHT not in first.parts and (first.word in words.NOMINAL or ADVERB in first.parts)
        return first.end < following.start and (bound or (named and bool(_STRONG.search(name))))
    return first.word not in _CLOSED and is_agent(name, bound=bound)
