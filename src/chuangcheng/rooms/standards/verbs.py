"""Everything that can be done to standards: load one whole, retire it, bring it back. No edition is ever edited."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import IntegrityError
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from chuangcheng.kit import search
from chuangcheng.kit.refused import STATE, Refused
from chuangcheng.kit.rooms import kind_of
from chuangcheng.kit.verbs import act, make, permit
from chuangcheng.rooms.standards.doors import yaml
from chuangcheng.rooms.standards.doors.nodes import SIZE, Fault
from chuangcheng.rooms.standards.draft import Draft, DraftCriterion, Placed, place
from chuangcheng.rooms.standards.models import Criterion, Heading, Standard

MAKING = ("load",)
SHOWN = 100  # faults in one answer


def load(actor: Any, *, data: bytes | None = None, chunks: Iterable[bytes] = ()) -> Standard:
    """Load an edition from YAML, whole or not at all.

    An edition that is loaded already is given back as it is if the file says the same, and refused if it does not.
    Raises Refused with every fault of the file.
    """
    reading = yaml.read(_bounded(chunks) if data is None else data)
    if reading.draft is None:
        raise refusal(reading.faults)
    draft = reading.draft
    standard = _standard(draft)
    permit(actor, "load", standard, kind_of(Standard))
    if there := _loaded(draft):
        return there
    facts = {"criteria": len(draft.criteria), "headings": len(draft.headings), "digest": standard.digest}
    try:
        with make(actor, "load", standard, facts=facts):
            _fill(standard, draft)
    except IntegrityError as error:
        raise Refused(_("别人刚刚载入了同一个版本，请刷新后再看。"), why=STATE) from error
    return standard


def retire(actor: Any, standard: Standard, *, seen: int | None = None) -> Standard:
    """Take a standard out of use: it stays readable, nothing new is linked to it."""
    with act(actor, "retire", standard, seen=seen) as standard:
        if not standard.in_use:
            raise Refused(_("这个标准已经停用了。"), why=STATE)
        standard.in_use = False
    return standard


def bring_back(actor: Any, standard: Standard, *, seen: int | None = None) -> Standard:
    with act(actor, "bring_back", standard, seen=seen) as standard:
        if standard.in_use:
            raise Refused(_("这个标准正在使用。"), why=STATE)
        standard.in_use = True
    return standard


def refusal(faults: list[Fault]) -> Refused:
    """All faults in one refusal, a line each."""
    english = (get_language() or "").startswith("en")
    lines = [_("第 %(line)s 行 %(where)s：%(why)s")
             % {"line": fault.line or "—", "where": fault.where, "why": fault.en if english else fault.zh}
             for fault in faults[:SHOWN]]  # fmt: skip
    head = _("文件有 %(n)s 处问题，什么都没有载入。") % {"n": len(faults)}
    if len(faults) > SHOWN:
        lines.append(_("……只列出前 %(n)s 处。") % {"n": SHOWN})
    return Refused("\n".join([head, *lines]))


def _bounded(chunks: Iterable[bytes]) -> bytes:
    """The bytes, but never much more than a reader takes; the reader says that it is too large."""
    data = b""
    for chunk in chunks:
        data += chunk
        if len(data) > SIZE:
            break
    return data


def _loaded(draft: Draft) -> Standard | None:
    """The same edition, if it is there and says the same. Raises Refused if it says something else."""
    there = Standard.objects.filter(slug=draft.slug, edition=draft.edition).first()
    if there is None or there.digest == draft.digest():
        return there
    words = _("“%(title)s %(edition)s”已经载入，内容不同。改了内容就要换一个版本名（edition）再载入。")
    raise Refused(words % {"title": there.title, "edition": there.edition}, why=STATE)


def _standard(draft: Draft) -> Standard:
    return Standard(
        slug=draft.slug, edition=draft.edition, edition_en=draft.edition_en, title=draft.title, title_en=draft.title_en,
        levels=list(draft.levels), methods=_rows(draft.methods), unit_kinds=_rows(draft.unit_kinds),
        place_kinds=_rows(draft.place_kinds), period=dict(draft.period), is_example=draft.example, source=draft.source,
        source_en=draft.source_en, digest=draft.digest(),
    )  # fmt: skip


def _rows(kinds: Mapping[str, Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Keys with their words as JSON keeps them: in order, numbers as they were written."""
    return [{"key": key, **{name: _kept(value) for name, value in words.items()}} for key, words in kinds.items()]


def _kept(value: Any) -> Any:
    return value if value is None or isinstance(value, str | bool) else str(value)


def _fill(standard: Standard, draft: Draft) -> None:
    """Write headings and criteria; a level at a time, so that parents have their numbers before their children."""
    placed = place(draft)
    held: dict[str, Heading] = {}
    for level in range(1, max(row.level for row in placed) + 1):
        rows = [_heading(standard, row, held) for row in placed if row.level == level]
        held.update({heading.code: heading for heading in Heading.objects.bulk_create(rows, batch_size=200)})
    numbers: dict[str, int] = {}
    criteria = []
    for row in draft.criteria:
        numbers[row.parent] = numbers.get(row.parent, 0) + 1
        criteria.append(_criterion(standard, held[row.parent], numbers[row.parent], row))
    Criterion.objects.bulk_create(criteria, batch_size=200)
    search.index(kind_of(Criterion), criteria)


def _heading(standard: Standard, row: Placed, held: Mapping[str, Heading]) -> Heading:
    said = row.heading
    return Heading(standard=standard, parent=held.get(said.parent), level=row.level, code=said.code,
                   printed=said.printed, title=said.title, title_en=said.title_en, path=row.path)  # fmt: skip


def _criterion(standard: Standard, heading: Heading, number: int, said: DraftCriterion) -> Criterion:
    return Criterion(
        standard=standard, heading=heading, code=said.code, printed=said.printed, wording=said.wording,
        wording_en=said.wording_en, methods=list(said.methods), weight=said.weight,
        weights={method: str(value) for method, value in said.weights.items()}, unit_kinds=list(said.unit_kinds),
        place_kinds=list(said.place_kinds), asks=[dict(ask) for ask in said.asks], part=said.part, source=said.source,
        certainty=said.certainty, path=f"{heading.path}c{number:04d}",
    )  # fmt: skip
