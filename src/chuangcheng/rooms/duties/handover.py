"""What of the duties hangs on a post, and how it passes to the next: nothing is ever without an owner.

A duty is its unit's. Who works on it follows from the posts: the liaison hands in, the leads sign, the office reviews. So
it passes with the post; here is said how much, whether the successor may do it, and in every duty's history that it did.
"""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chuangcheng.kit.lists import bounded
from chuangcheng.kit.refused import Refused
from chuangcheng.kit.rooms import Holding
from chuangcheng.kit.verbs import note_many
from chuangcheng.rooms.duties import life
from chuangcheng.rooms.duties.models import Duty, MonthList
from chuangcheng.rooms.org.models import DEPUTY, LEADS, LIAISON, OFFICE, PRINCIPAL, Post
from chuangcheng.rooms.org.queries import signed_by

FIRST = 8  # titles that are shown
STATIONS = {DEPUTY: life.FOR_DEPUTY, PRINCIPAL: life.FOR_PRINCIPAL}
LISTS = {DEPUTY: life.LIST_DEPUTY, PRINCIPAL: life.LIST_PRINCIPAL}


def holdings(post: Post) -> Iterator[Holding]:
    """The open work that hangs on the post, by what has to be done with it."""
    for what, tab, condition in _open(post):
        found = Duty.objects.filter(condition)
        if titles := [duty.full_title for duty in found.order_by("due_on", "id")[:FIRST]]:
            unit = "" if post.role == OFFICE else f"&unit={post.unit_id}"
            yield Holding(what, bounded(found), f"{reverse('duties:list')}?tab={tab}{unit}", titles)
    if lists := list(_lists(post).select_related("unit")):
        yield Holding(
            _("等签字的月目录"), len(lists), reverse("duties:month_lists"), [str(drawn) for drawn in lists[:FIRST]]
        )


def _open(post: Post) -> list[tuple[str, str, Q]]:
    """What is to be done, the tab of the list that shows it, and the condition."""
    if post.role == LIAISON:
        unit = Q(unit=post.unit_id)
        return [
            (_("要交的任务"), "unfinished", unit & Q(state__in=life.TO_DO)),
            (_("交了还没通过的任务"), "unfinished", unit & Q(state__in=life.UNDER_WAY)),
        ]
    if post.role in LEADS:
        return [(_("等签字的任务"), "signing", Q(state=STATIONS[post.role], unit__in=signed_by(post)))]
    if post.role == OFFICE:
        return [(_("等审核的任务"), "review", Q(state=life.FOR_OFFICE))]
    return []


def _lists(post: Post) -> Any:
    if post.role not in LEADS:
        return MonthList.objects.none()
    return MonthList.objects.filter(state=LISTS[post.role], unit__in=signed_by(post))


def hand_over(actor: Any, post: Post, successor: Post) -> None:
    """The successor has it from now on: each duty's history says so. Raises Refused for what they could not sign."""
    conditions = [condition for _what, _tab, condition in _open(successor)]
    if not conditions:
        return
    found = list(Duty.objects.filter(conditions[0] if len(conditions) == 1 else conditions[0] | conditions[1]))
    if post.role in LEADS:
        _can_sign(found, successor)
    if found:
        note_many(
            actor,
            "hand_over",
            found,
            facts={"people": [str(post.person_id), str(successor.person_id)], "role": post.role},
        )


def _can_sign(found: list[Duty], successor: Post) -> None:
    """Nobody signs what they submitted: with them as the only lead it would be stuck for good."""
    same = (
        Post.objects.current().filter(unit=successor.unit_id, role=successor.role).exclude(person=successor.person_id)
    )
    own = [duty for duty in found if duty.submitted_by_id == successor.person_id]
    if own and not same.exists():
        words = ngettext("有 %(n)s 件是%(who)s自己提交的，不能自己签，请选别人接手。",
                         "有 %(n)s 件是%(who)s自己提交的，不能自己签，请选别人接手。", len(own))  # fmt: skip
        words = words % {"n": len(own), "who": successor.person.name}
        raise Refused(words, fields={"successor": words})


def dependents(record: Any) -> Iterator[str]:
    """What keeps a unit from being closed: its duties that have not ended."""
    if record._meta.label != "org.Unit":
        return
    if n := bounded(Duty.objects.filter(unit=record, state__in=[*life.TO_DO, *life.UNDER_WAY])):
        yield ngettext("%(n)s 项没办完的任务", "%(n)s 项没办完的任务", n) % {"n": n}
