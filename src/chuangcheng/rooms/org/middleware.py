"""What every request of a signed-in person gets: their language, and their door and address in the journal."""

from typing import Any

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
        return response

    return enter
