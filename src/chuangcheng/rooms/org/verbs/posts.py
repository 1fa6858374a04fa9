"""Posts: who holds which role in which unit, and how a post ends."""

import datetime as dt
from typing import Any

from django.utils.translation import gettext as _

from chuangcheng.kit import clock
from chuangcheng.kit.refused import STATE, Refused
from chuangcheng.kit.verbs import act, make
from chuangcheng.rooms.org.models import ADMIN, Person, Post, Unit


def appoint(actor: Any, *, person: Person, unit: Unit, role: str, started_on: dt.date | None = None) -> Post:
    """Give a person a role within a unit."""
    post = Post(person=person, unit=unit, role=role, started_on=started_on or clock.today())
    if unit.closed_on is not None:
        raise Refused(_("这个单位已经撤销了。"), fields={"unit": _("请选还在的单位。")})
    if Post.objects.filter(person=person, unit=unit, role=role, ended_on=None).exists():
        raise Refused(_("%(who)s 已经担任这个职务。") % {"who": person.name})
    with make(actor, "appoint", post):
        pass
    person.__dict__.pop("held", None)
    post.said = _("%(who)s 现在是%(unit)s的%(role)s。") % {
        "who": person.name,
        "unit": unit,
        "role": post.role_words,
    }
    return post


def end(actor: Any, post: Post, *, on: dt.date | None = None, seen: int | None = None) -> Post:
    """End a post from a day on."""
    with act(actor, "end", post, seen=seen) as post:
        another_admin(pk=post.pk)
        if post.ended_on is not None:
            raise Refused(_("这个任职已经结束了。"), why=STATE)
        post.ended_on = on or clock.today()
    post.said = _("%(who)s 不再担任%(role)s。") % {"who": post.person.name, "role": post.role_words}
    return post


def another_admin(**leaving: Any) -> None:
    """Raises Refused if no post would be left that keeps the accounts. Locked, so that two cannot let each other go."""
    held = Post.objects.current().filter(role=ADMIN)
    locked = Post.objects.select_for_update().filter(pk__in=list(held.values_list("pk", flat=True)))
    if locked.filter(**leaving).exists() and not locked.exclude(**leaving).exists():
        raise Refused(_("这是最后一位管理员。请先任命另一位管理员。"))
