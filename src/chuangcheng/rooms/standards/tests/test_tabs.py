"""Checklists, questions, the negative list and comparisons on their pages, and through the API."""

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from chuangcheng.kit import search
from chuangcheng.rooms.org import verbs as org
from chuangcheng.rooms.standards import make, queries, verbs
from chuangcheng.rooms.standards.doors import excel
from chuangcheng.rooms.standards.keeping import draft_of
from chuangcheng.rooms.standards.models import ChecklistItem, Standard

NEWER = (
    make.SMALL.replace("2026 试行版", "2027 版").replace("zh: 主次干道无小广告", "zh: 主次干道没有小广告")
    .replace("zh: 设有公平秤", "zh: 入口处设有公平秤").replace("least: 1,\n", "least: 2,\n").replace("window: 0", "window: 24")
)  # fmt: skip


@pytest.fixture
def small(world):
    return make.small(world.xuyian)


@pytest.fixture
def newer(world, small):
    return verbs.load(world.xuyian, data=NEWER.encode())


def body(response) -> str:
    assert response.status_code == 200
    return response.content.decode()


def test_later_rooms_ask_for_checklist_questions_and_negative_items(world, small):
    assert [item.code for item in queries.checklist(small, "market")] == ["MKT-01", "MKT-02"]
    assert [question.code for question in queries.questions(small)] == ["Q-01", "Q-02"]
    assert [item.code for item in queries.negative_items(small)] == ["N-01", "N-02"]
    criterion = small.criteria.get(code="II-1-2")
    assert [item.code for item in criterion.checklistitems.all()] == ["MKT-01", "MKT-02"]


def test_each_tab_counts_its_rows_and_shows_them(world, page, small):
    address = small.get_absolute_url()
    first = body(page(world.zhouyuning, address))
    for words, count in (("测评标准", 6), ("实测清单", 4), ("问卷题目", 2), ("负面清单", 2)):
        assert f"{words} <b>{count}</b>" in first
    checks = body(page(world.zhouyuning, address, tab="checklists"))
    for words in (
        "农贸市场",
        "主次干道",
        "地面干净，没有积水和烟头",
        "A 好 100%",
        "至少 2 个，间距不超过 100 米",
        "政府网页",
        "示例",
    ):
        assert words in checks
    asked = body(page(world.zhouyuning, address, tab="questions"))
    for words in ("您对居住地的环境满意吗？", "满意度", "不计入", "50%", "0.6"):
        assert words in asked
    forbidden = body(page(world.zhouyuning, address, tab="negative"))
    for words in (
        "安全生产",
        "红线",
        "停止提名资格",
        "扣测评分 3 分",
        "测评前 12 个月内",
        "任何时候发生都算",
        "公安部门",
    ):
        assert words in forbidden


def test_the_search_finds_codes_and_words_in_every_tab(world, page, small):
    address = small.get_absolute_url()
    by_code = body(page(world.zhouyuning, address, tab="checklists", words="mkt-02"))
    assert "设有公平秤" in by_code
    assert "地面干净" not in by_code
    assert "实测清单 <b>1</b>" in by_code
    assert "测评标准 <b>0</b>" in by_code
    by_words = body(page(world.zhouyuning, address, tab="negative", words="违纪 领导"))
    assert "N-02" in by_words
    assert "N-01" not in by_words
    assert "没有找到" in body(page(world.zhouyuning, address, tab="questions", words="月亮"))


def test_an_empty_tab_says_what_belongs_there(world, page):
    text = (
        make.SMALL[: make.SMALL.index("checklists:")].replace(", negative: [N-01]", "").replace("id: small", "id: bare")
    )
    bare = verbs.load(world.xuyian, data=text.encode())
    for tab, words in (("checklists", "没有实测清单"), ("questions", "没有问卷题目"), ("negative", "没有负面清单")):
        assert words in body(page(world.zhouyuning, bare.get_absolute_url(), tab=tab))


