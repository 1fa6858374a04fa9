"""Reads one clause: who, whether it must, what it demands, and what part it plays in its sentence.

A clause is walked from its head. Connectives, modals, manner adverbs and time are taken off; a noun phrase before
them is a subject or a topic; a preposition opens a phrase that a later verb closes. What stands then decides: a
verb with an object demands, a purpose verb tells what for, a circumstance (围绕…, …的, …后) waits for the demand
that follows it.
"""

import re
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise
from typing import Final

from . import lexicon as words
from .fields.howmuch import targets
from .fields.who import is_body
from .formulas import ALSO, FORMULA, GIVES, NAMED_CASE, OF_WHOM, REACHES, SHORT_AFTER
from .heads import INTO, subject_end
from .marks import NAMED
from .phrases import GROUND, LOCATIVE, closer, waits
from .signs import EACH, PAPER, SUM, demands_unclosed, does
from .statements import states
from .targets import FULL
from .times import DEADLINE
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
    TWIN,
    VERB,
    WEAK,
    Token,
    tokens,
)


class Part(Enum):
    """The part a clause plays."""

    DEMAND = "demand"
    PURPOSE = "purpose"
    WEAK = "weak"
    CIRCUMSTANCE = "circumstance"
    BARE = "bare"  # a verb without an object of its own
    NOMINAL = "nominal"
    STATEMENT = "statement"  # founding, naming to a post, permitting, telling


@dataclass(slots=True)
class Reading:
    """A clause as read. Offsets are in the document; `head` is the noun phrase before the predicate, if any;
    `label`: a colon follows."""

    start: int
    end: int
    part: Part = Part.NOMINAL
    head: tuple[int, int] | None = None
    modal: str = ""
    verb: str = ""
    verb_at: int = -1
    agent: bool = False
    phrase: bool = False
    manner: bool = False
    object: bool = False
    timed: bool = False
    counted: bool = False
    measured: bool = False
    quality: bool = False
    role: bool = False
    label: bool = False


# Ends that make the whole clause a circumstance, whatever verbs it holds: …后, …的基础上, …的.
_AFTER: Final = re.compile(
    r"(?<![前落])后$|(?:之?前|期间|基础上|过程中"
    r"|前提下|领导下|指导下|情况下|条件下|时候|之际"
    r"|之后|以来|情况时|问题时)$|作为[^，]+(?:责任人"
    r"|责任主体|主体|部门)$|^(?:在|当|如遇?|遇|若|出现).*(?:时|中|下)$"
    r"|^(?:力争|争取)?利?用[^，]{1,8}时间$"
)
_CONDITION: Final = re.compile(r"的$|(?:的|之)话$|^(?:连续|累计|凡是?|被).*的[\u4e00-\u9fff]{1,8}$")

# X牵头, 由X负责, Y配合: a role given before what is to be done.
_ROLE: Final = re.compile(
    r"(?:牵头|牵头负责|牵头抓总|配合|协助|带队|(?:共同|积极|协同)参与|^由.{2,40}(?:负责|落实|实施|承担|承办|办理))$"
)
# 其中北段须在5月10日前完工: a time limit of its own makes it a demand of its own.
_DUE: Final = re.compile(r"[日月年][底末内]?之?前|[须应要]")
_CONNECTIVES: Final = frozenset({"并", "并且", "且", "同时", "也", "还", "再", "又", "此外", "另外"})
# Circumstance at the head of a clause, predicate behind a topic: 设施符合标准, 结果作为依据.
_PREDICATES: Final = frozenset({"符合", "作为"})
_NOT: Final = ("不发生", "不出现", "不反弹", "不挤占")


