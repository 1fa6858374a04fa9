"""Pages of standards: the list, the tree, a criterion."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from chuangcheng.kit import exports, timeline
from chuangcheng.kit.policy import fetch, open_verbs
from chuangcheng.kit.rooms import kind_of, slot
from chuangcheng.rooms.standards import make, queries
from chuangcheng.rooms.standards.columns import columns
from chuangcheng.rooms.standards.models import METHODS, SCHEME, Criterion, Standard


def _may_load(request: HttpRequest) -> bool:
    return kind_of(Standard).rules["load"](request.user, None)


@login_required
def standard_list(request: HttpRequest) -> HttpResponse:
    context = {"standards": list(queries.standards(request.user)), "may_load": _may_load(request)}
    return render(request, "standards/list.html", context)


@login_required
def template(request: HttpRequest) -> FileResponse:
    """The example's file, for a county to write its own manual after."""
    path = make.example_file()
    return FileResponse(path.open("rb"), as_attachment=True, filename=path.name, content_type="application/yaml")


def _filters(request: HttpRequest) -> queries.Filters:
    method, part = request.GET.get("method", ""), request.GET.get("part", "")
    return queries.Filters(
        words=request.GET.get("words", "").strip()[:60],
        method=method if method in METHODS else "",
        part=part if part in SCHEME else "",
    )


@login_required
def standard(request: HttpRequest, key: UUID) -> HttpResponse:
    """The tree, narrowed by words, method and part; or the same as a workbook."""
    shown, filters = fetch(request.user, Standard, key), _filters(request)
    if "excel" in request.GET:
        rows = queries.listed(request.user, shown, filters)
        return exports.respond(str(shown), columns(shown), rows)
    tree = queries.tree(request.user, shown, filters, branch=request.GET.get("branch", ""))
    context = {
        "standard": shown,
        "tree": tree,
        "filters": filters,
        "methods": _seg(request, "method", filters.method, _("所有方法"), METHODS, tree.by_method),
        "parts": _seg(request, "part", filters.part, _("所有方面"), SCHEME, tree.by_part),
        "verbs": [
            verb for verb in open_verbs(request.user, shown) if verb == ("retire" if shown.in_use else "bring_back")
        ],
        "timeline": timeline.of(shown),
    }
    return render(request, "standards/standard.html", context)


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
    params.pop("branch", None)
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
        "beside": list(queries.beside(request.user, shown)),
        "timeline": timeline.of(shown.standard, limit=10),
        "below": slot("criterion", request.user, shown),
    }
    return render(request, "standards/criterion.html", context)
