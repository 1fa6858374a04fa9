"""The tree of units, and sets of units under one name."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from chuangcheng.kit import clock
from chuangcheng.kit.punctuation import joined
from chuangcheng.kit.refused import STATE, Refused
from chuangcheng.kit.rooms import dependents
from chuangcheng.kit.verbs import act, make
from chuangcheng.rooms.org.models import Post, Unit, UnitSet, child_path


def found(actor: Any, *, name: str, parent: Unit | None = None, short_name: str = "", aliases: Sequence[str] = (),
          kind: str = "bureau", functions: Sequence[str] = (), key: Any = None) -> Unit:  # fmt: skip
    """Add a unit to the tree."""
    unit = Unit(name=name.strip(), parent=parent, short_name=short_name.strip(), aliases=list(aliases), kind=kind,
                functions=list(functions), **({"id": key} if key else {}))  # fmt: skip
    _name_is_free(unit)
    held = Unit.objects.filter(pk=unit.pk).first()  # the same creation again, after a lost answer
    unit.path = (
        held.path if held else child_path(parent, Unit.objects.filter(parent=parent).values_list("path", flat=True))
    )
    with make(actor, "found", unit):
        pass
    return unit


def edit(actor: Any, unit: Unit, *, name: str, short_name: str = "", aliases: Sequence[str] = (), kind: str = "",
         functions: Sequence[str] = (), seen: int | None = None) -> Unit:  # fmt: skip
    """Change a unit's names, kind and functions; what it did under the old name stays with it."""
    with act(actor, "edit", unit, seen=seen) as unit:
        unit.name, unit.short_name, unit.aliases = name.strip(), short_name.strip(), list(aliases)
        unit.functions = list(functions)
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
    if left := dependents(unit):
        raise Refused(_("这个单位还有%(what)s，请先办完、转派或撤销。") % {"what": joined(left)})
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
