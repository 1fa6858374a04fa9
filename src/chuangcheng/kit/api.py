"""The REST API, made from the manifests: every kind that has a `schema` can be listed, read and told its verbs.

Lists start from the same `visible` as pages; verbs are the same functions behind the same forms. Errors are problem+json
(RFC 9457). The caller is the signed-in person of the session, with the same protection against forged requests as pages. A list is paged by key: `?after=<id>&limit=50`, in the order the records were made.
"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError
from ninja.errors import ValidationError as BadInput
from ninja.responses import Response
from ninja.security import django_auth

from chuangcheng.kit import doors
from chuangcheng.kit.forms import NoFields
from chuangcheng.kit.policy import fetch, open_verbs, visible
from chuangcheng.kit.refused import FORBIDDEN, Refused
from chuangcheng.kit.rooms import Kind, kinds

MOST = 200


class Problem(Schema):
    """problem+json: what went wrong, in words for the person who asked."""

    title: str
    status: int
    detail: str = ""
    fields: dict[str, str] = {}


class Page(Schema):
    """A stretch of a list; `after` asks for the next one, null at the end."""

    items: list[dict[str, Any]]
    after: UUID | None = None


class Said(Schema):
    """What came of a verb: the record as it stands now, and the verbs that may follow."""

    record: dict[str, Any] | None
    verbs: list[str] = []


class Words(Schema):
    """A verb's fields, as its form has them; `seen` is the version the caller knows."""

    fields: dict[str, Any] = {}
    seen: int | None = None


PROBLEMS = dict.fromkeys((401, 403, 404, 409, 422), Problem)


def build() -> NinjaAPI:
    """The API with its three addresses a kind and its OpenAPI page at /api/v1/docs."""
    api = NinjaAPI(title="创城台 Chuangcheng", version="1", auth=django_auth, urls_namespace="api",
                   docs_decorator=login_required)  # fmt: skip
    _errors(api)

    @api.get("/kinds", response={200: list[dict[str, Any]], **PROBLEMS}, tags=["kinds"], operation_id="kinds")
    def list_kinds(request: HttpRequest) -> Any:
        """What kinds of records there are, their states and their verbs."""
        return [_describe(kind) for kind in kinds().values() if kind.schema]

    @api.get("/{kind}", response={200: Page, **PROBLEMS}, tags=["records"], operation_id="list")
    def list_records(
        request: HttpRequest, kind: str, after: UUID | None = None, limit: int = 50, state: str = ""
    ) -> Any:
        """Records of a kind that the caller may see, in the order they were made."""
        found = _kind(kind)
        query = visible(request.user, found.model).order_by("id")
        query = query.filter(pk__gt=after) if after else query
        query = query.filter(Q(state=state)) if state and found.life and state in found.life.states else query
        size = min(max(limit, 1), MOST)
        rows = list(query[: size + 1])
        return {
            "items": [_shape(found, row) for row in rows[:size]],
            "after": rows[size - 1].pk if len(rows) > size else None,
        }

    @api.get("/{kind}/{uuid:key}", response={200: Said, **PROBLEMS}, tags=["records"], operation_id="read")
    def read_record(request: HttpRequest, kind: str, key: UUID) -> Any:
        """One record, with the verbs that the caller may say to it now."""
        found = _kind(kind)
        record = fetch(request.user, found.model, key)
        return {"record": _shape(found, record), "verbs": open_verbs(request.user, record)}

    @api.post("/{kind}/{uuid:key}/{verb}", response={200: Said, **PROBLEMS}, tags=["verbs"], operation_id="say")
    def say(request: HttpRequest, kind: str, key: UUID, verb: str, words: Words) -> Any:
        """Say a verb to a record."""
        found = _kind(kind, verb, making=False)
        record = fetch(request.user, found.model, key)
        return _said(request, found, verb, record, words)

    @api.post("/{kind}/new/{verb}", response={200: Said, **PROBLEMS}, tags=["verbs"], operation_id="make")
    def make(request: HttpRequest, kind: str, verb: str, words: Words) -> Any:
        """Say a verb that makes a record."""
        return _said(request, _kind(kind, verb, making=True), verb, None, words)

    return api


def _kind(name: str, verb: str = "", *, making: bool = False) -> Kind:
    found = kinds().get(name)
    if found is None or not found.schema or (verb and not found.opens(verb, making=making)):
        raise Http404
    return found


def _shape(kind: Kind, record: Any) -> dict[str, Any]:
    shaped: dict[str, Any] = kind.schema.from_orm(record).dict()
    return shaped


def _describe(kind: Kind) -> dict[str, Any]:
    states = {state: _(words) for state, words in kind.life.words.items()} if kind.life else {}
    return {"name": kind.name, "label": _(kind.label), "states": states,
            "verbs": {verb: _(kind.words.get(verb, verb)) for verb in kind.rules if verb not in kind.inner}}  # fmt: skip


def _said(request: HttpRequest, kind: Kind, verb: str, record: Any, words: Words) -> dict[str, Any]:
    if not kind.rules[verb](request.user, record):
        raise Refused(_("您没有权限做这一步。"), why=FORBIDDEN)
    form = kind.forms.get(verb, NoFields)(_flat(words.fields), actor=request.user, record=record)
    if not form.is_valid():
        raise Refused(_("填的内容有问题。"), fields={name: " ".join(errors) for name, errors in form.errors.items()})
    seen = str(words.seen) if words.seen is not None else None
    done = doors.say(request.user, kind, verb, record, form, seen)
    return {"record": _shape(kind, done), "verbs": open_verbs(request.user, done)}


def _flat(fields: Mapping[str, Any]) -> Any:
    """JSON values as a form reads them: lists stay lists, the rest becomes text."""
    from django.http import QueryDict

    data = QueryDict(mutable=True)
    for name, value in fields.items():
        data.setlist(
            name, [str(v) for v in value] if isinstance(value, list) else ["" if value is None else str(value)]
        )
    return data


def problem(status: int, title: str, detail: str = "", fields: Mapping[str, str] | None = None) -> HttpResponse:
    body = {"title": title, "status": status, "detail": detail, "fields": dict(fields or {})}
    response = Response(body, status=status)
    response["Content-Type"] = "application/problem+json"
    return response


def _errors(api: NinjaAPI) -> None:
    @api.exception_handler(Refused)
    def refused(request: HttpRequest, error: Refused) -> HttpResponse:
        return problem(error.status, error.words, "", error.fields)

    @api.exception_handler(Http404)
    def missing(request: HttpRequest, error: Http404) -> HttpResponse:
        return problem(404, _("找不到。"))

    @api.exception_handler(AuthenticationError)
    def stranger(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
        return problem(401, _("请先登录。"))

    @api.exception_handler(BadInput)
    def bad(request: HttpRequest, error: BadInput) -> HttpResponse:
        return problem(422, _("填的内容有问题。"), "; ".join(str(e.get("msg", "")) for e in error.errors))

    @api.exception_handler(ValidationError)
    def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
        return problem(422, _("填的内容有问题。"), "; ".join(error.messages))

    @api.exception_handler(HttpError)
    def http(request: HttpRequest, error: HttpError) -> HttpResponse:
        return problem(error.status_code, str(error))
