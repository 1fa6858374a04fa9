"""A draft as rows of the database, and the rows as a draft again: the two say the same, to the digest. Numbers inside JSON
are kept as text, exactly as they were written."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, TypeVar

from chuangcheng.kit import search
from chuangcheng.kit.rooms import kind_of
from chuangcheng.rooms.standards.draft import (
    Draft,
    DraftCheck,
    DraftCriterion,
    DraftHeading,
    DraftNegative,
    DraftQuestion,
    Linked,
    Placed,
    place,
    plain,
    settled,
)
from chuangcheng.rooms.standards.models import ChecklistItem, Criterion, Heading, NegativeItem, Question, Standard
from chuangcheng.rooms.standards.models.parts import Part

BATCH = 200
NUMBERS = ("weight", "sample", "share", "each", "points")  # decimals inside JSON
P = TypeVar("P", bound=Part)


# --- from the draft ---------------------------------------------------------------------------------------------------


def standard_of(draft: Draft) -> Standard:
    """The standard's own row, not yet kept."""
    return Standard(
        slug=draft.slug, edition=draft.edition, edition_en=draft.edition_en, title=draft.title, title_en=draft.title_en,
        levels=list(draft.levels), methods=_rows(draft.methods), unit_kinds=_rows(draft.unit_kinds),
        place_kinds=_rows(draft.place_kinds), lines=_rows(draft.lines), period=dict(draft.period),
        is_example=draft.example, source=draft.source, source_en=draft.source_en, digest=draft.digest(),
    )  # fmt: skip


def fill(standard: Standard, draft: Draft) -> None:
    """Write all that hangs on it; headings a level at a time, so that parents have their numbers before their children."""
    draft = settled(draft)
    placed = place(draft)
    held: dict[str, Heading] = {}
    for level in range(1, max(row.level for row in placed) + 1):
        rows = [_heading(standard, row, held) for row in placed if row.level == level]
        held.update({heading.code: heading for heading in Heading.objects.bulk_create(rows, batch_size=BATCH)})
    numbers: dict[str, int] = {}
    criteria = []
    for row in draft.criteria:
        numbers[row.parent] = numbers.get(row.parent, 0) + 1
        criteria.append(_criterion(standard, held[row.parent], numbers[row.parent], row))
    Criterion.objects.bulk_create(criteria, batch_size=BATCH)
    search.index(kind_of(Criterion), criteria)
    known = {criterion.code: criterion for criterion in criteria}
    _fill_part(ChecklistItem, [_check(standard, n, row) for n, row in enumerate(draft.checks, 1)], draft.checks, known)
    _fill_part(
        Question, [_question(standard, n, row) for n, row in enumerate(draft.questions, 1)], draft.questions, known
    )
    _fill_part(
        NegativeItem, [_negative(standard, n, row) for n, row in enumerate(draft.negatives, 1)], draft.negatives, known
    )


def _fill_part(model: type[P], rows: list[P], said: Sequence[Linked], criteria: Mapping[str, Criterion]) -> None:
    """Write rows and their links to criteria."""
    model._default_manager.bulk_create(rows, batch_size=BATCH)
    through: Any = model.criteria.through
    name = f"{model._meta.model_name}_id"
    links = [
        through(**{name: row.pk, "criterion_id": criteria[code].pk})
        for row, draft in zip(rows, said, strict=True)
        for code in draft.criteria
    ]
    through.objects.bulk_create(links, batch_size=BATCH)
    search.index(kind_of(model), rows)


