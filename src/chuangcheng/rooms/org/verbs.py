"""Everything that can be done in org."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import translation
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from chuangcheng.kit import clock, throttle
from chuangcheng.kit.refused import STATE, Refused
from chuangcheng.kit.throttle import attempts
from chuangcheng.kit.verbs import act, make
from chuangcheng.rooms.org.models import ADMIN, Person, Post, Unit, UnitSet, child_path

MAKING = ("found", "add", "define", "appoint")

# --- units ----------------------------------------------------------------------------------------------------------


def found(actor: Any, *, name: str, parent: Unit | None = None, short_name: str = "", aliases: Sequence[str] = (),
          kind: str = "bureau", key: Any = None) -> Unit:  # fmt: skip
    """Add a unit to the tree."""
    unit = Unit(name=name.strip(), parent=parent, short_name=short_name.strip(), aliases=list(aliases), kind=kind,
                **({"id": key} if key else {}))  # fmt: skip
    _name_is_free(unit)
    held = Unit.objects.filter(pk=unit.pk).first()  # the same creation again, after a lost answer
    unit.path = (
        held.path if held else child_path(parent, Unit.objects.filter(parent=parent).values_list("path", flat=True))
    )
    with make(actor, "found", unit):
        pass
    return unit


def edit(actor: Any, unit: Unit, *, name: str, short_name: str = "", aliases: Sequence[str] = (), kind: str = "",
         seen: int | None = None) -> Unit:  # fmt: skip
    """Change a unit's names and kind; what it did under the old name stays with it."""
    with act(actor, "edit", unit, seen=seen) as unit:
        unit.name, unit.short_name, unit.aliases = name.strip(), short_name.strip(), list(aliases)
        unit.kind = kind or unit.kind
        _name_is_free(unit)
    return unit


def move(actor: Any, unit: Unit, *, parent: Unit | None, seen: int | None = None) -> Unit:
    """Hang a unit, with all below it, under another one."""
    with act(actor, "move", unit, seen=seen) as unit:
        was = unit.path
        if parent is not None:
            parent = Unit.objects.select_for_update().get(pk=parent.pk)  # another may have moved it since
            if parent.path.startswith(was):
                words = _("不能把单位移到它自己或它的下级之下，请选别的上级单位。")
                raise Refused(words, fields={"parent": words})
        unit.parent = parent
        unit.path = child_path(
            parent, Unit.objects.filter(parent=parent).exclude(pk=unit.pk).values_list("path", flat=True)
        )
        for below in Unit.objects.select_for_update().filter(path__startswith=was).exclude(pk=unit.pk):
            below.path = unit.path + below.path[len(was) :]
            below.save(update_fields=["path"])
    return unit


def close(actor: Any, unit: Unit, *, seen: int | None = None) -> Unit:
    """Close a unit that no longer exists. Its past work stays; it gets no new one."""
    if Unit.objects.filter(parent=unit, closed_on=None).exists():
        raise Refused(_("它还有下级单位，请先移走或撤销下级单位。"))
    if Post.objects.current().filter(unit=unit).exists():
        raise Refused(_("还有人在这个单位任职，请先结束他们的任职。"))
    with act(actor, "close", unit, seen=seen) as unit:
        if unit.closed_on is not None:
            raise Refused(_("这个单位已经撤销了。"), why=STATE)
        unit.closed_on = clock.today()
    return unit


def reopen(actor: Any, unit: Unit, *, seen: int | None = None) -> Unit:
    """Take a closed unit up again, under a unit that is open."""
    if unit.parent is not None and unit.parent.closed_on is not None:
        raise Refused(_("它的上级单位也已撤销，请先恢复上级单位。"), why=STATE)
    with act(actor, "reopen", unit, seen=seen) as unit:
        unit.closed_on = None
    return unit


def _name_is_free(unit: Unit) -> None:
    if not unit.name:
        raise Refused(_("请填单位名称。"), fields={"name": _("请填单位名称。")})
    if Unit.objects.filter(name=unit.name).exclude(pk=unit.pk).exists():
        raise Refused(_("已有同名单位。"), fields={"name": _("已有单位叫“%(name)s”。") % {"name": unit.name}})
    short = unit.short_name
    if short and Unit.objects.filter(Q(name=short) | Q(short_name=short), closed_on=None).exclude(pk=unit.pk).exists():
        words = _("已有单位叫“%(name)s”。") % {"name": short}
        raise Refused(words, fields={"short_name": words})


def define(actor: Any, *, name: str, units: Sequence[Unit], aliases: Sequence[str] = ()) -> UnitSet:
    """Give a set of units a name that plans use."""
    if UnitSet.objects.filter(name=name).exists():
        raise Refused(_("已有同名的单位组。"), fields={"name": _("换一个名称，或去修改已有的那一组。")})
    group = UnitSet(name=name, aliases=list(aliases))
    with make(actor, "define", group, facts={"units": [str(unit) for unit in units]}):
        group.units.set(units)
    return group


def redefine(actor: Any, group: UnitSet, *, name: str, units: Sequence[Unit], aliases: Sequence[str] = (),
             seen: int | None = None) -> UnitSet:  # fmt: skip
    with act(actor, "redefine", group, seen=seen, facts={"units": [str(unit) for unit in units]}) as group:
        group.name, group.aliases = name, list(aliases)
        group.units.set(units)
    return group


# --- people ---------------------------------------------------------------------------------------------------------


