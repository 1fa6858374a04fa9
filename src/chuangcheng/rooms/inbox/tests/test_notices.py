"""What happened becomes notices: for the right people, once, however often it is delivered."""

import datetime as dt

import pytest

from chuangcheng.kit import actors, clock, jobs, journal
from chuangcheng.kit.ids import uuid7
from chuangcheng.rooms.duties import life, make, verbs
from chuangcheng.rooms.duties.models import MONTHLY
from chuangcheng.rooms.inbox.models import Notice
from chuangcheng.rooms.inbox.subscribers import SUBSCRIBERS


def told(person) -> list[str]:
    return [str(notice) for notice in Notice.objects.filter(person=person.pk).order_by("id")]


def test_new_duties_are_told_once_a_day_with_their_number(world, give, deliver):
    for n in range(3):
        give(title=f"第{n}项")
    deliver()
    assert told(world.zhouyuning) == ["城关镇新增 3 项任务"]
    assert told(world.linqing) == []
    give(title="又一项")
    deliver()
    assert told(world.zhouyuning) == ["城关镇新增 4 项任务"]
    with clock.frozen(clock.now() + dt.timedelta(days=1)):
        give(title="明天的")
        deliver()
    assert told(world.zhouyuning) == ["城关镇新增 4 项任务", "城关镇新增 1 项任务"]


@pytest.fixture
def submitted(world, give):
    return make.walked(give(title="清除小广告"), life.FOR_DEPUTY)


CASES = {
    "send_back": (
        lambda w, d: verbs.send_back(w.linqing, d, reason="缺全景"),
        {"周予宁"},
        "退回：清除小广告（缺全景）",
    ),
    "remind": (lambda w, d: verbs.remind(w.xuyian, d), {"周予宁", "林清", "何为民"}, "催办：清除小广告"),
}


@pytest.mark.parametrize("verb", CASES)
def test_who_is_concerned_is_told(world, submitted, deliver, verb):
    say, people, words = CASES[verb]
    deliver()
    say(world, submitted)
    deliver()
    assert {n.person.name for n in Notice.objects.all() if str(n) == words} == people


def test_the_liaison_is_told_that_it_was_accepted(world, give, deliver):
    make.walked(give(title="清除小广告"), life.ACCEPTED)
    deliver()
    assert "审核通过：清除小广告" in told(world.zhouyuning)


@pytest.mark.parametrize(
    ("level", "people"),
    [(1, {"周予宁"}), (2, {"周予宁", "林清", "何为民"}), (3, {"周予宁", "林清", "何为民", "许亦安"})],
)
def test_each_rung_of_lateness_tells_more_people(world, give, deliver, level, people):
    verbs.escalate(actors.system(), give(title="清除小广告"), level=level)
    deliver()
    assert {n.person.name for n in Notice.objects.all() if str(n) == "逾期：清除小广告"} == people


@pytest.mark.parametrize(("verb", "words"), [("not_held", "本期未开展"), ("not_applicable", "不适用")])
def test_the_office_is_told_of_an_honest_end_in_its_own_words(world, give, deliver, verb, words):
    getattr(verbs, verb)(world.zhouyuning, give(title="清除小广告"), reason="连日降雨")
    deliver()
    assert told(world.xuyian) == [f"城关镇报告{words}：清除小广告（连日降雨）"]


def test_a_returned_list_is_told_to_the_liaison(world, give, deliver):
    make.walked(give(signing=MONTHLY), life.FOR_LIST)
    drawn = verbs.draw_up(world.zhouyuning, unit=world.town, month=clock.today())
    verbs.send_list_back(world.linqing, drawn, reason="少一件")
    deliver()
    assert f"月目录退回：{drawn}（少一件）" in told(world.zhouyuning)


def test_the_new_unit_is_told_of_what_was_handed_on(world, give, deliver):
    verbs.reassign(world.xuyian, give(title="清除小广告"), unit=world.bureau, reason="归口")
    deliver()
    assert "转来：清除小广告" in told(world.fangyuan)


def test_delivered_twice_it_is_told_once(world, submitted, deliver):
    verbs.send_back(world.linqing, submitted, reason="缺全景")
    deliver()
    before = list(Notice.objects.order_by("id").values("person", "key", "facts", "read_at"))
    journal.Cursor.objects.update(seq=0)
    deliver()
    assert list(Notice.objects.order_by("id").values("person", "key", "facts", "read_at")) == before


def test_every_reaction_bears_a_record_that_is_gone(world):
    for name, react in SUBSCRIBERS.items():
        kind, verb = name.split(".")
        react(journal.entry(uuid7(), kind, verb, uuid7(), change={}, facts={}))


def test_a_notice_leads_to_its_record_and_counts_as_read(world, submitted, deliver, page):
    verbs.send_back(world.linqing, submitted, reason="缺全景")
    deliver()
    notice = Notice.objects.get(person=world.zhouyuning.pk, words="returned")
    answer = page(world.zhouyuning, f"/notices/{notice.pk}/")
    assert answer.url == submitted.get_absolute_url()
    notice.refresh_from_db()
    assert notice.read_at == clock.now()


def test_a_notice_is_its_persons_own(world, submitted, deliver, page, post):
    deliver()
    notice = Notice.objects.get(person=world.zhouyuning.pk)
    assert page(world.xuyian, f"/notices/{notice.pk}/").status_code == 404
    post(world.xuyian, "/notices/read/")
    notice.refresh_from_db()
    assert notice.read_at is None


def test_all_are_read_with_one_button_by_post_only(world, submitted, deliver, page, post):
    deliver()
    assert page(world.zhouyuning, "/notices/read/").status_code == 405
    assert post(world.zhouyuning, "/notices/read/").url == "/notices/"
    assert not Notice.objects.filter(person=world.zhouyuning.pk, read_at=None).exists()
    assert "新增" in page(world.zhouyuning, "/notices/").content.decode()


def test_several_new_duties_lead_to_just_those(world, give, deliver, client):
    give(title="前天的")
    with clock.frozen(clock.now() + dt.timedelta(days=2)):
        give(title="今天一")
        give(title="今天二")
        deliver()
        notice = Notice.objects.get(person=world.zhouyuning.pk, facts__n=2)
        client.force_login(world.zhouyuning)
        shown = client.get(notice.url).content.decode()
    assert "今天一" in shown
    assert "今天二" in shown
    assert "前天的" not in shown


def test_duties_that_are_withdrawn_or_changed_are_told(world, give, deliver):
    gone, changed = give(title="不做了"), give(title="改了")
    verbs.withdraw(world.xuyian, gone, reason="重复")
    verbs.adjust(world.xuyian, changed, title="改了", needed=3, measure="", signing=changed.signing, text="",
                 due_on=changed.due_on)  # fmt: skip
    deliver()
    assert {"城关镇 1 项任务已撤销", "城关镇 1 项任务有改动"} <= set(told(world.zhouyuning))


@pytest.mark.parametrize(
    ("work", "words"),
    [(lambda job, actor: {}, "办好了：方案"), (lambda job, actor: 1 / 0, "没办成：方案（没有办成")],
)
def test_who_asked_for_long_work_is_told_when_it_is_over(world, monkeypatch, work, words):
    monkeypatch.setattr(jobs, "_runners", lambda: {"test.work": work})
    monkeypatch.setattr(jobs, "send", lambda *job: None)
    asked = jobs.enqueue("test.work", world.xuyian, title="方案", url="/plans/")
    jobs.run(str(asked.pk))
    (notice,) = Notice.objects.filter(person=world.xuyian.pk)
    assert str(notice).startswith(words)
    assert notice.url == "/plans/"
