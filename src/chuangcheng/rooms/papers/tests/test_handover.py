"""A post ends: its open papers pass to somebody by name, and a unit with open ones is not closed."""

import pytest

from chuangcheng.kit import journal
from chuangcheng.kit.refused import Refused
from chuangcheng.rooms.inbox import queries as inbox
from chuangcheng.rooms.org import verbs as org
from chuangcheng.rooms.org.models import Person, Post
from chuangcheng.rooms.papers import life


def post_of(person) -> Post:
    return Post.objects.get(person=person, ended_on=None)


def test_a_liaison_with_an_open_paper_does_not_leave_it_to_nobody(world, walk):
    walk(life.ISSUED)
    with pytest.raises(Refused, match="没销号的督办交办 1"):
        org.end(world.admin, post_of(world.zhouyuning))


def test_the_successor_has_it_in_the_inbox_and_its_history_says_so(world, walk):
    paper = walk(life.RECEIVED)
    org.end(world.admin, post_of(world.zhouyuning), successor=world.tanglian)
    assert [row.title for row in inbox.waiting(Person.objects.get(pk=world.tanglian.pk))] == [str(paper)]
    entry = journal.of("papers", paper.pk)[0]
    assert (entry.verb, entry.facts["people"]) == ("hand_over", [str(world.zhouyuning.pk), str(world.tanglian.pk)])


def test_what_was_struck_off_hangs_on_nobody(world, walk):
    walk(life.STRUCK_OFF)
    org.end(world.admin, post_of(world.zhouyuning))
    assert not world.zhouyuning.held


def test_who_strikes_off_passes_on_what_was_answered(world, walk):
    walk(life.ANSWERED)
    with pytest.raises(Refused, match="等销号的督办交办 1"):
        org.end(world.admin, post_of(world.xuyian))


def test_a_unit_with_an_open_paper_is_not_closed(world, walk):
    walk(life.ISSUED, world.community)
    for post in Post.objects.filter(unit=world.community, ended_on=None):
        post.ended_on = post.started_on
        post.save()
    with pytest.raises(Refused, match="1 份没销号的督办交办"):
        org.close(world.admin, world.community)
