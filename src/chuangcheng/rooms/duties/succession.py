"""What duties do when an edition of a standard follows another: their links go on, and what is new becomes duties."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from uuid import uuid5

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from chuangcheng.kit import clock
from chuangcheng.kit.life import N_
from chuangcheng.kit.lists import bounded
from chuangcheng.kit.policy import visible
from chuangcheng.kit.rooms import Consequence, Succeeding
from chuangcheng.rooms.duties import life
from chuangcheng.rooms.duties.models import Duty
from chuangcheng.rooms.duties.verbs import Spec, assign_many, withdraw
from chuangcheng.rooms.org.models import Unit
from chuangcheng.rooms.standards.models import CarriedLink, Criterion, Succession
from chuangcheng.rooms.standards.queries import answering, open_criteria
from chuangcheng.rooms.standards.verbs import carry_links, undo_links

ROOM = "duties"
LINKED, OPENED = N_("任务接续"), N_("补齐任务")
MOST = 50  # criteria that are shown one by one


def meaning(person: Any, pairs: Mapping[Any, Any], fresh: Sequence[Any], gone: Sequence[Any]) -> Iterator[Consequence]:
    """Open duties by the criterion that asks for something else now, or is gone; and how many go on."""
    new = set(fresh)
    yield from _each(person, "changed", [old for old, follower in pairs.items() if follower in new])
    yield from _each(person, "gone", gone)
    linked = Duty.criteria.through.objects.filter(criterion__in=list(pairs)).values("duty")
    held = visible(person, Duty).exclude(state=life.WITHDRAWN).filter(pk__in=linked)
    standard = Criterion.objects.filter(pk__in=list(pairs)[:1]).values_list("standard", flat=True).first()
    url = f"{reverse('duties:list')}?tab=all&standard={standard}" if standard else ""
    yield Consequence("carried", _("任务会接着对应新版的标准"), bounded(held), url)


def _each(person: Any, group: str, keys: Sequence[Any]) -> Iterator[Consequence]:
    open_duties = visible(person, Duty).filter(criteria__in=keys, state__in=[*life.TO_DO, *life.UNDER_WAY])
    counts = dict(open_duties.order_by().values_list("criteria").annotate(n=Count("pk", distinct=True)))
    wanted = [key for key in keys if counts.get(key)]
    for criterion in Criterion.objects.filter(pk__in=wanted).order_by("path")[:MOST]:
        url = f"{reverse('duties:list')}?tab=unfinished&criterion={criterion.pk}"
        yield Consequence(group, str(criterion), counts[criterion.pk], url)


def carry(actor: Any, succession: Succession) -> Mapping[str, int]:
    """Duties of the material that counts, and of what is to come, go on; what is new becomes a duty of who leads in it."""
    months = (succession.new.period or {}).get("months") or 12
    since = clock.today() - dt.timedelta(days=31 * months)
    wanted = Duty.objects.exclude(state=life.WITHDRAWN).filter(period_to__gte=since)
    linked = carry_links(succession, ROOM, Duty.criteria.through, "duty_id", wanted)
    return {LINKED: linked, OPENED: assign_many(actor, _specs(succession))}


def _specs(succession: Succession) -> list[Spec]:
    office = list(Unit.objects.filter(kind="office", closed_on=None)[:1]) or list(Unit.objects.filter(parent=None)[:1])
    today = min(clock.today(), succession.due_on)
    followed = {new for _old, new in succession.pairs}
    found = []
    for criterion in open_criteria(succession):
        asks = _("新版改了要求") if str(criterion.pk) in followed else _("新版新增")
        title = _("%(asks)s：%(criterion)s") % {"asks": asks, "criterion": criterion}
        found += [
            Spec(title=title[:200], text=criterion.wording, unit_id=unit.pk, lineage=lineage(succession, criterion.pk),
                 period="once", period_from=today, period_to=succession.due_on, due_on=succession.due_on,
                 part=criterion.part, origin=str(succession)[:120], criteria=(criterion.pk,))
            for unit in answering(criterion) or office
        ]  # fmt: skip
    return found


def lineage(succession: Succession, criterion: Any) -> Any:
    """What the duties of a criterion that is new share: made once, however often they are asked for."""
    return uuid5(succession.pk, str(criterion))


def _opened(succession: Succession) -> Any:
    return Duty.objects.filter(lineage__in=[lineage(succession, key) for key in succession.open])


def begun(succession: Succession) -> str:
    """Whether somebody handed in for what was opened or carried over."""
    touched = _opened(succession).filter(Q(counted__gt=0) | ~Q(state__in=[life.OPEN, life.WITHDRAWN])).first()
    if touched is None:
        carried = CarriedLink.objects.filter(succession=succession, room=ROOM).values("record")
        touched = Duty.objects.filter(pk__in=carried, submitted_at__gt=succession.created_at).first()
    return _("“%(title)s”已经有人交了材料。") % {"title": touched} if touched else ""


def undo(actor: Any, succession: Succession) -> None:
    for duty in _opened(succession).exclude(state=life.WITHDRAWN):
        withdraw(actor, duty, reason=_("换版接续已撤回"))
    undo_links(succession, ROOM, Duty.criteria.through, "duty_id")


SUCCEEDING = Succeeding(meaning, carry, begun, undo)
