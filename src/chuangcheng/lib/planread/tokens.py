"""Cuts a clause into words of known part, longest first, and leaves the rest as nouns.

The dictionary is the lexicon; what it does not know is noun material, except two-character compounds whose
morphemes both belong to verbs of handling (清运 查纠 补种), which the register forms freely.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from . import lexicon as words
from .quantities import QUANTITY
from .targets import FULL
from .times import CADENCE, DEADLINE

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
    "清整治查巡排抽督检核普拆除铲修补更换增新扩改建设立制编印发宣播讲培教训劝疏引管控防监测评考审验收报送交办处调解化帮扶救慰访摸登记汇梳统统推组召举开创"
)
_SECOND: Final = frozenset(
    "理治查改除扫运洗修补换建设立订发放播讲训导管控防督办结送报交处解扶助访排记集理顿造升护栽种缮葺纠缴收审核评测验销装设配齐足"
)
# 报 before a body is a verb of its own (报镇创建办), elsewhere half a word.
_REPORTS: Final = re.compile(
    r"报(?=[县市区镇局乡街省校党专][\u4e00-\u9fff]{0,12}(?:办"
    r"|局|委|部|室|组|中心|指挥部|政府))"
)
# A verb with 率 behind it is the name of a figure (覆盖率, 办结率).
_RATE: Final = re.compile("率(?![先领队])")
# 千巷一面: a saying, no count.
_IDIOM: Final = re.compile("[千百万][\u4e00-\u9fff]一[\u4e00-\u9fff]")
_TRIGGERS: Final = frozenset(
    "每逐按常定不经日及适随持长平第上下年底末于在到至截力争确今本当明次同一二两三四五六七八九十半"
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
    found: list[Token] = []
    at = start
    loose = start
    while at < end:
        token = _next(text, at, end, at_head=loose == at)
        if token is None:
            at += 1
            continue
        if loose < token.start:
            found.append(Token(text[loose : token.start], loose, token.start, NOUN))
        found.append(token)
        at = loose = token.end
    if loose < end:
        found.append(Token(text[loose:end], loose, end, NOUN))
    return found


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
    if char == "应" and (whole := FULL.match(text, at, end)):
        return Token(whole[0], at, whole.end(), VERB)
    token = _word(text, at, end)
    if token and VERB in token.parts and _RATE.match(text, token.end, end):
        return Token(text[at : token.end + 1], at, token.end + 1, NOUN)
    if token or not at_head:
        return token
    if at + 2 <= end and char in _FIRST and text[at + 1] in _SECOND:
        return Token(text[at : at + 2], at, at + 2, VERB)
    return None


def _measure(text: str, at: int, end: int) -> Token | None:
    for pattern, part in ((CADENCE, TIME), (DEADLINE, TIME), (QUANTITY, COUNT)):
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
