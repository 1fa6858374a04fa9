"""Imports: every fault is shown with its place and reason; all rows are loaded, or none, and only once."""

import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation

from chuangcheng.kit import files, imports
from chuangcheng.kit.exports import EXCEL
from chuangcheng.kit.imports import Upload
from chuangcheng.lib import sheets
from chuangcheng.rooms.org import verbs as org_verbs
from chuangcheng.rooms.org.models import LIAISON, Person, Post, Unit

UNITS = ["单位全称", "简称", "别名", "上级单位", "类别"]
PEOPLE = ["姓名", "登录名", "单位", "职务", "初始密码"]


@pytest.fixture(autouse=True)
def _in_chinese():
    with translation.override("zh-hans"):
        yield


def workbook(header, *rows, sheet="名单") -> SimpleUploadedFile:
    data = sheets.write([sheets.OutSheet(sheet, header, rows)])
    return SimpleUploadedFile("名单.xlsx", data, content_type=EXCEL)


@pytest.fixture
def bring(post, world):
    """`bring(person, name, file)`: the address of the preview, or the answer that refuses the file."""

    def send(person, name, file):
        answer = post(person, f"/imports/{name}/", file=file)
        return answer.url if answer.status_code == 302 else answer

    return send


def words(response) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def rows(html: str) -> list[str]:
    return [row for row in html.split("<tr")[1:] if "第 " in row]


def test_the_list_has_what_i_may_import(world, page):
    assert "人员和任职" in page(world.admin, "/imports/").content.decode()
    assert "没有您可以导入的内容" in page(world.zhouyuning, "/imports/").content.decode()
    assert page(world.zhouyuning, "/imports/units/").status_code == 403
    assert page(world.zhouyuning, "/imports/units/template/").status_code == 403
    assert page(world.admin, "/imports/spoons/").status_code == 404


def test_the_template_speaks_the_readers_language(world, page):
    chinese = sheets.read(page(world.admin, "/imports/people/template/").content, "t.xlsx")
    assert chinese[0].rows[0].cells[:2] == ("姓名*", "登录名*")
    Person.objects.filter(username="admin").update(language="en")
    english = sheets.read(page(world.admin, "/imports/people/template/").content, "t.xlsx")
    assert english[0].rows[0].cells[:2] == ("Name*", "Login name*")


def test_a_faulty_file_shows_every_fault_and_loads_nothing(world, bring, page, post):
    before = Unit.objects.count()
    address = bring(world.admin, "units", workbook(
        UNITS,
        ["北苑街道", "", "", "澄浦县", "镇（街道）"],
        ["城关镇", "", "", "澄浦县", "镇（街道）"],
        ["北苑街道", "", "", "", "部门"],
        ["南湖社区", "", "", "南湖街道", "村（社区）"],
        ["", "局", "", "", "委员会"],
    ))  # fmt: skip
    html = page(world.admin, address).content.decode()
    faults = rows(html)
    assert len(faults) == 5
    for line, column, value, reason in (
        ("第 3 行", "单位全称", "城关镇", "系统里已有这个单位"),
        ("第 4 行", "单位全称", "北苑街道", "与第 2 行重复"),
        ("第 5 行", "上级单位", "南湖街道", "找不到这个上级单位"),
        ("第 6 行", "单位全称", "—", "必填"),
        ("第 6 行", "类别", "委员会", "应为其中之一"),
    ):
        assert any(all(part in row for part in ("名单", line, column, value, reason)) for row in faults), (line, column)
    assert "4 行里有 5 处要改" in html
    assert "确认导入" not in html
    answer = post(world.admin, f"{address}confirm/")
    assert answer.status_code == 422
    assert "还有 5 处问题" in answer.content.decode()
    assert Unit.objects.count() == before


def test_faults_are_told_in_english_to_who_reads_english(world, bring, page):
    Person.objects.filter(username="admin").update(language="en")
    address = bring(world.admin, "units", workbook(UNITS, ["城关镇", "", "", "", "部门"]))
    html = page(world.admin, address).content.decode()
    assert "this unit exists already" in html
    assert "<td data-label" in html
    assert ">Full name<" in html


