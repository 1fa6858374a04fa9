"""Reads for pages, other rooms and the API; the person comes first."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet

from chuangcheng.kit.policy import visible
from chuangcheng.rooms.org.models import (
    DEPUTY,
    LIAISON,
    PRINCIPAL,
    RANKS,
    STEP,
    Group,
    Person,
    Post,
    Seat,
    Unit,
    UnitSet,
)


def units(person: Any, *, words: str = "", kind: str = "", closed: bool = False) -> "QuerySet[Unit]":
    """Units in the order of the tree, each with how many people hold a post in it."""
    query = (
        visible(person, Unit)
        .select_related("parent")
        .annotate(people=Count("posts", filter=Q(posts__ended_on=None), distinct=True))
    )
    if words:
        query = query.filter(Q(name__icontains=words) | Q(short_name__icontains=words) | Q(aliases__icontains=words))
    if kind:
        query = query.filter(kind=kind)
    return (query if closed else query.filter(closed_on=None)).order_by("path")


def people(person: Any, *, words: str = "", unit: str = "", role: str = "", closed: bool = False) -> "QuerySet[Person]":
    """People by login name, with the posts they hold; `closed` adds those whose account is closed."""
    query = visible(person, Person).prefetch_related(
        Prefetch("posts", Post.objects.current().select_related("unit"), to_attr="present")
    )
    query = query if closed else query.filter(is_active=True)
    if words:
        query = query.filter(Q(name__icontains=words) | Q(username__icontains=words))
    if unit or role:
        posts = Post.objects.current()
        posts = posts.filter(unit_id=unit) if unit else posts
        posts = posts.filter(role=role) if role else posts
        query = query.filter(pk__in=posts.values("person_id"))
    return query


def holders(unit: Unit, *roles: str) -> list[Person]:
    """Who holds one of the roles in the unit today."""
    posts = (
        Post.objects.current().filter(unit=unit, role__in=roles).select_related("person").order_by("started_on", "id")
    )
    return [post.person for post in posts]


def signer_unit(unit: Unit, role: str) -> Unit | None:
    """The unit whose lead signs: its own, or where the post is vacant the nearest unit above that has the lead."""
    line = [unit.path[:n] for n in range(len(unit.path), 0, -STEP)]
    above = {u.path: u for u in Unit.objects.filter(path__in=line)}
    held = set(Post.objects.current().filter(unit__path__in=line, role=role).values_list("unit__path", flat=True))
    return next((above[path] for path in line if path in held), None)


def signs_for(person: Person, role: str) -> frozenset[Any]:
    """The units for which the person signs in that role: of the posts, and those below where the post is vacant."""
    cache: dict[str, frozenset[Any]] = person.__dict__.setdefault("_signs_for", {})
    if role not in cache:
        cache[role] = _signs_for(person, role)
    return cache[role]


def _signs_for(person: Person, role: str) -> frozenset[Any]:
    own = [post.unit.path for post in person.held if post.role == role]
    if not own:
        return frozenset()
    below = Q()
    for path in own:
        below |= Q(path__startswith=path)
    held = set(Post.objects.current().filter(role=role).values_list("unit__path", flat=True))
    found = []
    for key, path in Unit.objects.filter(below).values_list("pk", "path"):
        nearest = next((path[:n] for n in range(len(path), 0, -STEP) if path[:n] in held), "")
        if nearest in own:
            found.append(key)
    return frozenset(found)


def liaisons(unit: Unit) -> list[Person]:
    return holders(unit, LIAISON)


def leads(unit: Unit) -> list[Person]:
    return holders(unit, DEPUTY, PRINCIPAL)


def groups(person: Any) -> list[Group]:
    """The leadership groups with `ranks`: each rank that somebody has, with its seats in order."""
    seats = visible(person, Seat).select_related("person", "unit").order_by("place", "created_at")
    found = list(
        visible(person, Group).select_related("office").prefetch_related(Prefetch("seats", seats, to_attr="present"))
    )
    for group in found:
        rows = {rank: [seat for seat in group.present if seat.rank == rank] for rank in RANKS}  # type: ignore[attr-defined]
        group.ranks = [(RANKS[rank], row) for rank, row in rows.items() if row]  # type: ignore[attr-defined]
    return found


def vacancies(person: Any) -> "QuerySet[Unit]":
    """Units with work to do but nobody to do it: no liaison today."""
    manned = Post.objects.current().filter(role=LIAISON).values("unit_id")
    return visible(person, Unit).filter(closed_on=None).exclude(pk__in=manned).exclude(kind__in=["county", "office"])


def names() -> list[tuple[str, Any]]:
    """Every name, short name and alias with its Unit or UnitSet, the longest first: for finding units in a text."""
    found: list[tuple[str, Any]] = []
    units = list(Unit.objects.filter(closed_on=None))
    county = next((unit.name for unit in units if unit.parent_id is None), "")
    for unit in units:
        found += [(name, unit) for name in unit.names()]
        if county and unit.name.startswith(county) and unit.name != county:
            found.append(
                (county[-1] + unit.name.removeprefix(county), unit)
            )  # 县住房和城乡建设局, as the county's own papers say
    for group in UnitSet.objects.prefetch_related("units"):
        found += [(name, group) for name in (group.name, *group.aliases)]
    return sorted(found, key=lambda pair: -len(pair[0]))


def expand(units_and_sets: Sequence[Any]) -> list[Unit]:
    """Units as they are, sets as their members, each unit once, in the order of the tree."""
    found: dict[Any, Unit] = {}
    for item in units_and_sets:
        for unit in item.units.all() if isinstance(item, UnitSet) else [item]:
            found[unit.pk] = unit
    return sorted((u for u in found.values() if u.closed_on is None), key=lambda u: u.path)
