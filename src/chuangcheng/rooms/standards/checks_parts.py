"""What must hold of score rules, checklists, questions and the negative list: grades that fall, numbers where the answer
needs them, links to criteria that are judged in the way that the link says."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from functools import partial
from itertools import pairwise
from typing import Any

from chuangcheng.rooms.standards.draft import (
    Draft,
    DraftCheck,
    DraftCriterion,
    DraftNegative,
    DraftQuestion,
    Linked,
    plain,
)
from chuangcheng.rooms.standards.scheme import (
    COUNT,
    COUNTED,
    DEDUCTION,
    GRADE,
    GRADED,
    METHODS,
    ONSITE,
    POINTS,
    SURVEY,
)

Says = Callable[..., None]  # add(zh, en, key=…), the row being known


def check(draft: Draft, faults: Any) -> None:
    """Report everything that is wrong with these parts."""
    criteria = {row.code: row for row in draft.criteria}
    known = {item.code for item in draft.negatives}
    for criterion in draft.criteria:
        _score(criterion, _at(faults, criterion, "tree"))
        for code in criterion.negative:
            if code not in known:
                faults.add(criterion.line, criterion.code, f"负面清单里没有“{code}”",
                           f"“{code}” is not in the negative list", part="tree", key="negative")  # fmt: skip
    for check_item in draft.checks:
        says = _at(faults, check_item, "checklists")
        _answer(check_item, says)
        _links(check_item, criteria, ONSITE, says)
    for question in draft.questions:
        says = _at(faults, question, "questions")
        _options(question, says)
        _links(question, criteria, SURVEY, says)
    for item in draft.negatives:
        says = _at(faults, item, "negative")
        _effects(item, says)
        _links(item, criteria, "", says)
    _survey(draft, faults)


def _at(faults: Any, row: DraftCriterion | Linked, part: str) -> Says:
    def says(zh: str, en: str, key: str = "") -> None:
        faults.add(row.line, row.code, zh, en, part=part, key=key)

    return says


def _score(row: DraftCriterion, says: Says) -> None:
    rule = row.score["rule"]
    if rule in (COUNT, DEDUCTION):
        if not row.score.get("each"):
            says("每个的分值应大于 0", "points for each must be more than 0", "score")
        if not row.score.get("of"):
            says("没有写数的是什么（如“篇”“处”）", "what is counted is not said (“of”)", "score")
        elif rule == COUNT and row.weight and row.score.get("each", 0) > row.weight:
            says(f"每个得 {plain(row.score['each'])} 分，超过这一条的分值 {plain(row.weight)}",
                 f"{plain(row.score['each'])} for each is more than the weight {plain(row.weight)}", "score")  # fmt: skip
    codes = Counter(item["code"] for item in row.items)
    for code, count in codes.items():
        if count > 1:
            says(f"要点编号“{code}”重复", f"point “{code}” stands twice", "items")
    if rule == GRADE:
        _score_grades(row, row.score.get("grades", []), says)


def _score_grades(row: DraftCriterion, grades: Sequence[Mapping[str, Any]], says: Says) -> None:
    if not row.items:
        says("按达标项数分档，却没有写评分要点（items）", "graded by its items, but it has none", "items")
    if not grades:
        says("按达标项数分档，却没有写档次", "graded, but no grade is named", "score")
        return
    least = [grade["least"] for grade in grades]
    if any(a <= b for a, b in pairwise(least)):
        says("各档的达标项数要一档比一档少", "“least” must fall from grade to grade", "score")
    elif least[-1] != 0:
        says("最后一档的达标项数应为 0", "“least” of the last grade must be 0", "score")
    if row.items and least[0] > len(row.items):
        says(f"第一档要达标 {least[0]} 项，评分要点只有 {len(row.items)} 项",
             f"the first grade needs {least[0]} items, there are {len(row.items)}", "score")  # fmt: skip
    _falling(grades, says, "score")


def _falling(grades: Sequence[Mapping[str, Any]], says: Says, key: str) -> None:
    """The names of grades stand once, their shares never rise."""
    for name, count in Counter(grade["grade"] for grade in grades).items():
        if count > 1:
            says(f"档次“{name}”重复", f"grade “{name}” stands twice", key)
    shares = [grade["share"] for grade in grades if grade["share"] is not None]
    if any(a < b for a, b in pairwise(shares)):
        says("各档的得分比例不能越来越高", "shares must not rise from grade to grade", key)


def _answer(row: DraftCheck, says: Says) -> None:
    """Grades belong to graded items, a least number to counted ones, and neither to the rest."""
    if row.answer == GRADED:
        if len(row.grades) < 2:
            says("分档的至少要写两档", "a graded item needs two grades at least", "grades")
        _falling(row.grades, says, "grades")
    elif row.grades and row.answer:
        says("只有“分档”的才写档次", "only a graded item has grades", "grades")
    if row.answer == COUNTED:
        if not row.least:
            says("计数的要写至少几个", "a counted item needs “least”", "least")
    elif row.answer:
        for key, value in (("least", row.least), ("spacing", row.spacing)):
            if value is not None:
                says("只有“计数”的才写至少数量和间距", "only a counted item has “least” and “spacing”", key)
    if row.spacing == 0:
        says("间距应大于 0；不要求就不写", "spacing must be more than 0; leave it out if there is none", "spacing")


def _options(row: DraftQuestion, says: Says) -> None:
    if len(row.options) < 2:
        says("至少要有两个选项", "two options at least", "options")
    for words, count in Counter(option["zh"] for option in row.options).items():
        if count > 1:
            says(f"选项“{words}”重复", f"option “{words}” stands twice", "options")
    if row.options and not any(option["share"] for option in row.options):
        says("没有一个选项能得分", "no option gives a share", "options")


def _effects(row: DraftNegative, says: Says) -> None:
    if not row.effects:
        says("没有写后果", "no effect is named", "effects")
    if not row.unit_kinds:
        says("没有写责任单位", "nobody is responsible", "unit_kinds")
    for effect in row.effects:
        if effect["effect"] == POINTS and not effect["points"]:
            says("扣测评分的要写扣几分", "an effect “points” needs the points", "effects")
        elif effect["effect"] and effect["effect"] != POINTS and effect["points"] is not None:
            says("只有扣测评分的才写分数", "only an effect “points” has points", "effects")
    for (status, kind), count in Counter((e["status"], e["effect"]) for e in row.effects).items():
        if count > 1 and status and kind:
            says(f"后果“{status} {kind}”写了两次", f"effect “{status} {kind}” stands twice", "effects")


def _links(row: Linked, criteria: Mapping[str, DraftCriterion], method: str, says: Says) -> None:
    """A link leads to a criterion that there is; with a method, to one that is judged by it."""
    if method and not row.criteria:
        says("没有写对应的测评标准", "it bears on no criterion", "criteria")
    for code in row.criteria:
        if code not in criteria:
            says(f"没有测评标准“{code}”", f"there is no criterion “{code}”", "criteria")
        elif method and method not in criteria[code].methods:
            says(
                f"测评标准“{code}”不是{METHODS[method]}的", f"criterion “{code}” is not judged by {method}", "criteria"
            )


def _survey(draft: Draft, faults: Any) -> None:
    """The questions' weights add up to the total of the method survey."""
    wanted = draft.methods.get(SURVEY, {}).get("weight")
    found = _sum(question.weight for question in draft.questions)
    if draft.questions and wanted is not None and found != wanted:
        add = partial(faults.add, draft.questions[0].line, "questions")
        add(f"各题分值合计 {plain(found)}，与问卷调查的总分 {plain(wanted)} 不符",
            f"the questions add up to {plain(found)}, the method survey has {plain(wanted)}",
            part="questions", key="weight")  # fmt: skip


def _sum(values: Iterable[Decimal]) -> Decimal:
    return sum(values, Decimal(0))
