"""What hangs on criteria and stands beside the tree, each in a sheet of its own: gathered by the code that it names."""

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any

from chuangcheng.rooms.standards.doors.excel import layout
from chuangcheng.rooms.standards.doors.excel.layout import Page
from chuangcheng.rooms.standards.doors.excel.tables import Cells
from chuangcheng.rooms.standards.draft import DraftCheck, DraftNegative, DraftQuestion, weight_rule
from chuangcheng.rooms.standards.scheme import CADENCES, COUNT, DEDUCTION, GRADE

WORDS_LONGEST, METRES, MONTHS = 99_999, 99_999, 120
CADENCE = {word: key for key, word in CADENCES.items()}
Rows = Callable[[Page], list[Cells]]


class Parts:
    """The sheets beside the tree."""

    def __init__(
        self, rows: Rows, units: Mapping[str, str], places: Mapping[str, str], lines: Mapping[str, str]
    ) -> None:
        self.rows, self.units, self.places, self.lines = rows, units, places, lines
        self.held = {page.name: _by_code(rows(page)) for page in (
            layout.ASKS, layout.ITEMS, layout.GRADES, layout.CHECK_GRADES, layout.OPTIONS, layout.NEGATIVE_EFFECTS)}  # fmt: skip

    def of(self, page: Page, code: str) -> list[Cells]:
        return self.held[page.name].get(code, [])

    def orphans(self, criteria: Iterable[str]) -> None:
        """Rows whose code leads nowhere would be lost: each is a fault."""
        codes = {page.name: {row.text("code") for row in self.rows(page)}
                 for page in (layout.CHECKS, layout.QUESTIONS, layout.NEGATIVES)}  # fmt: skip
        leads: tuple[tuple[Page, set[str], str], ...] = (
            *((page, set(criteria), layout.TREE.name) for page in (layout.ASKS, layout.ITEMS, layout.GRADES)),
            (layout.CHECK_GRADES, codes[layout.CHECKS.name], layout.CHECKS.name),
            (layout.OPTIONS, codes[layout.QUESTIONS.name], layout.QUESTIONS.name),
            (layout.NEGATIVE_EFFECTS, codes[layout.NEGATIVES.name], layout.NEGATIVES.name),
        )
        for page, known, where in leads:
            for code, rows in self.held[page.name].items():
                for row in rows if code and code not in known else ():
                    row.wrong("code", f"“{where}”里没有“{code}”", f"“{code}” is not in “{where}”")

    def asks(self, code: str) -> list[dict[str, Any]]:
        """The evidence that a criterion asks for."""
        found = []
        for row in self.of(layout.ASKS, code):
            ask: dict[str, Any] = {"kind": row.text("kind"), "count": row.whole("count", 999) or 0,
                                   "cadence": _cadence(row)}  # fmt: skip
            least, most = row.whole("min", WORDS_LONGEST) or 0, row.whole("max", WORDS_LONGEST) or 0
            if most and least > most:
                row.wrong("min", "字数下限大于上限", "the least is larger than the most")
            if least or most:
                ask["words"] = {"min": least, "max": most}
            found.append(ask)
        return found

    def items(self, code: str) -> list[dict[str, str]]:
        return [
            {"code": row.text("item"), "zh": row.text("zh"), "en": row.text("en")}
            for row in self.of(layout.ITEMS, code)
        ]

    def score(self, row: Cells) -> dict[str, Any]:
        """How a criterion's points come about: from its own row, and for grades from their sheet."""
        rule, code = row.text("rule"), row.text("code")
        found: dict[str, Any] = {"rule": rule} if rule else weight_rule()
        each, of = row.number_of("each"), row.text("of")
        if rule in (COUNT, DEDUCTION):
            found |= {"each": each or Decimal(0), "of": of}
        elif each is not None or of:
            row.wrong(
                "each" if each is not None else "of", "这种计分方式不填这一列", "this score rule has no such column"
            )
        grades = self.of(layout.GRADES, code)
        if rule == GRADE:
            found["grades"] = [
                {"grade": grade.text("grade"), "least": grade.whole("least") or 0, "share": _share(grade) or Decimal(0)}
                for grade in grades
            ]
        elif grades and code:
            grades[0].wrong("code", f"“{code}”的计分方式不是“按达标项数分档”", f"“{code}” is not graded by its items")
        return found

    def checks(self) -> list[DraftCheck]:
        return [
            DraftCheck(
                code=row.text("code"), wording=row.text("zh"), wording_en=row.text("en"),
                place_kind=row.one_of("place_kind", self.places, layout.PLACE_KINDS.name), how=row.text("how"),
                answer=row.text("answer"), line=row.number, grades=self._check_grades(row.text("code")),
                least=row.whole("least"), spacing=row.whole("spacing", METRES), criteria=row.codes(), **_basis(row),
            )
            for row in self.rows(layout.CHECKS)
        ]  # fmt: skip

    def _check_grades(self, code: str) -> list[dict[str, Any]]:
        return [{"grade": row.text("grade"), "zh": row.text("zh"), "en": row.text("en"), "share": _share(row) or Decimal(0)}
                for row in self.of(layout.CHECK_GRADES, code)]  # fmt: skip

    def questions(self) -> list[DraftQuestion]:
        return [
            DraftQuestion(
                code=row.text("code"), wording=row.text("zh"), wording_en=row.text("en"), about=row.text("about"),
                line=row.number, weight=row.number_of("weight") or Decimal(0), criteria=row.codes(),
                options=[{"zh": option.text("zh"), "en": option.text("en"), "share": _share(option)}
                         for option in self.of(layout.OPTIONS, row.text("code"))], **_basis(row),
            )
            for row in self.rows(layout.QUESTIONS)
        ]  # fmt: skip

    def negatives(self) -> list[DraftNegative]:
        return [
            DraftNegative(
                code=row.text("code"), wording=row.text("zh"), wording_en=row.text("en"),
                work_line=row.one_of("line", self.lines, layout.LINES.name), level=row.text("level"), line=row.number,
                effects=[{"status": effect.text("status"), "effect": effect.text("effect"),
                          "points": effect.number_of("points")}
                         for effect in self.of(layout.NEGATIVE_EFFECTS, row.text("code"))],
                window=row.whole("window", MONTHS) or 0,
                unit_kinds=row.several_of("unit_kinds", self.units, layout.UNIT_KINDS.name), criteria=row.codes(),
                **_basis(row),
            )
            for row in self.rows(layout.NEGATIVES)
        ]  # fmt: skip


def _by_code(rows: Iterable[Cells]) -> dict[str, list[Cells]]:
    held: dict[str, list[Cells]] = {}
    for row in rows:
        held.setdefault(row.text("code"), []).append(row)
    return held


def _share(row: Cells) -> Decimal | None:
    return row.number_of("share", 1)


def _cadence(row: Cells) -> str:
    """`每月` as P1M; another period as it is written."""
    word = row.text("cadence")
    return CADENCE.get(word) or row.matching(
        "cadence", r"P[1-9]\d?[WMY]", f"应为{'、'.join(CADENCE)}，或 P2Y 这样的写法", "like 每月 or P2Y"
    )


def _basis(row: Cells) -> dict[str, str]:
    return {"source": row.text("source"), "certainty": row.text("certainty")}
