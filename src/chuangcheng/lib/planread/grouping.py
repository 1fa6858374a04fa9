"""From clauses to obligations: which clause opens a demand, which one belongs to the demand before or after it.

Circumstances wait for the demand they open. A purpose or result closes the demand before it, unless it can be
measured. A result that may also demand (提升、改善、推动) closes one only where nothing but results follows to the
end of the sentence and it names a quality or state. A bare verb (逐一对账销号) says how and goes with what it
follows.
"""

import re
from dataclasses import dataclass, field
from typing import Final

from .grammar import Part, Reading, read_clause
from .lexicon import ACTION, LIGHT
from .quantities import COUNTED
from .statements import founds

_COMMA: Final = re.compile(
    r"(?<=牵头)、|(?<=负责)、(?=[^，。；]{2,30}(?:配合|协助|参与))|[，,](?!(?<=\d[，,])\d{3}(?!\d))|[：:](?!(?<=\d[：:])\d\d)"
)
_STOP: Final = re.compile(r"[。；;！!？?\n]")
# 整改措施：… says what kind of thing follows and is no part of it.
_LABEL: Final = re.compile(
    r"(?:工作|整改|具体|主要|重点|目标|任务|实施)?(?:措施|任务|职责|要求|内容|目标|标准|举措|做法|事项|办法)[一二三四五六七八九十\d]?"
)
_MOVE: Final = frozenset({"发动", "动员", "组织", "组织动员", "广泛发动", "调动", "号召", "抽调", "安排"})
_PEOPLE: Final = re.compile(
    r"(?:干部|职工|党员|群众|居民|市民|村民|商户|业主|学生|师生|家长|员工|力量|人员|队伍|[^委会成]员|志愿者|者|队)▫*$"
)
_EDGE: Final = " \t\u3000\xa0▫"


@dataclass(slots=True)
class Group:
    """The clauses of one obligation: `main` demands, the others open or close it."""

    start: int
    end: int
    main: Reading
    readings: list[Reading] = field(default_factory=list)
    first: bool = False


def sentences(masked: str, start: int, end: int) -> list[tuple[int, int, str]]:
    """Sentences of a stretch as (start, end, closing mark)."""
    found: list[tuple[int, int, str]] = []
    at = start
    for match in _STOP.finditer(masked, start, end):
        found.append((at, match.start(), match[0]))
        at = match.end()
    found.append((at, end, ""))
    return [(s, e, mark) for s, e, mark in (_trim(masked, *f) for f in found) if e - s >= 2]


def _trim(masked: str, start: int, end: int, mark: str) -> tuple[int, int, str]:
    while start < end and masked[start] in " \t\u3000\xa0\r，,、-—•●◆■★*_":
        start += 1
    while end > start and masked[end - 1] in " \t\u3000\xa0\r*_":
        end -= 1
    return start, end, mark


def readings(masked: str, start: int, end: int) -> list[Reading]:
    """The clauses of a sentence, read."""
    found: list[Reading] = []
    at = start
    for match in _COMMA.finditer(masked, start, end):
        clause = _clause(masked, at, match.start())
        if match[0] in "：:":
            _introduce(clause, closes=match.end() >= end)
        if not (
            clause.label
            and match.end() < end
            and (_LABEL.fullmatch(masked, clause.start, clause.end) or _names_topic(clause, start, end))
        ):
            found.append(clause)
        at = match.end()
    found.append(_clause(masked, at, end))
    found = [r for r in found if r.end > r.start]
    _charge(masked, found)
    return found


def _charge(masked: str, clauses: list[Reading]) -> None:
    """Where each of many is told to (各校…), setting up a body is a demand on them too."""
    charged = False
    for reading in clauses:
        charged = charged or bool(reading.agent and reading.head and masked[reading.head[0]] in "各每")
        if not charged or reading.part is not Part.STATEMENT:
            continue
        text = masked[reading.start : reading.end]
        if founds(text) and (reading.agent or text.startswith(("成立", "组建", "设立"))):
            reading.part = Part.DEMAND


def _names_topic(clause: Reading, start: int, end: int) -> bool:
    """环境卫生：…: two words or three at the head of a sentence that say what it is about."""
    short = clause.start == start and clause.end - clause.start <= _TOPIC <= end - clause.end - 1
    return short and not (clause.verb or clause.modal or clause.timed or clause.agent)


