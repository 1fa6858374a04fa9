"""Everything that can be done to standards: load one whole, retire it, bring it back. No edition is ever edited."""

from collections.abc import Iterable
from typing import Any

from django.db import IntegrityError
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from chuangcheng.kit.refused import STATE, Refused
from chuangcheng.kit.rooms import kind_of
from chuangcheng.kit.verbs import act, make, permit
from chuangcheng.rooms.standards.doors import files
from chuangcheng.rooms.standards.doors.nodes import SIZE, Fault
from chuangcheng.rooms.standards.draft import Draft
from chuangcheng.rooms.standards.keeping import draft_of, fill, standard_of
from chuangcheng.rooms.standards.models import Standard

MAKING = ("load",)
SHOWN = 100  # faults in one answer


def load(actor: Any, *, data: bytes | None = None, chunks: Iterable[bytes] = ()) -> Standard:
    """Load an edition from YAML or Excel, whole or not at all.

    An edition that is loaded already is given back as it is if the file says the same, and refused if it does not.
    Raises Refused with every fault of the file.
    """
    reading = files.read(_bounded(chunks) if data is None else data)
    if reading.draft is None:
        raise refusal(reading.faults)
    draft = reading.draft
    standard = standard_of(draft)
    permit(actor, "load", standard, kind_of(Standard))
    if there := _loaded(draft):
        return there
    facts = {"criteria": len(draft.criteria), "headings": len(draft.headings), "digest": standard.digest,
             "checklist_items": len(draft.checks), "questions": len(draft.questions),
             "negative_items": len(draft.negatives)}  # fmt: skip
    facts = {name: fact for name, fact in facts.items() if fact}
    try:
        with make(actor, "load", standard, facts=facts):
            fill(standard, draft)
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
    lines = [_place(fault) % {"sheet": fault.sheet, "line": fault.line or "—", "where": fault.where,
                              "why": fault.en if english else fault.zh}
             for fault in faults[:SHOWN]]  # fmt: skip
    head = _("文件有 %(n)s 处问题，什么都没有载入。") % {"n": len(faults)}
    if len(faults) > SHOWN:
        lines.append(_("……只列出前 %(n)s 处。") % {"n": SHOWN})
    return Refused("\n".join([head, *lines]))


def _place(fault: Fault) -> str:
    """Where a fault is: in a workbook a sheet, in a plain file a line."""
    if fault.sheet:
        return _("工作表“%(sheet)s” 第 %(line)s 行 %(where)s：%(why)s")
    return _("第 %(line)s 行 %(where)s：%(why)s")


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
    if there is None or draft.digest() in (there.digest, draft_of(there).digest()):
        return there
    words = _("“%(title)s %(edition)s”已经载入，内容不同。改了内容就要换一个版本名（edition）再载入。")
    raise Refused(words % {"title": there.title, "edition": there.edition}, why=STATE)
