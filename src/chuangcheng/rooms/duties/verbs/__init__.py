"""Everything that can be done to a duty and to a month's list."""

from chuangcheng.rooms.duties.verbs.days import declare, lift
from chuangcheng.rooms.duties.verbs.feeds import subscribe, unsubscribe
from chuangcheng.rooms.duties.verbs.line import (
    accept,
    fulfil,
    not_applicable,
    not_held,
    pass_with_list,
    reopen,
    send_back,
    sign,
    submit,
    take_back,
)
from chuangcheng.rooms.duties.verbs.lists import draw_up, send_list_back, sign_list
from chuangcheng.rooms.duties.verbs.office import (
    Spec,
    adjust,
    assign,
    assign_many,
    escalate,
    extend,
    reassign,
    remind,
    withdraw,
)
from chuangcheng.rooms.duties.verbs.proofs import add_proof, drop_proof

MAKING = ("assign",)

__all__ = [
    "MAKING", "Spec", "accept", "add_proof", "adjust", "assign", "assign_many", "declare", "draw_up", "drop_proof", "escalate", "extend",
    "fulfil", "lift", "not_applicable", "not_held", "pass_with_list", "reassign", "remind", "reopen", "send_back", "send_list_back",
    "sign", "sign_list", "submit", "subscribe", "take_back", "unsubscribe", "withdraw",
]  # fmt: skip
