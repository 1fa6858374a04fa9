"""The title and the year of a plan."""

import re
from collections import Counter
from typing import Final

from .fields.due import Issued
from .layout import BARE, DATE, FURNITURE, SOURCE, Line
from .numbering import numeral
from .outline import Outline

_TITLE: Final = re.compile(
    r"(?:方案|计划|通知|要点|意见|办法|细则|规划"
    r"|清单|安排|措施|决定|公告|通告|规定|制度|总结"
    r"|提示|提醒|通报|函|分工|台账|举措|预案|任务书|责任书|分解表|任务表|倡议书|纲要)(?:[（(][^）)]*[）)])?$"
)
_YEAR: Final = re.compile(r"((?:19|20)\d{2})\s*年|[〔\[【（(]((?:19|20)\d{2})[〕\]】）)]")
_SPAN: Final = re.compile(r"((?:19|20)\d{2})\s*年?\s*[—－\-–~～至]+\s*(?:19|20)\d{2}\s*年")
_ISO: Final = re.compile(r"(?<!\d)(20\d{2})[-./](?:0?[1-9]|1[0-2])[-./](?:[0-2]?\d|3[01])(?!\d)")
_MONTH: Final = re.compile(r"(\d{1,2}|[一二三四五六七八九十]{1,2})\s*月")
_CHINESE_YEAR: Final = re.compile(r"二[〇○零Ｏ０]([〇○零一二三四五六七八九])([〇○零一二三四五六七八九])年")


def title_and_date(text: str, lines: list[Line], outline: Outline) -> tuple[str | None, Issued]:
    """The title as printed (joined where it runs over two lines), the year the plan is for, and the month that 月底
    speaks of: the title's (5月份工作提示), else that of the signature."""
    until = outline.starts[0] if outline.starts else len(text)
    title = _title(text, lines, until)
    signed = _signed(text, lines)
    month = _month(title or "") or signed.month
    if title and (spanned := _SPAN.search(title)):
        # A plan of several years: dates without a year are of its first.
        return title, Issued(signed.year or int(spanned[1]), month)
    return title, Issued(_year(title or "") or signed.year or _common(text), month)


def names_document(line: str) -> bool:
    """Whether a line without a closing mark is the title of a document (an attachment's, a table's)."""
    return bool(_TITLE.search(line)) and len(line) >= 8


def _title(text: str, lines: list[Line], until: int) -> str | None:
    before: list[str] = []
    for line in lines:
        if line.start >= until:
            return None
        words = text[line.start : line.end]
        if line.kind == BARE and not words.endswith(("文件", "★")):
            before.append(words)
            if _TITLE.search(words):
                joined = "".join(before[-3:]) if len(words) < 30 else words
                return joined if len(joined) < 90 else words
        elif line.kind not in {SOURCE, FURNITURE, DATE}:
            before = []
    return None


def _year(text: str) -> int | None:
    if match := _YEAR.search(text):
        return int(match[1] or match[2])
    if match := _CHINESE_YEAR.search(text):
        digits = "〇一二三四五六七八九"
        return (
            2000
            + 10 * digits.index(match[1].replace("○", "〇").replace("零", "〇"))
            + digits.index(match[2].replace("○", "〇").replace("零", "〇"))
        )
    return None


def _signed(text: str, lines: list[Line]) -> Issued:
    dated = [text[line.start : line.end] for line in lines if line.kind == DATE]
    last = next((words for words in reversed(dated) if _year(words)), "")
    return Issued(_year(last), _month(last))


def _month(words: str) -> int | None:
    """The one month that a title or a date names."""
    found = {int(numeral(m[1]) or 0) for m in _MONTH.finditer(words)}
    return found.pop() if len(found) == 1 and found <= set(range(1, 13)) else None


def _common(text: str) -> int | None:
    if match := _ISO.search(text[:3000]):
        return int(match[1])
    counts = Counter(int(m[1] or m[2]) for m in _YEAR.finditer(text[:200_000]))
    return max(counts, key=lambda y: (counts[y], y)) if counts else None