def test_a_good_file_loads_once(world, bring, page, post):
    file = workbook(
        UNITS, ["北苑街道", "北苑", "北苑街办", "澄浦县", "镇（街道）"], ["南湖社区", "", "", "北苑街道", "村（社区）"]
    )
    address = bring(world.admin, "units", file)
    shown = page(world.admin, address).content.decode()
    assert "没有发现问题。确认后导入全部 2 行。" in shown
    assert not Unit.objects.filter(name="北苑街道").exists()
    done = post(world.admin, f"{address}confirm/")
    assert done.url == address
    assert words(done) == ["导入了 2 行。"]
    community = Unit.objects.get(name="南湖社区")
    assert community.parent.name == "北苑街道"
    assert community.parent.aliases == ["北苑街办"]
    again = post(world.admin, f"{address}confirm/")
    assert again.status_code == 409
    assert "已经导入过了" in again.content.decode()
    assert Unit.objects.filter(name="北苑街道").count() == 1
    assert "这个文件已经导入" in page(world.admin, address).content.decode()


def test_people_come_with_their_posts(world, bring, post):
    address = bring(world.admin, "people", workbook(
        PEOPLE,
        ["韩梅", "HanMei", "交警大队", "联络员", ""],
        ["韩梅", "hanmei", "城关镇", "督查员", ""],
        ["林清", "linqing", "学府社区", "分管负责同志", ""],
    ))  # fmt: skip
    assert post(world.admin, f"{address}confirm/").status_code == 302
    hanmei = Person.objects.get(username="hanmei")
    assert hanmei.holds(LIAISON, world.police.pk)
    assert len(hanmei.held) == 2
    assert world.linqing.holds("deputy", world.community.pk)


def test_one_login_name_of_two_people_is_a_fault(world, bring, page):
    address = bring(world.admin, "people", workbook(
        PEOPLE,
        ["韩梅", "hanmei", "交警大队", "联络员", ""],
        ["韩梅梅", "HANMEI", "城关镇", "联络员", ""],
        ["周予宁", "linqing", "城关镇", "联络员", ""],
    ))  # fmt: skip
    faults = rows(page(world.admin, address).content.decode().split("请再看一眼")[0])
    assert len(faults) == 2
    assert "第 2 行的“韩梅”也用这个登录名" in faults[0]
    assert "这个登录名已是“林清”的" in faults[1]


def test_one_person_under_two_spellings_is_shown_again_and_does_not_stop_the_import(world, bring, page, post):
    address = bring(world.admin, "people", workbook(
        PEOPLE,
        ["韩梅", "hanmei", "交警大队", "联络员", ""],
        ["韩　梅", "han-mei", "澄浦县公安局交警大队", "处置人员", ""],
        ["周 予宁", "zhouyuning2", "城关镇", "督查员", ""],
        ["周予宁", "zyn", "交警大队", "督查员", ""],
    ))  # fmt: skip
    html = page(world.admin, address).content.decode()
    assert "没有发现问题" in html
    again = html.split("请再看一眼", 1)[1]
    warnings = rows(again)
    assert len(warnings) == 2
    assert "第 2 行同单位也有“韩梅”，登录名却不同" in warnings[0]
    assert "已有“周予宁”（登录名 zhouyuning）" in warnings[1]
    assert post(world.admin, f"{address}confirm/").status_code == 302
    assert Person.objects.filter(username="zhouyuning2").exists()


