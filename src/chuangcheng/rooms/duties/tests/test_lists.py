"""Routine material: gathered on a month's list, signed once by each lead."""

import datetime as dt

import pytest

from chuangcheng.kit import clock
from chuangcheng.kit.refused import Refused
from chuangcheng.rooms.duties import life, make, queries, verbs
from chuangcheng.rooms.duties.models import MONTHLY, UNSIGNED, Duty
from chuangcheng.rooms.evidence import verbs as evidence
from chuangcheng.rooms.org import verbs as org
from chuangcheng.rooms.org.models import LIAISON
from chuangcheng.site.world import PASSWORD

JUNE = dt.date(2026, 6, 1)


@pytest.fixture
def waiting(walk):
    """Three pieces of routine work that wait for the month's list."""
    return [walk(life.FOR_LIST, signing=MONTHLY, title=f"周巡查{n}") for n in range(3)]


@pytest.fixture
def drawn(world, waiting):
    return verbs.draw_up(world.zhouyuning, unit=world.town, month=clock.today())


def states(duties) -> set[str]:
    return set(Duty.objects.filter(pk__in=[d.pk for d in duties]).values_list("state", flat=True))


def test_from_the_list_to_the_office_with_two_signatures_in_all(world, waiting, drawn):
    assert drawn.month == JUNE
    assert drawn.duties.count() == 3
    verbs.sign_list(world.linqing, drawn, password=PASSWORD)
    assert states(waiting) == {life.FOR_LIST}
    verbs.sign_list(world.heweimin, drawn, password=PASSWORD)
    assert drawn.state == life.SIGNED
    assert states(waiting) == {life.FOR_OFFICE}
    assert [s.person.name for s in drawn.signatures.all()] == ["林清", "何为民"]
    assert verbs.accept(world.xuyian, Duty.objects.get(pk=waiting[0].pk)).state == life.ACCEPTED


def test_the_liaison_is_told_how_much_waits(world, waiting):
    assert queries.to_list(world.zhouyuning) == [(world.town, JUNE, 3)]
    verbs.draw_up(world.zhouyuning, unit=world.town, month=JUNE)
    assert queries.to_list(world.zhouyuning) == []


def test_a_list_of_nothing_is_not_drawn_up(world):
    with pytest.raises(Refused, match="没有待列入目录的材料"):
        verbs.draw_up(world.zhouyuning, unit=world.town, month=JUNE)


def test_drawing_up_twice_makes_one_list(world, waiting, drawn):
    with pytest.raises(Refused, match="没有待列入目录的材料"):
        verbs.draw_up(world.zhouyuning, unit=world.town, month=JUNE)


def test_each_months_material_stands_on_its_own_list(world, waiting, walk):
    with clock.frozen(clock.now() + dt.timedelta(days=30)):
        july = walk(life.FOR_LIST, signing=MONTHLY, title="七月的")
        assert [(month.month, n) for _unit, month, n in queries.to_list(world.zhouyuning)] == [(6, 3), (7, 1)]
        drawn = verbs.draw_up(world.zhouyuning, unit=world.town, month=JUNE)
    assert drawn.duties.count() == 3
    assert july not in drawn.duties.all()


def test_on_a_list_a_piece_says_so(world, waiting, drawn):
    assert Duty.objects.get(pk=waiting[0].pk).state_words == "已列目录，待签字"


def test_leads_see_what_they_sign_for(world, waiting, drawn, client):
    client.force_login(world.linqing)
    shown = client.get(drawn.get_absolute_url()).content.decode()
    for duty in waiting:
        assert duty.proofs.get().evidence.title in shown


def test_only_the_units_own_liaison_draws_up(world, waiting):
    for person in (world.fangyuan, world.linqing, world.xuyian):
        with pytest.raises(Refused, match="权限"):
            verbs.draw_up(person, unit=world.town, month=JUNE)


