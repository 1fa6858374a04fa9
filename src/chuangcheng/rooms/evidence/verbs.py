"""Handing in and amending evidence."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from chuangcheng.kit import files
from chuangcheng.kit.files import Blob
from chuangcheng.kit.refused import Refused
from chuangcheng.kit.verbs import act, make
from chuangcheng.rooms.evidence.models import CAPTION, Evidence, Revision
from chuangcheng.rooms.org.models import Unit

MAKING = ("hand_in",)


def hand_in(actor: Any, *, unit: Unit, kind: str, title: str, filename: str, chunks: Iterable[bytes],
            period_from: dt.date, period_to: dt.date, caption: Mapping[str, str] | None = None,
            nothing_secret: bool = False, key: Any = None) -> Evidence:  # fmt: skip
    """Store a file as a piece of evidence. Nobody hands in without declaring that it holds nothing secret."""
    _declared(nothing_secret)
    _in_order(period_from, period_to)
    blob = files.store(chunks)
    piece = Evidence(unit=unit, kind=kind, title=title.strip()[:200] or filename, filename=filename[-200:], blob=blob,
                     caption=_caption(caption), period_from=period_from, period_to=period_to, brought_by=actor,
                     **({"id": key} if key else {}))  # fmt: skip
    with make(actor, "hand_in", piece):
        _remember(actor, piece)
    return piece


def amend(actor: Any, piece: Evidence, *, title: str, caption: Mapping[str, str] | None = None, period_from: dt.date,
          period_to: dt.date, chunks: Iterable[bytes] | None = None, filename: str = "", nothing_secret: bool = False,
          seen: int | None = None) -> Evidence:  # fmt: skip
    """Correct a piece: a new revision, the old one kept. Decisions about the old one stay bound to it.

    Another file needs the declaration again.
    """
    if chunks is not None:
        _declared(nothing_secret)
    _in_order(period_from, period_to)
    blob: Blob | None = files.store(chunks) if chunks is not None else None
    with act(actor, "amend", piece, seen=seen) as piece:
        piece.title, piece.caption = title.strip()[:200] or piece.filename, _caption(caption)
        piece.period_from, piece.period_to = period_from, period_to
        if blob is not None:
            piece.blob, piece.filename = blob, filename[-200:]
        piece.revision += 1
        _remember(actor, piece)
    return piece


def _declared(nothing_secret: bool) -> None:
    if not nothing_secret:
        raise Refused(_("请先确认材料不含涉密内容。"), fields={"nothing_secret": _("请勾选“不含涉密内容”。")})


def _in_order(start: dt.date, end: dt.date) -> None:
    if end < start:
        words = _("所属时段的止日早于起日。")
        raise Refused(words, fields={"period_to": words})


def _caption(caption: Mapping[str, str] | None) -> dict[str, str]:
    return {key: str((caption or {})[key]).strip() for key in CAPTION if (caption or {}).get(key)}


def _remember(actor: Any, piece: Evidence) -> None:
    Revision.objects.get_or_create(
        evidence=piece, number=piece.revision,
        defaults={"blob": piece.blob, "filename": piece.filename, "exactly": piece.exactly(), "by": actor},
    )  # fmt: skip