def test_passwords_too_weak_and_strange_login_names_and_roles_are_reported(world, bring, page):
    address = bring(world.admin, "people", workbook(
        PEOPLE,
        ["韩梅", "韩梅", "交警大队", "联络员", ""],
        ["李雷", "lilei", "气象局", "联络员", ""],
        ["吴芳", "wufang", "交警大队", "联络员", "short"],
        ["赵敏", "zhaomin", "交警大队", "局长", ""],
        ["钱一", "qianyi", "", "", ""],
    ))  # fmt: skip
    html = page(world.admin, address).content.decode()
    faults = rows(html)
    assert "只能用小写字母" in faults[0]
    assert "系统里没有“气象局”这个单位" in faults[1]
    assert "初始密码" in faults[2]
    assert "密码太短，至少 10 位" in faults[2]
    assert "“局长”不是职务，应为：创建办、联络员" in faults[3]
    assert sum("必填" in fault for fault in faults) == 2
    assert ">short<" not in html


@pytest.mark.parametrize("role", ["联络员", "liaison", "Liaison", " 联络 员 "])
def test_a_role_is_known_by_its_words_and_by_its_code(world, bring, post, role):
    address = bring(world.admin, "people", workbook(PEOPLE, ["韩梅", "hanmei", "交警大队", role, ""]))
    assert post(world.admin, f"{address}confirm/").status_code == 302
    assert Person.objects.get(username="hanmei").holds(LIAISON, world.police.pk)


def test_a_cell_may_hold_several_posts(world, bring, page, post):
    address = bring(world.admin, "people", workbook(
        PEOPLE,
        ["韩梅", "hanmei", "交警大队", "联络员、处置人员", ""],
        ["李雷", "lilei", "城关镇、学府社区", "联络员", ""],
        ["吴芳", "wufang", "城关镇、学府社区", "督查员、访员", ""],
    ))  # fmt: skip
    assert post(world.admin, f"{address}confirm/").status_code == 302
    held = {name: {(str(p.unit), p.role) for p in Person.objects.get(username=name).held}
            for name in ("hanmei", "lilei", "wufang")}  # fmt: skip
    assert held["hanmei"] == {("交警大队", "liaison"), ("交警大队", "handler")}
    assert held["lilei"] == {("城关镇", "liaison"), ("学府社区", "liaison")}
    assert held["wufang"] == {("城关镇", "inspector"), ("学府社区", "interviewer")}
    unclear = bring(world.admin, "people", workbook(
        PEOPLE, ["钱一", "qianyi", "城关镇、学府社区、交警大队", "督查员、访员", ""]))  # fmt: skip
    assert "对不上" in page(world.admin, unclear).content.decode()


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_exported_list_of_people_comes_back_unchanged(world, bring, page, post, language):
    Person.objects.filter(username="admin").update(language=language)
    org_verbs.appoint(world.admin, person=world.linqing, unit=world.community, role="inspector")
    org_verbs.end(world.admin, Post.objects.get(person=world.chuzhi))
    before = set(Post.objects.values_list("person", "unit", "role", "ended_on"))
    data = page(world.admin, "/people/", excel="1").content
    address = bring(world.admin, "people", SimpleUploadedFile("人员.xlsx", data, content_type=EXCEL))
    html = page(world.admin, address).content.decode()
    assert 'role="alert"' not in html
    assert post(world.admin, f"{address}confirm/").status_code == 302
    assert set(Post.objects.values_list("person", "unit", "role", "ended_on")) == before


def test_a_refusal_half_way_loads_nothing(world, bring, post, monkeypatch):
    monkeypatch.setattr(imports, "preview", _without_checks(imports.preview))
    before = Unit.objects.count()
    address = bring(world.admin, "units", workbook(UNITS, ["北苑街道", "", "", "", ""], ["城关镇", "", "", "", ""]))
    answer = post(world.admin, f"{address}confirm/")
    assert answer.status_code == 422
    assert "已有同名单位" in answer.content.decode()
    assert Unit.objects.count() == before
    assert Upload.objects.get().loaded_at is None


def _without_checks(preview):
    def blind(importer, upload):
        found = preview(importer, upload)
        return imports.Preview(found.rows, [], ())

    return blind


