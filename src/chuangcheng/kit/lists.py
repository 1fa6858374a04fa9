"""Lists at a million rows: filters in the address, bounded counts, pages of fifty, saved filters."""

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.http import HttpRequest

from chuangcheng.kit import clock

PAGE = 50
MOST = 9_999
DEEPEST = 200


class SavedFilter(models.Model):
    """A filter that a person keeps under a name."""

    person_id = models.UUIDField()
    page = models.CharField(max_length=40)
    name = models.CharField(max_length=40)
    query = models.CharField(max_length=500)
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person_id", "page", "name"], name="kit_savedfilter_once")]


def bounded(query: "models.QuerySet[Any]", most: int = MOST) -> int:
    """How many rows there are, counted up to one more than `most`."""
    return query.order_by()[: most + 1].count()


def count_words(number: int) -> str:
    """The count as people read it: `9,999+` where counting stopped."""
    return f"{MOST:,}+" if number > MOST else f"{number:,}"


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
    count = first + len(rows) if not more and number == 1 else bounded(query)
    return Page(rows[:size], number, count, more and number < DEEPEST)
