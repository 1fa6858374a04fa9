"""The lives of a duty and of a month's list."""

from chuangcheng.kit.life import N_, Life, step

OPEN, RETURNED = "open", "returned"
FOR_LIST, FOR_DEPUTY, FOR_PRINCIPAL, FOR_OFFICE = "for_list", "for_deputy", "for_principal", "for_office"
ACCEPTED, NOT_HELD, NOT_APPLICABLE, WITHDRAWN = "accepted", "not_held", "not_applicable", "withdrawn"

TO_DO = (OPEN, RETURNED)
UNDER_WAY = (FOR_LIST, FOR_DEPUTY, FOR_PRINCIPAL, FOR_OFFICE)
ENDED = (ACCEPTED, NOT_HELD, NOT_APPLICABLE, WITHDRAWN)

DUTY = Life(
    step("add_proof", TO_DO),
    step("drop_proof", TO_DO),
    step("submit", TO_DO, FOR_LIST, FOR_DEPUTY, FOR_PRINCIPAL, FOR_OFFICE),
    step("take_back", [FOR_LIST, FOR_DEPUTY], OPEN),
    step("sign", [FOR_DEPUTY], FOR_PRINCIPAL, FOR_OFFICE),
    step("sign", [FOR_PRINCIPAL], FOR_OFFICE),
    step("pass_with_list", [FOR_LIST], FOR_OFFICE),
    step("send_back", UNDER_WAY, RETURNED),
    step("accept", [FOR_OFFICE], ACCEPTED),
    step("fulfil", [*TO_DO, *UNDER_WAY], ACCEPTED),
    step("not_held", TO_DO, NOT_HELD),
    step("not_applicable", TO_DO, NOT_APPLICABLE),
    step("withdraw", [*TO_DO, *UNDER_WAY], WITHDRAWN),
    step("reopen", [ACCEPTED, NOT_HELD, NOT_APPLICABLE, WITHDRAWN], OPEN),
    step("reassign", TO_DO),
    step("extend", TO_DO),
    step("remind", [*TO_DO, FOR_LIST, FOR_DEPUTY, FOR_PRINCIPAL]),  # not while it waits for the office itself
    step("escalate", TO_DO),
    step("adjust", [*TO_DO, *UNDER_WAY]),
    start=OPEN,
    words={
        OPEN: N_("待提交"),
        RETURNED: N_("已退回"),
        FOR_LIST: N_("待列入月目录"),
        FOR_DEPUTY: N_("待分管签字"),
        FOR_PRINCIPAL: N_("待主要签字"),
        FOR_OFFICE: N_("待创建办审核"),
        ACCEPTED: N_("审核通过"),
        NOT_HELD: N_("本期未开展"),
        NOT_APPLICABLE: N_("不适用"),
        WITHDRAWN: N_("已撤销"),
    },
)

LIST_DEPUTY, LIST_PRINCIPAL, SIGNED, DROPPED = "deputy", "principal", "signed", "dropped"

MONTH_LIST = Life(
    step("sign_list", [LIST_DEPUTY], LIST_PRINCIPAL),
    step("sign_list", [LIST_PRINCIPAL], SIGNED),
    step("send_list_back", [LIST_DEPUTY, LIST_PRINCIPAL], DROPPED),
    start=LIST_DEPUTY,
    words={
        LIST_DEPUTY: N_("待分管签字"),
        LIST_PRINCIPAL: N_("待主要签字"),
        SIGNED: N_("已签字"),
        DROPPED: N_("已退回"),
    },
)