def test_a_tab_is_exported_as_it_is_filtered(world, page, small):
    for tab, heads in (("checklists", "判法"), ("questions", "选项"), ("negative", "后果")):
        answer = page(world.zhouyuning, small.get_absolute_url(), tab=tab, excel="1")
        rows = list(openpyxl.load_workbook(io.BytesIO(answer.content)).active.iter_rows(values_only=True))
        assert heads in rows[0]
        assert len(rows) > 2
    answer = page(world.zhouyuning, small.get_absolute_url(), tab="checklists", words="公平秤", excel="1")
    assert openpyxl.load_workbook(io.BytesIO(answer.content)).active.max_row == 2


def test_a_criterion_says_how_points_come_about_and_what_hangs_on_it(world, page, small):
    graded = body(page(world.zhouyuning, small.criteria.get(code="II-1-2").get_absolute_url()))
    for words in ("达标 2 项为 A，得 2 分", "达标 1 项为 B，得 1 分", "其余为 C，得 0 分", "地面无积水", "摊位不超线",
                  "实测清单：农贸市场", "设有公平秤", "至少 1 个"):  # fmt: skip
        assert words in graded
    counted = body(page(world.zhouyuning, small.criteria.get(code="II-2-2").get_absolute_url()))
    assert "每期 0.5 分，最多 2 分" in counted
    assert "发生重大交通安全事故" in counted
    assert "您知道本县正在创建文明城市吗？" in body(
        page(world.zhouyuning, small.criteria.get(code="II-3-2").get_absolute_url())
    )


def test_tabs_take_the_same_queries_for_few_rows_and_for_many(world, page, small):
    def queries_of(standard, tab: str) -> int:
        page(world.xuyian, standard.get_absolute_url(), tab=tab)
        with CaptureQueriesContext(connection) as caught:
            body(page(world.xuyian, standard.get_absolute_url(), tab=tab))
        return len(caught)

    items = "\n".join(
        f"      - {{code: X-{n}, zh: 第{n}项, how: check, answer: yesno, criteria: [II-1-2]}}" for n in range(300)
    )
    text = make.SMALL.replace("id: small", "id: many").replace(
        "  - place_kind: main_road", f"{items}\n  - place_kind: main_road"
    )
    many = verbs.load(world.xuyian, data=text.encode())
    for tab in ("checklists", "questions", "negative"):
        assert queries_of(small, tab) == queries_of(many, tab) <= 24  # seven of them are the sign-in and the shell


def test_items_are_found_by_the_search_of_the_house(world, small):
    found = [record for _row, record in search.find(world.zhouyuning, "公平秤", only="checklistitems")]
    assert found == [ChecklistItem.objects.get(code="MKT-02", standard=small)]
    assert "tab=checklists" in found[0].get_absolute_url()


def test_a_workbook_is_loaded_through_the_page(world, post, small):
    data = excel.write(draft_of(small))
    file = SimpleUploadedFile("手册.xlsx", data)
    assert post(world.xuyian, "/standards/new/load/", file=file)["Location"] == small.get_absolute_url()


def test_a_faulty_workbook_is_answered_with_sheet_row_and_column(world, post, small):
    book = openpyxl.load_workbook(io.BytesIO(excel.write(draft_of(small))))
    book["体系"]["B3"].value = "2028 版"
    book["实测清单"]["F3"].value = "猜"
    out = io.BytesIO()
    book.save(out)
    answer = post(world.xuyian, "/standards/new/load/", file=SimpleUploadedFile("手册.xlsx", out.getvalue()))
    assert answer.status_code == 422
    assert "工作表“实测清单” 第 3 行 “判法”：应为其中之一：是否达标、分档、计数" in answer.content.decode()
    assert not Standard.objects.filter(edition="2028 版").exists()


# --- two editions ---------------------------------------------------------------------------------------------------


def test_with_one_edition_there_is_nothing_to_compare(world, page, small):
    assert "还没有两个版本可以对照" in body(page(world.zhouyuning, "/standards/compare/"))
    assert "/standards/compare/" not in body(page(world.zhouyuning, "/standards/"))