_TOPIC: Final = 8


def _clause(masked: str, start: int, end: int) -> Reading:
    start, end, _ = _trim(masked, start, end, "")
    return read_clause(masked, start, end)


def _introduce(reading: Reading, *, closes: bool) -> None:
    """What stands before a colon opens what follows it; where a list follows on its own, it only leads in."""
    reading.label = True
    if reading.part is not Part.STATEMENT:
        reading.part = Part.STATEMENT if closes else Part.CIRCUMSTANCE


def group(masked: str, clauses: list[Reading]) -> list[Group]:
    """The obligations of one sentence."""
    found: list[Group] = []
    waiting: list[Reading] = []
    open_ = False
    ends_in_results = _ends_in_results(clauses)
    for index, reading in enumerate(clauses):
        last = index + 1 == len(clauses)
        if reading.part is Part.STATEMENT:
            waiting, open_ = [], False
        elif open_ and not waiting and (_helps(reading) or _goes_on(masked, reading, found[-1])):
            found[-1].end = reading.end
            found[-1].readings.append(reading)
        elif (not last and _moves(masked, reading, clauses[index + 1])) or _waits(reading, open_=open_, last=last):
            waiting.append(reading)
        elif open_ and not waiting and _closes(reading, results=ends_in_results[index]):
            found[-1].end = reading.end
            found[-1].readings.append(reading)
        elif reading.part is Part.NOMINAL and last and all(r.label and not r.verb for r in waiting):
            waiting = []  # 类别：农贸市场 tells what, and demands nothing
        elif reading.part is not Part.NOMINAL or waiting or not last:
            found.append(
                Group((waiting or [reading])[0].start, reading.end, reading, [*waiting, reading], first=not found)
            )
            waiting, open_ = [], True
    if waiting:
        _flush(found, waiting, open_=open_)
    return found


def _helps(reading: Reading) -> bool:
    """X由A牵头，B配合: who helps closes what names who leads."""
    return reading.role and reading.verb == "配合"


_SO_MANY: Final = re.compile(rf"(?!每)[^\W\d不超至少低高每年月日]{{1,8}}(?=\d){COUNTED}")


def _goes_on(masked: str, reading: Reading, before: Group) -> bool:
    """储备铁锹200把，雨衣300件: one more of what the verb before it counts."""
    alike = before.main.counted and bool(before.main.verb) and not (reading.verb or reading.modal or reading.agent)
    return alike and bool(_SO_MANY.fullmatch(masked, reading.start, reading.end))


def _moves(masked: str, reading: Reading, after: Reading) -> bool:
    """发动志愿者，对…开展劝导: people are set in motion, the clause behind tells what for."""
    moved = reading.verb in _MOVE and bool(_PEOPLE.search(masked, reading.start, reading.end))
    return moved and after.head is None and not after.modal and masked[after.start] in "对深到在进走为围以采"


def _ends_in_results(clauses: list[Reading]) -> list[bool]:
    """For each clause, whether nothing but results follows it to the end of the sentence."""
    found = [True] * len(clauses)
    for index in range(len(clauses) - 2, -1, -1):
        found[index] = found[index + 1] and _is_result(clauses[index + 1])
    return found


def _flush(found: list[Group], waiting: list[Reading], *, open_: bool) -> None:
    """Circumstances at the end of a sentence: the demand before them takes them in; alone, one whose word is also a
    verb demands."""
    if open_ and found:
        found[-1].end = waiting[-1].end
        found[-1].readings += [r for r in waiting if r.role]
    elif waiting[-1].verb in ACTION | LIGHT:
        found.append(Group(waiting[0].start, waiting[-1].end, waiting[-1], waiting, first=True))


def _waits(reading: Reading, *, open_: bool, last: bool) -> bool:
    if reading.part is Part.CIRCUMSTANCE:
        return True
    return reading.part is Part.NOMINAL and not open_ and not last


def _closes(reading: Reading, *, results: bool) -> bool:
    part = reading.part
    if part in {Part.NOMINAL, Part.BARE}:
        return True
    if part is Part.PURPOSE:
        return not reading.measured
    return part is Part.WEAK and reading.quality and results


def _is_result(reading: Reading) -> bool:
    return reading.part in {Part.PURPOSE, Part.BARE, Part.NOMINAL} or (reading.part is Part.WEAK and reading.quality)
