"""Lists at a million rows: filters in the address, bounded counts, pages of fifty, saved filters."""

from dataclasses import dataclass
from typing import Any, TypeVar

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import connections, models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from chuangcheng.kit import clock

PAGE = 50
MOST = 9_999
KEPT = 20
DEEPEST = 200
R = TypeVar("R", bound=models.Model)


class SavedFilter(models.Model):
    """A filter that a person keeps under a name."""

    person_id = models.UUIDField()
    page = models.CharField(max_length=40)
    name = models.CharField(max_length=40)
    query = models.CharField(max_length=500)
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person_id", "page", "name"], name="kit_savedfilter_once")]


def saved(person: Any, page: str) -> list[SavedFilter]:
    """The filters that the person keeps for a page, by name."""
    return list(SavedFilter.objects.filter(person_id=person.pk, page=page).order_by("name")[:KEPT])


def bounded(query: "models.QuerySet[Any]", most: int = MOST) -> int:
    """How many rows there are, counted up to one more than `most`. Nothing of them is read but that they are there."""
    ones = query.order_by().annotate(one=models.Value(1)).values("one")[: most + 1]
    return int(ones.aggregate(n=models.Sum("one"))["n"] or 0)


def spread(seen: models.Q, condition: models.Q) -> models.Q:
    """`seen` and `condition`, written so that each way of seeing a record (one's own unit, a cooperating unit) is looked up
    by its own index together with the condition: (a or b) and c becomes (a and c) or (b and c)."""
    if seen.connector != models.Q.OR or seen.negated:
        return seen & condition
    found = models.Q()
    for way in seen.children:
        found |= (way if isinstance(way, models.Q) else models.Q(way)) & condition
    return found


def among(query: "models.QuerySet[R]", keys: Any) -> "models.QuerySet[R]":
    """The rows of the query that have one of these keys.

    For SQLite, which keeps no statistics, the keys stand in a query of their own: given as a list, it rather starts from
    all that the person may see.
    """
    if connections[query.db].vendor == "sqlite":
        keys = query.model._default_manager.filter(pk__in=keys).values("pk")
    return query.filter(pk__in=keys)


def count_words(number: int) -> str:
    """The count as people read it: `9,999+` where counting stopped."""
    return f"{MOST:,}+" if number > MOST else f"{number:,}"


def address(request: HttpRequest, **changes: Any) -> str:
    """The list's address with some filters changed; a changed filter starts again at page 1."""
    kept = request.GET.copy()
    for name in ("page", *changes):
        kept.pop(name, None)
    kept.update({name: value for name, value in changes.items() if value})
    return f"?{kept.urlencode()}"


def tab(request: HttpRequest, key: str, words: str, count: int, present: str) -> dict[str, Any]:
    """A tab above a list: its words, how many stand behind it, and whether it is the one shown."""
    return {
        "label": words,
        "url": address(request, tab=key),
        "active": key == present,
        "count": count,
        "late": key == "late",
    }


def chips(request: HttpRequest, form: Any) -> list[dict[str, str]]:
    """What is filtered by now, each with the address that takes it away. The form says what in `chips()`."""
    return [
        {"label": label, "words": words, "remove": address(request, **{name: ""})}
        for name, label, words in form.chips()
    ]


@login_required
@require_POST
def keep(request: HttpRequest) -> HttpResponse:
    """Keep the filter of a list under a name; the same name again replaces it. An empty query drops it."""
    page, name = request.POST.get("page", "")[:40], request.POST.get("name", "").strip()[:40]
    query = request.POST.get("query", "").lstrip("?")[:500]
    held = SavedFilter.objects.filter(person_id=str(request.user.pk), page=page)
    if not name:
        messages.error(request, _("请给这个筛选起个名字。"))
    elif not query:
        held.filter(name=name).delete()
        messages.success(request, _("已删除常用筛选。"))
    elif held.count() >= KEPT and not held.filter(name=name).exists():
        messages.error(request, _("常用筛选最多 %(n)s 个，请先删掉一个。") % {"n": KEPT})
    else:
        held.update_or_create(person_id=str(request.user.pk), page=page, name=name, defaults={"query": query})
        messages.success(request, _("已存为常用筛选。"))
    back = request.POST.get("next", "/")
    return redirect(back if url_has_allowed_host_and_scheme(back, {request.get_host()}) else "/")


urlpatterns = [path("", keep, name="keep_filter")]


@dataclass
class Page:
    """One page of a list."""

    rows: list[Any]
    number: int
    count: int
    has_next: bool

    @property
    def words(self) -> str:
        return count_words(self.count)

    @property
    def previous(self) -> int:
        return self.number - 1

    @property
    def next(self) -> int | None:
        return self.number + 1 if self.has_next else None

    @property
    def pages(self) -> int:
        return max(1, -(-min(self.count, MOST) // PAGE))


def page(request: HttpRequest, query: "models.QuerySet[Any]", size: int = PAGE) -> Page:
    """The page that the address asks for. One row more than shown is read, to know whether there is a next page."""
    try:
        number = min(max(1, int(request.GET.get("page", "1"))), DEEPEST)
    except ValueError:
        number = 1
    first = (number - 1) * size
    rows = list(query[first : first + size + 1])
    more = len(rows) > size
    return Page(rows[:size], number, bounded(query), more and number < DEEPEST)
