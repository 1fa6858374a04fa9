"""The life of a succession: a new edition takes over from the one before."""

from chuangcheng.kit.life import N_, Life, step

CARRYING, CARRIED, UNDONE = "carrying", "carried", "undone"

SUCCESSION = Life(
    step("settle", [CARRYING], CARRIED),
    step("undo", [CARRIED], UNDONE),
    start=CARRYING,
    words={CARRYING: N_("正在接续"), CARRIED: N_("已接续"), UNDONE: N_("已撤回")},
)
