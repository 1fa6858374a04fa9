"""What each line of the document is before anybody reads it: prose, a numbered item, a responsibility line, or no
part of the plan."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from .numbering import Mark, mark_at

# What web pages and printers put around a document. It never belongs to the plan, whatever it says.
_FURNITURE: Final = re.compile(
    r"""(?:当前位置|您(?:现在)?(?:的|所在)位置|首页\s*[>》＞|/]|.{0,12}[>＞»]\s*\S+\s*[>＞»]|网站首页|无障碍(?:浏览|阅读|版|模式|\s|$)|长者(?:模式|版)|繁體|登录\s|
    来源\s*[:：]|信息来源|文章来源|稿件来源|作者\s*[:：]|发布(?:时间|日期|机构|单位)\s*[:：]|浏览(?:次数|量|：)|阅读(?:次数|量|：)|点击(?:数|率|次数|量)|访问(?:量|次数)|
    字体\s*[:：]|字号\s*[:：]|【?字体|分享(?:到|至)|打印\b|打印本|打印(?:\s|关闭|$|】)|\[?打印|【打印|关闭(?:窗口|\s|$)|收藏(?:本页)?\s*$|责任编辑|责编|编辑\s*[:：]|审核\s*[:：]|
    索\s*引\s*号|发文(?:机关|机构|字号|日期)|成文(?:日期|时间)|主题(?:分类|词)\s*[:：]|有\s*效\s*性|公开(?:方式|形式|范围|类别)\s*[:：]|信息(?:分类|类别)|文\s*号\s*[:：]|
    版权所有|.{0,10}ICP备|.{0,6}公网安备|网站(?:标识码|地图|声明)|技术支持|联系(?:我们|电话|方式)\s*[:：]?|联系人\s*[:：]|地址\s*[:：]|邮编|扫一扫|微信(?:扫|公众)|
    [上下]一?[篇条]\s*[:：]|上一篇|下一篇|点击(?:蓝字|上方|下方)|阅读原文|长按|相关(?:链接|阅读|文章|附件|信息)|推荐阅读|附件下载|(?:此|本)(?:件|文)(?:公开|主动)|（此件|\(此件|抄送\s*[:：]|主送\s*[:：]|原标题)""",
    re.VERBOSE,
)
# Of those, what is no part of a plan even as a whole sentence.
_ALWAYS: Final = re.compile(r"抄送|主送|责任编辑|来源\s*[:：]|版权所有|当前位置|您|扫一扫|首页|原标题")
# From here on a page speaks of other things.
_PAGE_END: Final = re.compile(
    r"\s*(?:[上下]一?[篇条]\s*[:：]|上一篇|下一篇|版权所有|相关(?:链接|阅读|文章)|推荐阅读"
    r"|分享(?:到|至)|网站(?:声明|地图)|主办单位[:：].{0,20}承办)"
)
_DATE: Final = re.compile(
    r"[\s（(]*(?:[12]\d{3}|二[〇○零]\S{2})\s*年\s*[\d一二三四五六七八九十]{1,3}\s*月\s*[\d一二三四五六七八九十]{1,3}\s*日[\s）)]*(?:印发)?"
)
_DOC_NUMBER: Final = re.compile(r"\s*[\u4e00-\u9fff]{1,16}[〔\[【(（]\d{4}[〕\]】)）]\s*第?\d+\s*号\s*")
_ATTACHMENT: Final = re.compile(r"\s*附\s*(?:件|表|图|录)?\s*\d*\s*(?:[:：]|$)|\s*附件")
_ATTACHMENT_LIST: Final = re.compile(r"\s*附\s*件?\s*[:：]\s*\S")
_ROSTER: Final = re.compile(r"(?:名单|组成人员|联系表|回执|报名表|登记表|汇总表|统计表)(?:[（(].*[）)])?$")
_SALUTATION: Final = re.compile(r"[^。；，]{2,90}[:：]\s*$")
_MARKDOWN: Final = re.compile(
    r"\s*(?:#{1,6}\s*)?(?:>\s*)?(?:[-*+•●◆■▲★※·–\u2190-\u21ff\u25a0-\u2775\u2780-\u27bf\u2b00-\u2bff\U0001f300-\U0001faff]\ufe0f?\s+"
    r"|[●◆■▲★※•]\s*)?(?:\*\*?(?=\S)|__)?\s*"
)
_SOURCE: Final = re.compile(
    r"#\s*(?:source|written|\d{3}_|https?:|\S+\.txt|来源|\S*[:：])|<!--|//|来源网址|原文链接|https?://"
)
_ENDS: Final = "。；;！!？?：:"

BARS: Final = ("|", "｜", "│")  # between the cells of a flattened table
BLANK: Final = "blank"
FURNITURE: Final = "furniture"
SOURCE: Final = "source"
DATE: Final = "date"
ATTACHMENT: Final = "attachment"
TABLE: Final = "table"
ITEM: Final = "item"
PROSE: Final = "prose"
BARE: Final = "bare"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the document: its kind, its text without indent and Markdown signs as a span, its number if it
    opens with one."""

    kind: str
    start: int
    end: int
    mark: Mark | None = None
    hashes: int = 0


def lines(text: str, masked: str) -> Iterator[Line]:
    """Every line with its kind, in order. Everything after the foot of a web page is furniture."""
    at = 0
    state = _Reader()
    for number, raw in enumerate(text.split("\n")):
        start, end = at, at + len(raw)
        at = end + 1
        yield state.place(text, _line(text, masked, start, end, number))


class _Reader:
    """What was read before decides: the foot of a page, a list of attachments and a roster run on over their
    lines."""

    def __init__(self) -> None:
        self.over = self.listing = self.attached = self.roster = False

    def place(self, text: str, line: Line) -> Line:
        raw = text[line.start : line.end]
        self.over = self.over or bool(line.kind == FURNITURE and _PAGE_END.match(raw))
        if line.kind == ATTACHMENT:
            self.listing, self.attached, self.roster = bool(_ATTACHMENT_LIST.match(raw)), True, False
        elif self.listing and line.kind in {BLANK, DATE, PROSE}:
            self.listing = False
        elif self.attached and line.kind == BARE:
            self.attached, self.roster = False, bool(_ROSTER.search(raw))
        dropped = self.over or self.roster or (self.listing and line.kind != ATTACHMENT)
        return Line(FURNITURE, line.start, line.end) if dropped and line.kind != BLANK else line


def _line(text: str, masked: str, start: int, end: int, number: int) -> Line:
    raw = text[start:end]
    stripped = raw.strip(" \t\u3000\xa0\ufeff\r")
    if not stripped:
        return Line(BLANK, start, end)
    if number == 0 and _SOURCE.match(stripped):
        return Line(SOURCE, start, end)
    prefix = _MARKDOWN.match(raw)
    lead = prefix.end() if prefix else 0
    begin = start + lead
    while begin < end and text[begin] in " \t\u3000\xa0\r":
        begin += 1
    stop = end
    while stop > begin and text[stop - 1] in " \t\u3000\xa0\r*_":
        stop -= 1
    hashes = raw[:lead].count("#")
    mark = mark_at(text, begin)
    return Line(_kind(text[begin:stop], masked[begin:stop], mark), begin, stop, mark, hashes)


def _kind(line: str, masked: str, mark: Mark | None) -> str:
    if not line or not line.strip("-=—*·_~|.。 "):
        return BLANK
    if "\t" in line or sum(line.count(bar) for bar in BARS) >= 2 or line.startswith(BARS):
        return TABLE
    if mark:
        return ITEM
    if _DATE.fullmatch(line):
        return DATE
    if _ATTACHMENT.match(line):
        return ATTACHMENT
    if _DOC_NUMBER.fullmatch(line) or (_FURNITURE.match(line) and ("。" not in masked or _ALWAYS.match(line))):
        return FURNITURE
    if line[-1] in _ENDS or any(c in masked for c in "。；，,"):
        return PROSE
    return BARE


def is_salutation(line: str) -> bool:
    """各镇人民政府，县直各单位： — whom a notice addresses."""
    return bool(_SALUTATION.fullmatch(line))
