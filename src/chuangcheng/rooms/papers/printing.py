"""Papers as Word and PDF. They are Chinese whatever the reader's language: that is what is signed and filed."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from chuangcheng.kit import clock, doors, exports, tenancy
from chuangcheng.kit.refused import Refused
from chuangcheng.kit.ui.words import is_chinese
from chuangcheng.lib import officialdoc
from chuangcheng.rooms.papers import life
from chuangcheng.rooms.papers.models import SUPERVISE, Paper

PDF = "application/pdf"


def document(paper: Paper) -> officialdoc.Paper:
    """The 督办单 or 交办单 as it stands: what is not known yet is left to the pen."""
    make: Callable[..., officialdoc.Form] = (
        officialdoc.supervision_form if paper.kind == SUPERVISE else officialdoc.assignment_form
    )
    form = make(
        paper.number, paper.title, paper.unit.name, requirement=paper.requirement, due=paper.due_on,
        due_note=f"原时限{officialdoc.day(paper.due_before)}" if paper.due_before else "",
        received_by=paper.received_by.name if paper.received_by else "",
        received_on=clock.local(paper.received_at).date() if paper.received_at else None,
        feedback=_feedback(paper), strike_off=paper.opinion,
    )  # fmt: skip
    name = "督办单" if paper.kind == SUPERVISE else "交办单"
    mark = {life.DRAFT: "（草稿）", life.DISCARDED: "（草稿）", life.RECALLED: "（已收回）"}.get(paper.state, "")
    return officialdoc.Paper(
        f"创建全国文明城市工作{name}{mark}", [form], signatures=[paper.issuer.name] if paper.issuer else [],
        dated=paper.issued_on, author=tenancy.current().name,
    )  # fmt: skip


def _feedback(paper: Paper) -> str:
    pieces = [piece.title for piece in paper.pieces.order_by("brought_at", "pk")]
    return "\n".join(filter(None, [paper.answer, f"附：{'；'.join(pieces)}" if pieces else ""]))


def respond(request: HttpRequest, paper: officialdoc.Paper, name: str, *, as_pdf: bool) -> HttpResponse:
    """The paper as a download; what cannot be printed is told with what to do about it."""
    try:
        if as_pdf:
            return exports.attach(officialdoc.pdf(paper), f"{name}.pdf", PDF)
        return exports.attach(officialdoc.docx(paper), f"{name}.docx", exports.WORD)
    except officialdoc.Unprintable as error:
        return doors.refusal(request, Refused(error.zh if is_chinese() else error.en))
