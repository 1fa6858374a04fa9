"""Pages of evidence: the library, one piece with its revisions, the file itself."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from chuangcheng.kit import files, journal
from chuangcheng.kit.lists import page
from chuangcheng.kit.policy import fetch, open_verbs
from chuangcheng.kit.rooms import kind_of, slot
from chuangcheng.kit.timeline import items
from chuangcheng.rooms.evidence import queries
from chuangcheng.rooms.evidence.filters import FilterForm
from chuangcheng.rooms.evidence.models import KINDS, Evidence


@login_required
def library(request: HttpRequest) -> HttpResponse:
    form = FilterForm(request.GET, person=request.user)
    chosen = form.chosen()
    context = {
        "page": page(request, queries.library(request.user, **chosen)),
        "form": form,
        "chosen": chosen,
        "kinds": _kinds(request, chosen.get("kind", "")),
        "may_hand_in": kind_of(Evidence).rules["hand_in"](request.user, None),
    }
    return render(request, "evidence/library.html", context)


def _kinds(request: HttpRequest, chosen: str) -> list[dict[str, Any]]:
    """The kinds as choices that keep the other filters. No counts: they would cost a walk through the library each."""
    choices = []
    for key, words in {"": _("全部"), **KINDS}.items():
        params = request.GET.copy()
        params.pop("page", None)
        params.pop("kind", None)
        if key:
            params["kind"] = key
        choices.append({"label": _(words), "url": f"?{params.urlencode()}", "active": key == chosen, "count": None})
    return choices


@login_required
def detail(request: HttpRequest, key: UUID) -> HttpResponse:
    piece = fetch(request.user, Evidence, key, "unit", "blob", "brought_by")
    context = {
        "piece": piece,
        "revisions": list(piece.revisions.select_related("by", "blob")),
        "verbs": open_verbs(request.user, piece),
        "timeline": items(journal.of("evidence", piece.pk), "evidence"),
        "below": slot("evidence", request.user, piece),
    }
    return render(request, "evidence/detail.html", context)


@login_required
def file(request: HttpRequest, key: UUID, revision: int) -> FileResponse:
    """A revision's file, for whoever may see the piece."""
    piece = fetch(request.user, Evidence, key)
    found = piece.revisions.select_related("blob").filter(number=revision).first()
    if found is None:
        raise Http404
    return files.respond(found.blob, found.filename)
