"""The pages of standards: open to everybody with an account, quick however large a tree is."""

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from chuangcheng.rooms.org import verbs as org
from chuangcheng.rooms.standards import make, queries, verbs
from chuangcheng.rooms.standards.doors import files
from chuangcheng.rooms.standards.models import Standard
from chuangcheng.rooms.standards.tests.test_verbs import BROKEN, large


@pytest.fixture
def small(world):
    return make.small(world.xuyian)


@pytest.fixture
def criterion(small):
    return small.criteria.get(code="II-1-1")


def body(response) -> str:
    assert response.status_code == 200
    return response.content.decode()


def test_everybody_opens_list_tree_and_criterion(world, page, small, criterion):
    for person in world.everybody:
        for address in ("/standards/", small.get_absolute_url(), criterion.get_absolute_url()):
            assert body(page(person, address))


def test_nobody_gets_in_without_an_account(client, small, criterion):
    for address in ("/standards/", "/standards/template/", small.get_absolute_url(), criterion.get_absolute_url()):
        assert client.get(address).status_code == 302


def test_an_empty_list_says_what_belongs_there_and_what_to_do(world, page):
    Standard.objects.all().delete()
    assert "下载模板" in body(page(world.xuyian, "/standards/"))
    assert "由创建办或管理员载入" in body(page(world.zhouyuning, "/standards/"))


def test_only_who_may_load_sees_the_button(world, page, small):
    assert "/standards/new/load/" in body(page(world.xuyian, "/standards/"))
    assert "/standards/new/load/" not in body(page(world.zhouyuning, "/standards/"))


def test_the_tree_is_narrowed_by_words_method_and_part(world, page, small):
    address = small.get_absolute_url()
    by_words = body(page(world.zhouyuning, address, words="小广告"))
    assert "主次干道无小广告" in by_words
    assert "居民满意" not in by_words
    by_method = body(page(world.zhouyuning, address, method="survey"))
    assert "居民满意" in by_method
    assert "主次干道无小广告" not in by_method
    by_part = body(page(world.zhouyuning, address, part="traffic"))
    assert "主要路口无违规停车" in by_part
    assert "农贸市场干净有序" not in by_part
    assert "没有符合的测评标准" in body(page(world.zhouyuning, address, words="不存在的词"))
    assert "主次干道无小广告" in body(page(world.zhouyuning, address, method="' OR 1=1", part="x"))


def test_a_filter_counts_what_its_other_choices_would_give(world, small):
    tree = queries.tree(world.xuyian, small, queries.Filters(method="onsite"))
    assert (tree.count, tree.total) == (3, 6)
    assert dict(tree.by_method) == {"material": 4, "onsite": 3, "survey": 1}
    assert dict(tree.by_part) == {"appearance": 1, "traffic": 1, "markets": 1}
    assert [branch.heading.code for branch in tree.branches] == ["I-1"]


def test_a_tree_of_two_thousand_takes_two_queries(world, django_assert_num_queries):
    standard = verbs.load(world.xuyian, data=large(2000))
    person = world.xuyian
    with django_assert_num_queries(2):
        tree = queries.tree(person, standard, queries.Filters())
    assert tree.count == 2000
    assert [branch.drawn for branch in tree.branches].count(True) == 1


def test_a_large_tree_is_drawn_a_branch_at_a_time(world, page):
    standard = verbs.load(world.xuyian, data=large(2000))
    first = page(world.xuyian, standard.get_absolute_url())
    assert len(first.content) < 300_000
    assert "第0条要求" in body(first)
    assert "第7条要求" not in body(first)
    assert "第7条要求" in body(page(world.xuyian, standard.get_absolute_url(), branch="P7"))


def test_pages_take_the_same_queries_for_six_criteria_and_for_two_thousand(world, page, small):
    def queries_of(address: str) -> int:
        page(world.xuyian, address)
        with CaptureQueriesContext(connection) as caught:
            body(page(world.xuyian, address))
        return len(caught)

    other = verbs.load(world.xuyian, data=large(2000))
    assert queries_of(small.get_absolute_url()) == queries_of(other.get_absolute_url())
    assert queries_of(small.criteria.first().get_absolute_url()) == queries_of(
        other.criteria.first().get_absolute_url()
    )


