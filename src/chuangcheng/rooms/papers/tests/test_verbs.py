"""Numbers without gaps, who may do what, answers with their evidence, and who is told."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from chuangcheng.kit import clock, journal
from chuangcheng.kit.queue import feed
from chuangcheng.kit.refused import FORBIDDEN, STALE, Refused
from chuangcheng.rooms.duties import make as duties
from chuangcheng.rooms.evidence import verbs as evidence
from chuangcheng.rooms.inbox.models import Notice
from chuangcheng.rooms.papers import life, make, verbs
from chuangcheng.rooms.papers.models import ASSIGN, SUPERVISE, Paper

# --- the number -----------------------------------------------------------------------------------------------------


def test_each_kind_has_its_own_series_a_year(world, write, walk):
    given = [walk(life.ISSUED, kind=kind).number for kind in (SUPERVISE, ASSIGN, SUPERVISE)]
    assert given == ["澄创督〔2026〕1号", "澄创交〔2026〕1号", "澄创督〔2026〕2号"]
    waiting = write(due_in=400)
    with clock.frozen(clock.now() + dt.timedelta(days=300)):
        assert verbs.issue(world.xuyian, waiting).number == "澄创督〔2027〕1号"


def test_the_office_may_write_another_prefix_and_the_next_paper_keeps_it(world, write, page):
    assert verbs.issue(world.xuyian, write(), prefix="澄文明办督").number == "澄文明办督〔2026〕1号"
    following = write()
    form = page(world.xuyian, f"/papers/{following.pk}/issue/").context["form"]
    assert form["prefix"].value() == "澄文明办督"
    assert verbs.issue(world.xuyian, following).number == "澄文明办督〔2026〕2号"


@pytest.mark.parametrize("prefix", ["澄创督〔2026〕", "督 1", "2026"])
def test_a_prefix_that_makes_no_number_is_refused_and_takes_none(world, write, prefix):
    with pytest.raises(Refused) as refused:
        verbs.issue(world.xuyian, write(), prefix=prefix)
    assert "prefix" in refused.value.fields
    assert verbs.issue(world.xuyian, write()).number == "澄创督〔2026〕1号"


def test_a_recalled_paper_keeps_its_number_and_a_discarded_draft_had_none(world, walk):
    recalled, discarded = walk(life.RECALLED), walk(life.DISCARDED)
    assert (recalled.number, discarded.number) == ("澄创督〔2026〕1号", "")
    assert walk(life.ISSUED).number == "澄创督〔2026〕2号"


# --- what is asked before a paper goes out --------------------------------------------------------------------------


def test_a_paper_that_nobody_could_receive_is_not_issued(world, write):
    with pytest.raises(Refused, match="没有人能签收"):
        verbs.issue(world.xuyian, write(world.police))


def test_a_draft_whose_time_limit_passed_is_amended_before_it_is_issued(world, write):
    paper = write(due_in=2)
    with clock.frozen(clock.now() + dt.timedelta(days=5)), pytest.raises(Refused, match="先修改草稿"):
        verbs.issue(world.xuyian, paper)


def test_a_paper_asks_of_a_unit_only_what_is_its_own(world, write):
    duty = duties.duty(world.xuyian, world.bureau)
    with pytest.raises(Refused) as refused:
        write(duties=[duty])
    assert "duties" in refused.value.fields
    assert not Paper.objects.exists()


def test_a_time_limit_in_the_past_is_refused(world, write):
    with pytest.raises(Refused) as refused:
        write(due_in=-1)
    assert "due_on" in refused.value.fields


# --- who ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["zhouyuning", "linqing", "heweimin"])
def test_the_units_liaison_and_leads_receive_and_answer(world, walk, who):
    paper, person = walk(life.ISSUED), getattr(world, who)
    assert verbs.receive(person, paper).received_by == person
    assert verbs.answer(person, paper, answer="已办结").state == life.ANSWERED


def test_a_handler_receives_and_answers_too(world, walk):
    paper = walk(life.ISSUED, world.bureau)
    verbs.receive(world.chuzhi, paper)
    assert verbs.answer(world.chuzhi, paper, answer="已办结").answered_by == world.chuzhi


@pytest.mark.parametrize("who", ["xuyian", "fangyuan", "tanglian", "audit", "ducha", "admin"])
def test_nobody_receives_for_another_unit(world, walk, who):
    with pytest.raises(Refused) as refused:
        verbs.receive(getattr(world, who), walk(life.ISSUED))
    assert refused.value.why == FORBIDDEN


@pytest.mark.parametrize("verb", ["issue", "strike_off", "send_back", "extend", "recall", "amend", "discard"])
@pytest.mark.parametrize("who", ["zhouyuning", "heweimin", "audit"])
def test_what_is_the_offices_nobody_else_does(world, walk, post, who, verb):
    paper = walk(life.ANSWERED)
    assert post(getattr(world, who), f"/papers/{paper.pk}/{verb}/").status_code == 403


# --- the answer -----------------------------------------------------------------------------------------------------


def test_an_answer_comes_with_kept_evidence_and_with_a_scan_of_the_signed_paper(world, walk, post):
    paper, kept = walk(life.RECEIVED), make.scan(world.zhouyuning, world.town, "巡查台账.txt")
    scan = SimpleUploadedFile("督办单签字盖章.txt", "签字盖章的扫描件".encode())
    given = {"answer": "已清理", "pieces": [str(kept.pk)], "files": [scan], "nothing_secret": "on"}
    assert post(world.zhouyuning, f"/papers/{paper.pk}/answer/", **given).status_code == 302
    paper.refresh_from_db()
    assert paper.state == life.ANSWERED
    assert {str(piece) for piece in paper.pieces.all()} == {"巡查台账", "督办单签字盖章.txt"}


def test_a_file_needs_the_declaration_that_nothing_in_it_is_secret(world, walk, post):
    paper, scan = walk(life.RECEIVED), SimpleUploadedFile("督办单.txt", b"scan")
    shown = post(world.zhouyuning, f"/papers/{paper.pk}/answer/", answer="已清理", files=[scan])
    assert shown.status_code == 422
    assert "不含涉密内容" in shown.content.decode()
    assert "已清理" in shown.content.decode()


def test_what_was_changed_after_the_answer_is_not_struck_off(world, walk):
    paper, piece = walk(life.RECEIVED), make.scan(world.zhouyuning, world.town)
    verbs.answer(world.zhouyuning, paper, answer="已办结", pieces=[piece])
    evidence.amend(world.zhouyuning, piece, title="换了一件", period_from=clock.today(), period_to=clock.today())
    with pytest.raises(Refused, match="反馈以后材料又改过"):
        verbs.strike_off(world.xuyian, paper, opinion="同意")
    verbs.send_back(world.xuyian, paper, reason="材料变了，请重新反馈")
    verbs.answer(world.zhouyuning, paper, answer="已办结", pieces=[piece])
    assert verbs.strike_off(world.xuyian, paper, opinion="同意").state == life.STRUCK_OFF


def test_a_returned_answer_can_be_given_again_and_starts_from_what_was_said(world, walk, page):
    paper = walk(life.RETURNED)
    assert "缺整改后的照片" in page(world.zhouyuning, paper.get_absolute_url()).content.decode()
    form = page(world.zhouyuning, f"/papers/{paper.pk}/answer/").context["form"]
    assert form["answer"].value() == "已清理占道摊点 12 处，安排专人每日巡查。"
    assert verbs.answer(world.zhouyuning, paper, answer="已补照片").reason == ""


# --- dates ----------------------------------------------------------------------------------------------------------


def test_lateness_is_a_day_and_no_state(world, walk):
    paper = walk(life.RECEIVED)
    with clock.frozen(clock.now() + dt.timedelta(days=8)):
        assert paper.is_late
        verbs.answer(world.zhouyuning, paper, answer="已办结")
        assert not paper.is_late
        assert paper.is_answered_late


def test_an_extension_keeps_the_first_time_limit_and_its_own_day(world, walk):
    paper = walk(life.RECEIVED)
    first = paper.due_on
    verbs.extend(world.xuyian, paper, due_on=first + dt.timedelta(days=5), reason="等材料")
    verbs.extend(world.xuyian, paper, due_on=first + dt.timedelta(days=9), reason="再等")
    assert (paper.due_before, paper.extended_on) == (first, clock.today())
    with pytest.raises(Refused):
        verbs.extend(world.xuyian, paper, due_on=first, reason="早了")


def test_two_people_at_one_paper_the_second_is_told_what_the_first_did(world, walk):
    paper = walk(life.ANSWERED)
    seen = paper.version
    verbs.send_back(world.xuyian, paper, reason="缺照片")
    verbs.answer(world.zhouyuning, paper, answer="补了")
    with pytest.raises(Refused) as refused:
        verbs.strike_off(world.xuyian, paper, opinion="同意", seen=seen)
    assert refused.value.why == STALE


# --- who is told ----------------------------------------------------------------------------------------------------

UNIT = {"周予宁", "林清", "何为民"}
TOLD = {
    "issue": (life.DRAFT, UNIT, "新的督办交办，请签收"),
    "answer": (life.RECEIVED, {"许亦安"}, "城关镇已反馈，待销号"),
    "send_back": (life.ANSWERED, UNIT, "反馈退回重报"),
    "strike_off": (life.ANSWERED, UNIT, "已销号"),
    "recall": (life.RECEIVED, UNIT, "已收回，不用再办"),
}


@pytest.mark.parametrize("verb", TOLD)
def test_who_is_concerned_is_told(world, walk, verb):
    state, people, words = TOLD[verb]
    paper = make.say(world.xuyian, walk(state), verb)
    for _round in range(2):  # however often it is delivered
        while journal.seal():
            pass
        while feed():
            pass
    found = [notice for notice in Notice.objects.all() if str(notice).startswith(words)]
    assert {notice.person.name for notice in found} == people
    assert len(found) == len(people)
    assert all(notice.url == paper.get_absolute_url() for notice in found)
