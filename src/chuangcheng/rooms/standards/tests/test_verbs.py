"""A standard is loaded whole or not at all, and never edited."""

import pytest

from chuangcheng.kit import journal, search
from chuangcheng.kit.refused import FORBIDDEN, Refused
from chuangcheng.rooms.standards import make, queries, verbs
from chuangcheng.rooms.standards.models import Criterion, Heading, Standard

BROKEN = make.SMALL.replace("code: II-3-2", "code: II-3-1").replace("id: small", "id: broken")


@pytest.fixture
def small(world):
    return make.small(world.xuyian)


def test_a_standard_is_loaded_with_its_tree(small):
    assert small.headings.count() == 5
    assert small.criteria.count() == 6
    criterion = small.criteria.get(code="II-1-1")
    assert [str(heading) for heading in queries.above(criterion.heading)] == ["Ⅰ-1 优美城市环境", "Ⅱ-1 市容市貌"]
    assert criterion.ask_words == ["每月 情况说明 1 份，500 至 1000 字", "每月 实景图片 3 份"]
    assert criterion.shares == [("材料审核", "1"), ("实地考察", "2")]
    assert small.words_of("unit_kinds", criterion.unit_kinds) == ["城市管理部门", "镇、街道"]


def test_the_example_is_loaded_and_marked(world):
    example = make.example(world.admin)
    assert example.is_example
    assert example.criteria.count() > 50
    assert sum(criterion.weight for criterion in example.criteria.all()) == 100


def test_nothing_is_half_loaded(world):
    before = Standard.objects.count()
    with pytest.raises(Refused, match="什么都没有载入"):
        verbs.load(world.xuyian, data=BROKEN.encode())
    assert Standard.objects.count() == before


def test_a_refusal_lists_every_fault(world):
    broken = BROKEN.replace("title: 小标准", "title:")
    with pytest.raises(Refused) as refused:
        verbs.load(world.xuyian, data=broken.encode())
    assert "有 4 处问题" in refused.value.words
    assert "title：必须填写" in refused.value.words
    assert "编号“II-3-1”重复" in refused.value.words
    assert refused.value.words.count("没有测评标准“II-3-2”") == 2  # both questions asked about it


def test_loading_the_same_again_changes_nothing(world, small):
    again = verbs.load(world.admin, data=("# 只多一行注释\n" + make.SMALL).encode())
    assert again == small
    assert len(journal.of("standards", small.pk)) == 1


def test_another_content_under_the_same_edition_is_refused(world, small):
    other = make.SMALL.replace("主次干道无小广告", "主次干道没有小广告")
    with pytest.raises(Refused, match="换一个版本名"):
        verbs.load(world.xuyian, data=other.encode())
    assert small.criteria.get(code="II-1-1").wording == "主次干道无小广告"


def test_a_new_edition_stands_beside_the_old_one(world, small):
    newer = verbs.load(world.xuyian, data=make.SMALL.replace("2026 试行版", "2027 版").encode())
    assert newer != small
    assert Criterion.objects.filter(code="II-1-1", standard__in=[small, newer]).count() == 2


def test_a_standard_is_retired_and_brought_back(world, small):
    verbs.retire(world.xuyian, small)
    assert not queries.in_use(world.xuyian).filter(standard=small).exists()
    with pytest.raises(Refused, match="已经停用"):
        verbs.retire(world.xuyian, small)
    verbs.bring_back(world.xuyian, small)
    assert queries.in_use(world.xuyian).filter(standard=small).count() == 6
    with pytest.raises(Refused, match="正在使用"):
        verbs.bring_back(world.xuyian, small)


def test_only_the_office_and_administrators_keep_standards(world, small):
    for person in (world.zhouyuning, world.linqing, world.audit, world.ducha):
        with pytest.raises(Refused) as refused:
            verbs.load(person, data=make.SMALL.replace("id: small", "id: other").encode())
        assert refused.value.why == FORBIDDEN
        with pytest.raises(Refused):
            verbs.retire(person, small)
    assert Heading.objects.filter(standard__slug="other").count() == 0


def test_criteria_are_found_by_their_words(world, small):
    found = [record for _row, record in search.find(world.zhouyuning, "小广告", only="criteria")]
    assert small.criteria.get(code="II-1-1") in found


def test_a_standard_of_two_thousand_criteria_is_loaded_in_few_statements(world, django_assert_max_num_queries):
    with django_assert_max_num_queries(120):
        verbs.load(world.xuyian, data=large(2000))
    assert Criterion.objects.filter(standard__slug="large").count() == 2000


def large(count: int) -> bytes:
    """A standard of many criteria under twenty headings."""
    head = make.SMALL[: make.SMALL.index("tree:")].replace("id: small", "id: large")
    head = head.replace(", weight: 6", "").replace(", weight: 5", "").replace(", weight: 1}", "}")
    rows = [f"  - {{code: P{n}, zh: 第{n}项}}" for n in range(20)]
    leaves = [f"  - {{code: C{n}, zh: 第{n}条要求, parent: P{n % 20}, methods: [survey]}}" for n in range(count)]
    return "\n".join([head, "tree:", *rows, "criteria:", *leaves]).encode()
