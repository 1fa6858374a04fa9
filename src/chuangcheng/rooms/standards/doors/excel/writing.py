"""A standard as a workbook that reads back as the same standard."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from chuangcheng.lib.sheets import OutSheet
from chuangcheng.lib.sheets import write as write_sheets
from chuangcheng.rooms.standards.checks import PARTING
from chuangcheng.rooms.standards.doors.excel import layout
from chuangcheng.rooms.standards.doors.excel.layout import Page
from chuangcheng.rooms.standards.draft import Draft, DraftCriterion, Kinds, place, settled
from chuangcheng.rooms.standards.scheme import CADENCES, METHODS

Cells = Mapping[str, Any]
NAMED = {("checklists", "place_kind"): "点位类别", ("negative", "line"): "工作条线"}


def write(draft: Draft) -> bytes:
    """The workbook. Reading it gives the same standard."""
    draft = settled(draft)
    rows = rows_of(draft)
    return book([(page, rows[page.name]) for page in layout.PAGES], tree_indents(draft))


def book(pages: Iterable[tuple[Page, Sequence[Cells]]], indents: Sequence[int] = ()) -> bytes:
    """The notes and the sheets; each row is given by its columns' keys."""
    return write_sheets([_notes(), *(_sheet(page, rows, indents) for page, rows in pages)])


def _sheet(page: Page, rows: Sequence[Cells], indents: Sequence[int]) -> OutSheet:
    columns = page.columns
    choices: dict[int, Sequence[str] | str] = {}
    for at, column in enumerate(columns):
        if column.kind == "choice":
            choices[at] = list(column.choices)
        elif column.kind == "flag":
            choices[at] = ["是", "否"]
        elif source := NAMED.get((page.part, column.key)):
            choices[at] = f"={source}!$B$2:$B$200"
        elif page is layout.TREE and column.key == "level":
            choices[at] = f"={layout.LEVELS.name}!$B$2:$B$9"
    return OutSheet(
        name=page.name,
        header=[column.zh + ("*" if column.required else "") for column in columns],
        rows=[[_cell(row.get(column.key)) for column in columns] for row in rows],
        widths=[column.width for column in columns],
        formats=["@" if column.kind in ("code", "codes", "text") else "" for column in columns],
        choices=choices,
        indented=next((n for n, column in enumerate(columns) if page is layout.TREE and column.key == "zh"), -1),
        indents=indents if page is layout.TREE else (),
    )


def _cell(value: Any) -> Any:
    return "、".join(value) if isinstance(value, list | tuple) else value


def _notes() -> OutSheet:
    """What each sheet and each column is for."""
    lines: list[tuple[str, ...]] = [
        ("怎么填", "", "", "", "一个工作簿是一个测评体系的一个版本。各表按表头的名字读，列的先后、多余的空行、表头上面的标题都不要紧。"),
        ("怎么填", "", "", "", "带 * 的必填。编号这些列是“文本”格式，从别处粘贴时请选“只粘贴文本”，免得 1-2 变成日期、1.10 变成 1.1。"),
        ("怎么填", "", "", "", "可填多个的用顿号隔开。不用的表可以空着。多余的列请删掉；表头以“备注”开头的列不读。"),
        ("怎么填", "", "", "", "第一格以“例：”开头的行是示例，载入时不读，可以留着，也可以删掉。"),
        ("怎么填", "", "", "", "载入时有一处问题就什么都不载入，并列出哪张表、第几行、哪一列、什么问题。"),
    ]  # fmt: skip
    for label, (_key, _most, required, what, example) in layout.HEAD_ITEMS.items():
        lines.append((layout.HEAD.name, label, "必填" if required else "", example, what))
    for page in layout.PAGES:
        lines.append((page.name, "", "", "", page.what))
        for column in page.columns:
            allowed = "、".join(column.choices) or ("是、否" if column.kind == "flag" else "")
            lines.append((page.name, column.zh, "必填" if column.required else "", allowed, column.note_zh))
    return OutSheet(layout.NOTES, ("工作表", "列", "是否必填", "可填的值", "说明"), lines, (16, 18, 10, 50, 90))


def tree_indents(draft: Draft) -> list[int]:
    """How far each row of the tree stands in: as deep as it hangs."""
    return [depth for depth, _row in _walk(draft)]


def _walk(draft: Draft) -> Iterator[tuple[int, Any]]:
    """Headings and criteria in the order in which they are printed, each with its depth from 0."""
    criteria: dict[str, list[DraftCriterion]] = {}
    for row in draft.criteria:
        criteria.setdefault(row.parent, []).append(row)
    placed = place(draft)
    waiting: list[tuple[int, str]] = []
    for here in placed:
        # A heading's own criteria follow what hangs below it.
        while waiting and waiting[-1][0] >= here.level:
            level, code = waiting.pop()
            yield from ((level, row) for row in criteria.get(code, ()))
        yield here.level - 1, here.heading
        waiting.append((here.level, here.heading.code))
    while waiting:
        level, code = waiting.pop()
        yield from ((level, row) for row in criteria.get(code, ()))


