"""The month's list (目录): routine material signed once a month."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from chuangcheng.kit import clock
from chuangcheng.kit.punctuation import joined
from chuangcheng.kit.refused import Refused
from chuangcheng.kit.verbs import act, make
from chuangcheng.rooms.duties import life
from chuangcheng.rooms.duties.models import Duty, MonthList, Signature, judged, month_words, pieces_of
from chuangcheng.rooms.duties.queries import waiting_for_list
from chuangcheng.rooms.duties.verbs.line import pass_with_list, send_back
from chuangcheng.rooms.org.models import DEPUTY, PRINCIPAL, Unit
from chuangcheng.rooms.org.queries import delegation_of, signer_unit, signs_as
from chuangcheng.rooms.org.verbs import prove

ROLE = {life.LIST_DEPUTY: DEPUTY, life.LIST_PRINCIPAL: PRINCIPAL}


def draw_up(actor: Any, *, unit: Unit, month: dt.date) -> MonthList:
    """Put what waits of the unit for this month on a list, for the leads."""
    drawn = MonthList(unit=unit, month=month.replace(day=1), drawn_by=actor)
    with make(actor, "draw_up", drawn):
        chosen = [duty.pk for duty in waiting_for_list([unit.pk]) if duty.list_month == drawn.month]
        if not Duty.objects.filter(pk__in=chosen, state=life.FOR_LIST, month_list=None).update(month_list=drawn):
            raise Refused(_("%(month)s没有待列入目录的材料。") % {"month": month_words(drawn.month)})
    return drawn


def sign_list(actor: Any, drawn: MonthList, *, password: str, seen: int | None = None) -> MonthList:
    """A lead signs the list once; with the second signature all its duties go on to the office."""
    prove(actor, password)
    with transaction.atomic():
        MonthList.objects.select_for_update().filter(pk=drawn.pk).first()
        drawn.refresh_from_db()
        role, duties = ROLE.get(drawn.state, ""), list(drawn.duties.filter(state=life.FOR_LIST))
        pieces = [[str(duty.pk), pieces_of(duty)] for duty in duties]
        _as_signed(drawn, duties, pieces)
        facts = {"judged": judged(pieces), "duties": len(duties)}
        with act(actor, "sign_list", drawn, seen=seen, facts=facts) as drawn:
            unit = signer_unit(drawn.unit, role) or drawn.unit
            Signature.objects.create(month_list=drawn, role=role, person=actor, unit=unit, at=clock.now(),
                                     delegation=delegation_of(actor, signs_as(actor, role).get(drawn.unit_id)), judged=judged(pieces),
                                     judged_pieces=pieces)  # fmt: skip
        for duty in duties if drawn.state == life.SIGNED else ():
            pass_with_list(actor, duty)
    return drawn


def _as_signed(drawn: MonthList, duties: list[Duty], pieces: list[list[Any]]) -> None:
    """Raises Refused where material was changed under the first signature, and says which."""
    changed = [duty for duty, (_key, held) in zip(duties, pieces, strict=True) if not drawn.was_signed_with(duty, held)]
    if changed:
        words = _("签字以后材料又改过：%(titles)s。请先把这几件退回，由联络员重新提交。")
        raise Refused(words % {"titles": joined(duty.full_title for duty in changed[:5])})


def send_list_back(actor: Any, drawn: MonthList, *, reason: str, seen: int | None = None) -> MonthList:
    """Return the whole list; its duties go back to the liaison with the reason."""
    duties = list(drawn.duties.filter(state=life.FOR_LIST))
    with act(actor, "send_list_back", drawn, seen=seen, facts={"reason": reason}) as drawn:
        drawn.reason = reason
        for duty in duties:
            send_back(actor, duty, reason=reason)
    return drawn