def test_an_upload_is_its_bringers_own(world, bring, page, post):
    address = bring(world.admin, "units", workbook(UNITS, ["北苑街道", "", "", "", "镇（街道）"]))
    from chuangcheng.rooms.org import verbs

    verbs.appoint(world.admin, person=world.xuyian, unit=world.office, role="admin")
    assert page(world.xuyian, address).status_code == 404
    assert post(world.xuyian, f"{address}confirm/").status_code == 404
    assert page(world.zhouyuning, address).status_code == 404


def test_who_may_no_longer_import_cannot_confirm(world, bring, post):
    from chuangcheng.rooms.org import verbs

    post_of_xuyian = verbs.appoint(world.admin, person=world.xuyian, unit=world.office, role="admin")
    address = bring(world.xuyian, "units", workbook(UNITS, ["北苑街道", "", "", "", "镇（街道）"]))
    verbs.end(world.admin, post_of_xuyian)
    assert post(world.xuyian, f"{address}confirm/").status_code == 403


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "空"),
        (b"%PDF-1.7 ...", "这是 PDF 文件，不是表格"),
        ("甲,乙\n1,2\n".encode(), "没有找到表头"),
        ("单位全称,类别\n".encode(), "表头下面没有内容"),
    ],
)
def test_what_cannot_be_read_is_refused_with_what_to_do(world, bring, data, reason):
    answer = bring(world.admin, "units", SimpleUploadedFile("a.csv", data))
    assert answer.status_code == 422
    assert reason in answer.content.decode()
    assert not Upload.objects.exists()


@pytest.mark.slow
def test_a_hundred_thousand_rows_are_refused_clearly(world, bring):
    lines = "".join(f"单位{n},部门\n" for n in range(100_000))
    answer = bring(world.admin, "units", SimpleUploadedFile("many.csv", f"单位全称,类别\n{lines}".encode()))
    assert answer.status_code == 422
    assert "请拆成几个" in answer.content.decode()
    some = "".join(f"单位{n},部门\n" for n in range(imports.MOST + 1))
    answer = bring(world.admin, "units", SimpleUploadedFile("more.csv", f"单位全称,类别\n{some}".encode()))
    assert "这个表有 5,001 行，一次最多导入 5,000 行" in answer.content.decode()


def test_a_long_file_is_shown_in_pages(world, bring, page):
    lines = "".join(f"单位{n:03},部门\n" for n in range(120))
    address = bring(world.admin, "units", SimpleUploadedFile("many.csv", f"单位全称,类别\n{lines}".encode()))
    last = page(world.admin, address, page="3").content.decode()
    assert "单位119" in last
    assert "单位099" not in last
    assert "单位119" in page(world.admin, address, page="99").content.decode()


def test_the_sheet_that_has_the_columns_is_read(world, bring, page):
    data = sheets.write([
        sheets.OutSheet("说明", ["先看这里"], [["请填第二张表"]]),
        sheets.OutSheet("单位", UNITS, [["北苑街道", "", "", "", "镇（街道）"]]),
    ])  # fmt: skip
    address = bring(world.admin, "units", SimpleUploadedFile("两张表.xlsx", data))
    assert "北苑街道" in page(world.admin, address).content.decode()


def test_a_workbook_with_names_and_passwords_is_kept_unreadable(world, bring):
    file = workbook(PEOPLE, ["张三丰", "zhangsanfeng", world.town.name, "联络员", "Chushi-2026-06"])
    plain = file.read()
    file.seek(0)
    bring(world.admin, "people", file)
    upload = Upload.objects.get()
    kept = files.read(upload.blob_id)
    assert plain[:4] == b"PK\x03\x04"
    assert b"PK\x03\x04" not in kept[:64]
    assert upload.data() == plain


def test_columns_that_need_not_be_there_may_be_missing(world, bring, post):
    address = bring(world.admin, "units", workbook(["单位全称", "上级单位"], ["城北镇", "澄浦县"]))
    assert post(world.admin, f"{address}confirm/").status_code == 302
    assert Unit.objects.get(name="城北镇").aliases == []
