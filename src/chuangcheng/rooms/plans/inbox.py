"""What waits for the office because of plans."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chuangcheng.kit.rooms import Waiting
from chuangcheng.rooms.plans import life, queries


def waiting(person: Any) -> Iterator[Waiting]:
    """Plans whose checking is not finished."""
    if not person.is_office:
        return
    for plan in queries.plans(person).filter(state=life.CHECKING)[:20]:
        left = plan.total - plan.done
        second = (
            ngettext("还差 %(n)s 条没有核对", "还差 %(n)s 条没有核对", left) % {"n": left}
            if left
            else _("都核对好了，可以批准")
        )
        yield Waiting(
            "plans", _("核对"), plan.title, plan.get_absolute_url(), None, second, _("核对"), f"plan-{plan.pk}"
        )
