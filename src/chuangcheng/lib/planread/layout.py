"""What each line of the document is before anybody reads it: prose, a numbered item, a responsibility line, or no
part of the plan."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from .numbering import Mark, mark_at

# What web pages and printers put around a document. It never belongs to the plan, whatever it says.
_FURNITURE: Final = re.compile(
    r"""(?:第\s*\d+\s*页|-+\s*\d+\s*-+$|—+\s*\d+\s*—+$|当前位置|您(?:现在)?(?:的|所在)位置|首页\s*[>》＞|/]|.{0,12}[>＞»]\s*\S+\s*[>＞»]|网站首页|无障碍(?:浏览|阅读|版|模式|\s|$)|长者(?:模式|版)|繁體|登录\s|
    来源\s*[:：]|信息来源|文章来源|稿件来源|作者\s*[:：]|发布(?:时间|日期|机构|单位)\s*[:：]|浏览(?:次数|量|：)|阅读(?:次数|量|：)|点击(?:数|率|次数|量)|访问(?:量|次数)|
    字体\s*[:：]|字号\s*[:：]|【?字体|分享(?:到|至)|打印\b|打印本|打印(?:\s|关闭|$|】)|\[?打印|【打印|关闭(?:窗口|\s|$)|收藏(?:本页)?\s*$|责任编辑|责编|编辑\s*[:：]|审核\s*[:：]|
    索\s*引\s*号|发文(?:机关|机构|字号|日期)|成文(?:日期|时间)|主题(?:分类|词)\s*[:：]|有\s*效\s*性|公开(?:方式|形式|范围|类别)\s*[:：]|信息(?:分类|类别)|文\s*号\s*[:：]|
    版权所有|.{0,10}ICP备|.{0,6}公网安备|网站(?:标识码|地图|声明)|技术支持|联系(?:我们|电话|方式)\s*[:：]?|联系人\s*[:：]|地址\s*[:：]|邮编|扫一扫|微信(?:扫|公众)|
    [上下]一?[篇条]\s*[:：]|上一篇|下一篇|点击(?:蓝字|上方|下方)|阅读原文|长按|相关(?:链接|阅读|文章|附件|信息)\s*(?:[:：]|$)|推荐阅读|附件下载|(?:此|本)(?:件|文)(?:公开|主动)|（此件|\(此件|抄送\s*[:：]|主送\s*[:：]|原标题)""",
    re.VERBOSE,
)
# Of those, what is no part of a plan even as a whole sentence.
_ALWAYS: Final = re.compile(r"抄送|主送|责任编辑|来源\s*[:：]|版权所有|当前位置|您|扫一扫|首页|原标题")
# From here on a page speaks of other things, unless the plan goes on behind it.
_PAGE_END: Final = re.compile(
    r"\s*(?:[上下]一?[篇条]\s*[:：]|上一篇|下一篇|版权所有|相关(?:链接|阅读|文章)|推荐阅读|分享(?:到|至)|网站(?:声明|地图))"
)
_CHAPTERS: Final = frozenset({"part", "stage", "cn", "cnb", "named"})  # numbers that no list of links bears
_FOOT_AT_MOST: Final = 0.1  # of a page's sentences, those that may stand in its foot behind the signature
_FEW: Final = 60  # characters of them that may in any page
_DATE: Final = re.compile(
    r"[\s（(]*(?:[12]\d{3}|二[〇○零]\S{2})\s*年\s*[\d一二三四五六七八九十]{1,3}\s*月\s*[\d一二三四五六七八九十]{1,3}\s*日[\s）)]*(?:印发)?"
)
# 青禾县人民政府办公室　　2025年3月6日印发, at the bottom of the last page.
_IMPRINT: Final = re.compile(rf"[\u4e00-\u9fff（）()]{{4,40}}[\s\u3000]{{1,80}}{_DATE.pattern}")
_DOC_NUMBER: Final = re.compile(r"\s*[\u4e00-\u9fff]{1,16}[〔\[【(（]\d{4}[〕\]】)）]\s*第?\d+\s*号\s*")
_ATTACHMENT: Final = re.compile(r"\s*附\s*(?:件|表|图|录)?\s*\d*\s*(?:[:：]|$)|\s*附件")
_ATTACHMENT_LIST: Final = re.compile(r"\s*附\s*件?\s*[:：]\s*(?=\S|$)")
_ROSTER: Final = re.compile(
    r"(?:名单|组成人员|联系表|回执|报名表|登记表|(?<!任务)(?<!问题)(?<!措施)(?<!整改)(?:汇总|统计)表)(?:[（(].*[）)])?$"
)
_POST: Final = re.compile(r"[^，,。；\n]{0,24}?(?:组\s*长|成\s*员|主\s*任|召集人|指挥长?|联络员)[：:\s\u3000]")
_SALUTATION: Final = re.compile(r"[^。；，]{2,90}[:：]\s*$")
_MARKDOWN: Final = re.compile(
    r"\s*(?:#{1,6}\s*)?(?:>\s*)?(?:[-*+•●◆■▲★※·–\u2190-\u21ff\u25a0-\u2775\u2780-\u27bf\u2b00-\u2bff\U0001f300-\U0001faff]\ufe0f?\s+"
    r"|[●◆■▲★※•]\s*)?(?:\*\*?(?=\S)|__)?\s*"
)
_SOURCE: Final = re.compile(
    r"#\s*(?:source|written|\d{3}_|https?:|\S+\.txt|来源|\S*[:：])|<!--|//|来源网址|原文链接|https?://"
)
_SOURCE_AT_MOST: Final = 400  # characters; a whole plan on one line is neither source nor furniture
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
    """Every line with its kind, in order."""
    at = 0
    state = _Reader()
    for number, raw in enumerate(text.split("\n")):
        start, end = at, at + len(raw)
        at = end + 1
        yield state.place(text, masked, _line(text, masked, start, end, number))


def foot(text: str, masked: str, found: Sequence[Line]) -> int:
    """Where the foot of the page begins, else the end of the text: at a line such as 上一篇 or 分享到 that no chapter,
    no numbered sentence and hardly any prose follows. The same words stand at the head of a page, and in the middle
    of one put together from two."""
    weights = [_weight(masked, line) for line in found]
    whole, behind = sum(weights), 0
    begins = len(text)
    signed = max((line.start for line in found if line.kind == DATE), default=len(text))
    for line, weight in zip(reversed(found), reversed(weights), strict=True):
        mark = line.mark
        most = max(_FEW, _FOOT_AT_MOST * whole if line.start > signed else 0)
        if (mark and (weight or mark.kind in _CHAPTERS)) or behind > most:
            break
        if line.kind == FURNITURE and _PAGE_END.match(text, line.start, line.end) and behind < whole:
            begins = line.start
        behind += weight
    return begins


def _weight(masked: str, line: Line) -> int:
    """How many characters of a line are sentences or cells, as far as one can see without reading it."""
    told = line.kind == TABLE or (line.kind in {ITEM, PROSE} and _says(masked, line))
    return line.end - line.start if told else 0


def _says(masked: str, line: Line) -> bool:
    return any(stop in masked[line.start : line.end] for stop in "。；;")


class _Reader:
    """What was read before decides: a list of attachments and a roster run on over their lines, until something is
    said again."""

    def __init__(self) -> None:
        self.attached = self.roster = False
        self.listed: Mark | None = None
        self.listing = False

    def place(self, text: str, masked: str, line: Line) -> Line:
        says = (
            _says(masked, line) and line.kind in {ITEM, PROSE} and not (self.roster and _POST.match(text, line.start))
        )
        if line.kind == ATTACHMENT:
            return self._attachment(text, line)
        if self.listing and line.kind != BLANK and (says or not self._goes_on(line)):
            self.listing = False
        if line.kind == BLANK:
            self.listing = self.listing and self.listed is None
        elif self.attached and line.kind == BARE:
            self.attached, self.roster = False, bool(_ROSTER.search(text, line.start, line.end))
        elif says:
            self.attached = self.roster = False
        dropped = self.roster or self.listing
        return Line(FURNITURE, line.start, line.end) if dropped and line.kind not in {BLANK, TABLE} else line

    def _attachment(self, text: str, line: Line) -> Line:
        """附件2 opens an attachment; 附件：1.… lists those that follow."""
        match = _ATTACHMENT_LIST.match(text, line.start, line.end)
        self.attached, self.roster, self.listing = True, False, match is not None
        self.listed = mark_at(text, match.end()) if match and match.end() < line.end else None
        return line

    def _goes_on(self, line: Line) -> bool:
        """The next of the attachments listed: its number follows the one before, or it has none."""
        if line.kind == BARE:
            return True
        before, mark = self.listed, line.mark
        if line.kind != ITEM or mark is None or mark.value != (before.value + 1 if before else 1):
            return False
        self.listed = mark
        return before is None or before.kind == mark.kind


def _line(text: str, masked: str, start: int, end: int, number: int) -> Line:
    raw = text[start:end]
    stripped = raw.strip(" \t\u3000\xa0\ufeff\r")
    if not stripped:
        return Line(BLANK, start, end)
    if number == 0 and len(stripped) < _SOURCE_AT_MOST and _SOURCE.match(stripped):
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
    if (
        "\t" in line[mark.end - mark.start if mark else 0 :]
        or sum(line.count(bar) for bar in BARS) >= 2
        or line.startswith(BARS)
    ):
        return TABLE
    if mark:
        return ITEM
    if _DATE.fullmatch(line) or (line.endswith("印发") and _IMPRINT.fullmatch(line)):
        return DATE
    if _ATTACHMENT.match(line) and "。" not in masked[:-1]:
        return ATTACHMENT
    if _DOC_NUMBER.fullmatch(line) or (
        _FURNITURE.match(line) and ("。" not in masked or (len(line) < _SOURCE_AT_MOST and _ALWAYS.match(line)))
    ):
        return FURNITURE
    if line[-1] in _ENDS or any(c in masked for c in "。；，,"):
        return PROSE
    return BARE


def is_salutation(line: str) -> bool:
    """各镇人民政府，县直各单位： — whom a notice addresses."""
    return bool(_SALUTATION.fullmatch(line))
