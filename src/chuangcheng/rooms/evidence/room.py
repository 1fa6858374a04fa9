"""What evidence gives to the house."""

from typing import Any

from chuangcheng.kit.life import N_
from chuangcheng.kit.rooms import Document, Kind, MenuEntry, Room
from chuangcheng.rooms.evidence import api, forms, policy, verbs
from chuangcheng.rooms.evidence.models import Evidence


def _document(piece: Evidence) -> Document:
    return Document(piece.title, " ".join([piece.filename, *piece.caption.values()]), (f"u{piece.unit_id.hex}",))


def _works(person: Any) -> bool:
    return bool(person.held)


ROOM = Room(
    name="evidence",
    label=N_("材料"),
    urls="chuangcheng.rooms.evidence.urls",
    kinds=[
        Kind("evidence", Evidence, N_("材料"), policy.visible, policy.RULES, verbs, forms.FORMS, document=_document,
             words={"hand_in": N_("存入材料"), "amend": N_("更正材料")}, schema=api.EvidenceOut),
    ],
    menu=[MenuEntry("grips", N_("材料库"), "evidence:library", _works, 10)],
)  # fmt: skip
