"""Everything that can be done to a 督办单 or 交办单."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _

from chuangcheng.kit import clock, numbers, tenancy
from chuangcheng.kit.refused import Refused
from chuangcheng.kit.verbs import act, make
from chuangcheng.lib import officialdoc
from chuangcheng.rooms.duties.models import Duty, judged
from chuangcheng.rooms.evidence import verbs as evidence
from chuangcheng.rooms.evidence.models import Evidence, kind_of_file
from chuangcheng.rooms.org.models import OFFICE, Unit
from chuangcheng.rooms.org.queries import holders
from chuangcheng.rooms.papers import queries
from chuangcheng.rooms.papers.models import ASSIGN, OTHER, Paper
from chuangcheng.rooms.papers.policy import WORKERS

MAKING = ("draft",)


def draft(actor: Any, *, title: str, requirement: str, unit: Unit, due_on: dt.date, kind: str, source: str = OTHER,
          duties: Sequence[Duty] = ()) -> Paper:  # fmt: skip
    """Write a paper that the unit does not see yet."""
    _due(due_on)
    paper = Paper(kind=kind, title=title, requirement=requirement, unit=unit, due_on=due_on, source=source)
    with make(actor, "draft", paper, facts=_named(duties)):
        _link(paper, unit, duties)
    return paper


def amend(actor: Any, paper: Paper, *, title: str, requirement: str, unit: Unit, due_on: dt.date, kind: str,
          source: str = OTHER, duties: Sequence[Duty] = (), seen: int | None = None) -> Paper:  # fmt: skip
    """Correct a draft. What was issued is not amended: it is recalled, and another one issued."""
    _due(due_on)
    with act(actor, "amend", paper, seen=seen, facts=_named(duties)) as paper:
        paper.kind, paper.title, paper.requirement, paper.source = kind, title, requirement, source
        paper.unit, paper.due_on = unit, due_on
        _link(paper, unit, duties)
    return paper


def _due(due_on: dt.date) -> None:
    if due_on < clock.today():
        raise Refused(_("办理时限已经过了。"), fields={"due_on": _("请选今天或以后的日子。")})


def _named(duties: Sequence[Duty]) -> dict[str, Any]:
    return {"duties": [duty.title for duty in duties]} if duties else {}


def _link(paper: Paper, unit: Unit, duties: Sequence[Duty]) -> None:
    """Raises Refused for a duty of another unit: a paper asks of a unit what is its own."""
    for duty in duties:
        if duty.unit_id != unit.pk:
            words = _("“%(duty)s”不是%(unit)s的任务。") % {"duty": duty.title, "unit": unit}
            raise Refused(words, fields={"duties": words})
    paper.duties.set(duties)


def discard(actor: Any, paper: Paper, *, seen: int | None = None) -> Paper:
    """A draft that is not wanted. It has no number, so none is missing."""
    with act(actor, "discard", paper, seen=seen) as paper:
        paper.ended_on = clock.today()
    return paper


def issue(actor: Any, paper: Paper, *, prefix: str = "", seen: int | None = None) -> Paper:
    """Give the 文号 and send the paper to its unit.

    The number is taken while the paper is locked and goes back with the transaction if anything fails: no gap arises.
    """
    facts: dict[str, Any] = {}
    with act(actor, "issue", paper, seen=seen, facts=facts) as paper:
        _can_be_met(paper)
        paper.prefix = prefix.strip() or prefix_for(paper.kind)
        year, _dash, serial = numbers.take(f"paper-{paper.kind}")[0].partition("-")
        paper.year, paper.serial = int(year), int(serial)
        paper.number = facts["number"] = _number(paper.prefix, paper.year, paper.serial)
        paper.issuer, paper.issued_by, paper.issued_on = _office_of(actor), actor, clock.today()
    return paper


def prefix_for(kind: str) -> str:
    """The prefix used last, else one from the county's name: 澄浦县 → 澄创督, 澄创交."""
    return queries.last_prefix(kind) or f"{tenancy.current().name[:1]}创{'交' if kind == ASSIGN else '督'}"


