"""Pages of duties: list, responsibility list, board by month, calendar, one duty, signing, month's lists."""

import calendar as months
import datetime as dt
import hmac
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from chuangcheng.kit import clock, exports, journal
from chuangcheng.kit.life import N_
from chuangcheng.kit.lists import MOST, address, chips, page, saved, tab
from chuangcheng.kit.policy import fetch, open_verbs, visible
from chuangcheng.kit.rooms import kind_of, slot
from chuangcheng.kit.timeline import items
from chuangcheng.rooms.duties import buttons, columns, life, queries
from chuangcheng.rooms.duties.calendar import calendar, named
from chuangcheng.rooms.duties.doors import icalendar
from chuangcheng.rooms.duties.filters import FilterForm
from chuangcheng.rooms.duties.forms import FORMS, LIST_FORMS
from chuangcheng.rooms.duties.models import DayOverride, Duty, Feed, MonthList, month_words

TAB_WORDS = {"unfinished": N_("未完成"), "late": N_("逾期"), "soon": N_("7 天内到期"), "signing": N_("签字中"),
             "review": N_("待审核"), "ended": N_("已完成"), "all": N_("全部")}  # fmt: skip
INLINE = ("sign", "send_back", "not_held")  # forms short enough to stand in the inbox
FEED_DAYS = 180  # how far ahead a calendar feed looks
BULK = ("remind", "accept", "extend")


def _filters(request: HttpRequest) -> tuple[FilterForm, dict[str, Any]]:
    form = FilterForm(request.GET, person=request.user)
    return form, form.cleaned_data if form.is_valid() else {}


@login_required
def duty_list(request: HttpRequest) -> HttpResponse:
    form, filters = _filters(request)
    name = request.GET.get("tab", "unfinished")
    name = name if queries.is_tab(name) else "unfinished"
    found = queries.duties(request.user, tab_name=name, filters=filters)
    if "excel" in request.GET:
        return exports.respond(_("任务清单"), columns.DUTIES, found.prefetch_related("criteria")[: exports.MOST])
    if "word" in request.GET:
        rows = list(found.prefetch_related("criteria")[: exports.MOST_WORD])
        return exports.respond_word(_("任务清单"), columns.lead(len(rows)), columns.DUTIES_WORD, rows)
    counts = queries.tab_counts(request.user, filters)
    kind = kind_of(Duty)
    context = {
        "page": page(request, found.prefetch_related("criteria")),
        "tabs": [tab(request, key, _(words), counts[key], name) for key, words in TAB_WORDS.items()],
        "tab": name,
        "form": form,
        "chips": chips(request, form),
        "saved": saved(request.user, "duties"),
        "query": address(request, excel=""),
        "bulk": [
            (verb, _(kind.words[verb]), reverse("many", args=["duties", verb]))
            for verb in BULK
            if kind.rules[verb](request.user, None)
        ],
        "may_assign": kind.rules["assign"](request.user, None),
    }
    return render(request, "duties/list.html", context)


@login_required
def responsibility(request: HttpRequest) -> HttpResponse:
    form, filters = _filters(request)
    rows = queries.responsibility(request.user, filters)
    if "excel" in request.GET:
        return exports.respond(_("责任清单"), columns.RESPONSIBILITY, rows)
    if "word" in request.GET:
        return exports.respond_word(_("责任清单"), columns.lead(len(rows)), columns.RESPONSIBILITY, rows)
    address = reverse("duties:list")
    for row in rows:
        row["all_url"] = f"{address}?tab=all&unit={row['unit']}"
        row["late_url"] = f"{address}?tab=late&unit={row['unit']}"
    context = {"rows": rows, "form": form, "chips": chips(request, form), "list_url": address}
    return render(request, "duties/responsibility.html", context)


def _month(request: HttpRequest) -> dt.date:
    """The month that the address asks for, else the present one."""
    try:
        asked = dt.date.fromisoformat(f"{request.GET.get('month', '')}-01")
    except ValueError:
        asked = dt.date.min
    return asked if 2000 <= asked.year <= 2100 else clock.today().replace(day=1)


def _neighbours(first: dt.date) -> tuple[dt.date, dt.date]:
    return (first - dt.timedelta(days=1)).replace(day=1), (first + dt.timedelta(days=31)).replace(day=1)


@login_required
def board(request: HttpRequest) -> HttpResponse:
    """The month's duties as columns by state."""
    form, filters = _filters(request)
    first = _month(request)
    found = queries.month(request.user, first, filters)
    groups = [(_("待提交"), life.TO_DO), (_("签字中"), (life.FOR_LIST, life.FOR_DEPUTY, life.FOR_PRINCIPAL)),
              (_("待审核"), (life.FOR_OFFICE,)), (_("已完成"), life.ENDED)]  # fmt: skip
    lanes = [(words, [duty for duty in found if duty.state in states]) for words, states in groups]
    before, after = _neighbours(first)
    context = {
        "lanes": lanes,
        "month": first,
        "before": before,
        "after": after,
        "form": form,
        "chips": chips(request, form),
    }
    return render(request, "duties/board.html", context)


@login_required
def month_view(request: HttpRequest) -> HttpResponse:
    """The month as a calendar: how many duties fall due on each day, working days shown."""
    form, filters = _filters(request)
    first, days = _month(request), calendar()
    found = queries.month(request.user, first, filters)
    weeks = [
        [
            {"on": day, "inside": day.month == first.month, "work": days.is_workday(day), "name": named(days.kind(day)),
             "duties": [duty for duty in found if duty.due_on == day]}
            for day in week
        ]
        for week in months.Calendar().monthdatescalendar(first.year, first.month)
    ]  # fmt: skip
    before, after = _neighbours(first)
    context = {"weeks": weeks, "month": first, "before": before, "after": after, "form": form, "chips": chips(request, form),
               "weekdays": [date_format(day["on"], "D") for day in weeks[0]],
               "provisional": days.is_provisional(first)}  # fmt: skip
    return render(request, "duties/calendar.html", context)


