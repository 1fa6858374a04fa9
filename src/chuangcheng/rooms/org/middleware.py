"""What every request of a signed-in person gets: their language, and their door and address in the journal."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from chuangcheng.kit import journal


def person(get_response: Any) -> Any:
    def enter(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated and request.user.language != translation.get_language():
            translation.activate(request.user.language)
            request.LANGUAGE_CODE = translation.get_language() or ""
        door = "api" if request.path.startswith("/api/") else "web"
        with journal.through(door, request.META.get("REMOTE_ADDR", "")):
            response: HttpResponse = get_response(request)
        _remember(request, response)
        return response

    return enter


def _remember(request: HttpRequest, response: HttpResponse) -> None:
    """The browser keeps the person's language, so that the page of signing in speaks it, too."""
    name = settings.LANGUAGE_COOKIE_NAME
    if not request.user.is_authenticated or name in response.cookies:
        return
    if request.COOKIES.get(name) != request.user.language:
        response.set_cookie(name, request.user.language, max_age=settings.SESSION_COOKIE_AGE, samesite="Lax",
                            secure=settings.SESSION_COOKIE_SECURE)  # fmt: skip
