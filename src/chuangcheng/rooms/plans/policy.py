"""Who reads plans and who works on them."""

from typing import Any

from django.db.models import Q

from chuangcheng.rooms.plans import life


def plans(person: Any) -> Q:
    """The office sees every plan; everybody else those that are in force."""
    if person.is_office or person.is_auditor or person.is_system:
        return Q()
    return Q(state__in=[life.APPROVED, life.SUPERSEDED])


def parts(person: Any) -> Q:
    """Sections and obligations of the plans that the person sees."""
    if person.is_office or person.is_auditor or person.is_system:
        return Q()
    return Q(plan__state__in=[life.APPROVED, life.SUPERSEDED])


def office(person: Any, record: Any) -> bool:
    return bool(person.is_office or person.is_system)


def machine(person: Any, record: Any) -> bool:
    return office(person, record)


PLAN_RULES = {"bring": office, "paste": office, "approve": office, "describe": office, "add": office, "drop": office,
              "take_in": machine, "fail": machine, "supersede": machine}  # fmt: skip
SECTION_RULES = {"set_defaults": office, "mark_all": office, "confirm_all": office}
OBLIGATION_RULES = {"confirm": office, "correct": office, "mark": office, "split": office, "merge": office, "leave_out": office,
                    "take_up": office, "doubt": office, "put_in_force": machine}  # fmt: skip
