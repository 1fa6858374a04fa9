"""Pages of standards: the list, the tree with its checklists, questions and negative list, a criterion, two editions
beside each other; the files that go out."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from chuangcheng.kit import exports, timeline
from chuangcheng.kit.jobs import Job
from chuangcheng.kit.life import N_
from chuangcheng.kit.lists import PAGE, Page
from chuangcheng.kit.policy import fetch, open_verbs, visible
from chuangcheng.kit.rooms import kind_of, slot, succeeding
from chuangcheng.rooms.standards import changes, make, queries
from chuangcheng.rooms.standards.columns import columns, part_columns
from chuangcheng.rooms.standards.compare import CLASSES, PARTS
from chuangcheng.rooms.standards.doors import excel, yaml_out
from chuangcheng.rooms.standards.following import following
from chuangcheng.rooms.standards.keeping import draft_of
from chuangcheng.rooms.standards.life import UNDONE
from chuangcheng.rooms.standards.models import METHODS, SCHEME, Criterion, Standard, Succession

YAML = "application/yaml; charset=utf-8"
TABS = {
    "criteria": N_("测评标准"),
    "checklists": N_("实测清单"),
    "questions": N_("问卷题目"),
    "negative": N_("负面清单"),
}


def _may_load(request: HttpRequest) -> bool:
    return kind_of(Standard).rules["load"](request.user, None)


@login_required
def standard_list(request: HttpRequest) -> HttpResponse:
    found = list(queries.standards(request.user))
    slugs = [standard.slug for standard in found]
    context = {"standards": found, "may_load": _may_load(request), "comparable": len(set(slugs)) < len(slugs)}
    return render(request, "standards/list.html", context)


@login_required
def template(request: HttpRequest) -> HttpResponse:
    """The workbook to fill."""
    return exports.attach(excel.template(), f"{_('测评体系模板')}.xlsx")


@login_required
def example(request: HttpRequest) -> FileResponse:
    """An example's file, for a county that writes its manual in YAML."""
    wanted = request.GET.get("name", make.EXAMPLES[0])
    if wanted not in make.EXAMPLES:
        raise Http404
    path = make.example_file(wanted)
    return FileResponse(path.open("rb"), as_attachment=True, filename=path.name, content_type="application/yaml")


@login_required
def as_excel(request: HttpRequest, key: UUID) -> HttpResponse:
    """The whole standard as a workbook, which can be loaded again."""
    shown = fetch(request.user, Standard, key)
    return exports.attach(excel.write(draft_of(shown)), f"{shown.title} {shown.edition}.xlsx")


@login_required
def as_yaml(request: HttpRequest, key: UUID) -> HttpResponse:
    shown = fetch(request.user, Standard, key)
    return exports.attach(yaml_out.write(draft_of(shown)), f"{shown.slug} {shown.edition}.yaml", YAML)


def _filters(request: HttpRequest) -> queries.Filters:
    method, part = request.GET.get("method", ""), request.GET.get("part", "")
    return queries.Filters(
        words=request.GET.get("words", "").strip()[:60],
        method=method if method in METHODS else "",
        part=part if part in SCHEME else "",
    )


@login_required
def standard(request: HttpRequest, key: UUID) -> HttpResponse:
    """The tree, or one of the lists beside it, narrowed by what is asked; or the same as a workbook."""
    shown, filters = fetch(request.user, Standard, key), _filters(request)
    tab = request.GET.get("tab", "")
    tab = tab if tab in queries.TABS else "criteria"
    if "excel" in request.GET:
        return _export(request, shown, tab, filters)
    counts = queries.tab_counts(request.user, shown, filters.words)
    context = {
        "standard": shown,
        "filters": filters,
        "tab": tab,
        "comparable": visible(request.user, Standard).filter(slug=shown.slug).exclude(pk=shown.pk).exists(),
        "tabs": [_tab(request, name, words, counts[name], tab) for name, words in TABS.items()],
        "verbs": [
            verb for verb in open_verbs(request.user, shown) if verb == ("retire" if shown.in_use else "bring_back")
        ],
        "timeline": timeline.of(shown),
        **(_tree(request, shown, filters) if tab == "criteria" else _part(request, shown, tab, filters.words)),
    }
    return render(request, "standards/standard.html", context)


