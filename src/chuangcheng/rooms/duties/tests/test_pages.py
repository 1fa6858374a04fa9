"""Who sees which duties, on which pages, and at what cost."""

import datetime as dt
import io

import docx
import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from chuangcheng.kit.exports import EXCEL
from chuangcheng.kit.policy import visible
from chuangcheng.rooms.duties import life, make, verbs
from chuangcheng.rooms.duties.models import MONTHLY, Duty, MonthList
from chuangcheng.rooms.standards.models import Criterion

PAGES = ["/duties/", "/duties/responsibility/", "/duties/board/", "/duties/calendar/", "/duties/signing/",
         "/duties/lists/", "/workdays/"]  # fmt: skip
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def main(response) -> str:
    """The page without its frame."""
    assert response.status_code == 200, response.status_code
    return response.content.decode().split('<main class="content"')[1].split("</main>")[0]


@pytest.fixture
def three(world):
    """A duty of the town, one of its community, one of the bureau in which the town cooperates."""
    return {
        "town": make.duty(world.xuyian, world.town, title="镇上的事"),
        "community": make.duty(world.xuyian, world.community, title="社区的事"),
        "bureau": make.duty(world.xuyian, world.bureau, title="城管的事", cooperating=[world.town]),
    }


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("xuyian", {"town", "community", "bureau"}),
        ("audit", {"town", "community", "bureau"}),
        ("zhouyuning", {"town", "community", "bureau"}),
        ("heweimin", {"town", "community", "bureau"}),
        ("tanglian", {"community"}),
        ("fangyuan", {"bureau"}),
        ("chuzhi", {"bureau"}),
        ("admin", set()),
        ("ducha", set()),
    ],
)
def test_a_person_sees_what_is_in_their_reach_on_every_page_alike(world, three, page, who, sees):
    person = getattr(world, who)
    assert {key for key, duty in three.items() if visible(person, Duty).filter(pk=duty.pk).exists()} == sees
    listed = main(page(person, "/duties/", tab="all"))
    board = main(page(person, "/duties/board/"))
    for key, duty in three.items():
        assert (duty.title in listed) == (key in sees), key
        assert (duty.title in board) == (key in sees), key
        assert page(person, duty.get_absolute_url()).status_code == (200 if key in sees else 404), key


def test_a_cooperating_unit_reads_and_adds_but_does_not_hand_in(world, three, post):
    duty = three["bureau"]
    piece = make.piece(world.zhouyuning, three["town"])
    assert verbs.add_proof(world.zhouyuning, duty, pieces=[piece]).counted == 1
    assert post(world.zhouyuning, f"/duties/{duty.pk}/submit/").status_code == 403
    assert post(world.tanglian, f"/duties/{duty.pk}/submit/").status_code == 404


@pytest.mark.slow
def test_every_page_opens_for_everybody(world, three, page):
    for person in world.everybody:
        for address in PAGES:
            assert page(person, address).status_code == 200, (person, address)


def test_every_page_asks_for_a_sign_in(world, three, client):
    for address in [*PAGES, three["town"].get_absolute_url()]:
        assert client.get(address).url.startswith("/accounts/login/"), address


@pytest.mark.parametrize("state", life.DUTY.states)
def test_a_duty_has_a_page_in_every_state(world, give, page, state):
    duty = give()
    Duty.objects.filter(pk=duty.pk).update(state=state, reason="原因")
    for person in (world.xuyian, world.zhouyuning, world.linqing, world.heweimin, world.audit):
        assert duty.title in main(page(person, duty.get_absolute_url())), person


def test_a_signed_duty_shows_who_signed_and_for_whom(world, walk, page):
    duty = walk(life.FOR_OFFICE, world.community)
    shown = main(page(world.xuyian, duty.get_absolute_url()))
    assert "林清" in shown
    assert "何为民" in shown
    assert "代上级" in shown


def test_the_signing_page_shows_a_lead_what_waits_for_them_and_nothing_else(world, walk, page):
    walk(life.FOR_DEPUTY, title="分管先签")
    walk(life.FOR_PRINCIPAL, title="主要再签")
    deputy = main(page(world.linqing, "/duties/signing/"))
    assert "分管先签" in deputy
    assert "主要再签" not in deputy
    assert "主要再签" in main(page(world.heweimin, "/duties/signing/"))
    assert "分管先签" not in main(page(world.luming, "/duties/signing/"))


@pytest.fixture
def drawn(world, walk):
    walk(life.FOR_LIST, signing=MONTHLY)
    return verbs.draw_up(world.zhouyuning, unit=world.town, month=dt.date(2026, 6, 1))


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("xuyian", 200),
        ("audit", 200),
        ("zhouyuning", 200),
        ("linqing", 200),
        ("tanglian", 404),
        ("fangyuan", 404),
        ("admin", 404),
    ],
)
def test_a_months_list_is_read_in_its_unit_and_above(world, drawn, page, who, status):
    assert page(getattr(world, who), drawn.get_absolute_url()).status_code == status
    assert (str(drawn) in main(page(getattr(world, who), "/duties/lists/"))) == (status == 200)


@pytest.mark.parametrize("state", life.MONTH_LIST.states)
def test_a_months_list_has_a_page_in_every_state(world, drawn, page, state):
    MonthList.objects.filter(pk=drawn.pk).update(state=state)
    for person in (world.xuyian, world.zhouyuning, world.linqing, world.heweimin):
        assert page(person, drawn.get_absolute_url()).status_code == 200, person


