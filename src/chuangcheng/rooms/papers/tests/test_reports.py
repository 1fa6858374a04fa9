"""The week's bulletin and a unit's month: figures that add up and open, and papers that pass the validator."""

import datetime as dt
import io
import re

import docx
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from chuangcheng.lib import officialdoc
from chuangcheng.lib.officialdoc.tests import reading
from chuangcheng.rooms.duties import life as duty_life
from chuangcheng.rooms.duties import make as duties
from chuangcheng.rooms.duties import verbs as duty_verbs
from chuangcheng.rooms.duties.queries import SPANS
from chuangcheng.rooms.papers import bulletins, figures, life, printing, reminders
from chuangcheng.rooms.papers.models import ASSIGN, SUPERVISE
from chuangcheng.rooms.papers.tests.test_pages import main

MONDAY, FIRST = dt.date(2026, 6, 8), dt.date(2026, 6, 1)


@pytest.fixture
def busy(world, walk):
    """A week with something of everything: the town has one of each, the bureau is done, the community is late."""
    give, office = duties.duty, world.xuyian
    duties.walked(give(office, world.town, title="按期的", due_in=1), duty_life.ACCEPTED)
    duties.walked(give(office, world.town, title="审核中的", due_in=1), duty_life.FOR_OFFICE)
    duties.walked(give(office, world.town, title="补报的", due_in=-2), duty_life.FOR_DEPUTY)
    give(office, world.town, title="没到期的", due_in=1)
    give(office, world.town, title="逾期的", due_in=-2)
    duty_verbs.not_held(world.zhouyuning, give(office, world.town, title="没开展的", due_in=1), reason="连日降雨")
    duties.walked(give(office, world.bureau, title="城管按期的", due_in=1), duty_life.ACCEPTED)
    give(office, world.community, title="社区逾期的", due_in=-1)
    returned = duties.walked(give(office, world.bureau, title="退回的", due_in=20), duty_life.FOR_OFFICE)
    duty_verbs.send_back(office, returned, reason="缺现场全景")
    give(office, world.town, title="下周的", due_in=5)
    give(office, world.bureau, title="下周的", due_in=6)
    walk(life.ISSUED, title="督办的事")
    walk(life.STRUCK_OFF, world.bureau, title="销号的事", kind=ASSIGN)
    return world


def counts(line) -> dict[str, int]:
    return {name: getattr(line, name) for name in ("total", *SPANS)}


def test_a_weeks_figures_are_exclusive_and_add_up(busy):
    week = figures.week(busy.xuyian, MONDAY)
    town = next(line for line in week.lines if line.name == "城关镇")
    assert counts(town) == {
        "total": 6,
        "in_time": 1,
        "checking": 1,
        "supplied": 1,
        "late": 1,
        "not_held": 1,
        "not_due": 1,
    }
    for line in [*week.lines, week.whole]:
        assert sum(getattr(line, name) for name in SPANS) == line.total
    assert week.whole.total == 8
    assert town.rate == 3 / 5


def test_units_are_sorted_by_completion_and_named_without_people(busy):
    week = figures.week(busy.xuyian, MONDAY)
    assert [line.name for line in week.lines] == ["县城管局", "城关镇", "学府社区"]
    assert [line.name for line in week.good] == ["县城管局"]
    assert {line.name for line in week.behind} == {"城关镇", "学府社区"}
    words = "\n".join(reading.texts(officialdoc.docx(bulletins.weekly(week, bulletins.lead(week)))))
    assert [person.name for person in busy.everybody if person.name in words] == []


def test_the_week_tells_why_things_came_back_what_papers_went_out_and_what_comes(busy):
    week = figures.week(busy.xuyian, MONDAY)
    assert week.reasons == [("缺现场全景", 1)]
    assert [duty.reason for duty in week.not_held] == ["连日降雨"]
    assert [paper.title for paper in week.issued] == ["销号的事", "督办的事"]
    assert [paper.title for paper in week.struck_off] == ["销号的事"]
    assert [(row["title"], row["n"], row["units"]) for row in week.ahead] == [("下周的", 2, 2)]
    assert week.ahead_count == 2


def test_every_figure_of_the_week_opens_the_duties_behind_it(busy, page):
    shown = main(page(busy.xuyian, "/papers/weekly/", week="2026-W24"))
    opened = re.findall(r'href="(/duties/\?tab=[^"]+due_from[^"]+)"[^>]*>(\d+)<', shown)
    assert len(opened) > 8
    for address, n in opened:
        listed = main(page(busy.xuyian, address.replace("&amp;", "&")))
        assert listed.count("<tr data-row") + listed.count('<tr class="late" data-row') == int(n), address


def test_the_week_is_this_one_unless_another_is_asked_for(world, page):
    assert page(world.xuyian, "/papers/weekly/").context["week"].start == MONDAY
    for wrong in ("2026-W99", "x", "99999-W01"):
        assert page(world.xuyian, "/papers/weekly/", week=wrong).context["week"].start == MONDAY
    assert page(world.xuyian, "/papers/weekly/", week="2025-W01").context["week"].start == dt.date(2024, 12, 30)


