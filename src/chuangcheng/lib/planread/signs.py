"""Signs that a clause demands although its verb is unknown or none closes its phrase.

No word list holds every verb, but the register gives a demand away: somebody and a time, a beat and a count, a case
and a manner, a topic and a time limit.
"""

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from .fields.who import is_led
from .lexicon import SHORT
from .phrases import waits
from .tokens import COUNT, NOUN, TIME, VERB, Token

if TYPE_CHECKING:
    from .grammar import Reading

EACH: Final = re.compile("每[名个位人班所家岗校户村条处]")
# 坡度超标的坚决返工: what happens in a case told with 的.
_CASE: Final = re.compile(r"[\u4e00-\u9fff]{2}的[\u4e00-\u9fff]{4}")
_AHEAD: Final = re.compile("(?:前头|前列|前面|首位|第一位|心上|肩上|手上|一线|实处)$")
_FREE: Final = re.compile(r"[\u4e00-\u9fff、]{2,14}?无[\u4e00-\u9fff]{1,6}(?:、无[\u4e00-\u9fff]{1,6})+$")
_PASSED: Final = re.compile("(?:验收|评审|审查|审核|认证|考核|复核|复评|复审|测评|认定|评估)▫*$")
SUM: Final = re.compile(
    r"^(?:一?共|共计|合计|累计|总计|总[数量]|总面积|总长度?|数量|每[次期场轮批回](?:时间|时长)?|时间|时长|频次|次数)[为达到]{0,2}(?:不少于|不低于|不超过|至少|超过)?\d+[\u4e00-\u9fff]{1,3}$"
)
PAPER: Final = re.compile("(?:台账|清单|报告|图册|名单|方案|目录|档案|记录|汇编|专报|简报)$")
_BEAT: Final = re.compile(r"每(?![名个位人班所家])")
_BEFORE: Final = re.compile(r"[日月年][底末]?之?前(?:全部|全面)?[\u4e00-\u9fff]{2,6}$")


def does(reading: "Reading", found: list[Token], text: str) -> bool:
    """Signs that something is done, the verb known or not: somebody and a time or manner (各科室每天打扫); a beat and
    a count (每周五大扫除一次); a case and a manner (坡度超标的坚决返工); a topic and a time limit (街巷于10月底前收尾)."""
    if reading.head and _FREE.match(text):
        return True  # 绿地内无垃圾、无杂物
    behind = bool(reading.head and found) and NOUN in found[-1].parts and found[-1].start >= (reading.head or (0, 0))[1]
    if behind and (reading.agent or _CASE.search(text)) and (reading.timed or reading.manner):
        return True
    if reading.counted and _BEAT.search(text) and any(NOUN in t.parts or VERB in t.parts for t in found):
        return True
    if found and text[0] == "和" and VERB in found[-1].parts:
        return True  # 和年终绩效挂钩
    return bool(reading.head) and bool(_BEFORE.search(text))


def demands_unclosed(reading: "Reading", found: list[Token], at: int, text: str) -> bool:
    """Whether a phrase that no known verb closes (由X…, 在X…, 坚持…) demands all the same."""
    word, rest = found[at].word, text[found[at].end - reading.start :]
    counted = COUNT in found[-1].parts
    marked = bool(reading.manner or reading.timed or reading.modal)
    return (
        (word == "由" and is_led(rest))  # 由各文明单位派人: a body and what it does
        or (word == "坚持" and not waits(text) and (reading.agent or any(TIME in t.parts for t in found[at:])))
        or (word == "通过" and marked and bool(_PASSED.search(text)))  # 顺利通过市级验收
        or (word == "在" and bool(reading.modal and reading.head) and (counted or bool(_AHEAD.search(text))))
        or any(COUNT in b.parts and a.parts == NOUN and a.word[-1] in SHORT for a, b in pairwise(found[at:]))
        or (
            reading.timed and not waits(text) and any(VERB in t.parts for t in found[at + 2 : -1])
        )  # 每月15日在官网公布名单
        or (counted and at + 2 < len(found) and not waits(text))  # 在媒体发稿不少于12篇
    )
