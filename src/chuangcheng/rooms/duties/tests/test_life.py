"""Every verb in every state: allowed ones lead where the table says, all others are refused and change nothing."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from chuangcheng.kit import actors, clock
from chuangcheng.kit.refused import Refused
from chuangcheng.rooms.duties import life, make, verbs
from chuangcheng.rooms.duties.models import MONTHLY, UNSIGNED, Duty, MonthList
from chuangcheng.rooms.duties.verbs import lists
from chuangcheng.site.world import PASSWORD

LATER = dt.date(2026, 12, 30)


def _list_signed(world, duty):
    """A duty passes with its list: the list is drawn up and signed by both leads."""
    drawn = lists.draw_up(world.zhouyuning, unit=duty.unit, month=clock.today())
    lists.sign_list(world.linqing, drawn, password=PASSWORD)
    lists.sign_list(world.heweimin, drawn, password=PASSWORD)
    duty.refresh_from_db()


def _lead(world, duty):
    return world.heweimin if duty.state == life.FOR_PRINCIPAL else world.linqing


SAY = {
    "add_proof": lambda w, d: verbs.add_proof(w.zhouyuning, d, pieces=[make.piece(w.zhouyuning, d, 7)]),
    "drop_proof": lambda w, d: verbs.drop_proof(w.zhouyuning, d, piece=make.piece(w.zhouyuning, d, 8)),
    "submit": lambda w, d: verbs.submit(w.zhouyuning, make.proven(w.zhouyuning, d, d.missing if d.is_to_do else 0)),
    "take_back": lambda w, d: verbs.take_back(w.zhouyuning, d),
    "sign": lambda w, d: verbs.sign(_lead(w, d), d, password=PASSWORD),
    "pass_with_list": _list_signed,
    "send_back": lambda w, d: verbs.send_back(w.xuyian, d, reason="缺全景"),
    "accept": lambda w, d: verbs.accept(w.xuyian, d),
    "fulfil": lambda w, d: verbs.fulfil(actors.system(), d, by="曝光台 2026-000001"),
    "not_held": lambda w, d: verbs.not_held(w.zhouyuning, d, reason="连日降雨"),
    "not_applicable": lambda w, d: verbs.not_applicable(w.zhouyuning, d, reason="辖区没有路口"),
    "withdraw": lambda w, d: verbs.withdraw(w.xuyian, d, reason="派错了"),
    "reopen": lambda w, d: verbs.reopen(w.xuyian, d, reason="要补"),
    "reassign": lambda w, d: verbs.reassign(w.xuyian, d, unit=w.bureau, reason="是城管局的事"),
    "extend": lambda w, d: verbs.extend(w.xuyian, d, due_on=LATER, reason="等批复"),
    "remind": lambda w, d: verbs.remind(w.xuyian, d),
    "escalate": lambda w, d: verbs.escalate(actors.system(), d, level=1),
    "adjust": lambda w, d: verbs.adjust(
        w.xuyian, d, title="清除小广告和广告牌", needed=1, measure="张", signing=d.signing
    ),
}


@pytest.fixture
def standing(world, give, walk):
    """`standing(state)`: a duty that came to the state through the verbs."""

    def returned():
        return verbs.send_back(world.xuyian, walk(life.FOR_DEPUTY), reason="缺全景")

    ends = {
        life.NOT_HELD: lambda: SAY["not_held"](world, give()),
        life.NOT_APPLICABLE: lambda: SAY["not_applicable"](world, give()),
        life.WITHDRAWN: lambda: SAY["withdraw"](world, give()),
        life.OPEN: give,
        life.RETURNED: returned,
        life.FOR_LIST: lambda: walk(life.FOR_LIST, signing=MONTHLY),
    }

    def build(state):
        duty = ends[state]() if state in ends else walk(state)
        assert duty.state == state
        return duty

    return build


class _Undo(Exception):
    """Nothing that was tried is kept."""


@pytest.mark.parametrize("state", life.DUTY.states)
def test_in_each_state_exactly_the_verbs_of_the_table_are_allowed(world, standing, state):
    duty, wrong = standing(state), []
    for verb in life.DUTY.verbs:
        allowed = life.DUTY.targets(verb, state)
        try:
            with transaction.atomic():
                SAY[verb](world, Duty.objects.get(pk=duty.pk))
                after = Duty.objects.get(pk=duty.pk)
                wrong += [(verb, after.state)] if after.state not in allowed or after.version == duty.version else []
                raise _Undo
        except Refused as refused:
            wrong += [(verb, refused.words)] if allowed else []
        except _Undo:
            pass
    assert wrong == []


def test_the_test_above_says_every_verb_of_the_table():
    assert set(SAY) == set(life.DUTY.verbs)


def test_a_refused_verb_leaves_the_record_as_it_was(world, walk):
    duty = walk(life.ACCEPTED)
    before = Duty.objects.filter(pk=duty.pk).values().get()
    for verb in life.DUTY.verbs:
        if not life.DUTY.targets(verb, life.ACCEPTED):
            with pytest.raises(Refused), transaction.atomic():
                SAY[verb](world, Duty.objects.get(pk=duty.pk))
    assert Duty.objects.filter(pk=duty.pk).values().get() == before


def test_the_database_itself_refuses_a_state_that_is_in_no_table(world, give):
    with pytest.raises(IntegrityError), transaction.atomic():
        Duty.objects.filter(pk=give().pk).update(state="lost")


@pytest.mark.parametrize(
    ("signing", "first"), [(MONTHLY, life.FOR_LIST), ("each", life.FOR_DEPUTY), (UNSIGNED, life.FOR_OFFICE)]
)
def test_where_a_duty_goes_first_depends_on_how_it_is_signed(world, give, signing, first):
    duty = make.proven(world.zhouyuning, give(signing=signing))
    assert verbs.submit(world.zhouyuning, duty).state == first


LIST_SAY = {
    "sign_list": lambda w, row: lists.sign_list(
        w.heweimin if row.state == life.LIST_PRINCIPAL else w.linqing, row, password=PASSWORD
    ),
    "send_list_back": lambda w, row: lists.send_list_back(
        w.heweimin if row.state == life.LIST_PRINCIPAL else w.linqing, row, reason="少一件"
    ),
}


@pytest.mark.parametrize("state", life.MONTH_LIST.states)
def test_a_months_list_lives_by_its_table_too(world, walk, state):
    walk(life.FOR_LIST, signing=MONTHLY)
    drawn = lists.draw_up(world.zhouyuning, unit=world.town, month=clock.today())
    path = {life.LIST_DEPUTY: [], life.LIST_PRINCIPAL: ["sign_list"], life.SIGNED: ["sign_list", "sign_list"],
            life.DROPPED: ["send_list_back"]}[state]  # fmt: skip
    for verb in path:
        LIST_SAY[verb](world, drawn)
    assert drawn.state == state
    for verb in life.MONTH_LIST.verbs:
        row, allowed = MonthList.objects.get(pk=drawn.pk), life.MONTH_LIST.targets(verb, state)
        try:
            with transaction.atomic():
                LIST_SAY[verb](world, row)
                assert allowed, verb
                assert row.state in allowed
                raise _Undo
        except Refused:
            assert not allowed, verb
        except _Undo:
            pass
