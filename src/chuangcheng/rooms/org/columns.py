"""The lists of units and people as Excel columns, such as the imports read."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from chuangcheng.kit.exports import Column
from chuangcheng.rooms.org.models import ROLES, UNIT_KINDS


def units() -> list[Column]:
    return [
        Column(_("单位全称"), lambda unit: unit.name, 30),
        Column(_("简称"), lambda unit: unit.short_name),
        Column(_("别名"), lambda unit: "、".join(unit.aliases), 30),
        Column(_("上级单位"), lambda unit: unit.parent.name if unit.parent else "", 30),
        Column(_("类别"), lambda unit: _(UNIT_KINDS[unit.kind])),
        Column(_("职能"), lambda unit: "、".join(unit.functions), 30),
    ]


@dataclass(frozen=True)
class Line:
    """A row of the list of people: somebody in one post, or without any."""

    person: Any
    post: Any = None


def by_post(people: Iterable[Any]) -> Iterator[Line]:
    """A row a post, as the import reads them."""
    for person in people:
        yield from [Line(person, post) for post in person.present] or [Line(person)]


def people(*, with_login: bool) -> list[Column]:
    """Login names are for those who keep the accounts."""
    login = [Column(_("登录名"), lambda line: line.person.username)] if with_login else []
    return [
        Column(_("姓名"), lambda line: line.person.name),
        *login,
        Column(_("单位"), lambda line: line.post.unit.name if line.post else "", 30),
        Column(_("职务"), lambda line: _(ROLES[line.post.role]) if line.post else "", 30),
    ]
