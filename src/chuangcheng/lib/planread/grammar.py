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
from .heads import subject_end
from .marks import NAMED
from .phrases import GROUND, LOCATIVE, closer, waits
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
    VERB,
    WEAK,
    Token,
    tokens,
)
from .vocabulary import listed


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
    """A clause as read. Offsets are in the document; `head` is the noun phrase before the predicate, if any."""

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


# Ends that make the whole clause a circumstance, whatever verbs it holds: …后, …的基础上, …的.
_AFTER: Final = re.compile(
    r"(?<![前落])后$|(?:之?前|期间|基础上|过程中"
    r"|前提下|领导下|指导下|情况下|条件下|时候|之际"
    r"|之后|以来|情况时|问题时)$|作为[^，]+(?:责任人"
    r"|责任主体|主体|部门)$|^(?:在|当|如遇?|遇|若|出现).*(?:时|中|下)$"
)
_CONDITION: Final = re.compile(r"的$|(?:的|之)话$")
_POST: Final = re.compile(
    r"(?:任|担任|兼任|兼|为|是|作为)[\u4e00-\u9fff▫、]{0,14}(?:组长"
    r"|主任|指挥长|总指挥|政委|召集人|会长|成员(?:单位)?"
    r"|副总指挥|联络员)|(?:组长|成员|主任|指挥长)由"
    r"|为(?:组|副组)长|设在|下设|(?:人选|组长|主任"
    r"|成员)由.{2,60}(?:确定|担任|组成)|由.{2,200}(?:组成"
    r"|选派人员参加)$|由.{2,100}组成.{2,30}组"
    r"|(?:局长|镇长|主任|书记|县长|主席|委员|校长|院长|队长|同志)(?!专门|具体|亲自|直接|全面|统一|主要|共同)[\u4e00-\u9fff]{2,3}(?:同志)?(?:具体)?(?:分管|负责)$"
)
_FOUND: Final = re.compile(rf"(?:成立|组建|设立|下设|设)[^，]{{0,40}}(?:{'|'.join(words.BODIES)})[▫▪]*$")
_TELL: Final = re.compile(
    r"(?<![一])[均皆即]为|虽然?[\u4e00-\u9fff]|(?:[仍还尚](?:有|存在|未|不够)|反映(?:强烈|较多|突出)|初显|初具|凸显$|^[一近\d两]?年(?:多|以)?来$|^(?:去年|上一?学年|上年度|长期以来|目前))|能不能|关键[是在]|(?<![除为])了\d|(?<![就但还而于总])是(?:[^否]|$)|包括|(?<!的)指的是"
    r"|简称|以下称|参差不齐|不同程度|取得(?:了|明显)"
    r"|有了|已经(?!建成)|如下$|制定(?:如下|本)|特制定"
    r"|现印发|印发给|遵照执行|贯彻执行$|贯彻落实$|收悉|近年来|通知如下|方案如下"
    r"|^(?:联系人|联系电话|电话|传真|邮箱|电子邮箱|地址|(?:咨询|监督|举报)(?:电话|热线))"
)
_OFFICE_DUTY: Final = re.compile(
    r"^(?:具体)?负责[^，、]{0,16}(?:日常|统筹|综合)[^，、]{0,8}(?:工作"
    r"|事务|调度|协调|管理|运转|联络)$|^负责[^，、]{0,8}具体工作$"
)

# Said of people who lead, as a formula: it adds no demand to the clause before it.
_FORMULA: Final = frozenset(listed("亲自抓 具体抓 齐抓共管 主要抓 直接抓 亲自部署"))
# 为…提供…: what the demand before it gives to others.
_GIVES: Final = re.compile(
    r"奠定|创造|贡献|腾出|注入|打下|营造|增添|提供[^，]{0,8}(?:保障"
    r"|支撑|支持|环境|条件|动力|保证|基础)"
)
# One character as a verb after 的 or before a body: 对整改不彻底的发督办函, 自评报告报镇创建办.
_SHORT_AFTER: Final = re.compile(r"的[发报给罚下](?=[\u4e00-\u9fff]{2})|报(?=[县市区镇局乡街省校党][\u4e00-\u9fff])")
# 把…落到实处: a result told with 把.
_REACHES: Final = re.compile(
    r"(?:落到实处|落实到位|落地见效|落细落实|落实落细"
    r"|抓实抓细|抓紧抓实|到[^，到]{1,3}到[^，]{1,3})$"
)
_ALSO: Final = re.compile(r"^(?:尤其是|特别是|其中|例如|比如|如\S+等$|应([\u4e00-\u9fff]{1,3})尽\1)")
# X牵头, 由X负责, Y配合: a role given before what is to be done.
_ROLE: Final = re.compile(r"(?:牵头|牵头负责|牵头抓总|配合|协助|^由.{2,40}负责)$")
# The last words of a covering letter.
_COVER: Final = re.compile(r"^请[^，]{0,16}(?:贯彻|执行|落实|实施|遵照)$")
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
    if _ALSO.search(text):
        reading.part = Part.BARE
        return reading
    _walk(reading, words_, text)
    if not reading.modal and _ROLE.search(text) and (reading.agent or text[0] == "由"):
        reading.part = Part.CIRCUMSTANCE
        reading.verb = "配合" if text.endswith(("配合", "协助")) else "牵头"
    if _states(reading, text):
        reading.part = Part.STATEMENT
    return reading


