"""In English, what the house says is English; what people wrote stays as they wrote it."""

import re

import pytest

from .test_every_page import MORE, first_record, menu

QUOTED = re.compile('[“"].*?[”"]')  # what plans and officials say, given as an example
HAN = re.compile(r"[\u3400-\u9fff]")
# What the house itself says: menu, bars, buttons, labels, headings of tables, tabs. Titles and cells hold people's words.
CHROME = """() => {
  const where = '#menu .g, #menu li a .el, .top .tbtn, .nav4 a span, button, .btn, th, label, legend, summary, .seg a, .tabs a, .cap, .help, .lead, .opt, .pager span, .empty-t, .bulk b';
  // Where people's own words stand: rows, cards, choices, the name of the person who is signed in.
  const PEOPLES = '[lang="zh-CN"], .me, tbody, .it, .picks > :not(legend), .sig, .or, .selcard, .sec, .tl, .photos, .board, .doc, select';
  const said = [...document.querySelectorAll(where)]
    .filter(e => e.getClientRects().length && !e.closest(PEOPLES))
    .map(e => { const own = e.cloneNode(true); own.querySelectorAll('.visually-hidden, .av').forEach(x => x.remove()); return own.textContent.trim(); });
  const names = [...document.querySelectorAll('[placeholder], nav[aria-label], aside[aria-label], input[aria-label], table caption')].filter(e => !e.closest(PEOPLES))
    .map(e => e.getAttribute('placeholder') ?? e.getAttribute('aria-label') ?? e.textContent.trim());
  return [...new Set([...said, ...names, document.title.split('·').pop()])];
}"""
RECORDS = re.compile("|".join(map(re.escape, ("许亦安", "管志远", "周予宁", "林清", "澄浦县", "城关镇", "学府社区", "县城管局",
                                             "交警大队", "县创建办", "各镇街", "各乡镇"))))  # fmt: skip


def unfinished() -> bool:
    """Whether the catalogue still has sentences without an English one."""
    from pathlib import Path

    words = Path(__file__).resolve().parents[2] / "src/chuangcheng/site/locale/en/LC_MESSAGES/django.po"
    if not words.exists():
        return True
    parts = re.split(r"\n\n+", words.read_text("utf-8"))[1:]
    return any(re.search(r'^msgstr(\[\d\])? ""$(?!\n")', part, re.M) for part in parts if not part.startswith("#~"))


pytestmark = pytest.mark.xfail(unfinished(), reason="the English catalogue is not finished", strict=False)


@pytest.mark.parametrize("role", ["xuyian", "zhouyuning", "admin"])
def test_every_main_page_speaks_english(role, county, enter):
    visitor = enter(county("full"), role)
    visitor.go("/me/")
    visitor.page.locator("main").get_by_role("button", name="English").click()
    waiting, seen, wrong = [*menu(visitor), *MORE], set(), []
    while waiting:
        path = waiting.pop(0)
        if path in seen:
            continue
        seen.add(path)
        page = visitor.go(path)
        if page.locator("html").get_attribute("lang") != "en":
            wrong.append(f"{path}: lang is not en")
        said = [QUOTED.sub("", RECORDS.sub("", words)) for words in page.evaluate(CHROME) if words != "中文"]
        wrong += [f"{path}: {words[:80]!r}" for words in said if HAN.search(words)]
        if path.count("/") == 2:
            waiting += first_record(visitor)
    assert not wrong, "\n".join(dict.fromkeys(wrong))
