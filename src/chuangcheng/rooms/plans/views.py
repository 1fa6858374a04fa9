"""Pages of plans: the list, the two panes of checking, what a new version changes."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from chuangcheng.kit import files
from chuangcheng.kit.jobs import Job
from chuangcheng.kit.life import N_
from chuangcheng.kit.lists import page
from chuangcheng.kit.policy import fetch, may, open_verbs
from chuangcheng.kit.rooms import kind_of
from chuangcheng.lib import hanzi
from chuangcheng.rooms.plans import document, expansion, life, queries, suggest
from chuangcheng.rooms.plans.forms import CorrectForm
from chuangcheng.rooms.plans.models import CADENCES, MARKS, Obligation, Plan

LEGEND = [("who", N_("责"), N_("单位")), ("freq", N_("频"), N_("频次")), ("qty", N_("量"), N_("数量")), ("due", N_("期"), N_("期限")),
          ("goal", N_("标"), N_("目标")), ("place", N_("地"), N_("地点"))]  # fmt: skip

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
    job = _job(shown)  # before what it may be changing: an older state is then shown with its job still running
    sections = queries.sections(shown)
    found = queries.obligations(shown, sections)
    chosen = _chosen(request, found)
    wanted = request.GET.get("show", "all")
    blocks = document.blocks(shown.text, sections, found)
    here = f"{request.path}?show={wanted}"
    context = {
        "here": here,
        "next_url": f"{here}&after={chosen.start}" if chosen else here,
        "may_check": kind_of(Obligation).rules["confirm"](request.user, None)
        and shown.state in (life.CHECKING, life.APPROVED),
        "legend": [(kind, _(tag), _(words)) for kind, tag, words in LEGEND],
        "segs": _segs(wanted, found),
        "notes": _notes(shown),
        "plan": shown,
        "verbs": open_verbs(request.user, shown),
        "blocks": _number(blocks, found),
        "groups": _groups([o for o in found if FILTERS.get(wanted, FILTERS["all"])(o)]),
        "show": wanted,
        "progress": queries.progress(found),
        "chosen": chosen,
        "panel": _panel(request, chosen) if chosen else None,
        "outlook": expansion.outlook(o for o in found if o.state == life.CHECKED),
        "job": job,
        "marks": MARKS,
    }
    return render(request, "plans/plan.html", context)


def _number(blocks: list[document.Block], found: list[Obligation]) -> list[document.Block]:
    """Give every obligation the number that its sentence carries in the left pane."""
    numbers = {block.obligation.pk: block.number for block in blocks if block.obligation is not None}
    for obligation in found:
        obligation.printed = numbers.get(obligation.pk, "")  # type: ignore[attr-defined]
    return blocks


def _segs(wanted: str, found: list[Obligation]) -> list[dict[str, Any]]:
    words = {
        "all": _("全部"),
        "waiting": _("待核对"),
        "no_cadence": _("周期未定"),
        "no_unit": _("单位未定"),
        "left_out": _("已删去"),
    }
    return [
        {
            "label": label,
            "url": f"?show={key}",
            "active": key == wanted,
            "count": sum(1 for o in found if FILTERS[key](o)),
        }
        for key, label in words.items()
    ]


def _notes(shown: Plan) -> list[dict[str, Any]]:
    """Remarks on the document, in the reader's language."""
    language = "en" if (get_language() or "").startswith("en") else "zh"
    return [{"start": note["start"], "words": note[language]} for note in shown.notes[:3]]


def _chosen(request: HttpRequest, found: list[Obligation]) -> Obligation | None:
    """The obligation that the address names, else the first that waits for a check."""
    wanted = request.GET.get("ob", "")
    named = next((o for o in found if str(o.pk) == wanted), None)
    waiting = [o for o in found if o.state == life.FOUND]
    after = int(request.GET["after"]) if request.GET.get("after", "").isdecimal() else -1
    return named or next((o for o in waiting if o.start > after), waiting[0] if waiting else None)


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
    start = {"cadence": proposal.cadence} if proposal and not chosen.effective.cadence else {}
    form = CorrectForm(actor=request.user, record=chosen, initial=start)
    return {
        "form": form,
        "may_correct": may(request.user, "correct", chosen),
        "proposal": proposal,
        "proposal_words": _(CADENCES[proposal.cadence]) if proposal else "",
        "criteria": [(c, f"{score:.0%}") for c, score in suggest.CriterionFinder().find(_context(chosen))],
        "outlook": expansion.outlook([chosen]),
        "verbs": open_verbs(request.user, chosen),
    }


def _context(chosen: Obligation) -> str:
    """The obligation's words with its heading's, which name the subject where the sentence does not."""
    return f"{chosen.section.title if chosen.section else ''} {chosen.text}"


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
    for obligation in groups["changed"]:
        obligation.wording = hanzi.wording(obligation.was, obligation.text)  # type: ignore[attr-defined]
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
