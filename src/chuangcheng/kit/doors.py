"""The shared view of all verbs: `POST /<kind>/<id>/<verb>/`, creating `POST /<kind>/<verb>/`, many at once
`POST /<kind>/many/<verb>/`. GET shows the verb's form as a page, so that everything works without scripts."""

import hashlib
import logging
import secrets
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.forms import PasswordInput
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from chuangcheng.kit import journal, timeline
from chuangcheng.kit.forms import NoFields, VerbForm
from chuangcheng.kit.policy import fetch, may
from chuangcheng.kit.punctuation import colon
from chuangcheng.kit.records import Record
from chuangcheng.kit.refused import FORBIDDEN, STALE, STATUS, Refused
from chuangcheng.kit.rooms import Kind, kinds

MANY = 500
MADE = 20  # forms that made something, remembered in the session
REASONS = 20  # refused rows whose reason is shown after many; the rest are counted
log = logging.getLogger("chuangcheng.doors")


@login_required
@require_http_methods(["GET", "POST"])
def do(request: HttpRequest, name: str, key: Any, verb: str) -> HttpResponse:
    """Say a verb to one record."""
    kind = _kind(name, verb, making=False)
    record = fetch(request.user, kind.model, key)
    if not kind.rules[verb](request.user, record):
        return refusal(request, Refused(_("您没有权限做这一步。"), why=FORBIDDEN))
    return _form_or_verb(request, kind, verb, record)


@login_required
@require_http_methods(["GET", "POST"])
def create(request: HttpRequest, name: str, verb: str) -> HttpResponse:
    """Say a verb that makes a record."""
    kind = _kind(name, verb, making=True)
    if not kind.rules[verb](request.user, None):
        return refusal(request, Refused(_("您没有权限做这一步。"), why=FORBIDDEN))
    return _form_or_verb(request, kind, verb, None)


def _form_or_verb(request: HttpRequest, kind: Kind, verb: str, record: Record | None) -> HttpResponse:
    made = kind.forms.get(verb, NoFields)
    if request.method == "GET":
        return _page(request, kind, verb, record, made(actor=request.user, record=record, initial=request.GET.dict()))
    if again := record is None and _made_before(request):
        messages.info(request, _("这一条刚才已经办好了，没有再办一遍。"))
        return HttpResponseRedirect(str(again))
    form = made(request.POST, request.FILES, actor=request.user, record=record)
    if form.is_valid():
        try:
            done = say(request.user, kind, verb, record, form, request.POST.get("seen"))
        except Refused as refused:
            form.refuse(refused)
            if record is not None:
                record.refresh_from_db()  # what a verb did in memory before it was refused is undone in the database
            return _page(request, kind, verb, record, form, refused.status)
        _tell(request, kind, verb, form, done)
        place = _next(request, done if isinstance(done, Record) else record)
        if record is None:
            _remember_made(request, place)
        return HttpResponseRedirect(place)
    return _page(request, kind, verb, record, form, 422)


def _made_before(request: HttpRequest) -> str:
    """Where the record is that this very form made already: going back and pressing again makes no second one. A form
    that was filled in otherwise since makes another."""
    return str(dict(request.session.get("made", [])).get(_sent(request), ""))


def _remember_made(request: HttpRequest, place: str) -> None:
    if request.POST.get("once"):
        request.session["made"] = [*request.session.get("made", []), [_sent(request), place]][-MADE:]


def _sent(request: HttpRequest) -> str:
    """The form's own token with what was filled in, in a few characters."""
    fields = sorted((name, values) for name, values in request.POST.lists() if name != "csrfmiddlewaretoken")
    files = sorted((name, file.name, file.size) for name in request.FILES for file in request.FILES.getlist(name))
    return hashlib.sha256(repr((fields, files)).encode()).hexdigest()[:32] if request.POST.get("once") else ""


def _tell(request: HttpRequest, kind: Kind, verb: str, form: VerbForm, done: Any) -> None:
    """Say that it was done. A verb may leave words of its own on what it returns: `said` instead of ours, and
    `told_once`, shown this one time until the person closes it (a new password, say)."""
    plain = _("%(verb)s：已办好。") % {"verb": _(kind.words.get(verb, verb))}
    own = getattr(done, "said", "")  # a record may have a column of that name; only words are words
    messages.success(request, (own if isinstance(own, str) else "") or getattr(form, "done", "") or plain)
    if once := getattr(done, "told_once", ""):
        messages.warning(request, once)


def say(actor: Any, kind: Kind, verb: str, record: Record | None, form: VerbForm, seen: str | None) -> Any:
    """Call the verb's function with what the form gathered."""
    try:
        if record is None:
            return kind.verb(verb)(actor, **form.cleaned())
        version = int(seen) if seen and seen.isdecimal() else None
        return kind.verb(verb)(actor, record, **form.cleaned(), seen=version)
    except IntegrityError as error:
        log.exception("%s.%s met a constraint", kind.name, verb)
        raise Refused(_("同一时刻有人办了同样的事，这一步没有办成。请看过现在的情况再办。"), why=STALE) from error


