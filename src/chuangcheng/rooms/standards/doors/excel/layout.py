"""The sheets of a standard's workbook and their columns. The headers are Chinese, in whatever language one reads."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from chuangcheng.lib.sheets import Column
from chuangcheng.rooms.standards.scheme import (
    ABOUTS,
    ALERTS,
    ANSWERS,
    CERTAINTIES,
    EFFECTS,
    EVIDENCE_KINDS,
    HOWS,
    METHODS,
    SCHEME,
    SCORE_RULES,
    STATUSES,
)

NOTES, REMARK = "填写说明", "备注"
CODE, KEY, NAME, NAME_EN, WORDING, WORDING_EN, SOURCE = 30, 60, 60, 60, 600, 900, 300


def printed(words: Mapping[str, str]) -> dict[str, str]:
    """Word → key, as a column's choices have it."""
    return {word: key for key, word in words.items()}


def _code(key: str = "code", zh: str = "编号", en: str = "Code", *, required: bool = True, note: str = "") -> Column:
    return Column(key, zh, en, kind="code", required=required, most=CODE, width=14, note_zh=note)


def _codes(note: str) -> Column:
    return Column("criteria", "标准编号", "Criteria", kind="codes", width=22, note_zh=note)


def _text(key: str, zh: str, en: str, most: int, width: int = 20, *, required: bool = False, note: str = "") -> Column:
    return Column(key, zh, en, required=required, most=most, width=width, note_zh=note)


def _choice(key: str, zh: str, en: str, words: Mapping[str, str], *, required: bool = False, note: str = "") -> Column:
    return Column(key, zh, en, kind="choice", required=required, choices=printed(words), width=14, note_zh=note)


def _number(key: str, zh: str, en: str, *, required: bool = False, note: str = "") -> Column:
    return Column(key, zh, en, kind="number", required=required, width=11, note_zh=note)


def _whole(key: str, zh: str, en: str, *, required: bool = False, note: str = "") -> Column:
    return Column(key, zh, en, kind="whole", required=required, width=11, note_zh=note)


def _basis() -> tuple[Column, Column]:
    return (
        _text("source", "依据", "Source", SOURCE, 30, note="自己写的填“示例”；有公开来源的写“公开报道：……”"),
        _choice("certainty", "依据可信程度", "Certainty", CERTAINTIES, note="有公开来源的才填"),
    )


@dataclass(frozen=True)
class Page:
    """A sheet: `part` is what faults of its rows are said of, `what` tells a clerk what belongs there."""

    part: str
    name: str
    columns: Sequence[Column]
    what: str
    required: bool = False

    def column(self, key: str) -> Column:
        return next(column for column in self.columns if column.key == key)


def _kinds(part: str, name: str, what: str, *more: Column) -> Page:
    key = Column("key", "标识", "Key", kind="code", most=KEY, width=16, note_zh="英文或拼音简写；不填就用名称")
    return Page(part, name, (key, _text("zh", "名称", "Name", NAME, 24, required=True),
                             _text("en", "英文名称", "English", NAME_EN, 24), *more), what)  # fmt: skip


