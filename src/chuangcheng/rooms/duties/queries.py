"""Reads of duties for pages, reports and the API; the person comes first."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Count, F, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import TruncDate
from django.db.models.lookups import GreaterThan, LessThanOrEqual

from chuangcheng.kit import clock, journal
from chuangcheng.kit.lists import MOST, among, bounded, spread
from chuangcheng.kit.policy import visible
from chuangcheng.kit.rooms import kind_of
from chuangcheng.rooms.duties import life
from chuangcheng.rooms.duties.models import Duty, MonthList, Proof
from chuangcheng.rooms.evidence.models import Evidence
from chuangcheng.rooms.org.models import DEPUTY, LIAISON, PRINCIPAL, Unit
from chuangcheng.rooms.org.queries import signs_as

SOON = 7  # days

# The tabs of the duty list, in their order; what they count adds up.
TABS: dict[str, Q] = {
    "unfinished": Q(state__in=[*life.TO_DO, *life.UNDER_WAY]),
    "late": Q(),
    "soon": Q(),
    "signing": Q(state__in=[life.FOR_LIST, life.FOR_DEPUTY, life.FOR_PRINCIPAL]),
    "review": Q(state=life.FOR_OFFICE),
    "ended": Q(state__in=life.ENDED),
    "all": Q(),
}

# What became of the duties of a span of days: tabs that exclude one another and add up to all but the withdrawn ones.
SPANS = ("in_time", "checking", "supplied", "late", "not_held", "not_due")


def tab(name: str) -> Q:
    """The condition of a tab on the county's present day."""
    today = clock.today()
    to_do = Q(state__in=life.TO_DO)
    if name == "late":
        return to_do & Q(due_on__lt=today)
    if name == "soon":
        return to_do & Q(due_on__gte=today, due_on__lte=today + dt.timedelta(days=SOON))
    if name == "accepted":
        return Q(state=life.ACCEPTED)
    if name == "not_held":
        return Q(state__in=[life.NOT_HELD, life.NOT_APPLICABLE])
    if name == "in_line":
        return Q(state__in=life.UNDER_WAY)
    if name == "not_due":
        return to_do & Q(due_on__gte=today)
    if name in ("in_time", "checking", "supplied"):
        return _by_hand_in(name)
    return TABS[name]


def _by_hand_in(name: str) -> Q:
    """Handed in: in time and accepted, in time and on its way, or after the due day (补报), wherever it is now."""
    handed = TruncDate("submitted_at", tzinfo=clock.zone())
    if name == "supplied":
        return Q(state__in=[*life.UNDER_WAY, life.ACCEPTED]) & Q(GreaterThan(handed, F("due_on")))
    in_time = Q(submitted_at=None) | Q(LessThanOrEqual(handed, F("due_on")))  # what a record proved was not submitted
    return (Q(state=life.ACCEPTED) if name == "in_time" else Q(state__in=life.UNDER_WAY)) & in_time


def is_tab(name: str) -> bool:
    """The tabs that the page shows, and some more that figures of home lead to."""
    return name in TABS or name in ("accepted", "in_line", *SPANS)


def duties(person: Any, *, tab_name: str = "unfinished", filters: Mapping[str, Any] | None = None) -> "QuerySet[Duty]":
    """The duties of a list page, by due day. `filters` come from the list's form."""
    seen = Duty.objects.filter(spread(kind_of(Duty).visible(person), tab(tab_name)))
    return _filtered(seen, filters or {}).select_related("unit").order_by("due_on", "id")


def _filtered(query: "QuerySet[Duty]", filters: Mapping[str, Any]) -> "QuerySet[Duty]":
    plain = {"unit": "unit", "part": "part", "state": "state", "due_from": "due_on__gte", "due_to": "due_on__lte",
             "lineage": "lineage"}  # fmt: skip
    for name, column in plain.items():
        if filters.get(name):
            query = query.filter(**{column: filters[name]})
    if day := filters.get("given_on"):
        query = query.filter(
            created_at__gte=clock.midnight(day), created_at__lt=clock.midnight(day + dt.timedelta(days=1))
        )
    if words := filters.get("words"):
        query = query.filter(Q(title__icontains=words) | Q(number__startswith=words))
    if standard := filters.get("standard"):
        linked = Duty.criteria.through.objects.filter(criterion__standard=standard).values("duty_id")
        query = query.filter(pk__in=linked)
    if criterion := filters.get("criterion"):
        query = query.filter(criteria=criterion)
    return query


