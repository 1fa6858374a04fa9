"""What every request of a signed-in person gets: their language, their door and address in the journal, and the way to the
page that comes before any other (a password to be changed, a second factor to be set up)."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from chuangcheng.kit import api, journal
from chuangcheng.rooms.org import factors


def person(get_response: Any) -> Any:
    def enter(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated and request.user.language != translation.get_language():
            translation.activate(request.user.language)
            request.LANGUAGE_CODE = translation.get_language() or ""
        door = "api" if request.path.startswith("/api/") else "web"
        with journal.through(door, request.META.get("REMOTE_ADDR", "")):
            response: HttpResponse = _first(request) or get_response(request)
        _remember(request, response)
        return response

    return enter


def _first(request: HttpRequest) -> HttpResponse | None:
    """What a person has to do before anything else: change the password that somebody gave them, set up a second factor where
    the county requires it of their role, or nothing."""
    if not request.user.is_authenticated or request.path.startswith(settings.STATIC_URL):
        return None
    if request.path in (reverse("account_logout"), reverse("org:set_language")):
        return None
    change = reverse("account_change_password")
    if request.user.must_change and not factors.came_by(request, "socialaccount"):
        return _only(request, change, _("先登录网页，把管理员给的密码换成自己的。"))
    if factors.is_missing(request):
        return _only(
            request, reverse("mfa_index"), _("先登录网页，设好两步验证。"), change, reverse("account_reauthenticate")
        )
    return None


def _only(request: HttpRequest, page: str, words: str, *also: str) -> HttpResponse | None:
    """Leave the page, what is below it and a few others open, and lead there from everywhere else."""
    if request.path.startswith(page) or request.path in also:
        return None
    return api.problem(403, words) if request.path.startswith("/api/") else HttpResponseRedirect(page)


def _remember(request: HttpRequest, response: HttpResponse) -> None:
    """The browser keeps the person's language, so that the page of signing in speaks it, too."""
    name = settings.LANGUAGE_COOKIE_NAME
    if not request.user.is_authenticated or name in response.cookies:
        return
    if request.COOKIES.get(name) != request.user.language:
        response.set_cookie(name, request.user.language, max_age=settings.SESSION_COOKIE_AGE, samesite="Lax",
                            secure=settings.SESSION_COOKIE_SECURE)  # fmt: skip
