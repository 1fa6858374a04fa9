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
    Delegation,
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


def signed_by(post: Post) -> list[Any]:
    """The units whose nearest lead in the post's role stands where the post does, whether or not it has just ended."""
    below = Unit.objects.filter(path__startswith=post.unit.path)
    held = set(Post.objects.current().filter(role=post.role, unit__in=below).values_list("unit__path", flat=True))
    held.add(post.unit.path)
    return [key for key, path in below.values_list("pk", "path") if _nearest(path, held) == post.unit.path]


def _nearest(path: str, held: set[str]) -> str:
    """The longest of the paths that is this one or one above it."""
    return next((path[:n] for n in range(len(path), 0, -STEP) if path[:n] in held), "")


def signs_for(person: Person, role: str) -> frozenset[Any]:
    """The units for which the person signs in that role: of the posts, those below where the post is vacant, and those of
    leads who delegated their signing to the person."""
    return frozenset(signs_as(person, role))


def signs_as(person: Person, role: str) -> dict[Any, Post]:
    """Each of these units with the post by which the person signs there: the person's own, or that of the lead for whom."""
    cache: dict[str, dict[Any, Post]] = person.__dict__.setdefault("_signs_as", {})
    if role not in cache:
        by = [*person.entrusted, *person.held]  # one's own goes before what was delegated
        cache[role] = _signed({post.unit.path: post for post in by if post.role == role}, role)
    return cache[role]


def delegation_of(person: Person, post: Post | None) -> Delegation | None:
    """By which word the person signs in the post of somebody else today; None for their own."""
    if post is None or post.person_id == person.pk:
        return None
    return Delegation.objects.within_days().filter(post=post, delegate=person).order_by("from_on").first()


def _signed(lines: dict[str, Post], role: str) -> dict[Any, Post]:
    """The units at and below these paths whose nearest lead in that role stands at one of them."""
    if not lines:
        return {}
    below = Q()
    for path in lines:
        below |= Q(path__startswith=path)
    held = set(Post.objects.current().filter(role=role).values_list("unit__path", flat=True))
    found = {}
    for key, path in Unit.objects.filter(below).values_list("pk", "path"):
        nearest = _nearest(path, held)
        if nearest in lines:
            found[key] = lines[nearest]
    return found


def delegations(person: Any, *, unit: Unit | None = None, of: Person | None = None) -> list[Delegation]:
    """The delegations that hold or will hold: of a unit's leads, or given by and to a person."""
    query = Delegation.objects.standing().filter(post__in=Post.objects.current(), delegate__is_active=True)
    if unit is not None:
        query = query.filter(post__unit=unit)
    if of is not None:
        query = query.filter(Q(post__person=of) | Q(delegate=of))
    return list(query.select_related("post__unit", "post__person", "delegate").order_by("from_on", "id"))


def liaisons(unit: Unit) -> list[Person]:
    return holders(unit, LIAISON)


def leads(unit: Unit) -> list[Person]:
    return holders(unit, DEPUTY, PRINCIPAL)


def groups(person: Any) -> Sequence[Group]:
    """The leadership groups with `ranks`: each rank that somebody has, with its seats in order."""
    seats = visible(person, Seat).select_related("person", "unit").order_by("place", "created_at")
    found = list(
        visible(person, Group).select_related("office").prefetch_related(Prefetch("seats", seats, to_attr="present"))
    )
    for group in found:
        rows = {rank: [seat for seat in group.present if seat.rank == rank] for rank in RANKS}
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
