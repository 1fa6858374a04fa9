"""Which verb closes a preposition phrase: 对X开展Y, 按照X制定Y, 由X负责.

A light verb closes it, or a verb behind a modal or an adverb, or one that names no activity. A clause that ends in
what one starts from (…问题, …要求) and has no such verb is a circumstance as a whole.
"""

import re
from typing import Final

from . import lexicon as words
from .heads import subject_end
from .marks import NAMED
from .tokens import ADVERB, BREAK, CIRCUM, COUNT, LIGHT, MODAL, NOUN, PERMIT, PURPOSE, TIME, VERB, WEAK, Token

# Heads of the noun phrases that circumstances end in: what one starts from, follows, or uses.
GROUND: Final = re.compile(
    r"(?:问题|情况|要求|内容|思路|原则|指标|标准"
    r"|体系|方案|部署|实际|职责|目标|需求|特点|重点"
    r"|任务|精神|规定|契机|抓手|载体|形式|方式|方法|手段|基础|平台|资源|优势|节点|短板"
    r"|行动|主题|导向|引领|核心|关键|规划|意见|通知"
    r"|办法|制度|作用|力量|单位|依据|媒介|阵地|渠道"
    r"|机会|时机|模式|机制|路径|主线|统领|牵引|出发点"
    r"|落脚点|保障|动力|根本|突破口|手册|细则"
    r"|程序|理念|主体|中心|乱象|现象|难题|隐患|薄弱环节"
    r"|环节|弱项|措施|责任人|责任|案件|行为|线索"
    r"|的人员|人员|者|对象|区域|场所|部位|步骤|会议"
    r"|文件|节日|日|期|时段|性质|数量|差异较大)$"
)
LOCATIVE: Final = re.compile(
    r"(?:之?[前后时内]|时候|期间|基础上|过程中|前提下|条件下|领导下|指导下|(?<!以)[中上下]|以来|起|之际|方面|前后)$"
)


# In a place: what stands behind it is done there (在李家村建设文化广场).
_AT: Final = frozenset({"在", "于"})
_STANDS: Final = re.compile(r"(?:村|社区|小区|[路街巷]|广场|公园|市场|[园区场馆站口处内上里旁侧]|门前|周边|沿线)▫*$")


def waits(text: str) -> bool:
    """Whether a clause ends in what one starts from, or in a place or time word: it opens the demand that follows."""
    return bool(GROUND.search(text.rstrip("▫▪等")) or LOCATIVE.search(text))


def closer(found: list[Token], at: int, text: str, *, agent: bool) -> int | None:
    """The verb that closes the phrase opened at `at`, if any: a light verb, one after a modal or adverb, or one
    that names no activity."""
    opener = found[at]
    described = opener.word in {"对", "对于"} and _handles(found, _after_of(found, at))  # 对…的企业启动退出程序
    ground = (CIRCUM in opener.parts or opener.word in {"对", "对于"}) and not agent and not described and waits(text)
    sure = CIRCUM not in opener.parts or agent
    light = plain = None
    first = max(_after_of(found, at), _named_until(found, at))
    for index in range(at + 1, len(found)):
        token, before = found[index], found[index - 1]
        if (MODAL in token.parts or PERMIT in token.parts) and max(index, at + 1) >= first and index + 1 < len(found):
            return _verb_after(found, index)
        if not _predicative(token, before, index, at) or index < first:
            continue
        last = index + 1 == len(found)
        if ground and not _leaves_ground(opener, token, before, last=last):
            continue
        if LIGHT in token.parts and not last:
            light = light or index
        elif last or sure or _strong(token, before) or _marked(found, index, opener):
            plain = plain or index
    return _nearest(light, plain, found)


def _marked(found: list[Token], index: int, opener: Token) -> bool:
    """Behind a place, or before a name in quotes, a verb that also names an activity is the predicate."""
    named = index + 1 < len(found) and found[index + 1].word[0] == NAMED
    return named or (opener.word in _AT and bool(_STANDS.search(found[index - 1].word)))


def _handles(found: list[Token], first: int) -> bool:
    """Behind 对…的X stands a verb that says what is done about it, with an object of its own."""
    return first > 0 and any(LIGHT in t.parts or t.word in _HANDLES for t in found[first:-1])


_HANDLES: Final = frozenset({"启动", "取消", "责令", "约谈", "通报", "扣减", "限期"})


def _leaves_ground(opener: Token, token: Token, before: Token, *, last: bool) -> bool:
    """Where the clause ends like a ground (…要求, …行动), the verb has to be marked: by an adverb, by what
    precedes it, or as light."""
    if last:
        return False
    if CIRCUM not in opener.parts and LIGHT in token.parts:
        return True
    return _adverbial(before) or bool(GROUND.search(before.word)) or before.word[-1] == "▪"


def _nearest(light: int | None, plain: int | None, found: list[Token]) -> int | None:
    if plain is not None and light is not None:
        return min(plain, light) if _strong(found[plain], found[plain - 1]) else light
    return plain if plain is not None else light


def _named_until(found: list[Token], at: int) -> int:
    """由X, 向X, 与X: the name X is passed over whole, verbs in it and all."""
    if found[at].word not in {"由", "向", "与", "会同", "联合", "经", "从"}:
        return 0
    end = subject_end(found[at + 1 :], named=True)
    return at + 1 + end if end else 0


def _adverbial(token: Token) -> bool:
    return bool({ADVERB, TIME, COUNT} & set(token.parts))


def _predicative(token: Token, before: Token, index: int, at: int) -> bool:
    """Can this word be the predicate: a verb, not one of a list of names, not the first word after the
    preposition."""
    return bool({VERB, PURPOSE, WEAK} & set(token.parts)) and BREAK not in before.parts and index > at + 1


def _strong(token: Token, before: Token) -> bool:
    return _adverbial(before) or token.word not in words.NOMINAL


def _after_of(found: list[Token], at: int) -> int:
    """Where 对 opens a phrase with 的, its verb stands after the last 的: what is before describes
    (对进度缓慢的地区开展…)."""
    if found[at].word not in {"对", "对于", "针对", "除", "围绕", "按照", "根据", "结合", "按", "依据"}:
        return 0
    last = max((i for i, t in enumerate(found) if i > at and "的" in t.word and NOUN in t.parts), default=-1)
    if last < 0:
        return 0
    return (
        last + 1 if any(VERB in t.parts for t in found[last + 1 :]) or found[at].word in {"对", "对于", "针对"} else 0
    )


def _verb_after(found: list[Token], at: int) -> int:
    for index in range(at + 1, len(found)):
        if VERB in found[index].parts or PURPOSE in found[index].parts or WEAK in found[index].parts:
            return index
    return len(found) - 1
