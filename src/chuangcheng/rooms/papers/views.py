"""Pages of papers: the list, one paper, the week's bulletin, a unit's month."""

import datetime as dt
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from chuangcheng.kit import doors, exports, journal
from chuangcheng.kit.life import N_
from chuangcheng.kit.lists import address, chips, page, saved, tab
from chuangcheng.kit.policy import fetch, open_verbs, visible
from chuangcheng.kit.refused import FORBIDDEN, Refused
from chuangcheng.kit.rooms import kind_of
from chuangcheng.kit.timeline import items
from chuangcheng.rooms.org.models import Unit
from chuangcheng.rooms.papers import bulletins, buttons, columns, figures, policy, printing, queries, reminders
from chuangcheng.rooms.papers.filters import FilterForm
from chuangcheng.rooms.papers.models import Paper

TAB_WORDS = {"running": N_("未销号"), "to_receive": N_("待签收"), "to_answer": N_("待反馈"), "to_strike_off": N_("待销号"),
             "late": N_("逾期"), "ended": N_("已办结"), "draft": N_("草稿"), "all": N_("全部")}  # fmt: skip
LEAD_MOST = 2000  # characters of the office's own paragraph


@login_required
@require_safe
def paper_list(request: HttpRequest) -> HttpResponse:
    form = FilterForm(request.GET, person=request.user)
    filters: dict[str, Any] = form.cleaned_data if form.is_valid() else {}
    name = request.GET.get("tab", "running")
    name = name if name in queries.TABS else "running"
    found = queries.papers(request.user, tab_name=name, filters=filters)
    if "excel" in request.GET:
        return exports.respond(_("督办台账"), columns.LEDGER, found.prefetch_related("duties")[: exports.MOST])
    counts = queries.tab_counts(request.user, filters)
    context = {
        "page": page(request, found),
        "tabs": [tab(request, key, _(TAB_WORDS[key]), counts[key], name) for key in _tabs_of(request.user)],
        "tab": name,
        "form": form,
        "chips": chips(request, form),
        "saved": saved(request.user, "papers"),
        "query": address(request, excel=""),
        "may_draft": kind_of(Paper).rules["draft"](request.user, None),
    }
    return render(request, "papers/list.html", context)


def _tabs_of(person: Any) -> list[str]:
    """Drafts are the office's own: a unit has no tab for what it cannot see."""
    return [name for name in queries.TABS if name != "draft" or policy.sees_all(person)]


@login_required
@require_safe
def detail(request: HttpRequest, key: UUID) -> HttpResponse:
    paper = fetch(request.user, Paper, key, "unit", "issuer", "issued_by", "received_by", "answered_by")
    if "word" in request.GET or "pdf" in request.GET:
        name = paper.number or f"{paper.kind_words}-{_('草稿')}"
        return printing.respond(request, printing.document(paper), name, as_pdf="pdf" in request.GET)
    context = {
        **buttons.of(paper, open_verbs(request.user, paper)),
        "paper": paper,
        "duties": paper.duties.select_related("unit").order_by("due_on", "id"),
        "pieces": paper.pieces.select_related("unit", "blob", "brought_by").order_by("brought_at", "pk"),
        "timeline": items(journal.of("papers", paper.pk), "papers"),
        "reminder": reminders.of_paper(paper) if paper.is_late and not request.user.is_auditor else "",
    }
    return render(request, "papers/detail.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def weekly(request: HttpRequest) -> HttpResponse:
    """The week's bulletin. POST gives it as a file, with the office's own first paragraph; nothing is stored."""
    if not policy.sees_all(request.user):
        return doors.refusal(request, Refused(_("周通报由创建办编发；本单位的情况请看月报。"), why=FORBIDDEN))
    week = figures.week(request.user, figures.monday_of(request.GET.get("week", "")))
    if request.method == "POST":
        words = request.POST.get("lead", "").strip()[:LEAD_MOST] or bulletins.lead(week)
        name = f"{_('周通报')}-{week.key}"
        return printing.respond(request, bulletins.weekly(week, words), name, as_pdf=request.POST.get("as") == "pdf")
    context = {
        "week": week,
        "lead": bulletins.lead(week),
        "lead_most": LEAD_MOST,
        "before": _week_key(week.start - dt.timedelta(days=7)),
        "after": _week_key(week.start + dt.timedelta(days=7)),
    }
    return render(request, "papers/weekly.html", context)


def _week_key(day: dt.date) -> str:
    year, number, _weekday = day.isocalendar()
    return f"{year}-W{number:02d}"


@login_required
@require_safe
def monthly(request: HttpRequest) -> HttpResponse:
    """A unit's month: its own people and those above it read it, the office reads every unit's."""
    units = visible(request.user, Unit).filter(closed_on=None)
    if not policy.sees_all(request.user):
        units = units.filter(pk__in=request.user.reach)
    unit = _unit_asked(request, units)
    first = figures.first_of(request.GET.get("month", ""))
    report = figures.month(request.user, unit, first) if unit else None
    if report and ("word" in request.GET or "pdf" in request.GET):
        name = f"{report.unit}-{first:%Y-%m}-{_('月报')}"
        return printing.respond(request, bulletins.monthly(report), name, as_pdf="pdf" in request.GET)
    context = {
        "report": report,
        "units": units,
        "unit": unit,
        "first": first,
        "before": (first - dt.timedelta(days=1)).replace(day=1),
        "after": (first + dt.timedelta(days=31)).replace(day=1),
        "is_office": policy.sees_all(request.user),
    }
    return render(request, "papers/monthly.html", context)


def _unit_asked(request: HttpRequest, units: "QuerySet[Unit]") -> Unit | None:
    """The unit of the address, else the person's first own. Raises Http404 for one that the person may not read."""
    if asked := request.GET.get("unit", ""):
        try:
            found = units.filter(pk=UUID(asked)).first()
        except ValueError:
            found = None
        if found is None:
            raise Http404
        return found
    if policy.sees_all(request.user):
        return None  # the office chooses first: its own month is rarely what it looks for
    return units.filter(pk__in=request.user.own_units).first()
