"""Who sees which papers, on which pages, and what the pages show."""

import io
import re

import docx
import openpyxl
import pytest

from chuangcheng.kit.policy import visible
from chuangcheng.rooms.duties import make as duties
from chuangcheng.rooms.papers import life, make, verbs
from chuangcheng.rooms.papers.models import ASSIGN, Paper
from chuangcheng.rooms.papers.queries import TABS


def main(response) -> str:
    """The page without its frame."""
    assert response.status_code == 200, response.status_code
    return response.content.decode().split('<main class="content"')[1].split("</main>")[0]


@pytest.fixture
def four(world, walk):
    """Issued to the town, to its community, to the bureau; and a draft for the town."""
    return {
        "town": walk(life.ISSUED, title="镇上的事"),
        "community": walk(life.ISSUED, world.community, title="社区的事"),
        "bureau": walk(life.ISSUED, world.bureau, title="城管的事"),
        "draft": walk(life.DRAFT, title="还没发的事"),
    }


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("xuyian", {"town", "community", "bureau", "draft"}),
        ("audit", {"town", "community", "bureau", "draft"}),
        ("zhouyuning", {"town", "community"}),
        ("heweimin", {"town", "community"}),
        ("tanglian", {"community"}),
        ("fangyuan", {"bureau"}),
        ("chuzhi", {"bureau"}),
        ("admin", set()),
        ("ducha", set()),
    ],
)
def test_a_person_sees_what_is_in_their_reach_and_no_unit_sees_a_draft(world, four, page, who, sees):
    person = getattr(world, who)
    listed = main(page(person, "/papers/", tab="all"))
    for key, paper in four.items():
        assert visible(person, Paper).filter(pk=paper.pk).exists() == (key in sees), key
        assert (paper.title in listed) == (key in sees), key
        assert page(person, paper.get_absolute_url()).status_code == (200 if key in sees else 404), key


@pytest.mark.parametrize("state", life.PAPER.states)
def test_a_paper_has_a_page_and_a_file_in_every_state(world, walk, page, state):
    paper = walk(state)
    readers = [world.xuyian, world.audit] + ([world.zhouyuning, world.linqing] if paper.is_issued else [])
    for person in readers:
        assert paper.title in main(page(person, paper.get_absolute_url())), person
        assert page(person, paper.get_absolute_url(), word=1).content[:2] == b"PK"


def test_the_list_has_a_tab_for_each_step_and_counts_what_is_behind_it(world, walk, page):
    for state in life.PAPER.states:
        walk(state)
    shown = main(page(world.xuyian, "/papers/"))
    for tab, n in {"to_receive": 1, "to_answer": 2, "to_strike_off": 1, "ended": 2, "draft": 1}.items():
        assert f"tab={tab}" in shown
        assert len(main(page(world.xuyian, "/papers/", tab=tab)).split("<tr data-row")) == n + 1, tab
    assert "tab=draft" not in main(page(world.zhouyuning, "/papers/"))


def test_an_empty_list_says_what_belongs_there(world, page):
    assert "没有未销号的督办交办" in main(page(world.xuyian, "/papers/"))
    for tab in TABS[1:]:
        assert "没有符合条件的督办交办" in main(page(world.zhouyuning, "/papers/", tab=tab))


def test_the_list_is_filtered_by_unit_kind_and_lateness(world, walk, page):
    walk(life.ISSUED, title="镇上的事")
    walk(life.ISSUED, world.bureau, title="城管的事", kind=ASSIGN)
    late = walk(life.ISSUED, title="晚了的事")
    Paper.objects.filter(pk=late.pk).update(due_on="2026-06-01")
    assert "镇上的事" not in main(page(world.xuyian, "/papers/", unit=str(world.bureau.pk)))
    assert "镇上的事" not in main(page(world.xuyian, "/papers/", kind=ASSIGN))
    shown = main(page(world.xuyian, "/papers/", late="on"))
    assert "晚了的事" in shown
    assert "镇上的事" not in shown


def test_the_ledger_is_an_excel_file_of_what_is_shown(world, walk, page):
    paper = walk(life.STRUCK_OFF)
    sheet = openpyxl.load_workbook(io.BytesIO(page(world.xuyian, "/papers/", tab="ended", excel=1).content)).active
    rows = list(sheet.values)
    assert rows[0][0] == "文号"
    assert rows[1][0] == paper.number
    assert "已清理占道摊点 12 处，安排专人每日巡查。" in rows[1]