def test_who_drew_it_up_does_not_sign_it(world, waiting):
    org.appoint(world.admin, person=world.linqing, unit=world.town, role=LIAISON)
    linqing = world.linqing
    drawn = verbs.draw_up(linqing, unit=world.town, month=JUNE)
    with pytest.raises(Refused, match="权限"):
        verbs.sign_list(linqing, drawn, password=PASSWORD)


def test_a_list_needs_the_password_too(world, drawn):
    with pytest.raises(Refused, match="签字密码不对"):
        verbs.sign_list(world.linqing, drawn, password="falsch")


def test_nothing_passes_to_the_office_before_its_list_is_signed(world, waiting, drawn):
    for person in (world.linqing, world.heweimin, world.xuyian):
        with pytest.raises(Refused):
            verbs.pass_with_list(person, Duty.objects.get(pk=waiting[0].pk))


def test_a_returned_list_gives_everything_back_with_the_reason(world, waiting, drawn):
    verbs.send_list_back(world.linqing, drawn, reason="少第二周")
    assert drawn.state == life.DROPPED
    for duty in Duty.objects.filter(pk__in=[d.pk for d in waiting]):
        assert (duty.state, duty.reason, duty.month_list) == (life.RETURNED, "少第二周", None)
    verbs.submit(world.zhouyuning, Duty.objects.get(pk=waiting[0].pk))
    again = verbs.draw_up(world.zhouyuning, unit=world.town, month=JUNE)
    assert again.duties.count() == 1


def test_one_piece_taken_back_leaves_the_list_to_the_others(world, waiting, drawn):
    verbs.take_back(world.zhouyuning, Duty.objects.get(pk=waiting[0].pk))
    verbs.sign_list(world.linqing, drawn, password=PASSWORD)
    verbs.sign_list(world.heweimin, drawn, password=PASSWORD)
    assert states(waiting[1:]) == {life.FOR_OFFICE}
    assert Duty.objects.get(pk=waiting[0].pk).state == life.OPEN


@pytest.fixture
def amended(waiting):
    """`amended()`: a piece on the list is changed after it was signed."""

    def amend():
        piece = waiting[0].proofs.get().evidence
        evidence.amend(
            piece.brought_by, piece, title="换过的", period_from=piece.period_from, period_to=piece.period_to
        )

    return amend


def test_what_changed_under_the_first_signature_is_not_signed_by_the_second(world, drawn, waiting, amended):
    verbs.sign_list(world.linqing, drawn, password=PASSWORD)
    amended()
    with pytest.raises(Refused, match=r"签字以后材料又改过：.*周巡查0"):
        verbs.sign_list(world.heweimin, drawn, password=PASSWORD)
    verbs.send_back(world.heweimin, Duty.objects.get(pk=waiting[0].pk), reason="改过，请重交")
    verbs.sign_list(world.heweimin, drawn, password=PASSWORD)
    assert states(waiting[1:]) == {life.FOR_OFFICE}


def test_what_changed_after_the_list_was_signed_is_not_accepted(world, drawn, waiting, amended):
    verbs.sign_list(world.linqing, drawn, password=PASSWORD)
    verbs.sign_list(world.heweimin, drawn, password=PASSWORD)
    amended()
    with pytest.raises(Refused, match="签字以后材料又改过"):
        verbs.accept(world.xuyian, Duty.objects.get(pk=waiting[0].pk))


def test_the_units_above_sign_the_list_of_a_unit_without_leads(world, walk):
    walk(life.FOR_LIST, world.community, signing=MONTHLY)
    drawn = verbs.draw_up(world.tanglian, unit=world.community, month=JUNE)
    verbs.sign_list(world.linqing, drawn, password=PASSWORD)
    assert drawn.signatures.get().for_another


def test_unsigned_work_goes_to_the_office_at_once(world, give):
    duty = make.proven(world.zhouyuning, give(signing=UNSIGNED))
    assert verbs.submit(world.zhouyuning, duty).state == life.FOR_OFFICE
    assert duty.signatures.count() == 0