def read_clause(masked: str, start: int, end: int) -> Reading:
    """The reading of `masked[start:end]`, a clause without its closing punctuation."""
    reading = Reading(start, end)
    if end - start > 600:
        return reading
    text = masked[start:end]
    words_ = tokens(masked, start, end)
    reading.measured = bool(targets(masked, masked, start, end))
    reading.counted = any(COUNT in t.parts for t in words_)
    if _CONDITION.search(text) or _AFTER.search(text):
        if "作为" in text:
            _opening(reading, words_)
        reading.part = Part.CIRCUMSTANCE
        return reading
    if SUM.search(text) or (ALSO.search(text) and not (text.startswith("其中") and _DUE.search(text))):
        reading.part = Part.BARE
        return reading
    _walk(reading, words_, text)
    if (
        not reading.modal
        and (reading.agent or text.startswith("由"))
        and (_ROLE.search(text) or _takes_part(reading, text))
    ):
        reading.part, reading.role = Part.CIRCUMSTANCE, True
        reading.verb = "配合" if text.endswith(("配合", "协助", "参与", "参加")) else "牵头"
    if reading.verb == "联合" and is_body(text.partition("联合")[2]):
        reading.part = Part.CIRCUMSTANCE  # 卫生科联合村卫生室，…: with whom, told before what
    named = reading.role and text.startswith("由")  # 由副主任王海负责: who does this, no post given
    if not named and states(text, modal=reading.modal, agent=reading.agent, measured=reading.measured):
        reading.part = Part.STATEMENT
    return reading


def _takes_part(reading: Reading, text: str) -> bool:
    """物业公司参与: nothing between who and the word, so that nothing but the role is told."""
    words_ = ("参与", "负责", "部门参加", "单位参加")
    return text.endswith(words_) and reading.head is not None and reading.head[1] == reading.end - 2


def _goes_before(token: Token) -> bool:
    """An adverb before the subject; 每个 and the like belong to it."""
    return token.parts == ADVERB and not token.word.startswith("每")


def _opening(reading: Reading, found: list[Token]) -> int:
    """Takes the subject off the head of the clause, times and adverbs before it too; the index where the predicate
    begins."""
    lead = 0
    if found and found[0].word in INTO:
        return 0  # 深入学校、社区开展宣讲: where one goes
    while lead < min(2, len(found)) and (TIME in found[lead].parts or _goes_before(found[lead])):
        lead += 1
    if len(found) > 1 and found[0].word == "请":
        starts: tuple[int, ...] = (1,)
    elif lead and (TIME in found[0].parts or found[0].word in _CONNECTIVES):
        starts = (lead,)
    else:
        starts = (0, lead) if lead else (0,)
    for at in starts:
        end = subject_end(found[at:])
        if end is not None:
            reading.head, reading.agent = (found[at].start, found[at + end - 1].end), True
            reading.timed = reading.timed or any(TIME in t.parts for t in found[:at])
            return at + end
    return 0


def _walk(reading: Reading, found: list[Token], text: str) -> None:
    at = _opening(reading, found)
    while at < len(found):
        step = _take(reading, found, at, text)
        if step is None:
            return
        at = max(step, at + 1)
    if reading.part is Part.NOMINAL and (
        reading.measured or (reading.counted and (reading.head or EACH.match(text)) and not NAMED_CASE.search(text))
    ):
        reading.part, reading.verb_at = Part.DEMAND, found[-1].start
    elif reading.part is Part.NOMINAL and (_told(reading, text) or does(reading, found, text)):
        reading.part, reading.object = Part.DEMAND, True  # 物业要勤快: whatever it is, somebody must
        reading.verb_at = found[-1].start
    elif reading.part is Part.NOMINAL and (LOCATIVE.search(text) or _CONDITION.search(text)):
        reading.part = Part.CIRCUMSTANCE


# Modals that are as often part of a noun or a formula.
_LOOSE_MODALS: Final = frozenset({"得", "要求", "请", "需", "需要", "必要时"})


def _told(reading: Reading, text: str) -> bool:
    """A modal behind somebody, or at the head of the clause: what follows demands, known as a verb or not."""
    modal = reading.modal
    if not modal or modal in words.PERMIT:
        return False
    return reading.agent or text.startswith(modal) or modal not in _LOOSE_MODALS


