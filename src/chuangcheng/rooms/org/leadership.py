"""The page of leadership groups, with its lists to Excel and Word."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from chuangcheng.kit import exports
from chuangcheng.kit.exports import WORD, Column
from chuangcheng.lib import officialdoc
from chuangcheng.rooms.org import queries
from chuangcheng.rooms.org.models import MEMBER, RANKS, Group, Seat
from chuangcheng.rooms.org.policy import keeps_units


@login_required
def leadership(request: HttpRequest) -> HttpResponse:
    """Who leads the campaign, by rank; kept by the office and administrators."""
    groups = queries.groups(request.user)
    if "excel" in request.GET:
        return exports.respond(_("领导小组"), columns(), _seats(groups))
    if wanted := request.GET.get("word"):
        return _word(next((group for group in groups if str(group.pk) == wanted), None))
    context = {"groups": groups, "keeps": keeps_units(request.user, None), "member": RANKS[MEMBER]}
    return render(request, "org/leadership.html", context)


def _seats(groups: Iterable[Group]) -> Iterator[Seat]:
    for group in groups:
        for _words, seats in group.ranks:  # type: ignore[attr-defined]
            yield from seats


def columns() -> list[Column]:
    """Those that the import reads."""
    return [
        Column(_("小组"), lambda seat: seat.group.name, 40),
        Column(_("排位"), lambda seat: seat.rank_words),
        Column(_("姓名"), lambda seat: seat.who),
        Column(_("职务"), lambda seat: seat.title, 30),
        Column(_("单位"), lambda seat: seat.unit.name if seat.unit else "", 30),
    ]


def _word(group: Any) -> HttpResponse:
    """The list as it is annexed to an official paper."""
    if group is None:
        raise Http404
    rows = [[_(words) if n == 0 else "", seat.who, _position(seat)]
            for words, seats in group.ranks for n, seat in enumerate(seats)]  # fmt: skip
    heads = [
        officialdoc.Column(_("排位"), 2),
        officialdoc.Column(_("姓名"), 2, "center"),
        officialdoc.Column(_("单位和职务"), 6),
    ]
    lead = [officialdoc.Paragraph(_("依据：%(paper)s") % {"paper": group.paper})] if group.paper else []
    foot = (
        [officialdoc.Paragraph(_("领导小组办公室设在%(office)s。") % {"office": group.office.name})]
        if group.office
        else []
    )
    paper = officialdoc.Paper(
        _("%(group)s成员名单") % {"group": group.name}, [*lead, officialdoc.Table(heads, rows), *foot]
    )
    return exports.attach(officialdoc.docx(paper), f"{paper.title}.docx", WORD)


def _position(seat: Seat) -> str:
    """The position as it is written; where there is none, the unit alone."""
    return seat.title or (seat.unit.name if seat.unit else "")