HEAD = Page("head", "体系", (
    Column("name", "项目", "Item", required=True, width=22),
    Column("value", "内容", "Value", kind="code", width=50, note_zh="版本名改一个字就是另一个版本"),
), "这个体系是什么、哪一版，一行一项", required=True)  # fmt: skip
# What the head says: label → key, the longest text, whether it must be there, what to write, an example.
HEAD_ITEMS: Mapping[str, tuple[str, int, bool, str, str]] = {
    "体系标识": ("slug", 60, True, "小写字母、数字和连字符；同一体系各版本用同一个", "county-city"),
    "版本": ("edition", 40, True, "每一版一个名字", "2026 年版"),
    "英文版本": ("edition_en", 60, False, "可不填", "2026"),
    "体系名称": ("title", 120, True, "", "某县文明城市测评体系"),
    "体系英文名称": ("title_en", 160, False, "可不填", "Assessment system"),
    "是否示例": ("example", 2, False, "“是”或“否”；自己试用的填“是”", "是"),
    "来源": ("source", 300, False, "哪里发的、什么文号", "自行撰写"),
    "英文来源": ("source_en", 400, False, "可不填", ""),
    "材料所属期月数": ("months", 3, False, "测评前一个月往前几个月，如 12", "12"),
}
LEVELS = Page("levels", "层级", (
    Column("key", "标识", "Key", kind="code", most=NAME, width=16, note_zh="可不填"),
    _text("zh", "层级名称", "Level", NAME, 24, required=True, note="自上而下，最后一行是测评标准"),
    _text("en", "英文名称", "English", NAME_EN, 24),
), "体系有几层、每层叫什么，自上而下", required=True)  # fmt: skip
METHOD_PAGE = Page("methods", "测评方法", (
    _choice("key", "方法", "Method", METHODS, required=True),
    _text("zh", "名称", "Name", NAME, 24, required=True),
    _text("en", "英文名称", "English", NAME_EN, 24),
    _number("weight", "总分", "Total", note="各条标准这个方法的分值加起来要等于它；没有就不填"),
), "用哪几种方法测、各占几分", required=True)  # fmt: skip
UNIT_KINDS = _kinds("unit_kinds", "责任单位类别", "标准由哪几类单位负责")
PLACE_KINDS = _kinds(
    "place_kinds", "点位类别", "实地看哪几类地方",
    _number("sample", "抽查数", "Sample", note="每轮抽几处，可不填"),
    Column("key_place", "重点场所", "Key place", kind="flag", width=11, note_zh="七类重点场所填“是”"),
)  # fmt: skip
LINES = _kinds("lines", "工作条线", "负面清单分几条线")
TREE = Page("tree", "测评标准", (
    _text("level", "层级", "Level", NAME, 14, required=True, note="“层级”表里的一个名称"),
    _code(note="整个体系里不重复"),
    _code("parent", "上级编号", "Parent", required=False, note="不填就接着上面最近的上一级"),
    _code("printed", "纸面编号", "Printed code", required=False, note="手册上印的写法，可不填"),
    _text("zh", "内容", "Wording", WORDING, 60, required=True, note="标题或标准的原文"),
    _text("en", "英文内容", "English", WORDING_EN, 30),
    Column("methods", "测评方法", "Methods", kind="codes", width=22, note_zh="只有末层填，可多个，用顿号隔开"),
    _number("weight", "分值", "Weight"),
    *(_number(f"weight_{key}", f"{word}分", f"Weight, {key}", note="几种方法一起测时，这个方法占几分")
      for key, word in METHODS.items()),
    Column("unit_kinds", "责任单位", "Responsible", kind="codes", width=26, note_zh="“责任单位类别”里的名称或标识，第一个牵头"),
    Column("place_kinds", "判定点位", "Places", kind="codes", width=26, note_zh="“点位类别”里的名称或标识；实地考察的必填"),
    _choice("part", "属于", "Part", SCHEME, note="三个抓手、五项行动中的一个，可不填"),
    _choice("rule", "计分方式", "Score rule", SCORE_RULES, note="不填是“按分值”；“按达标项数分档”的在“评分要点”“评分档次”里写"),
    _number("each", "每个分值", "Points for each", note="按件数得分、按处扣分的填"),
    _text("of", "计数对象", "Counted", 20, 12, note="数的是什么，如 篇、处"),
    *_basis(),
), "标题和标准，按手册次序一行一条", required=True)  # fmt: skip
ASKS = Page("evidence", "材料要求", (
    _code("code", "标准编号", "Criterion"),
    _choice("kind", "材料种类", "Evidence", EVIDENCE_KINDS, required=True),
    _whole("count", "份数", "Count", required=True, note="每期几份"),
    _text("cadence", "频次", "Cadence", 10, 12, note="每周、每月、每两个月、每季度、每半年、每年，或 P2Y 这样的写法；可不填"),
    _whole("min", "字数下限", "Words from"),
    _whole("max", "字数上限", "Words to"),
), "每条标准要什么材料，一行一种；含“材料审核”的标准必须有")  # fmt: skip
ITEMS = Page("items", "评分要点", (
    _code("code", "标准编号", "Criterion"), _code("item", "要点编号", "Point"),
    _text("zh", "要点", "Wording", WORDING, 60, required=True), _text("en", "英文要点", "English", WORDING_EN, 30),
), "一条标准里逐项看的要点")  # fmt: skip
GRADES = Page("score", "评分档次", (
    _code("code", "标准编号", "Criterion"),
    Column("grade", "档次", "Grade", kind="code", required=True, most=10, width=10),
    _whole("least", "达标项数", "Items met", required=True, note="至少几项达标；一档比一档少，最后一档是 0"),
    _number("share", "得分比例", "Share", required=True, note="0 到 1，或写成百分数"),
), "“按达标项数分档”的标准，各档要达标几项、得几成")  # fmt: skip
CHECKS = Page("checklists", "实测清单", (
    _code(), _text("place_kind", "点位类别", "Kind of place", KEY, 16, required=True, note="“点位类别”里的名称或标识"),
    _text("zh", "看什么", "Statement", WORDING, 60, required=True, note="写成一句做到或没做到的话"),
    _text("en", "英文", "English", WORDING_EN, 30),
    _choice("how", "方式", "How", HOWS, required=True), _choice("answer", "判法", "Answer", ANSWERS, required=True),
    _whole("least", "至少数量", "Least", note="“计数”的填"),
    _whole("spacing", "间距（米）", "Spacing", note="“计数”的可填：相邻两个最多隔多远"),
    _codes("对应哪几条标准（都要含实地考察）"), *_basis(),
), "到每类地方看哪些，一行一项")  # fmt: skip
CHECK_GRADES = Page("checklists", "实测档次", (
    _code("code", "实测编号", "Checklist item"),
    Column("grade", "档次", "Grade", kind="code", required=True, most=10, width=10),
    _text("zh", "档次名称", "Name", NAME, 16), _text("en", "英文名称", "English", 120, 16),
    _number("share", "得分比例", "Share", required=True, note="0 到 1，或写成百分数"),
), "判法是“分档”的，各档得几成")  # fmt: skip
QUESTIONS = Page("questions", "问卷题目", (
    _code(), _text("zh", "题目", "Question", WORDING, 60, required=True), _text("en", "英文题目", "English", WORDING_EN, 30),
    _choice("about", "测什么", "About", ABOUTS, required=True),
    _number("weight", "分值", "Weight", required=True, note="各题加起来等于问卷调查的总分"),
    _codes("对应哪几条标准（都要含问卷调查）"), *_basis(),
), "问群众的题目")  # fmt: skip
OPTIONS = Page("questions", "问卷选项", (
    _code("code", "题目编号", "Question"), _text("zh", "选项", "Option", NAME, 20, required=True),
    _text("en", "英文选项", "English", 120, 20),
    _number("share", "得分比例", "Share", note="0 到 1，或写成百分数；不填的不计入"),
), "每题的选项，按次序")  # fmt: skip
NEGATIVES = Page("negative", "负面清单", (
    _code(), _text("zh", "事项", "Item", WORDING, 60, required=True), _text("en", "英文事项", "English", WORDING_EN, 30),
    _text("line", "条线", "Line", KEY, 16, required=True, note="“工作条线”里的名称或标识"),
    _choice("level", "级别", "Level", ALERTS, required=True),
    _whole("window", "计算期（月）", "Window", required=True, note="测评前几个月内发生的算；任何时候都算填 0"),
    Column("unit_kinds", "责任单位", "Responsible", kind="codes", required=True, width=26, note_zh="第一个负责"),
    _codes("对应哪几条标准，可不填"), *_basis(),
), "不能发生的事")  # fmt: skip
NEGATIVE_EFFECTS = Page("negative", "负面后果", (
    _code("code", "清单编号", "Item"), _choice("status", "城市", "Status", STATUSES, required=True),
    _choice("effect", "后果", "Effect", EFFECTS, required=True), _number("points", "扣几分", "Points", note="扣测评分的填"),
), "发生以后怎么处理，一种城市一行")  # fmt: skip