def rows_of(draft: Draft) -> dict[str, list[Cells]]:
    """The rows of every sheet, by its name."""
    units, places, lines = (_names(kinds) for kinds in (draft.unit_kinds, draft.place_kinds, draft.lines))
    criteria, negatives = draft.criteria, draft.negatives
    return {
        "体系": _head(draft),
        "层级": [dict(level) for level in draft.levels],
        "测评方法": [{"key": METHODS[key], **words} for key, words in draft.methods.items()],
        **{page.name: [_kind(key, words) for key, words in getattr(draft, page.part).items()]
           for page in (layout.UNIT_KINDS, layout.PLACE_KINDS, layout.LINES)},
        "测评标准": [_tree_row(draft, depth, row, units, places) for depth, row in _walk(draft)],
        "材料要求": [_ask(row.code, ask) for row in criteria for ask in row.asks],
        "评分要点": [{"code": row.code, "item": item["code"], "zh": item["zh"], "en": item["en"]}
                 for row in criteria for item in row.items],
        "评分档次": [{"code": row.code, **grade} for row in criteria for grade in row.score.get("grades", ())],
        "实测清单": [{"code": row.code, "place_kind": places[row.place_kind], "zh": row.wording, "en": row.wording_en,
                  "how": _word("how", layout.CHECKS, row.how), "answer": _word("answer", layout.CHECKS, row.answer),
                  "least": row.least, "spacing": row.spacing, "criteria": row.criteria, **_basis(row)}
                 for row in draft.checks],
        "实测档次": [{"code": row.code, **grade} for row in draft.checks for grade in row.grades],
        "问卷题目": [{"code": row.code, "zh": row.wording, "en": row.wording_en,
                  "about": _word("about", layout.QUESTIONS, row.about), "weight": row.weight, "criteria": row.criteria,
                  **_basis(row)} for row in draft.questions],
        "问卷选项": [{"code": row.code, **option} for row in draft.questions for option in row.options],
        "负面清单": [{"code": row.code, "zh": row.wording, "en": row.wording_en, "line": lines[row.work_line],
                  "level": _word("level", layout.NEGATIVES, row.level), "window": row.window,
                  "unit_kinds": [units[key] for key in row.unit_kinds], "criteria": row.criteria, **_basis(row)}
                 for row in negatives],
        "负面后果": [{"code": row.code, "status": _word("status", layout.NEGATIVE_EFFECTS, effect["status"]),
                  "effect": _word("effect", layout.NEGATIVE_EFFECTS, effect["effect"]), "points": effect["points"]}
                 for row in negatives for effect in row.effects],
    }  # fmt: skip


def _word(key: str, page: Page, value: str) -> str:
    """The word that is printed for a key of a column's choices."""
    return next((word for word, known in page.column(key).choices.items() if known == value), "")


def _basis(row: Any) -> dict[str, str]:
    return {"source": row.source, "certainty": _word("certainty", layout.TREE, row.certainty)}


def _head(draft: Draft) -> list[Cells]:
    said: dict[str, Any] = {
        "slug": draft.slug, "edition": draft.edition, "edition_en": draft.edition_en, "title": draft.title,
        "title_en": draft.title_en, "example": "是" if draft.example else "否", "source": draft.source,
        "source_en": draft.source_en, "months": draft.period.get("months"),
    }  # fmt: skip
    return [{"name": label, "value": said[key]} for label, (key, *_rest) in layout.HEAD_ITEMS.items()]


def _kind(key: str, words: Mapping[str, Any]) -> Cells:
    return {"key": key, **words, "key_place": "是" if words.get("key_place") else ""}


def _names(kinds: Kinds) -> dict[str, str]:
    """Key → how it stands in other sheets: its name, where that says one thing only, else the key."""
    names = [words["zh"] for words in kinds.values()]
    return {
        key: words["zh"]
        if names.count(words["zh"]) == 1 and (words["zh"] == key or words["zh"] not in kinds)
        and not set(words["zh"]) & set(PARTING) else key
        for key, words in kinds.items()
    }  # fmt: skip


def _tree_row(draft: Draft, depth: int, row: Any, units: Mapping[str, str], places: Mapping[str, str]) -> Cells:
    shared = {"code": row.code, "parent": row.parent, "printed": row.printed}
    if not isinstance(row, DraftCriterion):
        return {**shared, "level": draft.levels[depth]["zh"], "zh": row.title, "en": row.title_en}
    return {
        **shared, "level": draft.levels[-1]["zh"], "zh": row.wording, "en": row.wording_en,
        "methods": [METHODS[method] for method in row.methods], "weight": row.weight,
        **{f"weight_{method}": part for method, part in row.weights.items()},
        "unit_kinds": [units[key] for key in row.unit_kinds], "place_kinds": [places[key] for key in row.place_kinds],
        "part": _word("part", layout.TREE, row.part), "rule": _word("rule", layout.TREE, row.score["rule"]),
        "each": row.score.get("each"), "of": row.score.get("of"), **_basis(row),
    }  # fmt: skip


def _ask(code: str, ask: Mapping[str, Any]) -> Cells:
    words = ask.get("words", {})
    return {"code": code, "kind": _word("kind", layout.ASKS, ask["kind"]), "count": ask["count"],
            "cadence": CADENCES.get(ask["cadence"], ask["cadence"]), "min": words.get("min") or None,
            "max": words.get("max") or None}  # fmt: skip
