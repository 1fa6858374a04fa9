"""Who sees and does what in org. The directory of units and people is open to everybody with an account."""

from typing import Any

from django.db.models import Q

from chuangcheng.rooms.org.models import LEADS, LIAISON, Delegation, Person, Post, Unit


def units(person: Any) -> Q:
    return Q()


def people(person: Any) -> Q:
    """System persons are shown where they acted, never in a list."""
    return Q(is_system=False)


def posts(person: Any) -> Q:
    return Q()


def sets(person: Any) -> Q:
    return Q()


def groups(person: Any) -> Q:
    return Q(dissolved_on=None)


def seats(person: Any) -> Q:
    return Q(left_on=None, group__dissolved_on=None)


def manages(person: Any, record: Any) -> bool:
    """Administrators keep units and accounts; a machine may, when an administrator runs it."""
    return bool(person.is_system or person.is_admin)


def keeps_units(person: Any, record: Any) -> bool:
    return manages(person, record) or person.is_office


def is_self(person: Any, record: Person | None) -> bool:
    return record is not None and person.pk == record.pk


def appoints(person: Any, record: Post | None) -> bool:
    """Administrators appoint to every post; the leads and the liaison of a unit appoint its liaison."""
    if manages(person, record):
        return True
    own = {post.unit_id for post in person.held if post.role in (*LEADS, LIAISON)}
    if record is None:
        return bool(own)
    return record.role == LIAISON and record.unit_id in own


def adds(person: Any, record: Person | None) -> bool:
    """Administrators add people; the leads and the liaison of a unit may add its new liaison (`verbs.add` asks for the post)."""
    return appoints(person, None)


def ends(person: Any, record: Post | None) -> bool:
    return appoints(person, record)


def delegates(person: Any, record: Delegation | None) -> bool:
    """A lead delegates their own signing, and nobody else does it for them."""
    if record is None:
        return any(post.role in LEADS for post in person.held)
    return bool(record.post.person_id == person.pk and record.post.role in LEADS)


def ends_delegation(person: Any, record: Delegation | None) -> bool:
    """Who gave it, who has it, and who keeps the accounts."""
    return record is not None and (manages(person, record) or person.pk in (record.delegate_id, record.post.person_id))


def standing(person: Any) -> Q:
    return Q(ended_at=None)


DELEGATION_RULES = {"delegate": delegates, "end_delegation": ends_delegation}
GROUP_RULES = {"set_up": keeps_units, "recompose": keeps_units, "dissolve": keeps_units}
SEAT_RULES = {
    "seat": keeps_units,
    "reseat": keeps_units,
    "move_up": keeps_units,
    "move_down": keeps_units,
    "unseat": keeps_units,
}
UNIT_RULES = {"found": keeps_units, "edit": keeps_units, "move": manages, "close": manages, "reopen": manages}
SET_RULES = {"define": keeps_units, "redefine": keeps_units}
PERSON_RULES = {
    "add": adds,
    "rename": manages,
    "reset_password": manages,
    "unlock": manages,
    "drop_factors": manages,
    "deactivate": manages,
    "activate": manages,
    "choose_language": is_self,
    "set_signing": is_self,
}
POST_RULES = {"appoint": appoints, "end": ends}


def sees_unit(person: Any, unit: Unit) -> bool:
    """Whether the unit's work is within the person's sight."""
    return bool(person.is_office or person.is_auditor or unit.pk in person.reach)
