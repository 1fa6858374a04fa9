"""What duties put on the pages of rooms below them: a unit's, a criterion's and a piece of evidence's duties."""

from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from chuangcheng.kit import clock
from chuangcheng.kit.lists import bounded, count_words
from chuangcheng.kit.policy import visible
from chuangcheng.rooms.duties import life, queries
from chuangcheng.rooms.duties.models import Duty, Feed
from chuangcheng.rooms.duties.policy import subscribes
from chuangcheng.rooms.org.policy import sees_unit

MOST = 8


def of_unit(person: Any, unit: Any) -> str | None:
    """The unit's figures and what is next to be handed in, for whoever sees its work."""
    if not sees_unit(person, unit):
        return None
    query = visible(person, Duty).filter(unit=unit)
    figures = queries.of_unit(query)
    address = f"{reverse('duties:list')}?unit={unit.pk}&tab="
    tabs = {"not_due": _("待提交"), "late": _("逾期"), "in_line": _("签字审核中"), "accepted": _("审核通过")}
    shown = [(words, figures[tab], address + tab, tab == "late") for tab, words in tabs.items()]
    return _card(person, query.filter(state__in=[*life.TO_DO, *life.UNDER_WAY]), f"unit={unit.pk}", figures=shown,
                 count=figures["total"])  # fmt: skip


def of_criterion(person: Any, criterion: Any) -> str | None:
    return _card(person, visible(person, Duty).filter(criteria=criterion), f"criterion={criterion.pk}")


def of_evidence(person: Any, piece: Any) -> str | None:
    """What the piece proves."""
    return _card(person, visible(person, Duty).filter(proofs__evidence=piece), "", title=_("证明哪些任务"))


def _card(
    person: Any, query: Any, address: str, *, title: str = "", figures: Any = (), count: int | None = None
) -> str | None:
    found = list(query.select_related("unit").order_by("due_on", "id")[:MOST])
    context = {
        "title": title or _("任务"),
        "duties": found,
        "count": count_words(bounded(query) if count is None else count),
        "figures": figures,
        "url": f"{reverse('duties:list')}?tab=all&{address}" if address else "",
        "today": clock.today(),
    }
    return render_to_string("duties/_slot.html", context)


def of_account(person: Any, _record: Any) -> str | None:
    """On the account page: the address of one's calendar feed, or the button that opens one."""
    held = Feed.objects.filter(person=person.pk, closed_at=None).first()
    if held is None and not subscribes(person, None):
        return None
    return render_to_string("duties/_feed.html", {"feed": held, "may_open": subscribes(person, None)})
