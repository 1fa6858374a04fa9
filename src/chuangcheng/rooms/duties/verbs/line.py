"""The line that a duty walks: submitted, signed by both leads, reviewed by the office; returned, or ended honestly."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from chuangcheng.kit import clock
from chuangcheng.kit.refused import Refused
from chuangcheng.kit.ui.words import measured
from chuangcheng.kit.verbs import act
from chuangcheng.rooms.duties import life
from chuangcheng.rooms.duties.models import EACH, MONTHLY, SIGNERS, Duty, Signature, judged, pieces_of
from chuangcheng.rooms.duties.verbs.proofs import count_of
from chuangcheng.rooms.org.models import DEPUTY, PRINCIPAL, ROLES
from chuangcheng.rooms.org.queries import delegation_of, holders, signer_unit, signs_as
from chuangcheng.rooms.org.verbs import prove


@contextmanager
def _held(duty: Duty) -> Iterator[None]:
    """The duty locked and as it stands now, so that nothing comes between judging it and deciding."""
    with transaction.atomic():
        Duty.objects.select_for_update().filter(pk=duty.pk).first()
        duty.refresh_from_db()
        yield


def submit(actor: Any, duty: Duty, *, seen: int | None = None) -> Duty:
    """Hand in what was gathered. Signatures that were given stand if nothing changed since; else they fall away."""
    with _held(duty):
        pieces = pieces_of(duty)
        _complete(duty)
        _void_outdated(duty, judged(pieces))
        with act(actor, "submit", duty, seen=seen, to=_first_station(duty), facts={"pieces": len(pieces)}) as duty:
            duty.submitted_by, duty.submitted_at, duty.reason = actor, clock.now(), ""
            if duty.signing == EACH:
                _signers_stand_ready(duty, actor)
    return duty


def _complete(duty: Duty) -> None:
    if duty.missing:
        raise Refused(_("还差 %(much)s，补齐再提交。") % {"much": measured(duty.missing, duty.measure)})


def _void_outdated(duty: Duty, digest: str) -> None:
    Signature.objects.filter(duty=duty, void_at=None).exclude(judged=digest).update(void_at=clock.now())


def _first_station(duty: Duty) -> str:
    """Where the duty goes on submission: past the signatures that still stand."""
    if duty.signing == MONTHLY:
        return life.FOR_LIST
    if duty.signing != EACH:
        return life.FOR_OFFICE
    given = set(duty.signatures.filter(void_at=None).values_list("role", flat=True))
    if DEPUTY not in given:
        return life.FOR_DEPUTY
    return life.FOR_PRINCIPAL if PRINCIPAL not in given else life.FOR_OFFICE


def _signers_stand_ready(duty: Duty, submitter: Any) -> None:
    """Raises Refused where a signature could be given by nobody but the submitter: the duty would be stuck for good."""
    for role in (DEPUTY, PRINCIPAL):
        unit = signer_unit(duty.unit, role)
        people = holders(unit, role) if unit else []
        if not people:
            raise Refused(
                _("本单位和上级单位都没有可以签字的%(role)s，请先联系管理员补上。") % {"role": _(ROLES[role])}
            )
        if all(person.pk == submitter.pk for person in people):
            raise Refused(_("%(role)s不能给自己提交的材料签字，请由另一位联络员提交。") % {"role": _(ROLES[role])})


def take_back(actor: Any, duty: Duty, *, seen: int | None = None) -> Duty:
    """Take back what one submitted, before the first signature."""
    with act(actor, "take_back", duty, seen=seen) as duty:
        duty.submitted_by, duty.submitted_at, duty.month_list = None, None, None
    return duty


def sign(actor: Any, duty: Duty, *, password: str, seen: int | None = None) -> Duty:
    """A lead's signature: a re-authenticated act, bound to exactly the evidence that lies there now."""
    prove(actor, password)
    with _held(duty):
        role, pieces = SIGNERS.get(duty.state, ""), pieces_of(duty)
        facts = {"judged": judged(pieces), "role": role}
        with act(actor, "sign", duty, seen=seen, to=_after(duty, duty.state), facts=facts) as duty:
            _as_signed(duty, pieces)
            unit = signer_unit(duty.unit, role)
            Signature.objects.create(duty=duty, role=role, person=actor, unit=unit or duty.unit, at=clock.now(),
                                     delegation=delegation_of(actor, signs_as(actor, role).get(duty.unit_id)), judged=judged(pieces),
                                     judged_pieces=pieces)  # fmt: skip
    return duty


def _as_signed(duty: Duty, pieces: list[Any]) -> None:
    """Raises Refused where a piece was changed under a signature that stands, the duty's own or its month list's."""
    own = duty.signatures.filter(void_at=None).exclude(judged=judged(pieces))
    if own.exists() or (duty.month_list and not duty.month_list.was_signed_with(duty, pieces)):
        raise Refused(_("签字以后材料又改过。请退回，由联络员重新提交。"))


def _after(duty: Duty, station: str) -> str:
    """The next station; a principal's signature that still stands is not asked for again."""
    standing = duty.signatures.filter(void_at=None, role=PRINCIPAL).exists()
    return life.FOR_PRINCIPAL if station == life.FOR_DEPUTY and not standing else life.FOR_OFFICE


def pass_with_list(actor: Any, duty: Duty, *, seen: int | None = None) -> Duty:
    """Signed with the month's list: on to the office."""
    with act(actor, "pass_with_list", duty) as duty:
        pass
    return duty


def send_back(actor: Any, duty: Duty, *, reason: str, seen: int | None = None) -> Duty:
    """Return to the liaison, with a reason that they will read."""
    with act(actor, "send_back", duty, seen=seen, facts={"reason": reason}) as duty:
        duty.reason, duty.month_list = reason, None
    return duty


def accept(actor: Any, duty: Duty, *, seen: int | None = None) -> Duty:
    """审核通过: the office accepts exactly what lies there now."""
    with _held(duty):
        pieces = pieces_of(duty)
        with act(actor, "accept", duty, seen=seen, facts={"judged": judged(pieces)}) as duty:
            _as_signed(duty, pieces)
            duty.ended_at = clock.now()
    return duty


def fulfil(actor: Any, duty: Duty, *, by: str, seen: int | None = None) -> Duty:
    """Proven by a record of another room (a published exposure, a finished round): nothing is uploaded twice."""
    with act(actor, "fulfil", duty, facts={"by": by}) as duty:
        duty.proven_by, duty.ended_at = by, clock.now()
        duty.counted = max(duty.counted, duty.needed)
    return duty


def not_held(actor: Any, duty: Duty, *, reason: str, seen: int | None = None) -> Duty:
    """本期未开展: an honest end, seen by the office."""
    return _end(actor, "not_held", duty, reason, seen)


def not_applicable(actor: Any, duty: Duty, *, reason: str, seen: int | None = None) -> Duty:
    """不适用: an honest end, seen by the office."""
    return _end(actor, "not_applicable", duty, reason, seen)


def _end(actor: Any, verb: str, duty: Duty, reason: str, seen: int | None) -> Duty:
    with act(actor, verb, duty, seen=seen, facts={"reason": reason}) as duty:
        duty.reason, duty.ended_at = reason, clock.now()
    return duty


def reopen(actor: Any, duty: Duty, *, reason: str, seen: int | None = None) -> Duty:
    """The office opens an ended duty again. A record that proved it no longer does."""
    with act(actor, "reopen", duty, seen=seen, facts={"reason": reason}) as duty:
        duty.reason, duty.ended_at, duty.month_list = reason, None, None
        duty.proven_by, duty.counted = "", count_of(duty)
    return duty
