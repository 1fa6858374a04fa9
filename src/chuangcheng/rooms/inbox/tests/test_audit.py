"""The journal page: everything that was done, for auditors and administrators alone."""

import datetime as dt
import io

import openpyxl

from chuangcheng.kit import actors, clock
from chuangcheng.rooms.duties import make
from chuangcheng.rooms.duties import verbs as duties
from chuangcheng.rooms.inbox import audit
from chuangcheng.rooms.org import verbs as org


def whats(person, filters) -> list[str]:
    return [row["what"] for row in audit.rows(person, list(audit.entries(person, filters)))]


def test_it_tells_who_did_what_with_before_and_after(world, page):
    duty = make.duty(world.xuyian, world.town)
    duties.extend(world.xuyian, duty, due_on=duty.due_on + dt.timedelta(days=3), reason="等批复")
    seen = page(world.audit, "/journal/").content.decode()
    assert "许亦安" in seen
    assert "等批复" in seen
    assert f"{duty.due_on - dt.timedelta(days=3)} → {duty.due_on}" in seen


def test_filters_narrow_it(world):
    duty = make.duty(world.xuyian, world.town)
    org.rename(world.admin, world.linqing, name="林清清")
    assert whats(world.audit, {"record": duty.pk}) == ["新建任务"]
    assert whats(world.audit, {"who": world.admin.name, "kind": "people"})[0] == "改姓名"
    assert whats(world.audit, {"since": clock.today() + dt.timedelta(days=1)}) == []
    assert "新建任务" in whats(world.audit, {"until": clock.today(), "kind": "duties"})


def test_a_changed_name_is_shown_to_who_may_read_all(world):
    org.rename(world.admin, world.linqing, name="林清清")
    (row,) = [
        row
        for row in audit.rows(world.audit, list(audit.entries(world.audit, {"kind": "people"})))
        if row["what"] == "改姓名"
    ]
    assert "林清 → 林清清" in row["words"]


def test_the_same_goes_to_excel_with_numbers_and_checksums(world, page):
    make.duty(world.xuyian, world.town)
    answer = page(world.audit, "/journal/", excel="1", kind="duties")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    assert [cell.value for cell in sheet[1]][:4] == ["序号", "时间", "谁", "做了什么"]
    assert sheet["C2"].value == "许亦安"


def test_nobody_else_reads_it(world, page):
    for person in (world.xuyian, world.zhouyuning, world.linqing):
        assert page(person, "/journal/").status_code == 403
        assert "/journal/" not in page(person, "/").content.decode()


def test_a_page_of_it_costs_the_same_however_much_was_done(world, page, django_assert_max_num_queries):
    for n in range(30):
        make.duty(world.xuyian, world.town, title=f"清扫{n}")
    page(world.audit, "/journal/")
    with django_assert_max_num_queries(20):
        page(world.audit, "/journal/")


def test_an_administrator_reads_of_what_is_administered_alone(world, page):
    duty = make.duty(world.xuyian, world.town, title="只给单位看的事")
    org.rename(world.admin, world.linqing, name="林清清")
    seen = page(world.admin, "/journal/").content.decode()
    assert "林清清" in seen
    assert duty.title not in seen


def test_no_link_leads_to_what_the_reader_may_not_see(world):
    system = [
        row for row in audit.rows(world.admin, list(audit.entries(world.admin, {"kind": "people"}))) if row["record"]
    ]
    assert not any(row["record"].is_system for row in system)


def test_it_says_how_far_lateness_was_told(world):
    duty = make.duty(world.xuyian, world.town)
    duties.escalate(actors.system(), duty, level=2)
    (row, _assigned) = audit.rows(world.audit, list(audit.entries(world.audit, {"record": duty.pk})))
    assert (row["what"], row["words"]) == ("逾期提醒", "第 2 级")