@pytest.mark.parametrize("month", ["2026-07", "2026-13", "0001-01", "9999-12", "x", "２０２６-07"])
@pytest.mark.parametrize("address", ["/duties/board/", "/duties/calendar/"])
def test_any_month_in_the_address_gives_a_page(world, page, address, month):
    assert page(world.xuyian, address, month=month).status_code == 200


@pytest.mark.parametrize("year", ["2026", "0", "99999", "²", "-1", ""])
def test_any_year_in_the_address_gives_a_page(world, page, year):
    assert page(world.admin, "/workdays/", year=year).status_code == 200


def test_what_a_filter_cannot_read_is_not_filtered_by(world, three, page):
    for data in (
        {"due_from": "gestern"},
        {"unit": "keine"},
        {"criterion": "x"},
        {"lineage": "x"},
        {"page": "-3"},
        {"tab": "x"},
    ):
        assert page(world.xuyian, "/duties/", **data).status_code == 200, data


def test_filters_narrow_the_list_and_the_counts_of_its_tabs(world, three, page):
    shown = main(page(world.xuyian, "/duties/", tab="all", unit=world.town.pk))
    assert "镇上的事" in shown
    assert "城管的事" not in shown
    assert "城管的事" in main(page(world.xuyian, "/duties/", tab="all", words="城管"))


# --- Excel ----------------------------------------------------------------------------------------------------------


def test_the_list_goes_to_excel_with_real_dates_and_numbers(world, three, page):
    answer = page(world.xuyian, "/duties/", tab="all", excel="1")
    assert answer["Content-Type"] == EXCEL
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    head = [cell.value for cell in sheet[1]]
    assert sheet.max_row == 4
    due, needed = sheet.cell(2, head.index("期限") + 1), sheet.cell(2, head.index("需要") + 1)
    assert due.is_date
    assert due.value.date() == dt.date(2026, 6, 19)
    assert needed.value == 1


def test_excel_holds_what_the_person_sees_and_no_more(world, three, page):
    for who, rows in (("tanglian", 2), ("fangyuan", 2), ("zhouyuning", 4), ("admin", 1)):
        answer = page(getattr(world, who), "/duties/", tab="all", excel="1")
        assert openpyxl.load_workbook(io.BytesIO(answer.content)).active.max_row == rows, who


def test_a_title_that_looks_like_a_formula_stays_text(world, give, page):
    give(title="=1+1")
    sheet = openpyxl.load_workbook(io.BytesIO(page(world.xuyian, "/duties/", excel="1").content)).active
    cell = next(c for c in sheet[2] if c.value and "1+1" in str(c.value))
    assert cell.data_type == "s"


def test_the_responsibility_list_goes_to_excel_and_adds_up(world, three, walk, page):
    walk(life.ACCEPTED)
    answer = page(world.xuyian, "/duties/responsibility/", excel="1")
    rows = list(openpyxl.load_workbook(io.BytesIO(answer.content)).active.iter_rows(min_row=2, values_only=True))
    assert {row[0]: row[1:3] for row in rows} == {
        "城关镇": (2, 1),
        "学府社区": (1, 0),
        "澄浦县城市管理局": (1, 0),
    }


# --- cost -----------------------------------------------------------------------------------------------------------


def _cost(client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def _more(world, numbers) -> None:
    """Duties of both units, owed, late and under way, with pieces and cooperating units."""
    for n in numbers:
        unit, liaison = (world.town, world.zhouyuning) if n % 2 else (world.community, world.tanglian)
        duty = make.duty(world.xuyian, unit, title=f"第{n}项", due_in=n % 9 - 3, cooperating=[world.bureau],
            criteria=[Criterion.objects.first()],
                         signing=("each", MONTHLY, "none")[n % 3])  # fmt: skip
        if n % 4:
            verbs.submit(liaison, make.proven(liaison, duty))


def _costs(world, client) -> dict[tuple[str, str], int]:
    found = {}
    for who in ("xuyian", "zhouyuning", "linqing"):
        client.force_login(getattr(world, who), backend=BACKEND)
        for address in ("/", "/inbox/", "/duties/?tab=all", *PAGES[1:6]):
            found[who, address] = _cost(client, address)
    return found


@pytest.mark.slow
def test_more_than_a_page_of_duties_costs_no_more_queries_than_eight(world, client):
    """A list of more than one page may ask once more: how many there are."""
    _more(world, range(8))
    few = _costs(world, client)
    _more(world, range(8, 54))
    dearer = {
        key: (few[key], cost) for key, cost in _costs(world, client).items() if cost > few[key] + ("tab" in key[1])
    }
    assert dearer == {}


def test_lists_go_to_word_as_papers_with_a_table(world, page, give):
    give(title="清除小广告")
    for path, words in (("/duties/", "清除小广告"), ("/duties/responsibility/", "城关镇")):
        answer = page(world.xuyian, path, word="1")
        assert answer["Content-Disposition"].endswith(".docx")
        document = docx.Document(io.BytesIO(answer.content))
        cells = [cell.text for row in document.tables[0].rows for cell in row.cells]
        assert any(words in text for text in cells), path
        assert "澄浦县" in document.paragraphs[0].text