def _opening(reading: Reading, found: list[Token]) -> int:
    """Takes the subject off the head of the clause, times and adverbs before it too; the index where the predicate
    begins."""
    lead = 0
    while lead < len(found) and (TIME in found[lead].parts or found[lead].parts == ADVERB) and lead < 2:
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


def founds(text: str) -> bool:
    """Whether a clause sets up a body."""
    return bool(_FOUND.search(text))


def _states(reading: Reading, text: str) -> bool:
    bound = reading.modal and reading.modal not in words.PERMIT
    plain = text.rstrip("▫")
    if _POST.search(plain) and not (bound and (reading.agent or "落实" in text)):
        return True
    if _FOUND.search(text) and not bound:
        return True
    if _OFFICE_DUTY.search(text) or _COVER.search(text):
        return True
    if bound or reading.measured:
        return False
    return reading.modal in words.PERMIT or bool(_TELL.search(text))


def _walk(reading: Reading, found: list[Token], text: str) -> None:
    at = _opening(reading, found)
    while at < len(found):
        step = _take(reading, found, at, text)
        if step is None:
            return
        at = max(step, at + 1)
    if reading.part is Part.NOMINAL and (
        reading.measured or (reading.counted and reading.head and not re.search(r"为\d", text))
    ):
        reading.part = Part.DEMAND
    elif reading.part is Part.NOMINAL and _told(reading, text):
        reading.part, reading.object = Part.DEMAND, True  # 物业要勤快: whatever it is, somebody must
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
    case = bool(reading.head) and text[: token.start - reading.start].endswith("的")
    bound = bound or (case and token.word not in words.NOMINAL)  # 不合格的责令整顿
    if token.word in _FORMULA:
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
    if reading.measured or (reading.head and PURPOSE not in token.parts) or (reading.modal and reading.head):
        part = Part.DEMAND
    return _settle(reading, token, part, object_=at + 1 < len(found))


def _phrase(reading: Reading, found: list[Token], at: int, text: str) -> int | None:
    """A preposition or circumstance word: it is closed by a later verb in the clause, or the whole clause waits."""
    token = found[at]
    if token.word in {"为", "让", "使"} and at == 0 and _GIVES.search(text):
        return _settle(reading, token, Part.PURPOSE, object_=True)
    follows = found[at + 1] if at + 1 < len(found) else None
    if token.word in {"为", "为了"} and at == 0 and follows and {ADVERB, VERB, PURPOSE, WEAK} & set(follows.parts):
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
    if token.word in {"将", "把"} and not reading.head and _REACHES.search(text):
        return _settle(reading, token, Part.PURPOSE, object_=True)
    between = found[at + 1 : index]
    reading.modal = next((t.word for t in between if MODAL in t.parts or PERMIT in t.parts), reading.modal)
    reading.timed = reading.timed or any(TIME in t.parts or COUNT in t.parts for t in between)
    return _settle(reading, found[index], Part.DEMAND, object_=True)


def _unclosed(reading: Reading, found: list[Token], at: int, text: str) -> int | None:
    """No verb closes the phrase. 将 and 把 demand all the same; a verb that is a preposition by trade demands
    unless it sets the ground."""
    token = found[at]
    if token.word in {"将", "把"} and _REACHES.search(text):
        return _settle(reading, token, Part.PURPOSE, object_=True)
    if token.word in {"将", "把"} or _SHORT_AFTER.search(text) or (token.word == "对" and text.endswith(NAMED)):
        return _settle(reading, token, Part.DEMAND, object_=True)
    if reading.measured or (reading.agent and VERB in token.parts):
        return _settle(reading, token, Part.DEMAND, object_=True)
    if COUNT in found[-1].parts and at + 2 < len(found) and not waits(text):
        return _settle(reading, token, Part.DEMAND, object_=True)  # 在媒体发稿不少于12篇: a figure closes the clause
    if VERB in token.parts and not waits(text):
        return _verb(reading, found, at, text)
    if token.word in {"由", "与", "和", "同", "于", "到", "以", "从", "就", "为"} and at > 0:
        return at + 1
    reading.part = Part.CIRCUMSTANCE
    reading.verb, reading.verb_at = token.word, token.start
    return None
