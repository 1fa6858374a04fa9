"""What of the papers hangs on a post: a liaison receives and answers for the unit, the office strikes off."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chuangcheng.kit.rooms import Holding
from chuangcheng.kit.verbs import note_many
from chuangcheng.rooms.org.models import LIAISON, OFFICE, Post
from chuangcheng.rooms.papers import life
from chuangcheng.rooms.papers.models import Paper

FIRST = 8  # titles that are shown


def holdings(post: Post) -> Iterator[Holding]:
    """The open papers that hang on the post."""
    found = _open(post)
    if titles := [str(paper) for paper in found[:FIRST]]:
        tab, unit = ("to_strike_off", "") if post.role == OFFICE else ("running", f"&unit={post.unit_id}")
        words = _("等销号的督办交办") if post.role == OFFICE else _("没销号的督办交办")
        yield Holding(words, found.count(), f"{reverse('papers:list')}?tab={tab}{unit}", titles)


def _open(post: Post) -> "QuerySet[Paper]":
    query = Paper.objects.order_by("due_on", "id")
    if post.role == OFFICE:
        return query.filter(state=life.ANSWERED)
    return query.filter(unit=post.unit_id, state__in=life.RUNNING) if post.role == LIAISON else query.none()


def hand_over(actor: Any, post: Post, successor: Post) -> None:
    """The successor has them from now on: each paper's history says so."""
    found = list(_open(successor))
    facts = {"people": [str(post.person_id), str(successor.person_id)], "role": post.role}
    if found:
        note_many(actor, "hand_over", found, facts=facts)


def dependents(record: Any) -> Iterator[str]:
    """What keeps a unit from being closed: its papers that were not struck off."""
    if record._meta.label != "org.Unit":
        return
    if n := Paper.objects.filter(unit=record, state__in=life.RUNNING).count():
        yield ngettext("%(n)s 份没销号的督办交办", "%(n)s 份没销号的督办交办", n) % {"n": n}
