"""What duties gives to the house."""

from typing import Any

from chuangcheng.kit.life import N_
from chuangcheng.kit.rooms import Document, Kind, MenuEntry, Room
from chuangcheng.rooms.duties import api, forms, handover, inbox, jobs, policy, slots, succession, verbs
from chuangcheng.rooms.duties.models import DayOverride, Duty, Feed, MonthList


def _document(duty: Duty) -> Document:
    tokens = (f"u{duty.unit_id.hex}", *(f"u{unit.pk.hex}" for unit in duty.cooperating.all()))
    return Document(duty.title, f"{duty.number} {duty.text} {duty.origin}", tokens)


def _sees_days(person: Any) -> bool:
    return policy.sees_all(person) or policy.declares(person, None)


def _works(person: Any) -> bool:
    return bool(person.held)


ROOM = Room(
    name="duties",
    label=N_("任务"),
    urls="chuangcheng.rooms.duties.urls",
    kinds=[
        Kind("duties", Duty, N_("任务"), policy.visible, policy.RULES, verbs, forms.FORMS, document=_document,
             words={"assign": N_("新建任务"), "add_proof": N_("交材料"), "drop_proof": N_("移出材料"), "submit": N_("提交"),
                    "take_back": N_("撤回"), "sign": N_("签字"), "pass_with_list": N_("随目录签字"), "send_back": N_("退回"),
                    "accept": N_("审核通过"), "fulfil": N_("记录证明"), "not_held": N_("本期未开展"),
                    "not_applicable": N_("不适用"), "withdraw": N_("撤销任务"), "reopen": N_("重新打开"), "reassign": N_("转派"),
                    "extend": N_("延期"), "remind": N_("催办"), "escalate": N_("逾期提醒"), "hand_over": N_("移交"), "fact.level": N_("第 %(value)s 级"), "adjust": N_("修改任务")}, schema=api.DutyOut,
             inner=frozenset({"fulfil", "pass_with_list", "escalate"})),
        Kind("monthlists", MonthList, N_("月目录"), policy.lists_visible, policy.LIST_RULES, verbs, forms.LIST_FORMS,
             words={"draw_up": N_("列月目录"), "sign_list": N_("签目录"), "send_list_back": N_("退回目录")}, schema=api.MonthListOut),
        Kind("days", DayOverride, N_("工作日"), policy.everybody, policy.DAY_RULES, verbs, forms.DAY_FORMS,
             words={"declare": N_("指定放假或上班"), "lift": N_("取消指定")}),
        Kind("feeds", Feed, N_("日历订阅"), policy.own_feeds, policy.FEED_RULES, verbs,
             words={"subscribe": N_("开通日历订阅"), "unsubscribe": N_("停用日历订阅")}),
    ],
    menu=[
        MenuEntry("system", N_("任务"), "duties:list", _works, 30, inbox.count),
        MenuEntry("system", N_("月目录"), "duties:month_lists", _works, 40),
        MenuEntry("manage", N_("工作日"), "duties:workdays", _sees_days, 40),
    ],
    jobs={"escalate_late": jobs.escalate_late},
    heavy=frozenset({"escalate_late"}),
    periodic={"escalate_late": "hourly"},
    waiting=inbox.waiting,
    holdings=handover.holdings,
    hand_over=handover.hand_over,
    succeeding=succession.SUCCEEDING,
    dependents=handover.dependents,
    slots={"account": slots.of_account, "unit": slots.of_unit, "criterion": slots.of_criterion, "evidence": slots.of_evidence},
)  # fmt: skip