def _number(prefix: str, year: int, serial: int) -> str:
    try:
        return officialdoc.number(prefix, year, serial)
    except ValueError as error:
        words = _("这样的代字编不成文号。只写机关代字，如 澄创督，不带数字、空格和括号。")
        raise Refused(words, fields={"prefix": words}) from error


def _can_be_met(paper: Paper) -> None:
    """Raises Refused for a paper that nobody could receive, or that would be late on arrival."""
    if paper.due_on < clock.today():
        raise Refused(_("办理时限已经过了，请先修改草稿里的时限。"))
    if not holders(paper.unit, *WORKERS):
        raise Refused(_("%(unit)s还没有联络员、处置人员或负责同志，发出去没有人能签收。") % {"unit": paper.unit})


def _office_of(actor: Any) -> Unit | None:
    """The unit in whose name it is issued: where the person holds the office's post."""
    return next((post.unit for post in actor.held if post.role == OFFICE), None)


def receive(actor: Any, paper: Paper, *, seen: int | None = None) -> Paper:
    """签收: the unit has it, from a person and a time on."""
    with act(actor, "receive", paper, seen=seen) as paper:
        paper.received_by, paper.received_at = actor, clock.now()
    return paper


def answer(actor: Any, paper: Paper, *, answer: str, pieces: Sequence[Evidence] = (), files: Iterable[Any] = (),
           nothing_secret: bool = False, seen: int | None = None) -> Paper:  # fmt: skip
    """反馈: what was done, with evidence that is kept already and new files, a scan of the signed paper among them.

    The answer is bound to exactly these pieces.
    """
    facts: dict[str, Any] = {}
    with act(actor, "answer", paper, seen=seen, facts=facts) as paper:
        brought = [*pieces]
        for file in files:
            brought.append(evidence.hand_in(
                actor, unit=paper.unit, kind=kind_of_file(file.name), title=file.name, filename=file.name,
                chunks=file.chunks(), period_from=min(paper.issued_on or clock.today(), clock.today()),
                period_to=clock.today(), nothing_secret=nothing_secret,
            ))  # fmt: skip
        paper.pieces.set(brought)
        paper.answer, paper.judged, paper.reason = answer, judged(exactly(paper)), ""
        paper.answered_by, paper.answered_at = actor, clock.now()
        if brought:
            facts["pieces"] = len(brought)
    return paper


def exactly(paper: Paper) -> list[Any]:
    """The pieces of the answer as they are now."""
    return [piece.exactly() for piece in paper.pieces.order_by("pk")]


def strike_off(actor: Any, paper: Paper, *, opinion: str, seen: int | None = None) -> Paper:
    """销号, with an opinion, on exactly what the unit answered with."""
    with act(actor, "strike_off", paper, seen=seen) as paper:
        if paper.judged != judged(exactly(paper)):
            raise Refused(_("反馈以后材料又改过。请退回，由单位重新反馈。"))
        paper.opinion, paper.ended_on = opinion, clock.today()
    return paper


def send_back(actor: Any, paper: Paper, *, reason: str, seen: int | None = None) -> Paper:
    """反馈不合格: back to the unit, with a reason that it will read."""
    with act(actor, "send_back", paper, seen=seen, facts={"reason": reason}) as paper:
        paper.reason = reason
    return paper


def extend(actor: Any, paper: Paper, *, due_on: dt.date, reason: str, seen: int | None = None) -> Paper:
    """Put the due day off; the first one and the day of the extension stay visible."""
    if due_on <= max(paper.due_on, clock.today() - dt.timedelta(days=1)):
        words = _("新的时限要晚于现在的时限，也不能是过去的日子。")
        raise Refused(words, fields={"due_on": words})
    with act(actor, "extend", paper, seen=seen, facts={"reason": reason}) as paper:
        paper.due_before = paper.due_before or paper.due_on
        paper.due_on, paper.extended_on = due_on, clock.today()
    return paper


def recall(actor: Any, paper: Paper, *, reason: str, seen: int | None = None) -> Paper:
    """收回: the paper no longer asks for anything. Its number stays used."""
    with act(actor, "recall", paper, seen=seen, facts={"reason": reason}) as paper:
        paper.reason, paper.ended_on = reason, clock.today()
    return paper
