"""What standards gives to the house."""

from typing import Any

from chuangcheng.kit.life import N_
from chuangcheng.kit.rooms import Document, Kind, MenuEntry, Room
from chuangcheng.rooms.standards import api, forms, jobs, policy, verbs
from chuangcheng.rooms.standards.models import ChecklistItem, Criterion, NegativeItem, Question, Standard, Succession
from chuangcheng.rooms.standards.models.parts import Part


def _document(criterion: Criterion) -> Document:
    return Document(
        f"{criterion.printed} {criterion.wording}"[:300], f"{criterion.heading.title} {criterion.wording_en}"
    )


def _part_document(row: Part) -> Document:
    return Document(f"{row.code} {row.wording}"[:300], row.wording_en)


def _signed_in(person: Any) -> bool:
    return True


ROOM = Room(
    name="standards",
    label=N_("测评体系"),
    urls="chuangcheng.rooms.standards.urls",
    kinds=[
        Kind("standards", Standard, N_("测评体系"), policy.visible, policy.RULES, verbs, forms.FORMS,
             words={"load": N_("载入标准"), "retire": N_("停用标准"), "bring_back": N_("启用标准"),
                    "fact.criteria": N_("测评标准 %(value)s 条"), "fact.checklist_items": N_("实测清单 %(value)s 项"),
                    "fact.questions": N_("问卷题目 %(value)s 题"), "fact.negative_items": N_("负面清单 %(value)s 项")}, schema=api.StandardOut),
        Kind("successions", Succession, N_("换版接续"), policy.visible, policy.SUCCESSION_RULES, verbs, forms.SUCCESSION_FORMS,
             words={"take_over": N_("接续到新版"), "settle": N_("接续完成"), "undo": N_("撤回接续"),
                    "fact.carried": N_("接续标准 %(value)s 条"), "fact.open": N_("补齐标准 %(value)s 条")}, schema=api.SuccessionOut,
             inner=frozenset({"settle"})),
        Kind("criteria", Criterion, N_("测评标准"), policy.visible, policy.CRITERION_RULES, verbs, document=_document, schema=api.CriterionOut),
        Kind("checklistitems", ChecklistItem, N_("实测清单"), policy.visible, policy.PART_RULES, verbs, document=_part_document, schema=api.ChecklistItemOut),
        Kind("questions", Question, N_("问卷题目"), policy.visible, policy.PART_RULES, verbs, document=_part_document, schema=api.QuestionOut),
        Kind("negativeitems", NegativeItem, N_("负面清单"), policy.visible, policy.PART_RULES, verbs, document=_part_document, schema=api.NegativeItemOut),
    ],
    jobs={"carry": jobs.carry},
    heavy=frozenset({"carry"}),
    menu=[MenuEntry("system", N_("测评体系"), "standards:list", _signed_in, 10, also=("/criteria/",))],
)  # fmt: skip
