"""The life of a 督办单 or 交办单."""

from chuangcheng.kit.life import N_, Life, step

DRAFT, ISSUED, RECEIVED, RETURNED = "draft", "issued", "received", "returned"
ANSWERED, STRUCK_OFF, RECALLED, DISCARDED = "answered", "struck_off", "recalled", "discarded"

WITH_UNIT = (ISSUED, RECEIVED, RETURNED)  # the unit has the next step: only now can it be late
TO_ANSWER = (RECEIVED, RETURNED)
RUNNING = (*WITH_UNIT, ANSWERED)
ENDED = (STRUCK_OFF, RECALLED, DISCARDED)
UNISSUED = (DRAFT, DISCARDED)  # never left the office

PAPER = Life(
    step("amend", [DRAFT]),
    step("discard", [DRAFT], DISCARDED),
    step("issue", [DRAFT], ISSUED),
    step("receive", [ISSUED], RECEIVED),
    step("answer", TO_ANSWER, ANSWERED),
    step("send_back", [ANSWERED], RETURNED),
    step("strike_off", [ANSWERED], STRUCK_OFF),
    step("extend", WITH_UNIT),
    step("recall", RUNNING, RECALLED),
    start=DRAFT,
    words={
        DRAFT: N_("草稿"),
        ISSUED: N_("待签收"),
        RECEIVED: N_("待反馈"),
        RETURNED: N_("反馈被退回"),
        ANSWERED: N_("待销号"),
        STRUCK_OFF: N_("已销号"),
        RECALLED: N_("已收回"),
        DISCARDED: N_("草稿作废"),
    },
)
