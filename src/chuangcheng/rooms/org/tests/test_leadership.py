"""The leadership group: by rank, in the order of the paper, kept by the office."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document

from chuangcheng.kit.exports import EXCEL
from chuangcheng.kit.refused import Refused
from chuangcheng.lib import sheets
from chuangcheng.rooms.org import queries, verbs
from chuangcheng.rooms.org.models import FIRST_DEPUTY, GROUP_DEPUTY, LEADER, MEMBER, Group, Seat

NAME = "澄浦县创建全国文明城市工作领导小组"


@pytest.fixture
def group(world) -> Group:
    """The leader has no account; the deputies have; the bureau is a member unit."""
    made = verbs.set_up(world.xuyian, name=NAME, office=world.office, paper="澄委办〔2026〕12号")
    verbs.seat(world.xuyian, group=made, rank=LEADER, name="江澄", title="县委书记")
    verbs.seat(world.xuyian, group=made, rank=MEMBER, unit=world.bureau)
    verbs.seat(
        world.xuyian, group=made, rank=GROUP_DEPUTY, person=world.qinzheng, title="县城管局局长", unit=world.bureau
    )
    verbs.seat(
        world.xuyian, group=made, rank=GROUP_DEPUTY, person=world.heweimin, title="城关镇党委书记", unit=world.town
    )
    return made


def main(answer) -> str:
    assert answer.status_code == 200
    return answer.content.decode().split('<main class="content"')[1].split("</main>")[0]


def order(rank: str) -> list[str]:
    return [seat.who for seat in Seat.objects.filter(rank=rank, left_on=None)]


def test_an_empty_page_says_what_belongs_here(world, page):
    assert "还没有领导小组" in main(page(world.xuyian, "/leadership/"))
    assert "成立领导小组" in main(page(world.xuyian, "/leadership/"))
    assert "成立领导小组</a>" not in main(page(world.zhouyuning, "/leadership/"))


def test_everybody_reads_it_by_rank(group, world, page):
    shown = main(page(world.zhouyuning, "/leadership/"))
    places = [shown.index(words) for words in (NAME, "江澄", "秦政", "何为民", "澄浦县城市管理局</a></td>")]
    assert places == sorted(places)
    assert "澄委办〔2026〕12号" in shown
    assert "移出小组" not in shown


def test_the_office_and_administrators_keep_it(group, world, post, page):
    assert "移出小组" in main(page(world.admin, "/leadership/"))
    fields = {"group": group.pk, "rank": FIRST_DEPUTY, "name": "方源", "title": "县长", "next": "/leadership/"}
    assert post(world.xuyian, "/seats/new/seat/", **fields).url == "/leadership/"
    assert order(FIRST_DEPUTY) == ["方源"]
    assert post(world.linqing, "/seats/new/seat/", **fields).status_code == 403


def test_the_order_within_a_rank_is_changed(group, world, post):
    seat = Seat.objects.get(person=world.heweimin)
    assert order(GROUP_DEPUTY) == ["秦政", "何为民"]
    post(world.xuyian, f"/seats/{seat.pk}/move_up/", next="/leadership/")
    assert order(GROUP_DEPUTY) == ["何为民", "秦政"]
    verbs.move_up(world.xuyian, seat)
    assert order(GROUP_DEPUTY) == ["何为民", "秦政"]
    verbs.move_down(world.xuyian, seat)
    assert order(GROUP_DEPUTY) == ["秦政", "何为民"]


def test_nobody_sits_twice_in_a_rank_and_a_seat_is_somebodys(group, world):
    with pytest.raises(Refused, match="已经在“副组长”里了"):
        verbs.seat(world.xuyian, group=group, rank=GROUP_DEPUTY, person=world.qinzheng, unit=world.bureau)
    with pytest.raises(Refused, match="请选人、写姓名"):
        verbs.seat(world.xuyian, group=group, rank=GROUP_DEPUTY, title="县长")
    verbs.seat(world.xuyian, group=group, rank=LEADER, name="方源", title="县长")
    with pytest.raises(Refused, match="组长最多两位"):
        verbs.seat(world.xuyian, group=group, rank=LEADER, name="第三人")


def test_who_leaves_is_no_longer_listed_and_may_come_again(group, world):
    seat = Seat.objects.get(person=world.heweimin)
    verbs.unseat(world.xuyian, seat)
    assert order(GROUP_DEPUTY) == ["秦政"]
    verbs.seat(world.xuyian, group=group, rank=GROUP_DEPUTY, person=world.heweimin, unit=world.town)
    assert order(GROUP_DEPUTY) == ["秦政", "何为民"]


def test_a_dissolved_group_is_not_shown(group, world, page):
    verbs.dissolve(world.xuyian, group)
    assert "还没有领导小组" in main(page(world.xuyian, "/leadership/"))
    with pytest.raises(Refused, match="已经撤销"):
        verbs.seat(world.xuyian, group=group, rank=MEMBER, unit=world.town)


def test_the_list_goes_to_word(group, world, page):
    answer = page(world.zhouyuning, "/leadership/", word=group.pk)
    paper = Document(io.BytesIO(answer.content))
    cells = [[cell.text for cell in row.cells] for row in paper.tables[0].rows]
    assert cells[1] == ["组长", "江澄", "县委书记"]
    assert cells[2][:2] == ["副组长", "秦政"]
    assert cells[3][0] == ""
    assert any("领导小组办公室设在澄浦县创建全国文明城市办公室" in p.text for p in paper.paragraphs)
    assert page(world.zhouyuning, "/leadership/", word="x").status_code == 404


def test_the_exported_list_comes_back_and_rows_may_be_added(group, world, page, post):
    (sheet,) = sheets.read(page(world.xuyian, "/leadership/", excel="1").content, "x.xlsx")
    head, *rows = [list(row.cells) for row in sheet.rows]
    rows.append([NAME, "成员", None, None, "城关镇"])
    data = sheets.write([sheets.OutSheet("领导小组", head, rows)])
    before = Seat.objects.count()
    address = post(
        world.xuyian, "/imports/leadership/", file=SimpleUploadedFile("x.xlsx", data, content_type=EXCEL)
    ).url
    assert "没有发现问题" in page(world.xuyian, address).content.decode()
    assert post(world.xuyian, f"{address}confirm/").status_code == 302
    added = Seat.objects.exclude(unit=None).get(unit=world.town, rank=MEMBER)
    assert added.group == group
    assert Seat.objects.count() == before + 1


def test_faults_of_the_sheet_are_told(world, page, post):
    data = sheets.write([sheets.OutSheet("x", ["小组", "排位", "姓名", "单位", "登录名"], [
        [NAME, "组长", "江澄", "气象局", ""], [NAME, "常委", "方源", "", ""], [NAME, "成员", "", "", "nobody"]])])  # fmt: skip
    address = post(world.admin, "/imports/leadership/", file=SimpleUploadedFile("x.xlsx", data, content_type=EXCEL)).url
    shown = page(world.admin, address).content.decode()
    for words in ("系统里没有这个单位", "应为其中之一：组长", "姓名和单位至少填一个", "没有这个登录名"):
        assert words in shown


def test_many_seats_cost_no_more_queries(group, world, django_assert_max_num_queries):
    office = world.xuyian
    for n in range(20):
        verbs.seat(world.xuyian, group=group, rank=MEMBER, name=f"员{n}", unit=world.town)
    with django_assert_max_num_queries(2):
        assert sum(len(row) for _words, row in queries.groups(office)[0].ranks) == 24
