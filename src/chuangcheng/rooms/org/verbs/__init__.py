"""Everything that can be done in org."""

from chuangcheng.rooms.org.verbs.delegations import delegate, end_delegation
from chuangcheng.rooms.org.verbs.groups import dissolve, move_down, move_up, recompose, reseat, seat, set_up, unseat
from chuangcheng.rooms.org.verbs.people import (
    activate,
    add,
    choose_language,
    deactivate,
    drop_factors,
    rename,
    reset_password,
    set_signing,
    unlock,
)
from chuangcheng.rooms.org.verbs.posts import appoint, end
from chuangcheng.rooms.org.verbs.signing import prove
from chuangcheng.rooms.org.verbs.units import close, define, edit, found, move, redefine, reopen

MAKING = ("found", "add", "define", "appoint", "set_up", "seat", "delegate")

__all__ = [
    "MAKING", "activate", "add", "appoint", "choose_language", "close", "deactivate", "define", "delegate",
    "dissolve", "drop_factors", "edit", "end", "end_delegation", "found", "move", "move_down", "move_up", "prove",
    "recompose", "redefine", "rename", "reopen", "reseat", "reset_password", "seat", "set_signing", "set_up",
    "unlock", "unseat",
]  # fmt: skip