def _tab(request: HttpRequest, name: str, words: str, count: int, present: str) -> dict[str, Any]:
    """A tab keeps the words that were looked for and nothing else."""
    params = request.GET.copy()
    for key in set(params) - {"words"}:
        del params[key]
    if name != "criteria":
        params["tab"] = name
    return {"label": _(words), "url": f"?{params.urlencode()}", "active": name == present, "count": count}


def _tree(request: HttpRequest, shown: Standard, filters: queries.Filters) -> dict[str, Any]:
    tree = queries.tree(request.user, shown, filters, branch=request.GET.get("branch", ""))
    return {
        "tree": tree,
        "methods": _seg(request, "method", filters.method, _("所有方法"), METHODS, tree.by_method),
        "parts": _seg(request, "part", filters.part, _("所有方面"), SCHEME, tree.by_part),
    }


def _part(request: HttpRequest, shown: Standard, tab: str, words: str) -> dict[str, Any]:
    rows = list(queries.part(request.user, shown, tab, words))
    for row in rows:
        row.standard = shown
    if tab == "checklists":
        return {"rows": rows, "groups": queries.by_place(shown, rows)}
    if tab == "negative":
        lines = dict(
            zip(
                (row["key"] for row in shown.lines),
                shown.words_of("lines", [r["key"] for r in shown.lines]),
                strict=True,
            )
        )
        groups = [(words, [row for row in rows if row.line == key]) for key, words in lines.items()]
        for row in rows:
            row.units = shown.words_of("unit_kinds", row.unit_kinds)
        return {"rows": rows, "groups": [(words, found) for words, found in groups if found]}
    return {"rows": rows}


def _export(request: HttpRequest, shown: Standard, tab: str, filters: queries.Filters) -> HttpResponse:
    """What is shown, as a workbook to read."""
    if tab == "criteria":
        return exports.respond(str(shown), columns(shown), queries.listed(request.user, shown, filters))
    rows = queries.part(request.user, shown, tab, filters.words)
    return exports.respond(f"{shown} {_(TABS[tab])}", part_columns(shown, tab), rows)


def _seg(
    request: HttpRequest, name: str, chosen: str, everything: str, words: Any, counts: Iterable[tuple[str, int]]
) -> list[Any]:
    """The choices of a filter with how many criteria each would give; a choice that would give none is left out."""
    items = [{"label": everything, "url": _address(request, name, ""), "active": not chosen, "count": None}]
    return items + [
        {"label": _(words[key]), "url": _address(request, name, key), "active": key == chosen, "count": count}
        for key, count in counts
    ]


def _address(request: HttpRequest, name: str, value: str) -> str:
    params = request.GET.copy()
    for gone in ("branch", "page"):
        params.pop(gone, None)
    params[name] = value
    if not value:
        del params[name]
    return f"?{params.urlencode()}"


@login_required
def criterion(request: HttpRequest, key: UUID) -> HttpResponse:
    shown = fetch(request.user, Criterion, key, "standard", "heading")
    places = {row["key"]: row for row in shown.standard.place_kinds}
    context = {
        "criterion": shown,
        "standard": shown.standard,
        "above": queries.above(shown.heading),
        "units": shown.standard.words_of("unit_kinds", shown.unit_kinds),
        "places": [
            (words, places.get(key, {}).get("sample"))
            for key, words in zip(
                shown.place_kinds, shown.standard.words_of("place_kinds", shown.place_kinds), strict=True
            )
        ],
        "checks": queries.by_place(shown.standard, queries.tied(request.user, shown, "checklists")),
        "questions": list(queries.tied(request.user, shown, "questions")),
        "negatives": list(queries.tied(request.user, shown, "negative")),
        "beside": list(queries.beside(request.user, shown)),
        "timeline": timeline.of(shown.standard, limit=10),
        "below": slot("criterion", request.user, shown),
    }
    return render(request, "standards/criterion.html", context)


