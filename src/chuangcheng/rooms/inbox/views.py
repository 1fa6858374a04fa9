"""Home, inbox, search, notices, help, and the list of what the house is made of."""

from pathlib import Path
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from chuangcheng.kit import clock, exports, search
from chuangcheng.kit.lists import page
from chuangcheng.kit.rooms import kinds
from chuangcheng.lib import hanzi
from chuangcheng.rooms.inbox import audit, glossary, queries
from chuangcheng.rooms.inbox.models import Notice

HELP = Path(__file__).parent / "help"


@login_required
def home(request: HttpRequest) -> HttpResponse:
    """1 + 3 + 5 for the office; for everybody else the inbox with the unit's figures on top."""
    rows = queries.waiting(request.user)
    context = {**queries.home(request.user), "rows": rows[:12], "count": len(rows), "groups": queries.grouped(rows)}
    wide = request.user.is_office or request.user.is_auditor
    return render(request, "inbox/home.html" if wide else "inbox/unit_home.html", context)


@login_required
def inbox(request: HttpRequest) -> HttpResponse:
    rows = queries.waiting(request.user)
    what = request.GET.get("what", "")
    kinds_of = sorted({row.what for row in rows})
    shown = [row for row in rows if not what or row.what == what]
    counted = [("", _("全部"), len(rows))] + [(w, w, sum(1 for r in rows if r.what == w)) for w in kinds_of]
    tabs = [{"label": label, "url": f"?what={key}", "active": key == what, "count": n} for key, label, n in counted]
    context = {
        "groups": queries.grouped(shown),
        "count": len(rows),
        "tabs": tabs,
        "what": what,
        **queries.home(request.user),
    }
    return render(request, "inbox/inbox.html", context)


@login_required
def find(request: HttpRequest) -> HttpResponse:
    """Records of all rooms that hold the words, by permission."""
    words, only = request.GET.get("q", "").strip()[:60], request.GET.get("kind", "")
    found = search.find(request.user, words, tokens=_tokens(request.user), only=only) if words else []
    for name in {row.kind for row, _record in found}:
        whole = [record for row, record in found if row.kind == name]
        if hasattr(kinds()[name].model, "unit"):
            prefetch_related_objects(whole, "unit")
    hits = [
        {"kind": _(kinds()[row.kind].label), "record": record, "title": hanzi.highlight(row.title, words),
         "body": hanzi.highlight(_around(row.body, words), words)}
        for row, record in found
    ]  # fmt: skip
    labels = [(kind.name, _(kind.label)) for kind in kinds().values() if kind.document]
    return render(request, "inbox/search.html", {"words": words, "hits": hits, "kind": only, "kinds": labels})


def _tokens(person: Any) -> list[str]:
    """What the prefilter lets through: nothing is filtered for those who see all."""
    if person.is_office or person.is_auditor:
        return []
    return [f"u{key.hex}" for key in person.reach]


def _around(body: str, words: str, width: int = 60) -> str:
    """The stretch of the body round the first hit."""
    at = max(hanzi.fold(body).find(hanzi.fold(words.split()[0])), 0) if words.split() else 0
    return body[max(0, at - width // 3) : at + width]


@login_required
def notices(request: HttpRequest) -> HttpResponse:
    found = Notice.objects.filter(person=request.user.pk).order_by("-at")
    return render(request, "inbox/notices.html", {"page": page(request, found)})


@login_required
@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    Notice.objects.filter(person=request.user.pk, read_at=None).update(read_at=clock.now())
    return redirect("inbox:notices")


@login_required
def open_notice(request: HttpRequest, key: int) -> HttpResponse:
    """Go to what a notice speaks of; it counts as read."""
    notice = Notice.objects.filter(person=request.user.pk, pk=key).first()
    if notice is None:
        raise Http404
    if notice.read_at is None:
        Notice.objects.filter(pk=key).update(read_at=clock.now())
    return redirect(notice.url)


@login_required
def journal(request: HttpRequest) -> HttpResponse:
    """All that was done, by filters; the same to Excel."""
    if not audit.audits(request.user):
        raise PermissionDenied
    form = audit.FilterForm(request.GET)
    filters = form.cleaned_data if form.is_valid() else {}
    found = audit.entries(request.user, filters)
    if "excel" in request.GET:
        return exports.respond(_("日志"), audit.COLUMNS, audit.rows(request.user, list(found[: exports.MOST])))
    shown = page(request, found)
    shown.rows = audit.rows(request.user, shown.rows)
    chosen = {name: value for name, value in filters.items() if value}
    return render(request, "inbox/journal.html", {"form": form, "page": shown, "chosen": chosen})


@login_required
def help_page(request: HttpRequest, name: str = "index") -> HttpResponse:
    """The help page of a screen, in the reader's language; screens without one of their own get the general page."""
    language = "en" if (get_language() or "").startswith("en") else "zh"
    if name == "glossary":
        return _glossary(request)
    pages = {path.stem: path for path in (HELP / language).glob("*.md")}
    path = pages.get(name) or pages["index"]
    return render(request, "inbox/help.html", {"sections": _sections(path.read_text("utf-8")), "pages": _titles(pages)})


def _glossary(request: HttpRequest) -> HttpResponse:
    """The words of the house, or those that hold what was typed."""
    typed = request.GET.get("q", "").strip()[:40]
    return render(request, "inbox/glossary.html", {"typed": typed, "words": glossary.found(typed)})


def _sections(text: str) -> list[dict[str, Any]]:
    """A help page is Markdown of the simplest kind: # title, ## heading, paragraphs and - lines."""
    found: list[dict[str, Any]] = []
    for line in text.splitlines():
        if line.startswith("#"):
            found.append({"level": len(line) - len(line.lstrip("#")), "title": line.lstrip("# "), "lines": []})
        elif line.strip() and found:
            found[-1]["lines"].append((line.startswith("- "), line.removeprefix("- ")))
    return found


def _titles(pages: dict[str, Path]) -> list[tuple[str, str]]:
    return [(name, path.read_text("utf-8").splitlines()[0].lstrip("# ")) for name, path in sorted(pages.items())]


def service_health(request: HttpRequest) -> HttpResponse:
    """For a load balancer: the web process answers and its database is there."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")
