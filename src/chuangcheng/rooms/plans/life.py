"""The lives of a plan and of an obligation."""

from chuangcheng.kit.life import N_, Life, step

READING, FAILED, CHECKING, APPROVED, SUPERSEDED, DROPPED = (
    "reading",
    "failed",
    "checking",
    "approved",
    "superseded",
    "dropped",
)

PLAN = Life(
    step("take_in", [READING], CHECKING),
    step("fail", [READING], FAILED),
    step("describe", [CHECKING, APPROVED]),
    step("approve", [CHECKING, APPROVED], CHECKING, APPROVED),
    step("supersede", [CHECKING, APPROVED], SUPERSEDED),
    step("drop", [READING, FAILED, CHECKING], DROPPED),
    start=READING,
    words={
        READING: N_("识别中"),
        FAILED: N_("未能识别"),
        CHECKING: N_("核对中"),
        APPROVED: N_("已批准"),
        SUPERSEDED: N_("已被新版取代"),
        DROPPED: N_("已作废"),
    },
)

FOUND, CHECKED, IN_FORCE, LEFT_OUT = "found", "checked", "in_force", "left_out"

OBLIGATION = Life(
    step("correct", [FOUND, CHECKED]),
    step("confirm", [FOUND, CHECKED], CHECKED),
    step("doubt", [CHECKED], FOUND),
    step("mark", [FOUND, CHECKED]),
    step("split", [FOUND, CHECKED], FOUND),
    step("merge", [FOUND, CHECKED], FOUND),
    step("leave_out", [FOUND, CHECKED], LEFT_OUT),
    step("take_up", [LEFT_OUT], FOUND),
    step("put_in_force", [CHECKED], IN_FORCE),
    start=FOUND,
    words={
        FOUND: N_("待核对"),
        CHECKED: N_("已核对"),
        IN_FORCE: N_("已生成任务"),
        LEFT_OUT: N_("已删去"),
    },
)
