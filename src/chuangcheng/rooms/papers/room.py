"""What papers gives to the house."""

from typing import Any

from chuangcheng.kit.life import N_
from chuangcheng.kit.rooms import Document, Kind, MenuEntry, Room
from chuangcheng.rooms.papers import api, forms, handover, inbox, policy, slots, verbs
from chuangcheng.rooms.papers.models import Paper


def _document(paper: Paper) -> Document:
    """A draft is found by the office alone: it names no unit that may see it."""
    tokens = (f"u{paper.unit_id.hex}",) if paper.is_issued else ()
    return Document(paper.title, f"{paper.number} {paper.requirement} {paper.answer} {paper.opinion}", tokens)


def _works(person: Any) -> bool:
    return bool(person.held)


def _reports(person: Any) -> bool:
    return policy.sees_all(person)


def _reads_own_month(person: Any) -> bool:
    return policy.reads_reports(person) and not policy.sees_all(person)


ROOM = Room(
    name="papers",
    label=N_("公文"),
    urls="chuangcheng.rooms.papers.urls",
    kinds=[
        Kind("papers", Paper, N_("督办交办"), policy.visible, policy.RULES, verbs, forms.FORMS, document=_document,
             words={"draft": N_("起草督办交办"), "amend": N_("修改草稿"), "discard": N_("作废草稿"), "issue": N_("编号发出"),
                    "receive": N_("签收"), "answer": N_("反馈"), "send_back": N_("退回重报"), "strike_off": N_("销号"),
                    "extend": N_("延期"), "recall": N_("收回"), "hand_over": N_("移交"), "fact.number": N_("文号 %(value)s"),
                    "fact.duties": N_("涉及任务：%(value)s"), "fact.pieces": N_("材料 %(value)s 件")}, schema=api.PaperOut),
    ],
    menu=[
        MenuEntry("dispatch", N_("督办交办"), "papers:list", _works, 10),
        MenuEntry("dispatch", N_("通报"), "papers:weekly", _reports, 20, also=("/papers/monthly/",)),
        MenuEntry("dispatch", N_("月报"), "papers:monthly", _reads_own_month, 20),
    ],
    waiting=inbox.waiting,
    holdings=handover.holdings,
    hand_over=handover.hand_over,
    dependents=handover.dependents,
    slots={"duty": slots.of_duty, "evidence": slots.of_evidence},
)  # fmt: skip
