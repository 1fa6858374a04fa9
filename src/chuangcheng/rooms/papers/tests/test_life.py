"""Every verb in every state: allowed ones lead where the table says, all others are refused and change nothing."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from chuangcheng.kit.refused import Refused
from chuangcheng.rooms.papers import life, verbs
from chuangcheng.rooms.papers.models import ASSIGN, Paper

LATER = dt.date(2026, 12, 30)

SAY = {
    "amend": lambda w, p: verbs.amend(
        w.xuyian, p, title="另一件事", requirement="另一项要求", unit=w.bureau, due_on=LATER, kind=ASSIGN
    ),
    "discard": lambda w, p: verbs.discard(w.xuyian, p),
    "issue": lambda w, p: verbs.issue(w.xuyian, p),
    "receive": lambda w, p: verbs.receive(w.zhouyuning, p),
    "answer": lambda w, p: verbs.answer(w.zhouyuning, p, answer="已办结"),
    "send_back": lambda w, p: verbs.send_back(w.xuyian, p, reason="缺照片"),
    "strike_off": lambda w, p: verbs.strike_off(w.xuyian, p, opinion="同意销号"),
    "extend": lambda w, p: verbs.extend(w.xuyian, p, due_on=LATER, reason="等批复"),
    "recall": lambda w, p: verbs.recall(w.xuyian, p, reason="重复"),
}


class _Undo(Exception):
    """Nothing that was tried is kept."""


@pytest.mark.parametrize("state", life.PAPER.states)
def test_in_each_state_exactly_the_verbs_of_the_table_are_allowed(world, walk, state):
    paper, wrong = walk(state), []
    assert paper.state == state
    for verb in life.PAPER.verbs:
        allowed = life.PAPER.targets(verb, state)
        try:
            with transaction.atomic():
                SAY[verb](world, Paper.objects.get(pk=paper.pk))
                after = Paper.objects.get(pk=paper.pk)
                wrong += [(verb, after.state)] if after.state not in allowed or after.version == paper.version else []
                raise _Undo
        except Refused as refused:
            wrong += [(verb, refused.words)] if allowed else []
        except _Undo:
            pass
    assert wrong == []


def test_the_test_above_says_every_verb_of_the_table():
    assert set(SAY) == set(life.PAPER.verbs)


@pytest.mark.parametrize("state", [life.STRUCK_OFF, life.RECALLED, life.DISCARDED])
def test_a_refused_verb_leaves_the_paper_as_it_was(world, walk, state):
    paper = walk(state)
    before = Paper.objects.filter(pk=paper.pk).values().get()
    for verb in life.PAPER.verbs:
        with pytest.raises(Refused), transaction.atomic():
            SAY[verb](world, Paper.objects.get(pk=paper.pk))
    assert Paper.objects.filter(pk=paper.pk).values().get() == before


def test_the_database_itself_refuses_a_state_that_is_in_no_table(walk):
    with pytest.raises(IntegrityError), transaction.atomic():
        Paper.objects.filter(pk=walk(life.DRAFT).pk).update(state="lost")


def test_the_database_itself_refuses_a_paper_that_was_issued_without_a_number(walk):
    with pytest.raises(IntegrityError), transaction.atomic():
        Paper.objects.filter(pk=walk(life.DRAFT).pk).update(state=life.ISSUED)
