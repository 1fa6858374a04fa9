"""Posts: who holds which role in which unit, and how a post passes on: nothing that hangs on it is left without an owner."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from chuangcheng.kit import clock, rooms
from chuangcheng.kit.punctuation import joined
from chuangcheng.kit.refused import STATE, Refused
from chuangcheng.kit.verbs import act, make
from chuangcheng.rooms.org.models import ADMIN, LEADS, Person, Post, Unit
from chuangcheng.rooms.org.policy import appoints
from chuangcheng.rooms.org.queries import signer_unit
from chuangcheng.rooms.org.verbs.delegations import end_those_of, end_those_to


def appoint(actor: Any, *, person: Person, unit: Unit, role: str, started_on: dt.date | None = None) -> Post:
    """Give a person a role within a unit."""
    post = Post(person=person, unit=unit, role=role, started_on=started_on or clock.today())
    if unit.closed_on is not None:
        raise Refused(_("这个单位已经撤销了。"), fields={"unit": _("请选还在的单位。")})
    if Post.objects.filter(person=person, unit=unit, role=role, ended_on=None).exists():
        raise Refused(_("%(who)s 已经担任这个职务。") % {"who": person.name})
    with make(actor, "appoint", post):
        pass
    person.__dict__.pop("in_hand", None)
    post.said = _("%(who)s 现在是%(unit)s的%(role)s。") % {
        "who": person.name,
        "unit": unit,
        "role": post.role_words,
    }
    return post


def end(actor: Any, post: Post, *, successor: Person | None = None, seen: int | None = None) -> Post:
    """End a post from today. What is open in it passes to the successor, who is appointed if need be, all or nothing."""
    with transaction.atomic():
        _hold_the_row(post)
        people = {"people": [str(post.person_id), str(successor.pk)]} if successor else {}
        with act(actor, "end", post, seen=seen, facts=people) as post:
            if post.ended_on is not None:
                raise Refused(_("这个任职已经结束了。"), why=STATE)
            another_admin(pk=post.pk)
            open_work = rooms.holdings(post)
            if open_work and successor is None:
                raise _needs_successor(open_work)
            post.ended_on = clock.today()
        if successor is not None:
            rooms.hand_over(actor, post, _taken_by(actor, post, successor))
        end_those_of(post)
        if not Post.objects.current().filter(person=post.person_id).exists():
            end_those_to(post.person)
    post.said = _said(post, successor)
    return post


def _hold_the_row(post: Post) -> None:
    """Lock every post of this role in this unit, in one order: hand-overs that cross wait for each other."""
    same = Post.objects.filter(unit=post.unit_id, role=post.role, ended_on=None)
    list(same.order_by("pk").select_for_update())


def _needs_successor(open_work: list[rooms.Holding]) -> Refused:
    words = joined(f"{holding.what} {holding.count}" for holding in open_work)
    return Refused(
        _("还有没办完的：%(words)s。请选定接手的人。") % {"words": words}, fields={"successor": _("请选接手的人。")}
    )


def _taken_by(actor: Any, post: Post, successor: Person) -> Post:
    """The post in which the successor goes on. Raises Refused for whoever cannot hold it."""
    if successor.pk == post.person_id:
        raise _unfit(_("不能移交给本人，请选别人。"))
    if not successor.is_active or successor.is_system:
        raise _unfit(_("%(who)s的账号已停用，请选别人。") % {"who": successor.name})
    if held := _fitting(post, successor):
        return held
    before = Post.objects.filter(person=successor, unit=post.unit_id, role=post.role, ended_on=clock.today())
    if before.exists():
        raise _unfit(
            _("%(who)s的这个职务今天刚结束，不能又接手。确实要由此人接手，请先任命。") % {"who": successor.name}
        )
    if not appoints(actor, Post(person=successor, unit=post.unit, role=post.role)):
        raise _unfit(
            _("%(who)s不是%(unit)s的%(role)s，接不了。请先由管理员任命。")
            % {"who": successor.name, "unit": post.unit, "role": post.role_words}
        )
    return appoint(actor, person=successor, unit=post.unit, role=post.role)


def _fitting(post: Post, successor: Person) -> Post | None:
    """The post that the successor holds and that fits: the same one, or for leads that of the unit above which signs from now."""
    current = (
        Post.objects.current().filter(person=successor, role=post.role, ended_on=None).select_related("unit", "person")
    )
    held = current.filter(unit=post.unit_id).first()
    if held is None and post.role in LEADS and (above := signer_unit(post.unit, post.role)):
        held = current.filter(unit=above).first()
    return held


def _unfit(words: str) -> Refused:
    return Refused(words, fields={"successor": words})


def _said(post: Post, successor: Person | None) -> str:
    if successor is None:
        return _("%(who)s 不再担任%(role)s。") % {"who": post.person.name, "role": post.role_words}
    return _("%(who)s 不再担任%(role)s，没办完的由%(successor)s接手。") % {
        "who": post.person.name,
        "role": post.role_words,
        "successor": successor.name,
    }


def another_admin(**leaving: Any) -> None:
    """Raises Refused if no post would be left that keeps the accounts. Locked, so that two cannot let each other go."""
    held = Post.objects.current().filter(role=ADMIN)
    locked = Post.objects.select_for_update().filter(pk__in=list(held.values_list("pk", flat=True)))
    if locked.filter(**leaving).exists() and not locked.exclude(**leaving).exists():
        raise Refused(_("这是最后一位管理员。请先任命另一位管理员。"))