def test_a_week_without_anything_says_so(world, page, post):
    assert "这一周没有到期的任务" in main(page(world.xuyian, "/papers/weekly/", week="2020-W10"))
    assert post(world.xuyian, "/papers/weekly/?week=2020-W10", lead="", **{"as": "word"}).content[:2] == b"PK"


def test_the_bulletin_is_the_offices(world, page):
    assert page(world.zhouyuning, "/papers/weekly/").status_code == 403
    assert page(world.audit, "/papers/weekly/").status_code == 200


def test_the_office_edits_the_first_paragraph_before_it_downloads(busy, post):
    answer = post(busy.xuyian, "/papers/weekly/?week=2026-W24", lead="各单位：本周情况如下。", **{"as": "word"})
    paragraphs = [p.text for p in docx.Document(io.BytesIO(answer.content)).paragraphs]
    assert "各单位：本周情况如下。" in paragraphs
    for heading in ("一、总体情况", "二、各单位情况", "三、存在的问题", "四、督办交办情况", "五、下周到期任务"):
        assert heading in paragraphs
    assert post(busy.xuyian, "/papers/weekly/?week=2026-W24", lead="", **{"as": "pdf"}).content[:4] == b"%PDF"


def test_a_units_month_counts_what_was_due_in_it(busy, page):
    month = figures.month(busy.xuyian, busy.town, FIRST)
    assert month.whole.total == 7
    assert [duty.title for duty in month.late] == ["逾期的"]
    assert [duty.reason for duty in month.not_held] == ["连日降雨"]
    assert [paper.title for paper in month.issued] == ["督办的事"]
    shown = main(page(busy.zhouyuning, "/papers/monthly/", month="2026-06"))
    assert "逾期的" in shown
    assert "连日降雨" in shown
    assert "督办的事" in shown
    assert page(busy.zhouyuning, "/papers/monthly/", month="2026-06", pdf=1).content[:4] == b"%PDF"


def test_a_unit_reads_its_own_month_and_those_below_it(world, page):
    for person, unit, status in (
        (world.zhouyuning, world.town, 200), (world.zhouyuning, world.community, 200), (world.tanglian, world.town, 404),
        (world.fangyuan, world.town, 404), (world.xuyian, world.town, 200), (world.audit, world.bureau, 200),
    ):  # fmt: skip
        assert page(person, "/papers/monthly/", unit=str(unit.pk)).status_code == status, (person, unit)
    assert page(world.zhouyuning, "/papers/monthly/", unit="x").status_code == 404
    assert "选一个单位看月报" in main(page(world.xuyian, "/papers/monthly/"))


def test_what_the_reports_cost_does_not_grow_with_the_duties(busy, page):
    def cost(address: str) -> int:
        page(busy.xuyian, address)
        with CaptureQueriesContext(connection) as asked:
            page(busy.xuyian, address)
        return len(asked)

    addresses = ["/papers/weekly/?week=2026-W24", f"/papers/monthly/?unit={busy.town.pk}"]
    before = [cost(address) for address in addresses]
    for n in range(20):
        duties.duty(busy.xuyian, busy.town, title=f"又一件{n}", due_in=n % 9 - 3)
    assert [cost(address) for address in addresses] == before


@pytest.mark.parametrize("state", life.PAPER.states)
@pytest.mark.parametrize("kind", [SUPERVISE, ASSIGN])
def test_a_paper_passes_the_validator_in_every_state(walk, state, kind):
    pytest.importorskip("openxml_audit")
    assert reading.faults(officialdoc.docx(printing.document(walk(state, kind=kind)))) == []


def test_bulletin_and_month_pass_the_validator_with_and_without_anything_in_them(busy):
    pytest.importorskip("openxml_audit")
    for monday in (MONDAY, dt.date(2020, 3, 2)):
        week = figures.week(busy.xuyian, monday)
        assert reading.faults(officialdoc.docx(bulletins.weekly(week, bulletins.lead(week)))) == []
    for unit in (busy.town, busy.police):
        assert reading.faults(officialdoc.docx(bulletins.monthly(figures.month(busy.xuyian, unit, FIRST)))) == []


def test_what_is_printed_or_pasted_is_chinese_whatever_the_reader_reads(busy):
    week = figures.week(busy.xuyian, MONDAY)
    late = busy.town.duties.get(title="逾期的")
    late.period, late.period_from, late.period_to = "2026-06", dt.date(2026, 6, 1), dt.date(2026, 6, 30)
    with translation.override("en"):
        words = "\n".join(reading.texts(officialdoc.docx(bulletins.weekly(week, bulletins.lead(week)))))
        assert reminders.of_duty(late).startswith("【催办】城关镇：“6月·逾期的”")
    assert "待销号" in words or "待签收" in words
    assert not re.search("[A-Za-z]{3}", words.replace("PAGE", ""))