PAGES: Sequence[Page] = (
    HEAD, LEVELS, METHOD_PAGE, UNIT_KINDS, PLACE_KINDS, LINES, TREE, ASKS, ITEMS, GRADES, CHECKS, CHECK_GRADES, QUESTIONS,
    OPTIONS, NEGATIVES, NEGATIVE_EFFECTS,
)  # fmt: skip
# Where the checks of the whole find their fault: (part, field) → the sheet's column.
FIELDS: Mapping[tuple[str, str], str] = {
    ("tree", "code"): "编号", ("tree", "parent"): "上级编号", ("tree", "weights"): "分值", ("tree", "evidence"): "材料要求",
    ("tree", "place_kinds"): "判定点位", ("tree", "score"): "计分方式", ("tree", "items"): "评分要点",
    ("tree", "negative"): "负面清单", ("checklists", "code"): "编号", ("checklists", "grades"): "实测档次",
    ("checklists", "least"): "至少数量", ("checklists", "spacing"): "间距（米）", ("checklists", "criteria"): "标准编号",
    ("questions", "code"): "编号", ("questions", "options"): "问卷选项", ("questions", "weight"): "分值",
    ("questions", "criteria"): "标准编号", ("negative", "code"): "编号", ("negative", "effects"): "负面后果",
    ("negative", "unit_kinds"): "责任单位", ("negative", "criteria"): "标准编号", ("methods", ""): "总分",
    ("unit_kinds", ""): "标识", ("place_kinds", ""): "标识", ("lines", ""): "标识", ("levels", ""): "层级名称",
    ("tree", ""): "层级",
}  # fmt: skip
