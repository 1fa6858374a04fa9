"""The lists of units and people as Excel columns; the units' are those that the import reads."""

from typing import Any

from django.utils.translation import gettext as _

from chuangcheng.kit.exports import Column
from chuangcheng.kit.punctuation import joined
from chuangcheng.rooms.org.models import ROLES, UNIT_KINDS


def units() -> list[Column]:
    return [
        Column(_("单位全称"), lambda unit: unit.name, 30),
        Column(_("简称"), lambda unit: unit.short_name),
        Column(_("别名"), lambda unit: "、".join(unit.aliases), 30),
        Column(_("上级单位"), lambda unit: unit.parent.name if unit.parent else "", 30),
        Column(_("类别"), lambda unit: _(UNIT_KINDS[unit.kind])),
    ]


def people(*, with_login: bool) -> list[Column]:
    """Login names are for those who keep the accounts."""
    login = [Column(_("登录名"), lambda person: person.username)] if with_login else []
    return [
        Column(_("姓名"), lambda person: person.name),
        *login,
        Column(_("单位"), lambda person: _line(post.unit.name for post in person.present), 30),
        Column(_("职务"), lambda person: _line(_(ROLES[post.role]) for post in person.present), 30),
    ]


def _line(words: Any) -> str:
    return joined(dict.fromkeys(words))
