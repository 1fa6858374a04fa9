"""Pages of org: units as a tree, one unit, people, one person, my account."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from chuangcheng.kit import exports, journal
from chuangcheng.kit.lists import page
from chuangcheng.kit.policy import fetch, open_verbs
from chuangcheng.kit.rooms import slot
from chuangcheng.rooms.org import queries
from chuangcheng.rooms.org.models import ROLES, UNIT_KINDS, Person, Post, Unit, UnitSet


@login_required
def units(request: HttpRequest) -> HttpResponse:
    found = queries.units(request.user, words=request.GET.get("q", ""), kind=request.GET.get("kind", ""),
                          closed="closed" in request.GET)  # fmt: skip
    if "excel" in request.GET:
        return exports.respond("units", UNIT_COLUMNS, found[: exports.MOST])
    context = {
        "page": page(request, found, size=200),
        "kinds": UNIT_KINDS,
        "sets": UnitSet.objects.prefetch_related("units"),
        "vacancies": queries.vacancies(request.user)[:50] if request.user.is_admin or request.user.is_office else [],
    }
    return render(request, "org/units.html", context)


@login_required
def unit(request: HttpRequest, key: UUID) -> HttpResponse:
    shown = fetch(request.user, Unit, key, "parent")
    context = {
        "unit": shown,
        "posts": Post.objects.current().filter(unit=shown).select_related("person").order_by("role", "started_on"),
        "children": Unit.objects.filter(parent=shown, closed_on=None),
        "verbs": open_verbs(request.user, shown),
        "timeline": journal.of("units", shown.pk),
        "below": slot("unit", request.user, shown),
    }
    return render(request, "org/unit.html", context)


@login_required
def people(request: HttpRequest) -> HttpResponse:
    found = queries.people(request.user, words=request.GET.get("q", ""), role=request.GET.get("role", ""))
    if "excel" in request.GET:
        return exports.respond("people", PERSON_COLUMNS, found[: exports.MOST])
    return render(request, "org/people.html", {"page": page(request, found), "roles": ROLES})


@login_required
def person(request: HttpRequest, key: UUID) -> HttpResponse:
    shown = fetch(request.user, Person, key)
    posts = [(post, open_verbs(request.user, post)) for post in shown.held]
    context = {
        "shown": shown,
        "posts": posts,
        "verbs": open_verbs(request.user, shown),
        "timeline": _timeline(request, shown),
    }
    return render(request, "org/person.html", context)


def _timeline(request: HttpRequest, shown: Person) -> list[journal.Entry]:
    """What was done to an account is for administrators and the person."""
    assert isinstance(request.user, Person)  # noqa: S101 - login_required
    if request.user.is_admin or request.user.pk == shown.pk:
        return journal.of("people", shown.pk, limit=30)
    return []


@login_required
def me(request: HttpRequest) -> HttpResponse:
    """My account: name, posts, language, passwords."""
    return render(request, "org/me.html", {"shown": request.user})


UNIT_COLUMNS = [
    exports.Column("单位全称", lambda u: u.name, 30),
    exports.Column("简称", lambda u: u.short_name),
    exports.Column("别名", lambda u: "、".join(u.aliases), 30),
    exports.Column("上级单位", lambda u: u.parent.name if u.parent else "", 30),
    exports.Column("类别", lambda u: UNIT_KINDS[u.kind]),
]
PERSON_COLUMNS = [
    exports.Column("姓名", lambda p: p.name),
    exports.Column("登录名", lambda p: p.username),
    exports.Column("单位", lambda p: "、".join(dict.fromkeys(post.unit.name for post in p.present)), 30),
    exports.Column("职务", lambda p: "、".join(dict.fromkeys(ROLES[post.role] for post in p.present)), 30),
]
