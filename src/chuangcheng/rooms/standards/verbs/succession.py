"""A new edition follows the one before: work that hangs on what stayed is carried over, what is new is opened, and all
of it can be taken back until somebody hands in for it."""

import datetime as dt
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from chuangcheng.kit import clock, jobs
from chuangcheng.kit.refused import STATE, Refused
from chuangcheng.kit.rooms import succeeding
from chuangcheng.kit.verbs import act, make
from chuangcheng.rooms.standards.following import following
from chuangcheng.rooms.standards.models import CarriedLink, Standard, Succession
from chuangcheng.rooms.standards.verbs.loading import bring_back, retire


def take_over(actor: Any, *, old: Standard, new: Standard, due_on: dt.date) -> Succession:
    """Let an edition follow the one before: a job carries the work over and opens duties for the rest by `due_on`."""
    if old.slug != new.slug or old.pk == new.pk:
        raise Refused(_("请选同一个体系的两个版本。"))
    if due_on < clock.today():
        raise Refused(_("期限已经过了。"), fields={"due_on": _("请选今天或以后的日子。")})
    found = following(old, new)
    made = Succession(old=old, new=new, due_on=due_on, pairs=[[str(a), str(b)] for a, b in found.pairs.items()],
                      open=[str(key) for key in found.open])  # fmt: skip
    facts = {"carried": len(made.pairs), "open": len(made.open)}
    try:
        with make(actor, "take_over", made, facts=facts):
            jobs.enqueue(
                "standards.carry", actor, title=str(made), url=made.get_absolute_url(), succession=str(made.pk)
            )
    except IntegrityError as error:
        raise Refused(_("这个版本已经接续过了。"), why=STATE) from error
    return made


def settle(actor: Any, succession: Succession, *, counts: dict[str, int], seen: int | None = None) -> Succession:
    """All is carried over: the new edition is the one that work is linked to from now on."""
    with act(actor, "settle", succession, facts={"counts": counts}) as succession:
        succession.counts, succession.retired = counts, succession.old.in_use
        if succession.old.in_use:
            retire(actor, succession.old)
        if not succession.new.in_use:
            bring_back(actor, succession.new)
    return succession


def undo(actor: Any, succession: Succession, *, seen: int | None = None) -> Succession:
    """Take all of it back. Raises Refused once somebody handed in for what was carried over or opened."""
    with transaction.atomic():
        Succession.objects.select_for_update().filter(pk=succession.pk).first()
        if reasons := [words for room in succeeding() if (words := room.begun(succession))]:
            raise Refused(_("不能撤回了：%(why)s") % {"why": reasons[0]}, why=STATE)
        with act(actor, "undo", succession, seen=seen) as succession:
            for room in succeeding():
                room.undo(actor, succession)
            if succession.retired and not succession.old.in_use:
                bring_back(actor, succession.old)
    return succession


def carry_links(succession: Succession, room: str, through: Any, column: str, wanted: "QuerySet[Any]") -> int:
    """Link the wanted records, which hang on old criteria by `through`, to the new ones as well. How many links were made.

    The old links stay: what was proven stays proven. Run again, it makes what is missing.
    """
    made = 0
    for old, new in succession.pairs:
        keys = set(
            through.objects.filter(criterion_id=old, **{f"{column}__in": wanted.values("pk")}).values_list(
                column, flat=True
            )
        )
        fresh = (
            keys
            - set(through.objects.filter(criterion_id=new, **{f"{column}__in": keys}).values_list(column, flat=True))
            if keys
            else keys
        )
        rows = sorted(fresh)
        with transaction.atomic():
            through.objects.bulk_create([through(criterion_id=new, **{column: key}) for key in rows], batch_size=500)
            CarriedLink.objects.bulk_create(
                [CarriedLink(succession=succession, room=room, record=key, criterion_id=new) for key in rows],
                batch_size=500,
            )
        made += len(rows)
    return made


def undo_links(succession: Succession, room: str, through: Any, column: str) -> None:
    """Take away the links that `carry_links` made."""
    links = CarriedLink.objects.filter(succession=succession, room=room)
    for new in links.order_by().values_list("criterion_id", flat=True).distinct():
        keys = links.filter(criterion_id=new).values("record")
        through.objects.filter(criterion_id=new, **{f"{column}__in": keys}).delete()
    links.delete()
