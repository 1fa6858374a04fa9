"""Everything that can be done to plans, their sections and obligations."""

from chuangcheng.rooms.plans.verbs.documents import approve, bring, describe, drop, fail, paste, supersede, take_in
from chuangcheng.rooms.plans.verbs.obligations import (
    add,
    confirm,
    correct,
    doubt,
    leave_out,
    mark,
    merge,
    put_in_force,
    split,
    take_up,
)
from chuangcheng.rooms.plans.verbs.sections import confirm_all, mark_all, set_defaults

MAKING = ("bring", "paste")

__all__ = [
    "MAKING", "add", "approve", "bring", "confirm", "confirm_all", "correct", "describe", "doubt", "drop", "fail", "leave_out",
    "mark", "mark_all", "merge", "paste", "put_in_force", "set_defaults", "split", "supersede", "take_in", "take_up",
]  # fmt: skip
