"""From text to plan: layout, outline, clauses, obligations, fields."""

import bisect
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from .confidence import confidence
from .duties import Cover, covers
from .fields.agents import agents, from_heading
from .fields.due import Issued, deadline, in_bracket, stage_end
from .fields.howmuch import quantities, shares, targets
from .fields.when import cadence
from .fields.where import places
from .fields.who import is_agent, split_names, subject
from .grammar import Part, Reading
from .grouping import Group, group, readings, sentences
from .layout import lines
from .lexicon import PERMIT
from .marks import mask
from .model import Cadence, Deadline, Mention, Obligation, Plan, Section
from .notes import notes
from .numbering import mark_at
from .outline import build, sections
from .stretches import Stretch, section_at, stretches
from .tables import mark_rows, read_rows
from .title import title_and_date
from .zones import Zone, too_long, zone_of, zones

# 各单位要于3月22日前…: the day belongs to what must be done, not to the sentence.
# 书记、校长是第一责任人，要…: who answers is the subject of what follows.
_ANSWERS: Final = re.compile(r"(?P<names>[^，,]{2,40}?)(?:均|都)?[是为][^，,]{0,12}(?:责任人|责任主体|责任单位)$")
_MUST: Final = re.compile("要|应|须")
_CONDITIONAL: Final = re.compile(r"视情|有条件的|鼓励|倡导|酌情|有条件时|条件(?:成熟|允许|具备)|根据需要")
_BODY_SET_UP: Final = re.compile(
    r"(?:组成|成立|设立|由)(?P<name>[^，,。；的任]{2,40}?(?:小组|专班|办公室|委员会|指挥部))(?:▫*)$"
)
_LETTER: Final = 900  # characters before the first heading that may well be a covering letter

# 今年下半年省里将组织复查: what is coming, told before the first heading.
_WILL: Final = re.compile("将(?:要|会)?(?:组织|迎来|迎接|进行|开展|举行|启动|接受|面临|对)")
# 仍有三个问题比较集中：一是…；: what follows is wrong, not demanded.
_TROUBLE: Final = re.compile(
    r"(?:仍|还|尚|存在|暴露|发现|反映|主要)[^。；]{0,20}(?:问题|不足|短板|差距|薄弱环节)[^。；]{0,12}[：:]\s*$"
)
_ROLE_NAME: Final = re.compile(
    "(?:责任|牵头|配合|组长|成员|主管|协办|主办|承办|下列|以下)(?:单位|部门|人|领导|科室|股室)$"
)
_OWNER: Final = re.compile(
    r"[\s—\-·•●◆■★*]*(?:(?P<week>(?:第[一二三四五六七八九十\d]{1,3}(?:周|阶段|步|期)|周[一二三四五六日])▫*)|(?P<names>[^，,。；;：:▪]{2,40}))[：:]\s*(?=\S)"
)
# 4月—6月：… before the text of a paragraph: a stage without a heading.
# 3月下旬至10月为集中推进阶段，…: a stage that its first clause names.
_STAGE_TOLD: Final = re.compile(r"(?P<when>[^，,。；为]{0,16}月[^，,。；为]{0,12})为[^，,。；]{2,16}(?:阶段|期)[，,。]")
_STAGE_LABEL: Final = re.compile(
    r"[^，,。；]{0,10}?\d{1,2}\s*月[^，,。；]{0,16}?(?:[：:]|阶段[。：:])|第[^，,。；：:▫]{1,3}(?:周|阶段|步|期)▫+[：:]"
)
# 存在问题：路面坑洼。整改措施：…: what is wrong, beside what mends it.
_WRONG: Final = re.compile(
    r"(?:存在|具体|反馈|主要|突出|发现)?的?(?:问题|不足|短板|现状|原因)(?:描述|表现|分析|[一二三四五六七八九十\d])?[：:]\s*(?=\S)"
)
# 9月11日—10月20日：, which the stage tells: no part of what is to be done.
_WHEN_LABEL: Final = re.compile(r"(?=[^：:\n]*月)[\d年月日号上中下旬初底末至到前、.\s（）()—－\-–~～]{3,32}[：:]")


@dataclass(slots=True)
class _Document:
    """What every step needs of the document."""

    text: str
    masked: str
    issued: Issued
    sections: list[Section]
    zones: list[Zone]
    cover_letter: bool = True
    topics: dict[str, int] = field(default_factory=dict)
    covers: list[Cover] = field(default_factory=list)
    reach: dict[int, list[Cover]] = field(default_factory=dict)


