"""Help: a glossary that answers in both languages, and hints that stay until they are closed."""

import pytest

from chuangcheng.rooms.inbox import glossary, hints

HINT = 'class="first"'


def seen(answer) -> str:
    assert answer.status_code == 200
    return answer.content.decode()


def test_every_help_page_leads_to_the_glossary(world, page):
    for name in ("", "inbox-inbox/", "duties-list/"):
        assert "/help/glossary/" in seen(page(world.zhouyuning, f"/help/{name}"))


def test_each_word_stands_there_in_both_languages(world, page):
    whole = seen(page(world.zhouyuning, "/help/glossary/"))
    for word in glossary.WORDS:
        assert word.zh in whole
        assert word.zh_means in whole
        assert word.zh
        assert word.en
        assert word.en_means.endswith(".")


@pytest.mark.parametrize("typed", ["月目录", "monthly LIST", "日常 签一次"])
def test_the_glossary_finds_a_word_by_either_language(world, page, typed):
    found = page(world.zhouyuning, "/help/glossary/", q=typed).context["words"]
    assert [word.zh for word in found] == ["月目录"]


def test_a_word_that_is_not_there_is_told(world, page):
    assert "没有这个词" in seen(page(world.zhouyuning, "/help/glossary/", q="火星"))


SCREENS = {"inbox:inbox": "/inbox/", "duties:list": "/duties/", "duties:month_lists": "/duties/lists/", "evidence:library": "/evidence/",
           "standards:list": "/standards/", "org:people": "/people/", "inbox:journal": "/journal/"}  # fmt: skip


@pytest.mark.parametrize("screen", SCREENS)
def test_a_main_screen_helps_until_its_hint_is_closed(world, page, post, screen):
    address, words = SCREENS[screen], hints.HINTS[screen][1]
    assert words in seen(page(world.admin, address))
    answer = post(world.admin, "/hints/close/", screen=screen, next=address)
    assert (answer.status_code, answer["Location"]) == (302, address)
    assert HINT not in seen(page(world.admin, address))


def test_closing_one_hint_closes_it_for_oneself_only(world, page, post):
    post(world.zhouyuning, "/hints/close/", screen="inbox:inbox")
    assert HINT not in seen(page(world.zhouyuning, "/inbox/"))
    assert HINT in seen(page(world.zhouyuning, "/duties/"))
    assert HINT in seen(page(world.fangyuan, "/inbox/"))


def test_other_screens_have_none(world, page):
    assert HINT not in seen(page(world.zhouyuning, "/notices/"))


def test_all_hints_can_be_seen_again(world, page, post):
    post(world.zhouyuning, "/hints/close/", screen="inbox:inbox")
    assert "/hints/" in seen(page(world.zhouyuning, "/me/"))
    assert "已关闭" in seen(page(world.zhouyuning, "/hints/"))
    post(world.zhouyuning, "/hints/")
    assert HINT in seen(page(world.zhouyuning, "/inbox/"))
    assert "已关闭" not in seen(page(world.zhouyuning, "/hints/"))


def test_closing_leads_to_no_other_site_and_takes_no_unknown_screen(world, post):
    assert post(world.zhouyuning, "/hints/close/", screen="inbox:inbox", next="https://evil.example/")["Location"] == "/inbox/"  # fmt: skip
    post(world.zhouyuning, "/hints/close/", screen="x" * 500)
    assert hints.Hint.objects.filter(person=world.zhouyuning).count() == 1