@login_required
def detail(request: HttpRequest, key: UUID) -> HttpResponse:
    duty = fetch(request.user, Duty, key, "unit", "submitted_by", "month_list")
    verbs = open_verbs(request.user, duty)
    context = {
        **buttons.of(duty, verbs),
        "duty": duty,
        "may_drop": "drop_proof" in verbs,
        "proofs": duty.proofs.select_related("evidence__unit", "evidence__blob", "evidence__brought_by"),
        "line": buttons.line(
            duty, list(duty.signatures.select_related("person", "unit", "duty", "delegation__post__person"))
        ),
        "proof_form": FORMS["add_proof"](actor=request.user, record=duty) if "add_proof" in verbs else None,
        "cooperating": duty.cooperating.all(),
        "criteria": duty.criteria.select_related("standard"),
        "timeline": items(journal.of("duties", duty.pk), "duties"),
        "below": slot("duty", request.user, duty),
    }
    return render(request, "duties/detail.html", context)


@login_required
def panel(request: HttpRequest, key: UUID) -> HttpResponse:
    """A duty as the inbox opens it in place: what is asked, what lies there, and the forms of the next step."""
    duty = fetch(request.user, Duty, key, "unit", "submitted_by")
    verbs = open_verbs(request.user, duty)
    inline = {
        verb: FORMS[verb](actor=request.user, record=duty, auto_id=f"{key}-%s") for verb in INLINE if verb in verbs
    }
    context = {
        **buttons.of(duty, verbs),
        "duty": duty,
        "forms": [(verb, _(kind_of(Duty).words[verb]), form) for verb, form in inline.items()],
        "proofs": duty.proofs.select_related("evidence__unit", "evidence__blob", "evidence__brought_by"),
        "proof_form": FORMS["add_proof"](actor=request.user, record=duty, auto_id=f"{key}-%s")
        if "add_proof" in verbs
        else None,
        "next": request.GET.get("next", duty.get_absolute_url()),
    }
    return render(request, "duties/_panel.html", context)


@login_required
def signing(request: HttpRequest) -> HttpResponse:
    """Everything that waits for my signature, to page through and sign at once."""
    pieces = ("proofs__evidence__blob", "proofs__evidence__brought_by", "criteria__standard")
    found = queries.signable(request.user).select_related("unit", "submitted_by").prefetch_related(*pieces)
    waiting = list(found[:100])
    context = {
        "waiting": waiting,
        "ticked": set(request.session.pop("refused", [])),  # what was refused a moment ago keeps its tick
        "lists": queries.signable_lists(request.user),
        "form": FORMS["sign"](actor=request.user),
    }
    return render(request, "duties/signing.html", context)


@login_required
def month_lists(request: HttpRequest) -> HttpResponse:
    waiting = [(unit, month, month_words(month), n) for unit, month, n in queries.to_list(request.user)]
    context = {"page": page(request, queries.signing_lists(request.user)), "waiting": waiting}
    return render(request, "duties/month_lists.html", context)


@login_required
def month_list(request: HttpRequest, key: UUID) -> HttpResponse:
    drawn = fetch(request.user, MonthList, key, "unit", "drawn_by")
    context = {
        "drawn": drawn,
        "duties": drawn.duties.select_related("unit").prefetch_related(
            "proofs__evidence__blob", "proofs__evidence__brought_by"
        ),
        "verbs": open_verbs(request.user, drawn),
        "signatures": drawn.signatures.select_related("person", "unit", "month_list", "delegation__post__person"),
        "form": LIST_FORMS["sign_list"](actor=request.user, record=drawn),
        "timeline": items(journal.of("monthlists", drawn.pk), "monthlists"),
    }
    return render(request, "duties/month_list.html", context)


@login_required
def workdays(request: HttpRequest) -> HttpResponse:
    """The year's working days: the statutory calendar and the county's own table."""
    year = int(request.GET.get("year", "0")) if request.GET.get("year", "").isdecimal() else clock.today().year
    year = min(max(year, 2005), 2100)
    days, first = calendar(), dt.date(year, 1, 1)
    special = [day for n in range(366) if (day := first + dt.timedelta(days=n)).year == year and days.kind(day).name]
    context = {
        "year": year,
        "special": [(day, days.kind(day).works, named(days.kind(day))) for day in special],
        "overrides": [(row, open_verbs(request.user, row)) for row in visible(request.user, DayOverride)],
        "provisional": days.is_provisional(first),
        "may_declare": kind_of(DayOverride).rules["declare"](request.user, None),
    }
    return render(request, "duties/workdays.html", context)


@require_safe
def feed(request: HttpRequest, key: UUID, token: str) -> HttpResponse:
    """The calendar of whoever has its address: calendars do not sign in. A closed one is not there."""
    held = Feed.objects.filter(pk=key, closed_at=None, person__is_active=True).select_related("person").first()
    if held is None or not hmac.compare_digest(held.token, token):
        raise Http404
    owed = queries.owed(held.person, clock.today() + dt.timedelta(days=FEED_DAYS))[:MOST]
    with translation.override(held.person.language):
        name = _("创城任务·%(person)s") % {"person": held.person.name}
        data = icalendar.calendar(name, owed, request.build_absolute_uri)
    response = HttpResponse(data, content_type="text/calendar; charset=utf-8")
    response["Cache-Control"] = "private, max-age=900"
    return response
