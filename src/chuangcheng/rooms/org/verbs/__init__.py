"""Everything that can be done in org."""

from chuangcheng.rooms.org.verbs.people import (
    activate,
    add,
    choose_language,
    deactivate,
    rename,
    reset_password,
    set_signing,
    unlock,
)
from chuangcheng.rooms.org.verbs.posts import appoint, end
from chuangcheng.rooms.org.verbs.units import close, define, edit, found, move, redefine, reopen

MAKING = ("found", "add", "define", "appoint")

__all__ = [
    "MAKING", "activate", "add", "appoint", "choose_language", "close", "deactivate", "define", "edit", "end", "found", "move",
    "redefine", "rename", "reopen", "reset_password", "set_signing", "unlock",
]  # fmt: skip
