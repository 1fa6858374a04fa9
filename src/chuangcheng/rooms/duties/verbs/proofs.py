"""Bringing proof: each piece counts as it comes."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from chuangcheng.kit.refused import Refused
from chuangcheng.kit.verbs import act
from chuangcheng.rooms.duties.models import Duty, Proof
from chuangcheng.rooms.evidence import verbs as evidence
from chuangcheng.rooms.evidence.models import Evidence, kind_of_file


def add_proof(actor: Any, duty: Duty, *, pieces: Sequence[Evidence] = (), files: Iterable[Any] = (), kind: str = "",
              title: str = "", caption: Mapping[str, str] | None = None, period_from: dt.date | None = None,
              period_to: dt.date | None = None, nothing_secret: bool = False, other_period: bool = False,
              seen: int | None = None) -> Duty:  # fmt: skip
    """Count pieces towards a duty: ones that are already kept (`pieces`), and new files, in one transaction.

    `kind`, left out, goes by the file. Raises Refused for kept material of another period, unless `other_period` says
    that it is meant. A file is never turned away for its days, which would lose it: the person is told.
    """
    with act(actor, "add_proof", duty) as duty:
        if not other_period:
            _of_this_period(duty, pieces)
        brought = [*pieces]
        for file in files:
            brought.append(evidence.hand_in(
                actor, unit=_unit_of(actor, duty), kind=kind or kind_of_file(file.name), title=title or file.name, filename=file.name, chunks=file.chunks(),
                period_from=period_from or duty.period_from, period_to=period_to or duty.period_to, caption=caption,
                nothing_secret=nothing_secret,
            ))  # fmt: skip
        _not_twice(duty, brought[len(pieces) :])
        if not brought:
            raise Refused(_("请选一个文件，或从材料库里挑一件。"), fields={"files": _("请选一个文件。")})
        readers = [duty.unit, *duty.cooperating.all()]
        for piece in brought:
            Proof.objects.get_or_create(duty=duty, evidence=piece)
            piece.readers.add(*readers)
        duty.counted = count_of(duty)
    if any(not piece.covers(duty.period_from, duty.period_to) for piece in brought):
        duty.said = _("已交。所属时段不在本期（%(period)s），签字、审核的人会看到。") % {"period": duty.period_words}
    return duty


def _of_this_period(duty: Duty, pieces: Sequence[Evidence]) -> None:
    """Raises Refused for kept material that says of itself that it is of other days than the duty asks for."""
    others = [piece for piece in pieces if not piece.covers(duty.period_from, duty.period_to)]
    if others:
        words = _("“%(title)s”的所属时段不在本期（%(period)s）。确实用它证明本期的，请勾选“不是本期的也算”。")
        words %= {"title": others[0].title, "period": duty.period_words}
        raise Refused(words, fields={"pieces": words, "other_period": _("请确认。")})


def _not_twice(duty: Duty, uploaded: Sequence[Evidence]) -> None:
    """Raises Refused where a file was handed in for this duty before: a second click, or one photo for two."""
    held = set(duty.proofs.values_list("evidence__blob_id", flat=True))
    for piece in uploaded:
        if piece.blob_id in held:
            words = _("“%(name)s”已经交过了，不用再传。") % {"name": piece.filename}
            raise Refused(words, fields={"files": words})
        held.add(piece.blob_id)


def _unit_of(actor: Any, duty: Duty) -> Any:
    """A cooperating unit's piece belongs to that unit; anybody else hands in for the duty's own."""
    if actor.is_system or duty.unit_id in actor.own_units:
        return duty.unit
    return duty.cooperating.filter(pk__in=actor.own_units).first() or duty.unit


def drop_proof(actor: Any, duty: Duty, *, piece: Evidence, seen: int | None = None) -> Duty:
    """Take a piece off a duty; the piece itself stays in the library."""
    with act(actor, "drop_proof", duty, facts={"piece": str(piece)}) as duty:
        Proof.objects.filter(duty=duty, evidence=piece).delete()
        duty.counted = count_of(duty)
    return duty


def count_of(duty: Duty) -> int:
    """How many count towards the duty."""
    return sum(duty.proofs.values_list("counts", flat=True))