@dataclass(slots=True)
class _Carry:
    """What opens a sentence and holds to its end: who, and by when."""

    who: list[Mention] = field(default_factory=list)
    due: Deadline | None = None
    bound: bool = False
    helps: list[Mention] = field(default_factory=list)


def parse(text: str, *, year: int | None = None) -> Plan:
    """Read a plan's text.

    `year` dates deadlines that name none (6月底前); left out, it is taken from the title, the signature or the
    text. Offsets in the result are characters of `text`. Never raises, whatever the text; takes time in proportion
    to its length. The method is a grammar of the register: see `grammar` and `grouping`.
    """
    masked = mask(text)
    laid, rows = mark_rows(text, masked, list(lines(text, masked)))
    outline = build(text, masked, laid)
    found = sections(outline, len(text))
    title, printed = title_and_date(text, laid, outline)
    issued = Issued(year or printed.year, printed.month)
    document = _Document(text, masked, issued, found, zones(found))
    prose = stretches(text, masked, laid, outline)
    document.cover_letter = bool(found) and found[0].start <= max(_LETTER, len(text) // 2)
    for stretch in prose:
        document.topics[stretch.topic] = document.topics.get(stretch.topic, 0) + stretch.end - stretch.start
    document.covers = covers(text, masked, prose, found)
    tables = read_rows(text, laid, rows)
    cells = [replace(cell, section=section_at(outline, cell.start)) for _, cell in tables.stretches]
    prose = sorted([*prose, *cells], key=lambda stretch: stretch.start)
    document.covers += tables.covers
    document.reach = _reach(document.covers, prose)
    obligations = _obligations(document, prose)
    return Plan(
        title, issued.year, tuple(outline.headings), tuple(found), tuple(obligations), notes(text, laid, outline)
    )


def _obligations(document: _Document, prose: Sequence[Stretch]) -> list[Obligation]:
    found: list[Obligation] = []
    taken = sorted(c.text for c in document.covers)
    lead: list[Mention] = []
    wrong = False
    for stretch in prose:
        runs_on = stretch.listed and not stretch.opens_line
        owner, opens = _owner(document, stretch)
        lead = owner or lead
        last = carry = _Carry(lead if runs_on or owner else [])
        skip = wrong and runs_on
        wrong = skip or bool(_TROUBLE.search(document.masked, stretch.start, stretch.end))
        for start, end in _without(stretch, taken):
            for begin, stop, _ in sentences(document.masked, max(start, opens), end)[skip:]:
                found += _sentence(document, stretch, begin, stop, carry)
                last, carry = carry, _Carry(owner)
        lead = _led(document.masked, stretch, last, lead)
    return found


def _owner(document: _Document, stretch: Stretch) -> tuple[list[Mention], int]:
    """县住建局：6月底前完成…: who a paragraph is told to, and where what it tells begins; 第一周（3月2日—6日）： tells
    only when."""
    label = _OWNER.match(document.masked, stretch.start, stretch.end)
    if label is None:
        return [], stretch.start
    if label["week"]:
        return [], label.end()
    names = split_names(document.text, label.start("names"), label.end("names"))
    named = all(is_agent(name.text, bound=True) and not _ROLE_NAME.search(name.text) for name in names)
    return (names, label.end()) if named else ([], stretch.start)


def _led(masked: str, stretch: Stretch, carry: _Carry, lead: list[Mention]) -> list[Mention]:
    """Whom a list run on in a sentence is told to: the subject of what leads in (各校要做到：一是…；二是…), up to the
    full stop."""
    mark = masked[stretch.start : stretch.end].rstrip()[-1:]
    return (carry.who if mark in "，,：:" else lead) if mark in "，,：:；;" else []


def _without(stretch: Stretch, taken: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The stretch less the responsibility lines in it."""
    pieces: list[tuple[int, int]] = []
    at = stretch.start
    index = bisect.bisect_left(taken, (stretch.start, 0))
    while index < len(taken) and taken[index][0] < stretch.end:
        pieces.append((at, taken[index][0]))
        at = max(at, taken[index][1])
        index += 1
    pieces.append((at, stretch.end))
    return [(s, e) for s, e in pieces if e - s >= 2]


def _zone(document: _Document, stretch: Stretch) -> Zone:
    above = document.zones[stretch.section] if stretch.section is not None else Zone.TASKS
    if stretch.topic and (stretch.section is not None or zone_of(stretch.topic, above) is not above):
        zone = zone_of(stretch.topic, above)
        return above if too_long(zone, document.topics[stretch.topic], len(document.text)) else zone
    if stretch.section is not None:
        return above
    return Zone.FRONT if document.cover_letter and not (stretch.listed and stretch.opens_line) else Zone.TASKS


def _sentence(document: _Document, stretch: Stretch, start: int, end: int, carry: _Carry) -> list[Obligation]:
    zone = _zone(document, stretch)
    mark = mark_at(document.text, start)
    start = mark.end if mark and mark.end < end else start
    if _WRONG.match(document.masked, start, end):
        return []
    when = _WHEN_LABEL.match(document.text, start, end) if start - stretch.start <= 2 else None
    start = when.end() if when else start
    clauses = readings(document.masked, start, end)
    groups = group(document.masked, clauses)
    _founded(document, clauses, carry)
    _closed(document, groups, carry)
    found: list[Obligation] = []
    for each in groups:
        obligation = _obligation(document, stretch, each, carry)
        if _belongs(document, zone, each, obligation, carry):
            found.append(obligation)
    return found


def _founded(document: _Document, clauses: list[Reading], carry: _Carry) -> None:
    """A sentence that founds a body goes on about it: the body is the subject of what follows; so is who must do
    what a lead-in announces."""
    edges = (*clauses[:1], *clauses[-1:])
    told = next((r for r in edges if r.part is Part.STATEMENT and r.agent and _asks(document, r)), None)
    if told and told.head:
        carry.who = subject(document.text, *told.head, bound=True)
    first = _ANSWERS.match(document.masked, clauses[0].start, clauses[0].end) if clauses else None
    if first and clauses[0].part is Part.STATEMENT:
        carry.who = subject(document.text, first.start("names"), first.end("names"), bound=True)
    for reading in clauses[:2]:
        match = _BODY_SET_UP.search(document.masked, reading.start, reading.end)
        if reading.part is Part.STATEMENT and match:
            name = split_names(document.text, match.start("name"), match.end("name"))
            carry.who = name[-1:]


def _closed(document: _Document, groups: list[Group], carry: _Carry) -> None:
    """Roles that close a sentence (…，由县纪委监委负责，县委督查室参与) are those of all that it demands."""
    last = groups[-1] if groups else None
    roles = [r for r in last.readings if r.role and r.start > last.main.start] if last else []
    for role in roles:
        who, helps = agents(document.text, document.masked, Group(role.start, role.end, role, [role]))
        carry.who = carry.who or who
        carry.helps += helps


def _asks(document: _Document, reading: Reading) -> bool:
    return document.masked[reading.start] == "请" or (bool(reading.modal) and reading.modal not in PERMIT)


def _belongs(document: _Document, zone: Zone, each: Group, obligation: Obligation, carry: _Carry) -> bool:
    if zone is Zone.TASKS:
        return True
    if zone in {Zone.FRONT, Zone.ROSTER}:
        if any(_WILL.search(document.masked, r.start, r.end) for r in each.readings):
            return False
        carry.bound = carry.bound or any(r.agent and r.modal for r in each.readings)
        return carry.bound or (zone is Zone.FRONT and obligation.deadline is not None and bool(obligation.verb))
    measurable = bool(obligation.target or obligation.quantity)
    aimed = zone is Zone.GOALS or obligation.text.startswith(("力争", "争取", "确保"))
    return measurable or (aimed and obligation.deadline is not None and bool(obligation.verb))


def _obligation(document: _Document, stretch: Stretch, each: Group, carry: _Carry) -> Obligation:
    text, masked = document.text, document.masked
    start, end = each.start, each.end
    who, helps = _who(document, stretch, each, carry)
    carry.who = who or carry.who
    main = _main_span(each)
    due = deadline(masked, start, end, document.issued) or in_bracket(text, start, end, document.issued)
    if each.first and due and _opens(each, due) and not _MUST.search(masked, each.main.start, due.start):
        carry.due = due
    responsible, cooperating, line_due = _duties(document, stretch, (start, end), carry.who, helps)
    often = cadence(masked, *main) or _line_cadence(document, stretch, (start, end))
    held = carry.due if often is None or often.value == "vague" else None  # what comes round again has no one day
    due = due or held or line_due or _stage(document, stretch)
    sure = confidence(end - start, each, plain=_zone(document, stretch) is Zone.TASKS)
    return Obligation(
        start=start,
        end=end,
        text=text[start:end],
        section=stretch.section,
        responsible=tuple(responsible),
        cooperating=tuple(cooperating),
        cadence=often,
        quantity=shares(masked, start, end) or quantities(text, masked, start, end),
        deadline=due,
        target=targets(text, masked, start, end),
        places=places(text, masked, *main, [(m.start, m.end) for m in (*responsible, *cooperating)]),
        conditional=bool(_CONDITIONAL.search(text, start, end)),
        confidence=sure,
        rule=each.main.part.value,
        verb=each.main.verb,
    )


def _opens(each: Group, due: Deadline) -> bool:
    """A deadline before the verb holds to the end of its sentence, unless a clause that gives out the roles
    (X牵头，Y配合，) opens that."""
    roles = any(r is not each.main and r.agent and r.end <= due.start for r in each.readings)
    return due.start <= each.main.verb_at and not roles


def _main_span(each: Group) -> tuple[int, int]:
    """The obligation without the purposes that close it: a cadence or a place in those is not demanded."""
    closing = [r for r in each.readings if r.start > each.main.start and r.part in {Part.PURPOSE, Part.WEAK}]
    return each.start, min([r.start for r in closing], default=each.end)


def _who(document: _Document, stretch: Stretch, each: Group, carry: _Carry) -> tuple[list[Mention], list[Mention]]:
    who, helps = agents(document.text, document.masked, each)
    helps += [m for m in carry.helps if m.text not in {h.text for h in helps}]
    lined = any(cover.duties.responsible for cover in document.reach.get(stretch.start, ()))
    if not who and not carry.who and stretch.section is not None and not stretch.topic and not lined:
        section = document.sections[stretch.section]
        at = document.text.find(section.text, section.start)
        who = from_heading(document.text, at, at + len(section.text))
    return who, helps


def _duties(
    document: _Document, stretch: Stretch, span: tuple[int, int], who: list[Mention], helps: list[Mention]
) -> tuple[list[Mention], list[Mention], Deadline | None]:
    """Subjects first, then the units of every responsibility line that covers the span, each name once."""
    responsible, cooperating = list(who), list(helps)
    due: Deadline | None = None
    for cover in document.reach.get(stretch.start, ()):
        if cover.start <= span[0] and span[1] <= cover.end:
            responsible += [m for m in cover.duties.responsible if m.text not in {r.text for r in responsible}]
            cooperating += [m for m in cover.duties.cooperating if m.text not in {c.text for c in cooperating}]
            if cover.duties.due:
                due = deadline(document.text, *cover.duties.due, document.issued, led=True)
    return responsible, cooperating, due


def _line_cadence(document: _Document, stretch: Stretch, span: tuple[int, int]) -> Cadence | None:
    """完成时限：长期坚持: how often, where the line gives no day."""
    for cover in document.reach.get(stretch.start, ()):
        if cover.duties.due and cover.start <= span[0] and span[1] <= cover.end:
            return cadence(document.text, *cover.duties.due)
    return None


def _reach(covers_: Sequence[Cover], prose: Sequence[Stretch]) -> dict[int, list[Cover]]:
    """The responsibility lines that reach into each stretch, by the stretch's start: one sweep over both."""
    found: dict[int, list[Cover]] = {}
    waiting = sorted(covers_, key=lambda cover: cover.start, reverse=True)
    active: list[Cover] = []
    for stretch in prose:
        while waiting and waiting[-1].start < stretch.end:
            active.append(waiting.pop())
        active = [cover for cover in active if cover.end > stretch.start]
        if active:
            found[stretch.start] = sorted(active, key=lambda cover: cover.text)
    return found


def _stage_before(document: _Document, stretch: Stretch) -> Deadline | None:
    """The dates that a paragraph itself opens with."""
    text, masked, start, end = document.text, document.masked, stretch.start, stretch.end
    if "月" not in text[start : min(end, start + 48)]:
        return None
    told = _STAGE_TOLD.match(masked, start, end)
    if told and (found := deadline(text, start, told.end("when"), document.issued, led=True)):
        return found
    label = _STAGE_LABEL.match(masked, start, end)
    return deadline(text, start, label.end(), document.issued) if label else None


def _stage(document: _Document, stretch: Stretch) -> Deadline | None:
    """The dates in the heading of a stage hold for all that stands under it."""
    if found := _stage_before(document, stretch):
        return found
    at = stretch.section
    while at is not None:
        section = document.sections[at]
        head = document.text.find(section.text, section.start)
        if found := stage_end(document.text, head, head + len(section.text), document.issued):
            return found
        at = section.parent
    return None