@login_required
def compare(request: HttpRequest) -> HttpResponse:
    """Two editions of one standard beside each other: filtered by part and by kind of change, or as a workbook."""
    choices = queries.editions(request.user)
    old, new = _edition(request, "old"), _edition(request, "new")
    if new and not old:
        old = _before(choices, new)
    context: dict[str, Any] = {"choices": choices, "old": old, "new": new}
    if old and new:
        context["why_not"] = _why_not(old, new)
    if old and new and not context["why_not"]:
        found = changes.between(old, new)
        part, kind = request.GET.get("part", ""), request.GET.get("kind", "")
        part, kind = part if part in PARTS else "", kind if kind in CLASSES else ""
        wanted = found.of(part=part, kind=kind)
        if "excel" in request.GET:
            return exports.respond(f"{old} {new}", changes.columns(), found.shown(wanted))
        context |= {
            "found": found,
            "page": _page(request, found, wanted),
            "kinds": _seg(request, "kind", kind, _("所有变化"), CLASSES, found.counts("kind", part=part)),
            **_here(request, old, new),
            "parts": _seg(request, "part", part, _("所有部分"), PARTS, found.counts("part", kind=kind)),
        }
    return render(request, "standards/compare.html", context)


LISTS = ("checklists", "questions", "negative")  # what inspectors and interviewers have to know of


def _here(request: HttpRequest, old: Standard, new: Standard) -> dict[str, Any]:
    """What the new edition means here, and how far its taking over is."""
    made = Succession.objects.filter(old=old, new=new).exclude(state=UNDONE).select_related("old", "new").first()
    job = Job.objects.filter(name="standards.carry", arguments__succession=str(made.pk)).last() if made else None
    context: dict[str, Any] = {"succession": made, "job": job}
    if made is not None:
        context["succession_verbs"] = open_verbs(request.user, made)
        context["succession_counts"] = [(_(word), n) for word, n in made.counts.items()]
        return context
    if not kind_of(Succession).rules["take_over"](request.user, None):
        return context
    follows = following(old, new)
    rows = [
        row for room in succeeding() for row in room.meaning(request.user, follows.pairs, follows.open, follows.gone)
    ]
    groups = {name: [row for row in rows if row.group == name] for name in ("carried", "changed", "gone")}
    lists = [(key, _(PARTS[key]), n) for key, n in changes.between(old, new).counts("part") if key in LISTS]
    return {
        **context,
        "follows": follows,
        "meaning": groups,
        "lists": lists,
        "may_take_over": old.created_at <= new.created_at,
    }


@login_required
def carrying(request: HttpRequest, key: UUID) -> HttpResponse:
    """How far the carrying over is: the fragment that the page polls."""
    made = fetch(request.user, Succession, key, "old", "new")
    job = Job.objects.filter(name="standards.carry", arguments__succession=str(made.pk)).last()
    return render(request, "standards/_carrying.html", {"succession": made, "job": job})


def _edition(request: HttpRequest, name: str) -> Standard | None:
    """The edition that the address names; nothing for one that is not there."""
    try:
        return visible(request.user, Standard).filter(pk=request.GET.get(name) or None).first()
    except ValidationError:
        return None


def _before(choices: list[list[Standard]], new: Standard) -> Standard | None:
    """The edition that was loaded before, else any other of the same standard."""
    others = [row for rows in choices for row in rows if row.slug == new.slug and row.pk != new.pk]
    return next((row for row in others if row.created_at < new.created_at), others[0] if others else None)


def _why_not(old: Standard, new: Standard) -> str:
    if old.pk == new.pk:
        return _("两边选的是同一个版本。换一个再对照。")
    if old.slug != new.slug:
        return _("这是两个不同的体系。请选同一个体系的两个版本。")
    return ""


def _page(request: HttpRequest, found: changes.Comparison, wanted: list[Any]) -> Page:
    asked = request.GET.get("page", "1")
    number = min(max(1, int(asked) if asked.isdecimal() else 1), max(1, -(-len(wanted) // PAGE)))
    first = (number - 1) * PAGE
    return Page(found.shown(wanted[first : first + PAGE]), number, len(wanted), first + PAGE < len(wanted))