@login_required
@require_POST
def many(request: HttpRequest, name: str, verb: str) -> HttpResponse:
    """Say a verb to the chosen records, one result a row: some may be done while others are refused."""
    kind = _kind(name, verb, making=False)
    made = kind.forms.get(verb, NoFields)
    chosen = request.POST.getlist("chosen")[:MANY]
    if not chosen:
        messages.warning(request, _("还没有选中任何一条。"))
        return HttpResponseRedirect(_next(request, None))
    results = [_one_of_many(request, kind, verb, made, key) for key in chosen]
    done = sum(1 for _title, words in results if not words)
    if done:
        messages.success(request, ngettext("%(verb)s：办好 %(n)s 条。", "%(verb)s：办好 %(n)s 条。", done)
                         % {"verb": _(kind.words.get(verb, verb)), "n": done})  # fmt: skip
    refused = _refusals(results)
    request.session["refused"] = [key for key, (_title, words) in zip(chosen, results, strict=True) if words]
    for words in refused[:REASONS]:
        messages.error(request, words)
    if rest := len(refused[REASONS:]):
        messages.error(request, ngettext("还有 %(n)s 条没有办成。", "还有 %(n)s 条没有办成。", rest) % {"n": rest})
    return HttpResponseRedirect(_next(request, None))


def _refusals(results: list[tuple[str, str]]) -> list[str]:
    """Why what was refused was refused; one reason that holds for several is said once."""
    titles: dict[str, list[str]] = {}
    for title, words in results:
        if words:
            titles.setdefault(words, []).append(title)
    return [
        f"{held[0]}{colon()}{words}" if len(held) == 1
        else ngettext("%(n)s 条：%(words)s", "%(n)s 条：%(words)s", len(held)) % {"n": len(held), "words": words}
        for words, held in titles.items()
    ]  # fmt: skip


def _one_of_many(request: HttpRequest, kind: Kind, verb: str, made: type[VerbForm], key: str) -> tuple[str, str]:
    """The record's title, and why nothing was done to it (empty: done)."""
    try:
        record = fetch(request.user, kind.model, key)
    except (Http404, ValidationError, ValueError):
        return key[:40], _("找不到这一条。")
    form = made(request.POST, request.FILES, actor=request.user, record=record)
    if not form.is_valid():
        return str(record), " ".join(str(words) for errors in form.errors.values() for words in errors)
    try:
        say(request.user, kind, verb, record, form, request.POST.get(f"seen-{key}"))
    except Refused as refused:
        return str(record), refused.words
    return str(record), ""


def _kind(name: str, verb: str, *, making: bool) -> Kind:
    """The kind, if its verb may be said by a person and makes a record, or acts on one, as the address says."""
    kind = kinds().get(name)
    if kind is None or not kind.opens(verb, making=making):
        raise Http404
    return kind


def _page(
    request: HttpRequest, kind: Kind, verb: str, record: Record | None, form: VerbForm, status: int = 200
) -> HttpResponse:
    """The verb's form: empty, or with what was typed and why it was not done."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    title = form.heading or _(kind.words.get(verb, verb))
    secret = any(isinstance(field.widget, PasswordInput) for field in form.fields.values())
    context = {
        "form": form,
        "kind": kind,
        "verb": verb,
        "record": record,
        "title": title,
        "button": title if form.button is VerbForm.button else form.button,
        "next": wanted,
        "once": "" if record else request.POST.get("once", "")[:40] or secrets.token_urlsafe(12),
        "back": _back(request, wanted, record),
        "allowed": record is None or may(request.user, verb, record),
        "draft": "" if secret else f"{kind.name}-{record.pk if record else 'new'}-{verb}",
        "happened": _happened(request, kind, record) if status == STATUS[STALE] else [],
    }
    return render(request, getattr(form, "template", "kit/verb.html"), context, status=status)


def _happened(request: HttpRequest, kind: Kind, record: Record | None) -> list[dict[str, Any]]:
    """What others did to the record since the person saw it."""
    seen = request.POST.get("seen", "")
    if record is None or not seen.isdecimal() or int(seen) >= record.version:
        return []
    return timeline.items(journal.of(kind.name, record.pk, limit=min(record.version - int(seen), 10)), kind.name)


def refusal(request: HttpRequest, refused: Refused) -> HttpResponse:
    """A page that says why not."""
    return render(request, "403.html", {"exception": refused, "words": refused.words}, status=refused.status)


def _next(request: HttpRequest, record: Record | None) -> str:
    """Back to where the person was, if that is an address of ours; else to the record."""
    return _back(request, request.POST.get("next", ""), record)


def _back(request: HttpRequest, wanted: str, record: Record | None) -> str:
    if wanted and url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure()):
        return wanted
    if record is not None and hasattr(record, "get_absolute_url"):
        return str(record.get_absolute_url())
    return "/"


urlpatterns = [
    path("<slug:name>/many/<slug:verb>/", many, name="many"),
    path("<slug:name>/<uuid:key>/<slug:verb>/", do, name="do"),
    path("<slug:name>/new/<slug:verb>/", create, name="create"),
]