def test_a_printed_paper_says_draft_until_it_is_issued(world, walk, page):
    def text(paper) -> str:
        made = docx.Document(io.BytesIO(page(world.xuyian, paper.get_absolute_url(), word=1).content))
        cells = [cell.text for table in made.tables for row in table.rows for cell in row.cells]
        return "\n".join([*(p.text for p in made.paragraphs), *cells])

    assert "（草稿）" in text(walk(life.DRAFT))
    ended = text(walk(life.STRUCK_OFF))
    assert "草稿" not in ended
    for words in (
        "澄创督〔2026〕1号",
        "城关镇",
        "周予宁",
        "已清理占道摊点 12 处",
        "同意销号",
        "澄浦县创建全国文明城市办公室",
    ):
        assert words in ended, words


def test_on_a_late_dutys_page_the_office_starts_a_paper_that_is_filled_from_it(world, page, post):
    duty = duties.duty(world.xuyian, world.town, title="整治占道经营", due_in=-5)
    shown = main(page(world.xuyian, duty.get_absolute_url()))
    assert f"/papers/new/draft/?duty={duty.pk}" in shown
    form = page(world.xuyian, f"/papers/new/draft/?duty={duty.pk}").context["form"]
    assert form["title"].value() == "整治占道经营"
    assert form["source"].value() == "overdue"
    assert "已逾期5天" in form["requirement"].value()
    given = {name: form[name].value() for name in ("title", "requirement", "source")}
    given |= {"kind": "supervise", "unit": str(world.town.pk), "due_on": "2026-06-20", "duties": [str(duty.pk)]}
    done = post(world.xuyian, "/papers/new/draft/", **given)
    assert done.status_code == 302
    paper = Paper.objects.get()
    assert list(paper.duties.all()) == [duty]
    assert paper.title in main(page(world.xuyian, duty.get_absolute_url()))
    assert "出督办单" not in main(page(world.zhouyuning, duty.get_absolute_url()))
    assert paper.get_absolute_url() not in main(page(world.zhouyuning, duty.get_absolute_url()))


def test_a_late_duty_and_a_late_paper_have_a_text_to_paste(world, walk, page):
    duty = duties.duty(world.xuyian, world.town, title="整治占道经营", due_in=-5)
    assert "【催办】城关镇：“整治占道经营”期限2026年6月7日，已逾期5天。还差1件。" in main(
        page(world.xuyian, duty.get_absolute_url())
    )
    paper = walk(life.ISSUED)
    assert "【催办】" not in main(page(world.xuyian, paper.get_absolute_url()))
    Paper.objects.filter(pk=paper.pk).update(due_on="2026-06-10")
    assert "澄创督〔2026〕1号“府前路占道经营反弹”办理时限2026年6月10日，已逾期2天。尚未签收" in main(
        page(world.xuyian, paper.get_absolute_url())
    )


def test_a_paper_is_found_by_search_by_who_may_see_it(world, walk, page):
    paper = walk(life.ISSUED, title="整治违规停放车辆")
    for person, found in ((world.xuyian, True), (world.zhouyuning, True), (world.fangyuan, False)):
        assert (paper.get_absolute_url() in main(page(person, "/search/", q="违规停放"))) == found, person


def test_what_waits_stands_in_the_inbox_of_whoever_has_the_next_step(world, walk, page):
    issued, answered = walk(life.ISSUED, title="待签收的事"), walk(life.ANSWERED, title="待销号的事")
    unit, office = (main(page(person, "/inbox/")) for person in (world.zhouyuning, world.xuyian))
    assert issued.title in unit
    assert issued.title not in office
    assert answered.title in office
    assert answered.title not in unit
    assert issued.title in main(page(world.linqing, "/inbox/"))
    assert issued.title not in main(page(world.tanglian, "/inbox/"))


def test_evidence_says_which_papers_it_answered(world, walk, page):
    paper = walk(life.RECEIVED)
    piece = make.scan(world.zhouyuning, world.town)
    verbs.answer(world.zhouyuning, paper, answer="已办结", pieces=[piece])
    assert paper.number in main(page(world.zhouyuning, piece.get_absolute_url()))


@pytest.mark.parametrize("state", life.PAPER.states)
def test_every_button_of_a_papers_page_leads_somewhere(world, walk, page, state):
    paper = walk(state)
    for person in (world.xuyian, world.zhouyuning) if paper.is_issued else (world.xuyian,):
        for address in re.findall(rf'"(/papers/{paper.pk}/\w+/)"', main(page(person, paper.get_absolute_url()))):
            assert page(person, address).status_code == 200, address
