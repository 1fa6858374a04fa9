"""What plans do when an edition of a standard follows another: their obligations go on to the new criteria."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from chuangcheng.kit.life import N_
from chuangcheng.kit.rooms import Consequence, Succeeding
from chuangcheng.rooms.plans import life
from chuangcheng.rooms.plans.models import Obligation, Plan
from chuangcheng.rooms.standards.models import Succession
from chuangcheng.rooms.standards.verbs import carry_links, undo_links

ROOM = "plans"
LINKED = N_("方案要求接续")


def _live() -> Any:
    """The obligations of plans that are checked or in force."""
    return Obligation.objects.exclude(state=life.LEFT_OUT).filter(plan__state__in=[life.CHECKING, life.APPROVED])


def meaning(person: Any, pairs: Mapping[Any, Any], fresh: Sequence[Any], gone: Sequence[Any]) -> Iterator[Consequence]:
    for plan in Plan.objects.filter(state__in=[life.CHECKING, life.APPROVED]):
        n = _live().filter(plan=plan, criteria__in=list(pairs)).distinct().count()
        if n:
            words = _("“%(plan)s”里的要求会接着对应新版的标准") % {"plan": plan}
            yield Consequence("carried", words, n, plan.get_absolute_url())


def carry(actor: Any, succession: Succession) -> Mapping[str, int]:
    return {LINKED: carry_links(succession, ROOM, Obligation.criteria.through, "obligation_id", _live())}


def begun(succession: Succession) -> str:
    return ""


def undo(actor: Any, succession: Succession) -> None:
    undo_links(succession, ROOM, Obligation.criteria.through, "obligation_id")


SUCCEEDING = Succeeding(meaning, carry, begun, undo)
