"""Cuts a clause into words of known part, longest first, and leaves the rest as nouns.

The dictionary is the lexicon; what it does not know is noun material, except two-character compounds whose
morphemes both belong to verbs of handling (清运 查纠 补种), which the register forms freely.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from . import lexicon as words
from .quantities import QUANTITY, SPAN
from .targets import FULL
from .times import CADENCE, DEADLINE, FEAST, RANGE

# Parts of speech, as letters in `Token.parts`.
VERB: Final = "v"
LIGHT: Final = "l"
PURPOSE: Final = "p"
WEAK: Final = "w"
CIRCUM: Final = "c"
PREP: Final = "b"
MODAL: Final = "m"
FORBID: Final = "f"
PERMIT: Final = "o"
ADVERB: Final = "a"
NOUN: Final = "n"
TIME: Final = "t"
COUNT: Final = "q"
BREAK: Final = ","

_FIRST: Final = frozenset(
    "清整治查巡排抽督检核普拆除铲修补更换增新扩改建设立制编印发宣播讲培教训劝疏引管控防监测评考审验收报送交办调解化帮扶救慰访摸登记汇梳统统推组召举开创"
)
_SECOND: Final = frozenset(
    "理治查改除扫运洗修补换建设立订发放播讲训导管控防督办结送报交处解扶助访排记集理顿造升护栽种缮葺纠缴收审核评测验销装设配齐足"
)
# 报 before a body is a verb of its own (报镇创建办), elsewhere half a word.
_REPORTS: Final = re.compile(
    r"报(?![名表告刊送道备纸批请账销关警修审检停废损]|社(?!区))(?=[\u4e00-\u9fff]{0,12}(?:办|局|委|部|室|组|科|股|处|站|中心"
    r"|指挥部|政府|社区))"
)
# A verb with 率, 员 or 式 behind it names a figure, a post or a kind (覆盖率, 劝导员, 开放式).
_RATE: Final = re.compile("率(?![先领队])|员(?!工)|式(?!样)")
# 修剪完小区灌木: the verb and that it is done.
_DONE: Final = re.compile("完(?![成善工备整毕好])")
# One character before a count is the verb (各班开一次班会, 在校门口各划一块), not the end of the noun.
_COUNTED_VERBS: Final = frozenset("分开发划建设评栽种派写画挂贴拆修补送交换摆读")
# 千巷一面: a saying, no count.
_IDIOM: Final = re.compile("[千百万][\u4e00-\u9fff]一[\u4e00-\u9fff]")
# 随脏随扫, 即查即改, 边查边改, 日产日清: four characters that say how something is done at once.
TWIN: Final = re.compile("(?P<beat>[随即边立日快])[\u4e00-\u9fff](?P=beat)[\u4e00-\u9fff]")
_TRIGGERS: Final = frozenset(
    "每逐按常定不经日及适随持长平第上下年底末于在到至截力争确今本当明次同一二两三四五六七八九十半"
    "上下放收课月天周旬季隔顿餐国春元中清端劳重教儿除暑寒母"
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word with its place in the text and the parts it can play."""

    word: str
    start: int
    end: int
    parts: str


@cache
def _dictionary() -> tuple[dict[str, str], dict[str, tuple[int, ...]]]:
    parts: dict[str, str] = {}
    classes = (
        (words.NOUNS, NOUN),
        (words.LIGHT, VERB + LIGHT),
        (words.ACTION, VERB),
        (words.PURPOSE, PURPOSE),
        (words.WEAK, WEAK),
        (words.CIRCUMSTANCE, CIRCUM),
        (words.PREPOSITIONS, PREP),
        (words.MODALS, MODAL),
        (words.FORBID, FORBID + MODAL),
        (words.PERMIT, PERMIT),
        (words.ADVERBS, ADVERB),
    )
    for vocabulary, letter in classes:
        for word in vocabulary:
            if NOUN not in parts.get(word, "") or word in words.ACTION:
                parts[word] = parts.get(word, "").replace(NOUN, "") + letter
    lengths: dict[str, set[int]] = {}
    for word in parts:
        lengths.setdefault(word[0], set()).add(len(word))
    return parts, {first: tuple(sorted(sizes, reverse=True)) for first, sizes in lengths.items()}


def tokens(text: str, start: int, end: int) -> list[Token]:
    """The words of `text[start:end]`."""
    return list(_tokens(text, start, end))


@lru_cache(maxsize=256)  # a clause is looked at from several sides, one right after the other
def _tokens(text: str, start: int, end: int) -> tuple[Token, ...]:
    found: list[Token] = []
    at = start
    loose = start
    while at < end:
        token = _next(text, at, end, at_head=loose == at)
        if token is None:
            at += 1
            continue
        found += _loose(text, loose, token)
        found.append(token)
        at = loose = token.end
    if loose < end:
        found.append(Token(text[loose:end], loose, end, NOUN))
    return tuple(found)


def _loose(text: str, start: int, following: Token) -> list[Token]:
    """Noun material before a word, less a one-character verb that the word counts the object of."""
    end = following.start
    if COUNT in following.parts and end - start >= 2 and text[end - 1] in _COUNTED_VERBS:
        return [Token(text[start : end - 1], start, end - 1, NOUN), Token(text[end - 1], end - 1, end, VERB)]
    if COUNT in following.parts and end - start == 1 and text[start] in _COUNTED_VERBS | {"办"}:
        return [Token(text[start], start, end, VERB)]
    return [Token(text[start:end], start, end, NOUN)] if start < end else []


def _next(text: str, at: int, end: int, *, at_head: bool) -> Token | None:
    char = text[at]
    if char in "、/／":
        return Token(char, at, at + 1, BREAK)
    if (char in _TRIGGERS or char.isdigit()) and (timed := _measure(text, at, end)):
        return timed
    if char == "报" and _REPORTS.match(text, at, end):
        return Token(char, at, at + 1, VERB)
    if char == "逐" and at + 1 < end:
        return Token(text[at : at + 2], at, at + 2, ADVERB)
    if char in "应能可随即边立日快" and (whole := FULL.match(text, at, end) or TWIN.match(text, at, end)):
        return Token(whole[0], at, whole.end(), VERB)
    token = _word(text, at, end)
    if token and VERB in token.parts and _RATE.match(text, token.end, end):
        return Token(text[at : token.end + 1], at, token.end + 1, NOUN)
    if token and VERB in token.parts and _DONE.match(text, token.end, end):
        return Token(text[at : token.end + 1], at, token.end + 1, token.parts)
    if token or not at_head:
        return token
    if at + 2 <= end and char in _FIRST and text[at + 1] in _SECOND:
        return Token(text[at : at + 2], at, at + 2, VERB)
    return None


def _measure(text: str, at: int, end: int) -> Token | None:
    for pattern, part in (
        (CADENCE, TIME),
        (RANGE, TIME),
        (DEADLINE, TIME),
        (FEAST, TIME),
        (SPAN, COUNT),
        (QUANTITY, COUNT),
    ):
        match = pattern.match(text, at, end)
        if match and match.end() > at and not (part == COUNT and _IDIOM.match(text, max(0, at - 2), end)):
            word = match[0]
            known = _dictionary()[0].get(word, "")
            return Token(word, at, match.end(), part + (known if ADVERB in known else ""))
    return None


def _word(text: str, at: int, end: int) -> Token | None:
    parts, lengths = _dictionary()
    for size in lengths.get(text[at], ()):
        if at + size <= end and (known := parts.get(text[at : at + size])):
            return Token(text[at : at + size], at, at + size, known)
    return None
