"""Who sees duties and what each may do to them."""

from typing import Any

from django.db.models import Q

from chuangcheng.rooms.duties import life
from chuangcheng.rooms.duties.models import SIGNERS, Duty, Feed, MonthList
from chuangcheng.rooms.org.models import DEPUTY, HANDLER, LEADS, LIAISON, PRINCIPAL
from chuangcheng.rooms.org.queries import signs_as, signs_for


def sees_all(person: Any) -> bool:
    return bool(person.is_office or person.is_auditor or person.is_system)


def visible(person: Any) -> Q:
    """The office and auditors see all; a unit its own and those below it; a cooperating unit what it cooperates in."""
    if sees_all(person):
        return Q()
    shared = Duty.cooperating.through.objects.filter(unit__in=person.own_units).values("duty_id")
    return Q(unit__in=person.reach) | Q(pk__in=shared)


def lists_visible(person: Any) -> Q:
    return Q() if sees_all(person) else Q(unit__in=person.reach)


def works_for(person: Any, duty: Duty | None) -> bool:
    """Liaisons, handlers and leads of the duty's own unit."""
    if duty is None:
        return False
    return person.is_system or any(
        post.unit_id == duty.unit_id and post.role in (LIAISON, HANDLER, *LEADS) for post in person.held
    )


def liaises(person: Any, duty: Duty | None) -> bool:
    return duty is not None and (person.is_system or person.holds(LIAISON, duty.unit_id))


def proves(person: Any, duty: Duty | None) -> bool:
    """The unit itself, and the units that cooperate."""
    if duty is None:
        return False
    return works_for(person, duty) or (
        bool(person.own_units) and not person.is_office and duty.cooperating.filter(pk__in=person.own_units).exists()
    )


def signs(person: Any, duty: Duty | None) -> bool:
    """The lead whose turn it is; nobody signs what they submitted."""
    if duty is None or duty.state not in SIGNERS:
        return False
    return _signs(person, SIGNERS[duty.state], duty.unit_id, duty.submitted_by_id)


def _signs(person: Any, role: str, unit_id: Any, brought_by: Any) -> bool:
    """Whether the person signs there in that role. Nobody signs what they brought, nor does their delegate for them."""
    by = signs_as(person, role).get(unit_id)
    return by is not None and brought_by not in (person.pk, by.person_id)


def returns(person: Any, duty: Duty | None) -> bool:
    """Any reader in the line: the unit's leads, and the office."""
    if duty is None:
        return False
    leads = duty.unit_id in signs_for(person, DEPUTY) or duty.unit_id in signs_for(person, PRINCIPAL)
    return bool(person.is_office or person.is_system or leads)


def took_in(person: Any, duty: Duty | None) -> bool:
    """Who submitted may take it back before anybody signed."""
    return duty is not None and duty.submitted_by_id == person.pk


def office(person: Any, duty: Duty | None) -> bool:
    return bool(person.is_office or person.is_system)


def machine(person: Any, duty: Duty | None) -> bool:
    """What only other rooms do, as a named system person or for the person who acted there."""
    return bool(person.is_system or person.is_office)


def passes(person: Any, duty: Duty | None) -> bool:
    """The lead whose signature closed the month's list."""
    signed = duty is not None and duty.month_list is not None and duty.month_list.state == life.SIGNED
    return signed and duty is not None and duty.unit_id in signs_for(person, PRINCIPAL)


def hands_on(person: Any, duty: Duty | None) -> bool:
    """The office gives a duty to another unit; a unit's leads to a unit below them."""
    if office(person, duty):
        return True
    return duty is not None and any(post.role in LEADS and post.unit_id == duty.unit_id for post in person.held)


RULES = {
    "submit": liaises,
    "sign": signs,
    "accept": office,
    "add_proof": proves,
    "drop_proof": works_for,
    "take_back": took_in,
    "send_back": returns,
    "not_held": liaises,
    "not_applicable": liaises,
    "remind": office,
    "extend": office,
    "reassign": hands_on,
    "adjust": office,
    "withdraw": office,
    "reopen": office,
    "assign": office,
    "fulfil": machine,
    "pass_with_list": passes,
    "escalate": machine,
}


def draws_up(person: Any, record: MonthList | None) -> bool:
    if record is None:
        return bool(person.is_system or person.holds(LIAISON))
    return bool(person.is_system or person.holds(LIAISON, record.unit_id))


def signs_list(person: Any, record: MonthList | None) -> bool:
    if record is None:
        return False
    role = {life.LIST_DEPUTY: DEPUTY, life.LIST_PRINCIPAL: PRINCIPAL}.get(record.state)
    return role is not None and _signs(person, role, record.unit_id, record.drawn_by_id)


LIST_RULES = {"draw_up": draws_up, "sign_list": signs_list, "send_list_back": signs_list}


def declares(person: Any, record: Any) -> bool:
    """Working days are kept by administrators and the office."""
    return bool(person.is_admin or person.is_office or person.is_system)


def everybody(person: Any) -> Q:
    return Q()


DAY_RULES = {"declare": declares, "lift": declares}


def own_feeds(person: Any) -> Q:
    return Q(person=person.pk)


def subscribes(person: Any, feed: Feed | None) -> bool:
    """Who hands in may have a calendar of it, their own."""
    mine = feed is None or feed.person_id == person.pk
    return mine and any(post.role == LIAISON for post in person.held)


def unsubscribes(person: Any, feed: Feed | None) -> bool:
    """Whoever has a calendar closes it, whatever post they hold now."""
    return feed is not None and feed.person_id == person.pk


FEED_RULES = {"subscribe": subscribes, "unsubscribe": unsubscribes}
