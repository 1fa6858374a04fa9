"""What plans gives to the house."""

from typing import Any

from chuangcheng.kit.life import N_
from chuangcheng.kit.rooms import Document, Kind, MenuEntry, Room
from chuangcheng.rooms.plans import api, forms, jobs, policy, succession, verbs
from chuangcheng.rooms.plans.inbox import waiting
from chuangcheng.rooms.plans.models import Obligation, Plan, Section


def _document(plan: Plan) -> Document:
    return Document(plan.title, f"{plan.paper_number} {plan.text}")


def _signed_in(person: Any) -> bool:
    return True


ROOM = Room(
    name="plans",
    label=N_("工作方案"),
    urls="chuangcheng.rooms.plans.urls",
    kinds=[
        Kind("plans", Plan, N_("工作方案"), policy.plans, policy.PLAN_RULES, verbs, forms.PLAN_FORMS, document=_document,
             words={"bring": N_("上传方案"), "paste": N_("粘贴方案文字"), "take_in": N_("识别完成"), "fail": N_("识别失败"),
                    "describe": N_("修改标题和起止"), "approve": N_("批准并生成任务"), "supersede": N_("被新版取代"),
                    "add": N_("新增一条"), "drop": N_("作废")}, schema=api.PlanOut, inner=frozenset({"take_in", "fail", "supersede"})),
        Kind("sections", Section, N_("章节"), policy.parts, policy.SECTION_RULES, verbs, forms.SECTION_FORMS,
             words={"set_defaults": N_("设这一节的默认"), "mark_all": N_("整节标记"), "confirm_all": N_("整节确认")}),
        Kind("obligations", Obligation, N_("任务要求"), policy.parts, policy.OBLIGATION_RULES, verbs, forms.OBLIGATION_FORMS,
             words={"confirm": N_("确认"), "correct": N_("修改"), "mark": N_("标记"), "split": N_("拆分"),
                    "merge": N_("与上条合并"), "leave_out": N_("删去"), "take_up": N_("取回"), "doubt": N_("取消确认"),
                    "put_in_force": N_("生成任务")}, schema=api.ObligationOut, inner=frozenset({"put_in_force"})),
    ],
    menu=[MenuEntry("system", N_("工作方案"), "plans:list", _signed_in, 20)],
    succeeding=succession.SUCCEEDING,
    jobs={"read": jobs.read, "expand": jobs.expand},
    heavy=frozenset({"expand"}),
    waiting=waiting,
)  # fmt: skip