def _take(reading: Reading, found: list[Token], at: int, text: str) -> int | None:
    """One step of the walk: the index to go on from, or None when the part is settled."""
    token = found[at]
    parts = token.parts
    if FORBID in parts:
        reading.modal = reading.modal or token.word
        return _settle(reading, token, Part.DEMAND, object_=True)
    if MODAL in parts or (PERMIT in parts and not reading.modal):
        reading.modal = token.word
        return at + 1
    if TIME in parts or COUNT in parts:
        reading.timed = True
        return at + 1
    if token.word in _PREDICATES and reading.head:
        return _settle(reading, token, Part.DEMAND, object_=True)
    if (CIRCUM in parts or PREP in parts) and not (reading.modal and BREAK in found[at - 1].parts):
        return _phrase(reading, found, at, text)
    if (PURPOSE in parts or WEAK in parts) and (VERB not in parts or not reading.head):
        return _result(reading, found, at, text)
    if VERB in parts:
        return _verb(reading, found, at, text)
    if ADVERB in parts:
        reading.manner = True
        return at + 1
    return _nominal(reading, found, at)


def _settle(reading: Reading, token: Token, part: Part, *, object_: bool) -> int | None:
    """The clause is read: the walk ends with None."""
    reading.verb, reading.verb_at = token.word, token.start
    reading.part, reading.object = part, object_
    return None


def _nominal(reading: Reading, found: list[Token], at: int) -> int:
    """A noun phrase: it runs to the next modal, time, adverb, preposition, or to a verb."""
    token = found[at]
    if token.word.startswith(_NOT):
        _settle(reading, token, Part.DEMAND, object_=True)
        return len(found)
    marked = reading.manner or reading.timed or reading.modal
    if (
        marked
        and (not reading.head or (reading.agent and reading.modal))
        and token.word[0] in words.SHORT
        and _loose(token)
    ):
        reading.verb, reading.verb_at = token.word[0], token.start
        reading.part, reading.object = (
            Part.DEMAND,
            True,
        )  # 统一建化粪池: one character as a verb, marked by what precedes it
        return len(found)
    step = at + 1
    while step < len(found) and (NOUN in found[step].parts or BREAK in found[step].parts or _inside_list(found, step)):
        step += 1
    reading.head = reading.head or (token.start, found[step - 1].end)
    return step


def _loose(token: Token) -> bool:
    """Noun material that the lexicon does not know: its first character may be a verb."""
    return len(token.word) >= 2 and token.parts == NOUN and token.word not in words.NOUNS


def _inside_list(found: list[Token], at: int) -> bool:
    """A verb between two list marks, or right before one, names a thing in the list (规划、配建、移交等环节)."""
    return (
        VERB in found[at].parts
        and at + 1 < len(found)
        and BREAK in found[at + 1].parts
        and BREAK in found[at - 1].parts
    )


def _verb(reading: Reading, found: list[Token], at: int, text: str) -> int | None:
    token = found[at]
    rest = found[at + 1 :]
    has_object = _has_object(token, rest)
    bound = bool(reading.modal or reading.timed or reading.phrase or reading.measured or reading.agent)
    bound = bound or (token.word.startswith("发现") and any(VERB in t.parts for t in rest))  # 发现问题当天上报
    twin = TWIN.fullmatch(token.word) or FULL.fullmatch(token.word)
    inside = bool(reading.head) and text[: token.start - reading.start].endswith(("内", "里", "处", "旁"))
    bound = bound or inside or bool(reading.head and twin)  # 课间随脏随扫
    case = bool(reading.head) and text[: token.start - reading.start].endswith("的")
    bound = bound or (case and token.word not in words.NOMINAL)  # 不合格的责令整顿
    if token.word in FORMULA:
        return _settle(reading, token, Part.BARE, object_=False)
    if (
        reading.head
        and not bound
        and (GROUND.search(text) or _describes(rest) or not (LIGHT in token.parts or reading.manner or has_object))
    ):
        return at + 1  # the verb is part of a name (健康教育宣传栏), go on behind it
    part = Part.DEMAND if has_object or bound or reading.head else Part.BARE
    return _settle(reading, token, part, object_=has_object)


def _describes(rest: list[Token]) -> bool:
    """的 and a bare noun close the clause (群众反映强烈的建筑): it is a noun phrase, its verb describes."""
    last = max((i for i, t in enumerate(rest) if "的" in t.word and NOUN in t.parts), default=-1)
    return (
        last >= 0
        and (bool(rest[last + 1 :]) or not rest[last].word.endswith("的"))
        and all(t.parts == NOUN for t in rest[last:])
    )


