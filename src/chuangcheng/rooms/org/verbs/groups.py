"""Leadership groups: who is in them, in the order of the paper."""

from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _

from chuangcheng.kit import clock
from chuangcheng.kit.refused import Refused
from chuangcheng.kit.verbs import act, make
from chuangcheng.rooms.org.models import LEADER, RANKS, Group, Person, Seat, Unit


def set_up(actor: Any, *, name: str, office: Unit | None = None, paper: str = "") -> Group:
    """Set up a leadership group with its office."""
    group = Group(name=name.strip(), office=office, paper=paper.strip())
    _name_is_free(group)
    with make(actor, "set_up", group):
        pass
    return group


def recompose(
    actor: Any, group: Group, *, name: str, office: Unit | None = None, paper: str = "", seen: int | None = None
) -> Group:
    """Change a group's name, office and paper."""
    with act(actor, "recompose", group, seen=seen) as group:
        group.name, group.office, group.paper = name.strip(), office, paper.strip()
        _name_is_free(group)
    return group


def dissolve(actor: Any, group: Group, *, seen: int | None = None) -> Group:
    """A group whose campaign is over. Its list stays in the journal."""
    with act(actor, "dissolve", group, seen=seen) as group:
        group.dissolved_on = clock.today()
    return group


def _name_is_free(group: Group) -> None:
    if not group.name:
        raise Refused(_("请填小组名称。"), fields={"name": _("请填小组名称。")})
    if Group.objects.filter(name=group.name).exclude(pk=group.pk).exists():
        words = _("已有小组叫“%(name)s”。") % {"name": group.name}
        raise Refused(words, fields={"name": words})


def seat(actor: Any, *, group: Group, rank: str, person: Person | None = None, name: str = "", title: str = "",
         unit: Unit | None = None) -> Seat:  # fmt: skip
    """Give somebody, or a unit, a place at the end of the rank."""
    if group.dissolved_on is not None:
        raise Refused(_("这个小组已经撤销了。"))
    last = Seat.objects.filter(group=group, rank=rank).aggregate(last=Max("place"))["last"]
    made = Seat(group=group, rank=rank, person=person, name=name.strip(), title=title.strip(), unit=unit,
                place=0 if last is None else last + 1)  # fmt: skip
    _fits(made)
    with make(actor, "seat", made):
        pass
    return made


def reseat(actor: Any, held: Seat, *, rank: str, person: Person | None = None, name: str = "", title: str = "",
           unit: Unit | None = None, seen: int | None = None) -> Seat:  # fmt: skip
    """Change who sits there, or the rank."""
    with act(actor, "reseat", held, seen=seen) as held:
        held.rank, held.person, held.unit = rank, person, unit
        held.name, held.title = name.strip(), title.strip()
        _fits(held)
    return held


def _fits(held: Seat) -> None:
    """Raises Refused for a seat of nobody, a second leader, and whoever has this rank already."""
    if not (held.person or held.name or held.unit):
        raise Refused(_("请选人、写姓名，或者选单位。"), fields={"name": _("请选人、写姓名，或者选单位。")})
    others = Seat.objects.filter(group=held.group_id, rank=held.rank, left_on=None).exclude(pk=held.pk)
    if held.rank == LEADER and others.count() > 1:  # 党政主要领导 may lead together
        raise Refused(_("组长最多两位。"), fields={"rank": _("组长最多两位。")})
    for other in others.select_related("person", "unit"):
        if (other.who, other.unit_id) == (held.who, held.unit_id):
            raise Refused(
                _("%(who)s已经在“%(rank)s”里了。") % {"who": held.who or held.unit, "rank": _(RANKS[held.rank])}
            )


def move_up(actor: Any, held: Seat, *, seen: int | None = None) -> Seat:
    return _shift(actor, "move_up", held, -1, seen)


def move_down(actor: Any, held: Seat, *, seen: int | None = None) -> Seat:
    return _shift(actor, "move_down", held, 1, seen)


def _shift(actor: Any, verb: str, held: Seat, step: int, seen: int | None) -> Seat:
    """Change places with the neighbour of the same rank; at the end of the row nothing moves."""
    with act(actor, verb, held, seen=seen) as held:
        row = list(Seat.objects.select_for_update().filter(group=held.group_id, rank=held.rank, left_on=None))
        order = [seat.pk for seat in row]
        here = order.index(held.pk)
        there = min(max(0, here + step), len(order) - 1)
        order[here], order[there] = order[there], order[here]
        for place, key in enumerate(order):
            Seat.objects.filter(pk=key).exclude(place=place).update(place=place)
        held.place = there
    held.said = _("次序改好了。")
    return held


def unseat(actor: Any, held: Seat, *, seen: int | None = None) -> Seat:
    """Take somebody, or a unit, out of the group."""
    with act(actor, "unseat", held, seen=seen) as held:
        held.left_on = clock.today()
    return held