def _rows(kinds: Mapping[str, Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Keys with their words as JSON keeps them: in order, numbers as they were written."""
    return [{"key": key, **_kept(words)} for key, words in kinds.items()]


def _kept(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: _kept(held) for name, held in value.items()}
    if isinstance(value, list | tuple):
        return [_kept(held) for held in value]
    return plain(value) if isinstance(value, Decimal) else value


def _heading(standard: Standard, row: Placed, held: Mapping[str, Heading]) -> Heading:
    said = row.heading
    return Heading(standard=standard, parent=held.get(said.parent), level=row.level, code=said.code,
                   printed=said.printed, title=said.title, title_en=said.title_en, path=row.path)  # fmt: skip


def _criterion(standard: Standard, heading: Heading, number: int, said: DraftCriterion) -> Criterion:
    return Criterion(
        standard=standard, heading=heading, code=said.code, printed=said.printed, wording=said.wording,
        wording_en=said.wording_en, methods=list(said.methods), weight=said.weight, weights=_kept(said.weights),
        unit_kinds=list(said.unit_kinds), place_kinds=list(said.place_kinds), asks=_kept(said.asks),
        score=_kept(said.score), items=_kept(said.items), part=said.part, source=said.source,
        certainty=said.certainty, path=f"{heading.path}c{number:04d}",
    )  # fmt: skip


def _shared(standard: Standard, number: int, said: Linked) -> dict[str, Any]:
    return {"standard": standard, "number": number, "code": said.code, "wording": said.wording,
            "wording_en": said.wording_en, "source": said.source, "certainty": said.certainty}  # fmt: skip


def _check(standard: Standard, number: int, said: DraftCheck) -> ChecklistItem:
    return ChecklistItem(**_shared(standard, number, said), place_kind=said.place_kind, how=said.how, answer=said.answer,
                         grades=_kept(said.grades), least=said.least, spacing=said.spacing)  # fmt: skip


def _question(standard: Standard, number: int, said: DraftQuestion) -> Question:
    return Question(
        **_shared(standard, number, said), about=said.about, options=_kept(said.options), weight=said.weight
    )


def _negative(standard: Standard, number: int, said: DraftNegative) -> NegativeItem:
    return NegativeItem(**_shared(standard, number, said), line=said.work_line, level=said.level,
                        effects=_kept(said.effects), window=said.window, unit_kinds=list(said.unit_kinds))  # fmt: skip


# --- back to the draft ------------------------------------------------------------------------------------------------


def draft_of(standard: Standard) -> Draft:
    """What was loaded, in nine queries however large it is."""
    headings = list(standard.headings.order_by("path"))
    codes = {heading.pk: heading.code for heading in headings}
    criteria = list(standard.criteria.order_by("path"))
    known = {criterion.pk: criterion.code for criterion in criteria}
    return settled(Draft(
        slug=standard.slug, edition=standard.edition, edition_en=standard.edition_en, title=standard.title,
        title_en=standard.title_en, example=standard.is_example, source=standard.source, source_en=standard.source_en,
        period=dict(standard.period), levels=[dict(level) for level in standard.levels],
        methods=_kinds(standard.methods), unit_kinds=_kinds(standard.unit_kinds),
        place_kinds=_kinds(standard.place_kinds), lines=_kinds(standard.lines),
        headings=[DraftHeading(row.code, row.printed, row.title, row.title_en, codes.get(row.parent_id or 0, ""))
                  for row in headings],
        criteria=[_draft_criterion(row, codes[row.heading_id]) for row in criteria],
        checks=[DraftCheck(**_said(row, links), place_kind=row.place_kind, how=row.how, answer=row.answer,
                           grades=_read(row.grades), least=row.least, spacing=row.spacing)
                for row, links in _linked(ChecklistItem, standard, known)],
        questions=[DraftQuestion(**_said(row, links), about=row.about, options=_read(row.options), weight=row.weight)
                   for row, links in _linked(Question, standard, known)],
        negatives=[DraftNegative(**_said(row, links), work_line=row.line, level=row.level, effects=_read(row.effects),
                                 window=row.window, unit_kinds=list(row.unit_kinds))
                   for row, links in _linked(NegativeItem, standard, known)],
    ))  # fmt: skip


def _linked(model: type[P], standard: Standard, criteria: Mapping[Any, str]) -> Iterable[tuple[P, list[str]]]:
    """The rows in their order, each with the codes of its criteria."""
    through: Any = model.criteria.through
    name = f"{model._meta.model_name}_id"
    links: dict[Any, list[str]] = {}
    for row, criterion in through.objects.filter(criterion__standard=standard).values_list(name, "criterion_id"):
        links.setdefault(row, []).append(criteria[criterion])
    rows = model._default_manager.filter(standard=standard).prefetch_related(None).order_by("number")
    return [(row, links.get(row.pk, [])) for row in rows]


def _said(row: Part, links: list[str]) -> dict[str, Any]:
    return {"code": row.code, "wording": row.wording, "wording_en": row.wording_en, "criteria": links,
            "source": row.source, "certainty": row.certainty}  # fmt: skip


def _kinds(rows: Iterable[Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    return {row["key"]: {name: held for name, held in _read(row).items() if name != "key"} for row in rows}


def _draft_criterion(row: Criterion, parent: str) -> DraftCriterion:
    return DraftCriterion(
        code=row.code, printed=row.printed, wording=row.wording, wording_en=row.wording_en, parent=parent,
        methods=list(row.methods), weight=row.weight,
        weights={method: Decimal(value) for method, value in row.weights.items()}, unit_kinds=list(row.unit_kinds),
        place_kinds=list(row.place_kinds), asks=_read(row.asks), part=row.part, source=row.source,
        certainty=row.certainty, score=_read(row.score), items=_read(row.items),
    )  # fmt: skip


def _read(value: Any, name: str = "") -> Any:
    """JSON with its decimals as numbers again."""
    if isinstance(value, Mapping):
        return {key: _read(held, key) for key, held in value.items()}
    if isinstance(value, list):
        return [_read(held) for held in value]
    return Decimal(value) if name in NUMBERS and value is not None else value
