"""Pages of plans: the list, the two panes of checking, what a new version changes."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from chuangcheng.kit import files, journal
from chuangcheng.kit.jobs import Job
from chuangcheng.kit.lists import page
from chuangcheng.kit.policy import fetch, may, open_verbs
from chuangcheng.rooms.plans import document, expansion, life, queries, suggest
from chuangcheng.rooms.plans.forms import CorrectForm
from chuangcheng.rooms.plans.models import MARKS, Obligation, Plan

FILTERS = {
    "all": lambda o: o.state != life.LEFT_OUT,
    "waiting": lambda o: o.state == life.FOUND,
    "no_cadence": lambda o: o.state != life.LEFT_OUT and o.mark_as == "lead" and not o.effective.cadence,
    "no_unit": lambda o: o.state != life.LEFT_OUT and o.mark_as == "lead" and not o.effective.units,
    "left_out": lambda o: o.state == life.LEFT_OUT,
}


@login_required
def plan_list(request: HttpRequest) -> HttpResponse:
    return render(request, "plans/list.html", {"page": page(request, queries.plans(request.user))})


@login_required
def plan(request: HttpRequest, key: UUID) -> HttpResponse:
    """The document at the left, its obligations at the right."""
    shown = fetch(request.user, Plan, key, "unit", "previous", "brought_by")
    if shown.state in (life.READING, life.FAILED):
        return render(
            request, "plans/reading.html", {"plan": shown, "job": _job(shown), "verbs": open_verbs(request.user, shown)}
        )
    sections = queries.sections(shown)
    found = queries.obligations(shown, sections)
    chosen = _chosen(request, found)
    wanted = request.GET.get("show", "all")
    context = {
        "plan": shown,
        "verbs": open_verbs(request.user, shown),
        "blocks": document.blocks(shown.text, sections, found),
        "groups": _groups([o for o in found if FILTERS.get(wanted, FILTERS["all"])(o)]),
        "show": wanted,
        "progress": queries.progress(found),
        "chosen": chosen,
        "panel": _panel(request, chosen) if chosen else None,
        "outlook": expansion.outlook(o for o in found if o.state == life.CHECKED),
        "job": _job(shown),
        "marks": MARKS,
    }
    return render(request, "plans/plan.html", context)


def _chosen(request: HttpRequest, found: list[Obligation]) -> Obligation | None:
    """The obligation that the address names, else the first that waits for a check."""
    wanted = request.GET.get("ob", "")
    named = next((o for o in found if str(o.pk) == wanted), None)
    return named or next((o for o in found if o.state == life.FOUND), None)


def _groups(found: list[Obligation]) -> list[tuple[Any, list[Obligation]]]:
    """Obligations under their sections."""
    groups: list[tuple[Any, list[Obligation]]] = []
    for obligation in found:
        if not groups or groups[-1][0] is not obligation.section:
            groups.append((obligation.section, []))
        groups[-1][1].append(obligation)
    return groups


def _panel(request: HttpRequest, chosen: Obligation) -> dict[str, Any]:
    """What the open card of an obligation needs: its form, suggestions, what it makes."""
    proposal = suggest.cadence(chosen)
    form = CorrectForm(actor=request.user, record=chosen)
    return {
        "form": form,
        "may_correct": may(request.user, "correct", chosen),
        "proposal": proposal,
        "criteria": suggest.CriterionFinder().find(f"{chosen.section.title if chosen.section else ''} {chosen.text}"),
        "outlook": expansion.outlook([chosen]),
        "timeline": journal.of("obligations", chosen.pk, limit=10),
        "verbs": open_verbs(request.user, chosen),
    }


def _job(shown: Plan) -> Job | None:
    """The plan's newest job, while it runs or if it failed."""
    return Job.objects.filter(name__startswith="plans.", arguments__plan=str(shown.pk)).order_by("-created_at").first()


@login_required
def preview(request: HttpRequest, key: UUID) -> HttpResponse:
    """Every duty that approval would make, before it is made."""
    shown = fetch(request.user, Plan, key, "unit")
    found = queries.obligations(shown, queries.sections(shown))
    outlook = expansion.outlook(o for o in found if o.state == life.CHECKED)
    units = {unit.pk: unit for o in found for unit in o.effective.units}
    rows = sorted(
        ((spec, units[spec.unit_id]) for spec in outlook["specs"]), key=lambda row: (row[0].due_on, row[1].path)
    )
    return render(request, "plans/preview.html", {"plan": shown, "rows": rows[:500], "outlook": outlook})


@login_required
def changes(request: HttpRequest, key: UUID) -> HttpResponse:
    """This version beside the one before: kept, changed, added, dropped."""
    shown = fetch(request.user, Plan, key, "previous")
    if shown.previous is None:
        return redirect(shown)
    found = queries.obligations(shown, queries.sections(shown))
    groups = {kind: [o for o in found if o.change == kind] for kind in ("changed", "added", "kept")}
    context = {"plan": shown, "groups": groups, "dropped": queries.dropped(shown)}
    return render(request, "plans/changes.html", context)


@login_required
def source(request: HttpRequest, key: UUID) -> HttpResponse:
    """The file as it was brought."""
    shown = fetch(request.user, Plan, key)
    if shown.blob is None:
        return HttpResponse(shown.text, content_type="text/plain; charset=utf-8")
    return files.respond(shown.blob, shown.filename)


@login_required
def progress(request: HttpRequest, key: UUID) -> HttpResponse:
    """How far the plan's job is: the fragment that the page polls."""
    shown = fetch(request.user, Plan, key)
    return render(request, "plans/_progress.html", {"plan": shown, "job": _job(shown)})