def test_two_editions_are_compared_with_words_in_the_line(world, page, small, newer):
    assert "/standards/compare/" in body(page(world.zhouyuning, "/standards/"))
    seen = body(page(world.zhouyuning, "/standards/compare/", old=small.pk, new=newer.pk))
    assert "主次干道<ins>没有</ins>" in seen or "主次干道<del>无</del><ins>没有</ins>小广告" in seen
    assert "<ins>入口处</ins>设有公平秤" in seen
    assert "<del>至少 1 个</del> → <ins>至少 2 个</ins>" in seen
    assert "<del>任何时候发生都算</del> → <ins>测评前 24 个月内</ins>" in seen
    assert "居民满意" not in seen


def test_the_comparison_is_filtered_and_exported(world, page, small, newer):
    asked = {"old": small.pk, "new": newer.pk}
    weighed = body(page(world.zhouyuning, "/standards/compare/", kind="weighed", **asked))
    assert "公平秤" in weighed
    assert "主次干道" not in weighed
    assert "主要领导" not in body(page(world.zhouyuning, "/standards/compare/", part="criteria", **asked))
    assert "没有这样的变化" in body(page(world.zhouyuning, "/standards/compare/", kind="added", **asked))
    answer = page(world.zhouyuning, "/standards/compare/", excel="1", **asked)
    rows = list(openpyxl.load_workbook(io.BytesIO(answer.content)).active.iter_rows(values_only=True))
    assert len(rows) == 4
    assert rows[0][:3] == ("部分", "变化", "原编号")


def test_the_edition_before_is_chosen_by_itself(world, page, small, newer):
    assert "<ins>入口处</ins>" in body(page(world.zhouyuning, "/standards/compare/", new=newer.pk))


def test_what_cannot_be_compared_is_said(world, page, small, newer):
    def look(**params) -> str:
        return body(page(world.zhouyuning, "/standards/compare/", **params))

    other = make.example(world.admin)
    assert "同一个版本" in look(old=small.pk, new=small.pk)
    assert "两个不同的体系" in look(old=small.pk, new=other.pk)
    assert "选两个版本" in look()
    assert "选两个版本" in look(old="x", new="' OR 1=1")
    same = verbs.load(world.xuyian, data=make.SMALL.replace("2026 试行版", "2028 版").encode())
    assert "两个版本的条目完全一样" in look(old=small.pk, new=same.pk)


def test_a_comparison_takes_the_same_queries_for_few_changes_and_for_many(world, page, small, newer):
    def queries_of(new: Standard) -> int:
        page(world.xuyian, "/standards/compare/", old=small.pk, new=new.pk)
        with CaptureQueriesContext(connection) as caught:
            body(page(world.xuyian, "/standards/compare/", old=small.pk, new=new.pk))
        return len(caught)

    text = make.SMALL.replace("2026 试行版", "2029 版")
    for words in (
        "小广告",
        "干净有序",
        "违规停车",
        "不文明交通行为",
        "报送",
        "积水",
        "公平秤",
        "垃圾桶",
        "满意",
        "事故",
        "违纪",
    ):
        text = text.replace(words, f"{words}新", 1)
    assert queries_of(verbs.load(world.xuyian, data=text.encode())) <= queries_of(newer) + 6


def test_the_new_kinds_are_read_through_the_api(client, world, small):
    client.force_login(world.zhouyuning, backend="allauth.account.auth_backends.AuthenticationBackend")
    with CaptureQueriesContext(connection) as caught:
        items = client.get("/api/v1/checklistitems").json()["items"]
    assert len(caught) < 8
    assert {"code": "MKT-02", "answer": "counted", "least": 1, "criteria": ["II-1-2"]}.items() <= next(
        item for item in items if item["code"] == "MKT-02" and item["standard_id"] == str(small.pk)
    ).items()
    found = {row["code"]: row for row in client.get("/api/v1/questions").json()["items"]}
    assert found["Q-01"]["options"][0]["share"] == "1"
    found = {row["code"]: row for row in client.get("/api/v1/negativeitems").json()["items"]}
    item = found["N-01"]
    assert item["effects"][0]["effect"] == "nomination_stopped"
    key = item["id"]
    assert client.get(f"/api/v1/negativeitems/{key}").json() == {"record": item, "verbs": []}


def test_the_tabs_read_in_english_too(world, page, small):
    person = world.zhouyuning
    org.choose_language(person, person, language="en")
    assert "There is a fair scale" in body(page(person, small.get_absolute_url(), tab="checklists"))