def test_the_list_takes_one_query_for_any_number_of_standards(world, small, django_assert_num_queries):
    verbs.load(world.xuyian, data=make.SMALL.replace("2026 试行版", "2027 版").encode())
    person = world.xuyian
    with django_assert_num_queries(1):
        found = list(queries.standards(person))
    assert {(s.criteria_count, s.heading_count) for s in found if s.slug == "small"} == {(6, 5)}


def test_a_criterion_says_how_it_is_judged_and_what_is_asked(world, page, criterion):
    seen = body(page(world.zhouyuning, criterion.get_absolute_url()))
    for words in ("优美城市环境", "材料审核、实地考察", "城市管理部门", "（牵头）", "抽 8 处", "某县公开的创建方案"):
        assert words in seen
    for words in ("每月 情况说明 1 份，500 至 1000 字", "政府网页", "示例标准", "市容市貌"):
        assert words in seen


def test_what_we_wrote_ourselves_is_marked_as_an_example(world, page, small):
    seen = body(page(world.zhouyuning, small.criteria.get(code="II-3-2").get_absolute_url()))
    assert "自行撰写，不代表官方要求" in seen
    assert "不要求材料" in seen
    assert "不看现场" in seen


def test_a_retired_standard_says_so_and_can_be_brought_back(world, page, post, small, criterion):
    assert post(world.xuyian, f"/standards/{small.pk}/retire/").status_code == 302
    assert "已停用" in body(page(world.zhouyuning, "/standards/"))
    assert "已停用" in body(page(world.zhouyuning, criterion.get_absolute_url()))
    seen = body(page(world.xuyian, small.get_absolute_url()))
    assert "这个标准已停用" in seen
    assert f"/standards/{small.pk}/bring_back/" in seen
    assert f"/standards/{small.pk}/bring_back/" not in body(page(world.zhouyuning, small.get_absolute_url()))


def test_the_tree_is_exported_as_it_is_filtered(world, page, small):
    answer = page(world.zhouyuning, small.get_absolute_url(), part="traffic", excel="1")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0][:4] == ("测评项目", "测评内容", "编号", "测评标准")
    assert [row[3] for row in rows[1:]] == ["主要路口无违规停车", "每月曝光不文明交通行为"]
    assert rows[1][:2] == ("Ⅰ-1 优美城市环境", "Ⅱ-2 交通秩序")
    assert rows[1][5] == 2


def test_template_and_example_can_be_downloaded(world, page):
    answer = page(world.xuyian, "/standards/template/")
    assert "attachment" in answer["Content-Disposition"]
    assert "填写说明" in openpyxl.load_workbook(io.BytesIO(answer.content)).sheetnames
    answer = page(world.xuyian, "/standards/example/")
    assert "attachment" in answer["Content-Disposition"]
    assert b"chuangcheng/standard/1" in b"".join(answer.streaming_content)


def test_the_whole_standard_goes_out_as_excel_and_yaml_and_comes_back_the_same(world, page, small):
    for form in ("excel", "yaml"):
        answer = page(world.zhouyuning, f"{small.get_absolute_url()}{form}/")
        assert "attachment" in answer["Content-Disposition"]
        assert files.read(answer.content).draft.digest() == small.digest


def test_a_file_is_loaded_through_the_page(world, post):
    file = SimpleUploadedFile("mine.yaml", make.SMALL.replace("id: small", "id: mine").encode())
    answer = post(world.xuyian, "/standards/new/load/", file=file)
    assert answer.status_code == 302
    assert answer["Location"] == Standard.objects.get(slug="mine").get_absolute_url()


def test_a_faulty_file_is_answered_with_every_fault(world, post):
    file = SimpleUploadedFile("broken.yaml", BROKEN.replace("title: 小标准", "title:").encode())
    answer = post(world.xuyian, "/standards/new/load/", file=file)
    assert answer.status_code == 422
    assert "title：必须填写" in answer.content.decode()
    assert "编号“II-3-1”重复" in answer.content.decode()
    assert not Standard.objects.filter(slug="broken").exists()


def test_the_pages_read_in_english_too(world, page, criterion):
    person = world.zhouyuning
    org.choose_language(person, person, language="en")
    with translation.override("zh-hans"):
        seen = body(page(person, criterion.get_absolute_url()))
    assert "No bills on main roads" in seen
    assert "Small standard 2026 trial" in seen