def add(
    actor: Any, *, username: str, name: str, password: str = "", unit: Unit | None = None, role: str = ""
) -> Person:
    """Add a person, with a first post if unit and role are given. Without a password one must be set by reset.

    A password that somebody else gave is changed at the first log-in.
    """
    if not (actor.is_system or actor.is_admin) and not (unit and role):
        raise Refused(_("请同时选定单位和职务。"), fields={"unit": _("请选单位。")})
    person = Person(username=username.strip().lower(), name=name.strip())
    if Person.objects.filter(username=person.username).exists():
        words = _("登录名“%(name)s”已有人用。") % {"name": person.username}
        raise Refused(words, fields={"username": words})
    _set_password(person, password)
    with make(actor, "add", person):
        if unit is not None and role:
            appoint(actor, person=person, unit=unit, role=role)
    return person


def _set_password(person: Person, password: str) -> None:
    if not password:
        person.set_unusable_password()
        return
    try:
        validate_password(password, person)
    except ValidationError as error:
        raise Refused(" ".join(error.messages), fields={"password": " ".join(error.messages)}) from error
    person.set_password(password)
    person.must_change = True


def rename(actor: Any, person: Person, *, name: str, seen: int | None = None) -> Person:
    with act(actor, "rename", person, seen=seen) as person:
        person.name = name.strip()
    return person


def reset_password(actor: Any, person: Person, *, password: str = "", seen: int | None = None) -> Person:
    """Give a person a new first password, which they change at the next log-in. One that was made up is told once."""
    chosen = password or get_random_string(12, "abcdefghjkmnpqrstuvwxyz23456789")
    with act(actor, "reset_password", person, seen=seen) as person:
        _set_password(person, chosen)
    if not password:
        person.told_once = _("%(who)s 的新密码：%(password)s。只显示这一次，请当面或电话告诉本人，登录后要先改。") % {
            "who": person.name,
            "password": chosen,
        }
    _release(person)
    return person


def unlock(actor: Any, person: Person, *, seen: int | None = None) -> Person:
    """Let a person try again who was locked out by wrong passwords."""
    with act(actor, "unlock", person, seen=seen) as person:
        pass
    _release(person)
    person.said = _("%(who)s 现在可以重新登录了。") % {"who": person.name}
    return person


def _release(person: Person) -> None:
    """Forget the wrong tries, at signing in and at signing."""
    from axes.utils import reset

    reset(username=person.username)
    throttle.forget("signing", person.pk)


def deactivate(actor: Any, person: Person, *, seen: int | None = None) -> Person:
    """Close an account. The last administrator cannot be closed out."""
    with act(actor, "deactivate", person, seen=seen) as person:
        _another_admin(person=person)
        person.is_active = False
    return person


def activate(actor: Any, person: Person, *, seen: int | None = None) -> Person:
    with act(actor, "activate", person, seen=seen) as person:
        person.is_active = True
    return person


def choose_language(actor: Any, person: Person, *, language: str, seen: int | None = None) -> Person:
    with act(actor, "choose_language", person, seen=seen) as person:
        person.language = language
    with translation.override(language):
        person.said = _("界面语言已换好。")
    return person


def set_signing(actor: Any, person: Person, *, current: str, signing: str, seen: int | None = None) -> Person:
    """Choose a signing password of one's own."""
    with attempts("signing", actor.pk) as guess:
        if not person.check_password(current):
            guess.wrong()
            raise Refused(_("登录密码不对。"), fields={"current": _("登录密码不对。")})
    if signing and len(signing) < 6:
        raise Refused(_("签字密码至少 6 位。"), fields={"signing": _("签字密码至少 6 位。")})
    with act(actor, "set_signing", person, seen=seen) as person:
        person.set_signing(signing)
    return person


# --- posts ----------------------------------------------------------------------------------------------------------


def appoint(actor: Any, *, person: Person, unit: Unit, role: str, started_on: dt.date | None = None) -> Post:
    """Give a person a role within a unit."""
    post = Post(person=person, unit=unit, role=role, started_on=started_on or clock.today())
    if unit.closed_on is not None:
        raise Refused(_("这个单位已经撤销了。"), fields={"unit": _("请选还在的单位。")})
    if Post.objects.filter(person=person, unit=unit, role=role, ended_on=None).exists():
        raise Refused(_("%(who)s 已经担任这个职务。") % {"who": person.name})
    with make(actor, "appoint", post):
        pass
    person.__dict__.pop("held", None)
    post.said = _("%(who)s 现在是%(unit)s的%(role)s。") % {
        "who": person.name,
        "unit": unit,
        "role": post.role_words,
    }
    return post


def end(actor: Any, post: Post, *, on: dt.date | None = None, seen: int | None = None) -> Post:
    """End a post from a day on."""
    with act(actor, "end", post, seen=seen) as post:
        _another_admin(pk=post.pk)
        if post.ended_on is not None:
            raise Refused(_("这个任职已经结束了。"), why=STATE)
        post.ended_on = on or clock.today()
    post.said = _("%(who)s 不再担任%(role)s。") % {"who": post.person.name, "role": post.role_words}
    return post


def _another_admin(**leaving: Any) -> None:
    """Raises Refused if no post would be left that keeps the accounts. Locked, so that two cannot let each other go."""
    held = Post.objects.current().filter(role=ADMIN)
    locked = Post.objects.select_for_update().filter(pk__in=list(held.values_list("pk", flat=True)))
    if locked.filter(**leaving).exists() and not locked.exclude(**leaving).exists():
        raise Refused(_("这是最后一位管理员。请先任命另一位管理员。"))
