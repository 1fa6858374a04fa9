"""Pages of org: units as a tree, one unit, people, one person, my account, the language."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django.views.i18n import set_language as set_cookie

from chuangcheng.kit import exports, timeline
from chuangcheng.kit.lists import page
from chuangcheng.kit.policy import fetch, open_verbs, visible
from chuangcheng.kit.records import Record
from chuangcheng.kit.rooms import kind_of, slot
from chuangcheng.rooms.org import columns, queries, verbs
from chuangcheng.rooms.org.models import DEPUTY, LIAISON, PRINCIPAL, ROLES, UNIT_KINDS, Person, Post, Unit, UnitSet
from chuangcheng.rooms.org.policy import appoints, delegates, manages

ALWAYS_SHOWN = (LIAISON, DEPUTY, PRINCIPAL)  # a vacancy in these is shown on a unit's page
VACANCIES = 8


def buttons(person: Any, record: Record, *without: str) -> list[dict[str, str]]:
    """The verbs that the person may say to the record, each with its words and address."""
    kind = kind_of(record)
    return [
        {"verb": verb, "words": _(kind.words[verb]), "url": reverse("do", args=[kind.name, record.pk, verb])}
        for verb in open_verbs(person, record)
        if verb not in (*without, *getattr(kind.verbs, "MAKING", ()))
    ]


def _may_make(person: Any, model: type[Record], verb: str) -> bool:
    return kind_of(model).rules[verb](person, None)


@login_required
def units(request: HttpRequest) -> HttpResponse:
    words, kind = request.GET.get("q", "").strip(), request.GET.get("kind", "")
    found = queries.units(request.user, words=words, kind=kind, closed="closed" in request.GET)
    if "excel" in request.GET:
        return exports.respond(_("单位"), columns.units(), found[: exports.MOST])
    keeps = _may_make(request.user, Unit, "found")
    vacant = list(queries.vacancies(request.user)[: VACANCIES + 1]) if keeps else []
    context = {
        "page": page(request, found, size=200),
        "words": words,
        "kind": kind,
        "kinds": [(key, _(label)) for key, label in UNIT_KINDS.items()],
        "as_tree": not words and not kind,
        "sets": visible(request.user, UnitSet).prefetch_related("units"),
        "vacant": vacant[:VACANCIES],
        "more_vacant": len(vacant) > VACANCIES,
        "keeps": keeps,
        "manages": manages(request.user, None),
    }
    return render(request, "org/units.html", context)


@login_required
def unit(request: HttpRequest, key: UUID) -> HttpResponse:
    shown = fetch(request.user, Unit, key, "parent")
    context = {
        "unit": shown,
        "roles": _roles(request.user, shown),
        "delegations": queries.delegations(request.user, unit=shown),
        "appoints": shown.closed_on is None and appoints(request.user, Post(unit=shown, role=LIAISON)),
        "children": visible(request.user, Unit).filter(parent=shown, closed_on=None),
        "sets": visible(request.user, UnitSet).filter(units=shown),
        "buttons": buttons(request.user, shown, "close" if shown.closed_on else "reopen"),
        "timeline": timeline.of(shown, limit=30),
        "below": slot("unit", request.user, shown),
    }
    return render(request, "org/unit.html", context)


def _roles(person: Any, shown: Unit) -> list[dict[str, Any]]:
    """Who holds which role in the unit, the vacancies that matter, and what the person may do about each."""
    posts = list(Post.objects.current().filter(unit=shown).select_related("person", "unit").order_by("started_on"))
    wanted = [role for role in ROLES if role in ALWAYS_SHOWN or any(post.role == role for post in posts)]
    open_for_posts = shown.closed_on is None
    return [
        {
            "role": role,
            "words": _(ROLES[role]),
            "posts": [(post, open_verbs(person, post)) for post in posts if post.role == role],
            "may_appoint": open_for_posts and appoints(person, Post(unit=shown, role=role)),
        }
        for role in wanted
        if open_for_posts or any(post.role == role for post in posts)
    ]


@login_required
def people(request: HttpRequest) -> HttpResponse:
    words, role = request.GET.get("q", "").strip(), request.GET.get("role", "")
    found = queries.people(request.user, words=words, role=role, closed="closed" in request.GET)
    manager = manages(request.user, None)
    if "excel" in request.GET:
        return exports.respond(_("人员"), columns.people(with_login=manager), columns.by_post(found[: exports.MOST]))
    context = {
        "page": page(request, found),
        "words": words,
        "role": role,
        "roles": [(key, _(label)) for key, label in ROLES.items()],
        "manages": manager,
        "appoints": _may_make(request.user, Post, "appoint"),
    }
    return render(request, "org/people.html", context)


@login_required
def person(request: HttpRequest, key: UUID) -> HttpResponse:
    shown = fetch(request.user, Person, key)
    sees_account = manages(request.user, shown) or request.user.pk == shown.pk
    context = {
        "shown": shown,
        "posts": [(post, "end" in open_verbs(request.user, post)) for post in shown.held],
        "buttons": buttons(request.user, shown, "deactivate" if not shown.is_active else "activate"),
        "sees_account": sees_account,
        "appoints": shown.is_active and _may_make(request.user, Post, "appoint"),
        "timeline": timeline.of(shown, limit=30, reveal=True) if sees_account else [],
    }
    return render(request, "org/person.html", context)


@login_required
def me(request: HttpRequest) -> HttpResponse:
    """My account: name, posts, language, passwords."""
    context = {
        "shown": request.user,
        "languages": settings.LANGUAGES,
        "delegates": delegates(request.user, None),
        "delegations": queries.delegations(request.user, of=request.user),
        "parts": slot("account", request.user, request.user),
    }
    return render(request, "org/me.html", context)


@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """Change the language of the pages: kept in the browser, and on the person who is signed in."""
    language = request.POST.get("language", "")
    known = language in dict(settings.LANGUAGES)
    if known and isinstance(request.user, Person) and request.user.language != language:
        verbs.choose_language(request.user, Person.objects.get(pk=request.user.pk), language=language)
    return set_cookie(request)
