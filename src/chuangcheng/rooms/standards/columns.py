"""The columns of a standard's workbook: one a level of headings, then what the criterion says."""

from typing import Any

from django.utils.translation import gettext as _

from chuangcheng.kit.exports import Column
from chuangcheng.kit.punctuation import comma, joined
from chuangcheng.rooms.standards.models import Criterion, Standard
from chuangcheng.rooms.standards.models.parts import Part


def columns(standard: Standard) -> list[Column]:
    """In the reader's language. The levels are the standard's own."""
    *levels, lowest = standard.level_words
    return [
        *(Column(title, _at(depth), 24) for depth, title in enumerate(levels)),
        Column(_("编号"), lambda c: c.printed, 12),
        Column(lowest, lambda c: c.words, 60),
        Column(_("测评方法"), lambda c: c.method_words, 24),
        Column(_("分值"), lambda c: float(c.weight), 8),
        Column(_("责任单位"), lambda c: comma().join(standard.words_of("unit_kinds", c.unit_kinds)), 30),
        Column(_("判定点位"), lambda c: comma().join(standard.words_of("place_kinds", c.place_kinds)), 30),
        Column(_("计分"), lambda c: "\n".join(c.score_words), 30),
        Column(_("材料要求"), lambda c: "\n".join(c.ask_words), 40),
        Column(_("属于"), lambda c: c.part_words, 12),
        Column(_("依据"), lambda c: c.source, 40),
        Column(_("依据可信程度"), lambda c: c.certainty_words, 16),
        Column(_("代码"), lambda c: c.code, 12),
    ]


def _at(depth: int) -> Any:
    """How a record of `queries.listed` fills the column of a level."""

    def value(criterion: Criterion) -> str:
        line = criterion.line  # type: ignore[attr-defined]
        return str(line[depth]) if depth < len(line) else ""

    return value


def part_columns(standard: Standard, tab: str) -> list[Column]:
    """The columns of one of the other tabs."""
    more = {
        "checklists": [
            Column(_("点位类别"), lambda r: standard.words_of("place_kinds", [r.place_kind])[0], 16),
            Column(_("方式"), lambda r: r.how_words, 10),
            Column(_("判法"), lambda r: r.answer_words, 30),
        ],
        "questions": [
            Column(_("测什么"), lambda r: r.about_words, 12),
            Column(_("选项"), lambda r: joined(f"{words} {share}".strip() for words, share in r.option_rows), 40),
            Column(_("分值"), lambda r: float(r.weight), 8),
        ],
        "negative": [
            Column(_("条线"), lambda r: standard.words_of("lines", [r.line])[0], 14),
            Column(_("级别"), lambda r: r.level_words, 8),
            Column(_("后果"), lambda r: joined(f"{status}{comma()}{effect}" for status, effect in r.effect_rows), 40),
            Column(_("计算期"), lambda r: r.window_words, 20),
            Column(_("责任单位"), lambda r: joined(standard.words_of("unit_kinds", r.unit_kinds)), 24),
        ],
    }[tab]
    return [
        Column(_("编号"), lambda r: r.code, 12),
        Column(_("内容"), lambda r: r.words, 60),
        *more,
        Column(_("对应标准"), _codes, 20),
        Column(_("依据"), lambda r: r.source, 40),
        Column(_("依据可信程度"), lambda r: r.certainty_words, 16),
    ]


def _codes(row: Part) -> str:
    return joined(criterion.code for criterion in row.criteria.all())