def tab_counts(person: Any, filters: Mapping[str, Any]) -> dict[str, int]:
    """How many duties stand behind each tab, each counted up to 9,999. Those of the large tabs are added up."""

    def count(condition: Q) -> int:
        return bounded(_filtered(Duty.objects.filter(spread(kind_of(Duty).visible(person), condition)), filters))

    plain = {name: count(tab(name)) for name in ("late", "soon", "signing", "review", "ended")}
    later = count(Q(state__in=life.TO_DO, due_on__gt=clock.today() + dt.timedelta(days=SOON)))
    unfinished = later + sum(n for name, n in plain.items() if name != "ended")
    whole = {"unfinished": unfinished, **plain, "all": unfinished + plain["ended"]}
    return {name: min(whole[name], MOST + 1) for name in TABS}


def responsibility(person: Any, filters: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The responsibility list: by unit, how many duties are owed, done, under way and late."""
    today = clock.today()
    rows = (
        _filtered(visible(person, Duty), filters).exclude(state=life.WITHDRAWN).order_by()
        .values("unit", name=F("unit__name"), short=F("unit__short_name"), path=F("unit__path"))
        .annotate(
            total=Count("pk"),
            accepted=Count("pk", filter=Q(state=life.ACCEPTED)),
            ended=Count("pk", filter=Q(state__in=[life.NOT_HELD, life.NOT_APPLICABLE])),
            under_way=Count("pk", filter=Q(state__in=life.UNDER_WAY)),
            late=Count("pk", filter=Q(state__in=life.TO_DO, due_on__lt=today)),
        )
    )  # fmt: skip
    return sorted(rows, key=lambda row: row["path"])


def of_unit(query: "QuerySet[Duty]") -> dict[str, int]:
    """How a unit's duties stand: to be handed in, late, on their way, accepted, and all that were not withdrawn."""
    to_do, today = Q(state__in=life.TO_DO), clock.today()
    found: dict[str, int] = query.exclude(state=life.WITHDRAWN).aggregate(
        not_due=Count("pk", filter=to_do & Q(due_on__gte=today)),
        late=Count("pk", filter=to_do & Q(due_on__lt=today)),
        in_line=Count("pk", filter=Q(state__in=life.UNDER_WAY)),
        accepted=Count("pk", filter=Q(state=life.ACCEPTED)),
        total=Count("pk"),
    )
    return found


def by_unit(person: Any, start: dt.date, end: dt.date, *, unit: Unit | None = None) -> list[dict[str, Any]]:
    """For reports: of the duties due in a span of days, by unit in the order of the tree: `total` and each of SPANS."""
    rows = (
        _due_in(person, start, end, unit).order_by()
        .values("unit", name=F("unit__name"), short=F("unit__short_name"), path=F("unit__path"))
        .annotate(total=Count("pk"), **{name: Count("pk", filter=tab(name)) for name in SPANS})
    )  # fmt: skip
    return sorted(rows, key=lambda row: row["path"])


def _due_in(person: Any, start: dt.date, end: dt.date, unit: Unit | None = None) -> "QuerySet[Duty]":
    found = visible(person, Duty).filter(due_on__gte=start, due_on__lte=end).exclude(state=life.WITHDRAWN)
    return found.filter(unit=unit) if unit else found


def due_in(
    person: Any, start: dt.date, end: dt.date, *, tab_name: str = "all", unit: Unit | None = None
) -> "QuerySet[Duty]":
    """The duties behind a figure of `by_unit`."""
    found = _due_in(person, start, end, unit).filter(tab(tab_name))
    return found.select_related("unit").order_by("due_on", "unit__path", "id")


def due_by_title(person: Any, start: dt.date, end: dt.date, limit: int) -> list[dict[str, Any]]:
    """What still falls due in a span of days, alike duties of several units together: the most widespread first."""
    rows = (
        _due_in(person, start, end).filter(state__in=life.TO_DO).order_by().values("title")
        .annotate(n=Count("pk"), units=Count("unit", distinct=True), first=Min("due_on"))
    )  # fmt: skip
    return [dict(row) for row in rows.order_by("-n", "first", "title")[:limit]]


def returns(start: dt.date, end: dt.date) -> Counter[str]:
    """The reasons with which duties were sent back in a span of days, with how often."""
    moments = {"at__gte": clock.midnight(start), "at__lt": clock.midnight(end + dt.timedelta(days=1))}
    rows = journal.Entry.objects.filter(kind="duties", verb="send_back", **moments).order_by()
    return Counter(str(facts.get("reason", "")).strip() for facts in rows.values_list("facts", flat=True)[:MOST])


def month(person: Any, first: dt.date, filters: Mapping[str, Any], limit: int = 1500) -> list[Duty]:
    """The duties that fall due in a month: for board and calendar."""
    after = (first.replace(day=28) + dt.timedelta(days=4)).replace(day=1)
    query = _filtered(visible(person, Duty), filters).filter(due_on__gte=first, due_on__lt=after)
    return list(query.exclude(state=life.WITHDRAWN).select_related("unit").order_by("due_on", "id")[:limit])


def signable(person: Any) -> "QuerySet[Duty]":
    """The duties that wait for the person's signature."""
    waits = _mine_to_sign(person, {life.FOR_DEPUTY: DEPUTY, life.FOR_PRINCIPAL: PRINCIPAL}, "submitted_by")
    return Duty.objects.filter(waits).select_related("unit").order_by("due_on", "id")


def _mine_to_sign(person: Any, stations: Mapping[str, str], bringer: str) -> Q:
    """What stands before the person at these stations: not what they brought, nor what the lead brought for whom they sign."""
    found = Q(pk__in=[])
    for state, role in stations.items():
        units: dict[Any, list[Any]] = {}
        for unit, post in signs_as(person, role).items():
            units.setdefault(post.person_id, []).append(unit)
        for lead, keys in units.items():
            found |= Q(state=state, unit__in=keys) & ~Q(**{bringer: lead})
    return found & ~Q(**{bringer: person.pk})


def signable_lists(person: Any) -> "QuerySet[MonthList]":
    waits = _mine_to_sign(person, {life.LIST_DEPUTY: DEPUTY, life.LIST_PRINCIPAL: PRINCIPAL}, "drawn_by")
    return MonthList.objects.filter(waits).select_related("unit")


def owed(person: Any, until: dt.date) -> "QuerySet[Duty]":
    """What the person, as a liaison, has to hand in: late, returned, and due until a day."""
    units = [post.unit_id for post in person.held if post.role == LIAISON]
    wanted = Q(due_on__lte=until) | Q(state=life.RETURNED)
    return Duty.objects.to_do().filter(wanted, unit__in=units).select_related("unit").order_by("due_on", "id")


def to_list(person: Any) -> list[tuple[Unit, dt.date, int]]:
    """The person's units with material that waits to be put on a month's list, how much for each month."""
    units = {post.unit_id: post.unit for post in person.held if post.role == LIAISON}
    counts = Counter((duty.unit_id, duty.list_month) for duty in waiting_for_list(units))
    return [(units[key], month, n) for (key, month), n in sorted(counts.items(), key=lambda item: item[0][1])]


def waiting_for_list(units: Iterable[Any]) -> "QuerySet[Duty]":
    """Handed in, to be signed by the month, and on no list yet."""
    waiting = Duty.objects.filter(unit__in=list(units), state=life.FOR_LIST, month_list=None)
    return waiting.only("unit_id", "period_to", "submitted_at").order_by()


def reviewable() -> "QuerySet[Duty]":
    """What waits for the office's review."""
    return Duty.objects.filter(state=life.FOR_OFFICE).select_related("unit").order_by("due_on", "id")


def by_part(person: Any, start: dt.date, end: dt.date) -> dict[str, dict[str, int]]:
    """For home: of the duties due in a span, by part of 1 + 3 + 5: all, accepted, not held or not applicable, under way, late."""
    rows = (
        visible(person, Duty).filter(due_on__gte=start, due_on__lte=end).exclude(state=life.WITHDRAWN).order_by()
        .values("part", "state").annotate(n=Count("*"), over=Count("due_on", filter=Q(due_on__lt=clock.today())))
    )  # fmt: skip
    found: dict[str, dict[str, int]] = {}
    for row in rows:
        part = found.setdefault(row["part"], dict.fromkeys(("total", "accepted", "not_held", "under_way", "late"), 0))
        part["total"] += row["n"]
        if row["state"] in life.TO_DO:
            part["late"] += row["over"]
        else:
            part[_figure(row["state"])] += row["n"]
    return found


def _figure(state: str) -> str:
    """The figure of home that a duty counts for which is not to be handed in any more."""
    if state in life.UNDER_WAY:
        return "under_way"
    return "accepted" if state == life.ACCEPTED else "not_held"


def spared(person: Any, start: dt.date) -> int:
    """本月少报: proofs since a day that nobody had to upload: taken from records, or pieces used again."""
    moment = clock.midnight(start)
    # First what was spared to anybody, by its indexes: that is a few hundred, while a person may see most of the duties.
    from_records = Duty.objects.filter(ended_at__gte=moment).exclude(proven_by="").values_list("pk", flat=True)
    brought = Evidence.objects.filter(pk=OuterRef("evidence")).values("brought_at")
    again = Proof.objects.filter(added_at__gte=moment).alias(brought=Subquery(brought))
    again = again.filter(brought__lt=F("added_at") - dt.timedelta(seconds=60))
    found = Counter(from_records.order_by()[:MOST])
    found.update(again.order_by().values_list("duty", flat=True)[:MOST])
    return sum(found[key] for key in among(visible(person, Duty), list(found)).values_list("pk", flat=True))


def signing_lists(person: Any) -> "QuerySet[MonthList]":
    return (
        visible(person, MonthList).select_related("unit").annotate(n=Count("duties")).order_by("-month", "unit__path")
    )
