"""A person's own calendar feed: opened, and closed again if its address got into wrong hands."""

from typing import Any

from django.db import transaction

from chuangcheng.kit import clock
from chuangcheng.kit.verbs import act, make
from chuangcheng.rooms.duties.models import Feed


def subscribe(actor: Any) -> Feed:
    """Give the person an address for their calendar; one that was there before no longer answers."""
    with transaction.atomic():
        for held in Feed.objects.filter(person=actor.pk, closed_at=None):
            unsubscribe(actor, held)
        feed = Feed(person_id=actor.pk)
        with make(actor, "subscribe", feed):
            pass
    return feed


def unsubscribe(actor: Any, feed: Feed, *, seen: int | None = None) -> Feed:
    """From now on the address answers to nobody."""
    with act(actor, "unsubscribe", feed, seen=seen) as feed:
        feed.closed_at = clock.now()
    return feed
