"""Everything that can be done to standards: load one whole, retire it, bring it back, let an edition follow another.
No edition is ever edited."""

from chuangcheng.rooms.standards.verbs.loading import bring_back, load, refusal, retire
from chuangcheng.rooms.standards.verbs.succession import carry_links, settle, take_over, undo, undo_links

MAKING = ("load", "take_over")

__all__ = [
    "MAKING",
    "bring_back",
    "carry_links",
    "load",
    "refusal",
    "retire",
    "settle",
    "take_over",
    "undo",
    "undo_links",
]