def _has_object(token: Token, rest: list[Token]) -> bool:
    """A noun or a count after the verb, or an activity's name: after a light verb (开展自查), or last (发布公告)."""
    if any(NOUN in t.parts or COUNT in t.parts for t in rest):
        return True
    verbs = [t for t in rest if VERB in t.parts]
    return bool(verbs) and (
        LIGHT in token.parts or (verbs[-1].word in words.NOMINAL and token.word not in words.NOMINAL)
    )


def _result(reading: Reading, found: list[Token], at: int, text: str) -> int | None:
    token = found[at]
    reading.quality = text.rstrip("▫▪等").endswith(words.QUALITY_ENDINGS) or "感" in text[-3:]
    reading.measured = reading.measured or reading.counted or bool(DEADLINE.search(text))
    part = Part.PURPOSE if PURPOSE in token.parts else Part.WEAK
    if any("的" in a.word and MODAL in b.parts and len(b.word) > 1 for a, b in pairwise(found[at:])):
        return _settle(reading, token, Part.DEMAND, object_=True)  # 未取得资格的一律不得…: the verb says in what case
    if token.word == "形成" and PAPER.search(text.rstrip("▫")):
        return _settle(reading, token, Part.DEMAND, object_=True)  # 形成台账: a thing that can be handed in
    if reading.measured or (reading.head and PURPOSE not in token.parts) or (reading.modal and reading.head):
        part = Part.DEMAND
    return _settle(reading, token, part, object_=at + 1 < len(found))


def _phrase(reading: Reading, found: list[Token], at: int, text: str) -> int | None:
    """A preposition or circumstance word: it is closed by a later verb in the clause, or the whole clause waits."""
    token = found[at]
    if token.word in {"为", "让", "使"} and at == 0 and GIVES.search(text):
        return _settle(reading, token, Part.PURPOSE, object_=True)
    follows = found[at + 1] if at + 1 < len(found) else None
    if token.word in {"为", "为了"} and at == 0 and follows and _opens_purpose(follows):
        reading.part = Part.CIRCUMSTANCE  # 为进一步…: what for, told first
        return None
    if VERB in token.parts and (
        follows is None or follows.parts == BREAK or (VERB in follows.parts and not waits(text))
    ):
        return _verb(reading, found, at, text)
    index = closer(found, at, text, agent=reading.agent)
    if index is None:
        return _unclosed(reading, found, at, text)
    reading.phrase = True
    if token.word in {"将", "把"} and not reading.head and REACHES.search(text):
        return _settle(reading, token, Part.PURPOSE, object_=True)
    between = found[at + 1 : index]
    reading.modal = next((t.word for t in between if MODAL in t.parts or PERMIT in t.parts), reading.modal)
    reading.timed = reading.timed or any(TIME in t.parts or COUNT in t.parts for t in between)
    return _settle(reading, found[index], Part.DEMAND, object_=True)


def _opens_purpose(token: Token) -> bool:
    """为进一步…, 为营造…; not 为每名网格员…."""
    return bool({ADVERB, VERB, PURPOSE, WEAK} & set(token.parts)) and not token.word.startswith("每")


def _unclosed(reading: Reading, found: list[Token], at: int, text: str) -> int | None:
    """No verb closes the phrase. 将 and 把 demand all the same; a verb that is a preposition by trade demands
    unless it sets the ground."""
    token = found[at]
    if token.word in {"将", "把"} and REACHES.search(text):
        return _settle(reading, token, Part.PURPOSE, object_=True)
    if token.word in {"将", "把"} or SHORT_AFTER.search(text) or (token.word == "对" and text.endswith(NAMED)):
        return _settle(reading, token, Part.DEMAND, object_=True)
    if (reading.measured and not OF_WHOM.search(text)) or (reading.agent and VERB in token.parts):
        return _settle(reading, token, Part.DEMAND, object_=True)
    if demands_unclosed(reading, found, at, text):
        return _settle(reading, token, Part.DEMAND, object_=True)
    if VERB in token.parts and not waits(text):
        return _verb(reading, found, at, text)
    if token.word in {"由", "与", "和", "同", "于", "到", "以", "从", "就", "为"} and at > 0:
        return at + 1
    reading.part = Part.CIRCUMSTANCE
    reading.verb, reading.verb_at = token.word, token.start
    return None
