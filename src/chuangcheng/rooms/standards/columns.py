"""The columns of a standard's workbook: one a level of headings, then what the criterion says."""

from typing import Any

from django.utils.translation import gettext as _

from chuangcheng.kit.exports import Column
from chuangcheng.rooms.standards.models import Criterion, Standard


def columns(standard: Standard) -> list[Column]:
    """In the reader's language. The levels are the standard's own."""
    *levels, lowest = standard.level_words
    comma = _("、")
    return [
        *(Column(title, _at(depth), 24) for depth, title in enumerate(levels)),
        Column(_("编号"), lambda c: c.printed, 12),
        Column(lowest, lambda c: c.words, 60),
        Column(_("测评方法"), lambda c: c.method_words, 24),
        Column(_("分值"), lambda c: float(c.weight), 8),
        Column(_("责任单位"), lambda c: comma.join(standard.words_of("unit_kinds", c.unit_kinds)), 30),
        Column(_("判定点位"), lambda c: comma.join(standard.words_of("place_kinds", c.place_kinds)), 30),
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
