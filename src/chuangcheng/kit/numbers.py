"""Short numbers for people: `2026-000123`, one series a kind and year, given by the server without gaps."""

from django.db import models

from chuangcheng.kit import clock


class Series(models.Model):
    """The last number given of a kind in a year. Its row is locked until the transaction that took a number ends."""

    kind = models.CharField(max_length=40)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "year"], name="kit_series_once")]


def take(kind: str, count: int = 1) -> list[str]:
    """The next numbers of a kind in the county's present year. Call inside the transaction that uses them."""
    year = clock.today().year
    Series.objects.get_or_create(kind=kind, year=year)
    series = Series.objects.select_for_update().get(kind=kind, year=year)
    first, series.last = series.last + 1, series.last + count
    series.save()
    return [f"{year}-{n:06d}" for n in range(first, series.last + 1)]
