"""Pages of evidence: the library, one piece with its revisions, the file itself."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from chuangcheng.kit import files, journal
from chuangcheng.kit.lists import page
from chuangcheng.kit.policy import fetch, open_verbs
from chuangcheng.kit.rooms import slot
from chuangcheng.rooms.evidence import queries
from chuangcheng.rooms.evidence.models import KINDS, Evidence


@login_required
def library(request: HttpRequest) -> HttpResponse:
    kind = request.GET.get("kind", "")
    found = queries.library(request.user, kind=kind if kind in KINDS else "")
    return render(request, "evidence/library.html", {"page": page(request, found), "kinds": KINDS, "kind": kind})


@login_required
def detail(request: HttpRequest, key: UUID) -> HttpResponse:
    piece = fetch(request.user, Evidence, key, "unit", "blob", "brought_by")
    context = {
        "piece": piece,
        "revisions": piece.revisions.select_related("by", "blob"),
        "verbs": open_verbs(request.user, piece),
        "timeline": journal.of("evidence", piece.pk),
        "below": slot("evidence", request.user, piece),
    }
    return render(request, "evidence/detail.html", context)


@login_required
def file(request: HttpRequest, key: UUID, revision: int) -> HttpResponse:
    """A revision's file, for whoever may see the piece."""
    piece = fetch(request.user, Evidence, key)
    found = piece.revisions.select_related("blob").filter(number=revision).first()
    if found is None:
        raise Http404
    return files.respond(found.blob, found.filename)
