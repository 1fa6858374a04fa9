"""What inbox gives to the house."""

from typing import Any

from chuangcheng.kit.life import N_
from chuangcheng.kit.rooms import Count, MenuEntry, Room
from chuangcheng.rooms.inbox import audit, hints, queries
from chuangcheng.rooms.inbox.subscribers import SUBSCRIBERS, job_over


def _signed_in(person: Any) -> bool:
    return True


def _waiting(person: Any) -> Count:
    return Count(len(queries.waiting(person)))


ROOM = Room(
    name="inbox",
    label=N_("待办"),
    urls="chuangcheng.rooms.inbox.urls",
    menu=[
        MenuEntry("desk", N_("工作台"), "inbox:home", _signed_in, 0),
        MenuEntry("desk", N_("待办"), "inbox:inbox", _signed_in, 1, _waiting),
        MenuEntry("manage", N_("日志"), "inbox:journal", audit.audits, 90),
    ],
    subscribers=SUBSCRIBERS,
    job_over=job_over,
    notices=queries.unread,
    hint=hints.hint,
    slots={"account": hints.of_account},
)
