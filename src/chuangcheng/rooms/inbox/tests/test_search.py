"""Search finds Chinese words of two characters, and only what the person may see; alike on both databases."""

import datetime as dt
import time

import pytest

from chuangcheng.kit import numbers, search
from chuangcheng.kit.rooms import kind_of
from chuangcheng.rooms.duties import make, verbs
from chuangcheng.rooms.duties.models import Duty


def hits(response) -> list[str]:
    assert response.status_code == 200
    return [str(hit["record"]) for hit in response.context["hits"]]


@pytest.fixture
def find(page):
    return lambda person, words, **more: hits(page(person, "/search/", q=words, **more))


@pytest.fixture
def three(world, give):
    give(title="清除小广告专项行动")
    give(world.bureau, title="主干道小广告清理", cooperating=[world.town])
    give(world.community, title="楼道堆物整治")


@pytest.mark.parametrize("words", ["广告", "小广告", "清除 行动", "专项", "清除小广告专项行动", "清"])
def test_a_word_of_the_title_finds_it(world, three, find, words):
    assert "清除小广告专项行动" in find(world.xuyian, words)


@pytest.mark.parametrize("words", ["广场", "告小", "清除 堆物", "qq", "", "   ", "，。"])
def test_what_is_not_there_is_not_found(world, three, find, words):
    assert find(world.xuyian, words) == []


@pytest.mark.parametrize(
    ("who", "found"),
    [
        ("xuyian", {"清除小广告专项行动", "主干道小广告清理"}),
        ("audit", {"清除小广告专项行动", "主干道小广告清理"}),
        ("zhouyuning", {"清除小广告专项行动", "主干道小广告清理"}),
        ("fangyuan", {"主干道小广告清理"}),
        ("tanglian", set()),
        ("admin", set()),
    ],
)
def test_everybody_finds_what_they_see(world, three, find, who, found):
    """The town cooperates in the bureau's duty: it finds it, too."""
    assert set(find(getattr(world, who), "广告", kind="duties")) == found


def test_what_was_given_out_by_the_hundred_is_found_by_who_cooperates(world, find):
    spec = verbs.Spec(title="河道保洁", unit_id=world.bureau.pk, period="once", period_from=dt.date(2026, 6, 1),
                      period_to=dt.date(2026, 6, 30), due_on=dt.date(2026, 6, 30), cooperating=(world.town.pk,))  # fmt: skip
    verbs.assign_many(world.xuyian, [spec])
    assert find(world.zhouyuning, "河道") == ["河道保洁"]
    assert find(world.tanglian, "河道") == []


def test_handed_on_it_is_found_by_the_new_unit_and_no_longer_by_the_old(world, give, find):
    duty = give(world.community, title="楼道堆物整治")
    verbs.reassign(world.xuyian, duty, unit=world.bureau, reason="归口")
    assert find(world.fangyuan, "堆物") == ["楼道堆物整治"]
    assert find(world.tanglian, "堆物") == []


def test_a_changed_title_is_found_by_its_new_words_only(world, give, find):
    duty = give(title="楼道堆物整治")
    verbs.adjust(world.xuyian, duty, title="飞线充电整治", needed=1, measure="", signing="each")
    assert find(world.xuyian, "飞线") == ["飞线充电整治"]
    assert find(world.xuyian, "堆物", kind="duties") == []


def test_one_kind_alone(world, three, find):
    assert find(world.xuyian, "城关", kind="units") == ["城关镇"]
    assert find(world.xuyian, "广告", kind="units") == []
    assert find(world.xuyian, "广告", kind="spoons") == []


def test_numbers_are_found(world, give, find):
    duty = give()
    assert find(world.xuyian, duty.number) == [duty.title]


@pytest.mark.parametrize(
    "words", ["'", '"', "a'b", "\\", "&|!", "(", "*", "%", "广告'; DROP", "a:*b", "\x00", "广\x00告", "字" * 500]
)
def test_nothing_that_is_typed_breaks_it(world, three, find, words):
    find(world.xuyian, words)
    find(world.zhouyuning, words)


def test_the_kind_in_the_address_may_be_anything(world, three, find):
    assert find(world.xuyian, "广告", kind="\x00") == []


@pytest.mark.slow
def test_among_two_thousand_it_answers_in_a_blink(world, page):
    given = numbers.take("duty", 2000)
    made = [Duty(number=number, title=f"第{n}网格清理小广告", unit=world.town, period_from=dt.date(2026, 6, 1),
                 period_to=dt.date(2026, 6, 30), due_on=dt.date(2026, 6, 30)) for n, number in enumerate(given)]  # fmt: skip
    Duty.objects.bulk_create(made, batch_size=500)
    for duty in made:
        duty._prefetched_objects_cache = {"cooperating": []}
    search.index(kind_of(Duty), made)
    make.duty(world.xuyian, world.town, title="河长巡河")
    began = time.perf_counter()
    assert hits(page(world.zhouyuning, "/search/", q="巡河")) == ["河长巡河"]
    assert len(hits(page(world.zhouyuning, "/search/", q="小广告"))) == 50
    assert time.perf_counter() - began < 3


def test_login_names_are_shown_to_nobody_who_searches(world, page):
    assert "xuyian" not in page(world.zhouyuning, "/search/", q="许亦安").content.decode()
    assert "许亦安" not in page(world.zhouyuning, "/search/", q="xuyian").content.decode()
