"""A new edition arrives: what stayed is carried over, what is new is opened, and it can be undone until somebody hands in."""

import datetime as dt

import pytest

from chuangcheng.kit import clock, jobs, journal
from chuangcheng.kit.refused import Refused
from chuangcheng.rooms.duties import life as duty_life
from chuangcheng.rooms.duties import make as duty_make
from chuangcheng.rooms.duties import verbs as duties
from chuangcheng.rooms.duties.models import Duty
from chuangcheng.rooms.org import verbs as org
from chuangcheng.rooms.standards import life, make, verbs
from chuangcheng.rooms.standards.models import CarriedLink


@pytest.fixture
def editions(world):
    """The small standard and its next edition: one criterion reworded, one numbered anew, one added, one gone."""
    old = make.small(world.xuyian)
    return old, verbs.load(world.xuyian, data=make.newer().encode())


@pytest.fixture
def taken(world, editions, monkeypatch):
    """`taken()`: the new edition takes over and the job has run."""
    monkeypatch.setattr(jobs, "send", lambda *job: None)

    def say(**more):
        made = verbs.take_over(
            world.xuyian, old=editions[0], new=editions[1], due_on=clock.today() + dt.timedelta(days=20), **more
        )
        for job in jobs.Job.objects.filter(name="standards.carry", state=jobs.QUEUED):
            jobs.run(str(job.pk))
        made.refresh_from_db()
        return made

    return say


@pytest.fixture
def linked(world, editions):
    """`linked(code)`: a duty of the town that proves a criterion of the old edition."""

    def build(code: str) -> Duty:
        return duties.assign(world.xuyian, title=code, unit=world.town, due_on=clock.today() + dt.timedelta(days=9),
                             criteria=[editions[0].criteria.get(code=code)])  # fmt: skip

    return build


def codes(duty, standard) -> list[str]:
    return list(duty.criteria.filter(standard=standard).values_list("code", flat=True))


def test_what_stayed_is_carried_over_and_the_old_link_stays(editions, linked, taken):
    old, new = editions
    moved = linked("II-3-2")
    made = taken()
    assert made.state == life.CARRIED
    assert codes(moved, old) == ["II-3-2"]
    assert codes(moved, new) == ["II-3-9"]
    old.refresh_from_db()
    new.refresh_from_db()
    assert (old.in_use, new.in_use) == (False, True)


def test_what_is_new_or_asks_for_something_else_becomes_a_duty_of_who_leads_in_it(world, editions, taken):
    org.edit(world.admin, world.bureau, name=world.bureau.name, short_name=world.bureau.short_name,
             aliases=world.bureau.aliases, functions=["城市管理部门"])  # fmt: skip
    made = taken()
    opened = {duty.criteria.get().code: duty for duty in Duty.objects.filter(title__startswith="新版")}
    assert set(opened) == {"II-1-1", "II-2-9"}
    assert opened["II-1-1"].unit == world.bureau
    assert opened["II-1-1"].title.startswith("新版改了要求：")
    assert opened["II-2-9"].title.startswith("新版新增：")
    assert {duty.due_on for duty in opened.values()} == {made.due_on}


def test_carrying_over_twice_changes_nothing(world, editions, linked, taken):
    linked("II-3-2")
    made = taken()
    before = (Duty.objects.count(), CarriedLink.objects.count())
    type(made).objects.filter(pk=made.pk).update(state=life.CARRYING)
    again = jobs.enqueue("standards.carry", world.xuyian, succession=str(made.pk))
    jobs.run(str(again.pk))
    assert (Duty.objects.count(), CarriedLink.objects.count()) == before


def test_it_is_taken_back_whole_and_can_be_done_again(world, editions, linked, taken):
    old, new = editions
    by_hand, moved = linked("II-1-2"), linked("II-3-2")
    by_hand.criteria.add(new.criteria.get(code="II-1-2"))
    made = taken()
    verbs.undo(world.xuyian, made)
    old.refresh_from_db()
    assert old.in_use
    assert codes(moved, new) == []
    assert codes(by_hand, new) == ["II-1-2"], "what a person linked stays linked"
    assert set(Duty.objects.filter(title__startswith="新版").values_list("state", flat=True)) == {duty_life.WITHDRAWN}
    assert taken().state == life.CARRIED


def test_an_edition_that_was_retired_before_stays_retired(world, editions, taken):
    old, _new = editions
    verbs.retire(world.xuyian, old)
    made = taken()
    verbs.undo(world.xuyian, made)
    old.refresh_from_db()
    assert not old.in_use


def test_retiring_the_old_edition_is_in_its_journal(editions, taken):
    taken()
    assert journal.of("standards", editions[0].pk)[0].verb == "retire"


def test_once_somebody_handed_in_it_is_not_taken_back(world, linked, taken):
    moved = linked("II-3-2")
    made = taken()
    with clock.frozen(clock.now() + dt.timedelta(hours=1)):
        duty_make.walked(moved, duty_life.FOR_DEPUTY)
    with pytest.raises(Refused, match="已经有人交了材料"):
        verbs.undo(world.xuyian, made)


def test_an_edition_takes_over_once(world, taken):
    taken()
    with pytest.raises(Refused, match="已经接续过了"):
        taken()


def test_only_editions_of_one_standard_follow_each_other(world, editions):
    with pytest.raises(Refused, match="同一个体系"):
        verbs.take_over(world.xuyian, old=editions[0], new=editions[0], due_on=clock.today())


def test_the_page_says_what_it_means_here(world, editions, linked, taken, client):
    old, new = editions
    for code in ("II-1-1", "II-1-2", "II-3-2"):
        linked(code)
    client.force_login(world.xuyian)
    address = f"/standards/compare/?old={old.pk}&new={new.pk}"
    shown = client.get(address).content.decode()
    assert "对本县意味着什么" in shown
    assert "要求变了，有未完成的任务" in shown
    assert f'/duties/?tab=all&amp;standard={old.pk}">3</a>' in shown
    assert f"/duties/?tab=unfinished&amp;criterion={old.criteria.get(code='II-1-1').pk}" in shown
    taken()
    assert "已接续" in client.get(address).content.decode()


def test_units_see_the_comparison_but_not_the_button(world, editions, client):
    old, new = editions
    client.force_login(world.zhouyuning)
    shown = client.get(f"/standards/compare/?old={old.pk}&new={new.pk}").content.decode()
    assert "接续到新版" not in shown
