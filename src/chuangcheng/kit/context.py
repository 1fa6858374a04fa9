"""What the page frame shows: the person's menu, county, notices and language."""

from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from chuangcheng.kit import clock, tenancy
from chuangcheng.kit.life import N_
from chuangcheng.kit.rooms import all_rooms

GROUPS = {
    "desk": (N_("工作台"), "home"),
    "system": (N_("一个体系"), "list-check"),
    "grips": (N_("三个抓手"), "category"),
    "actions": (N_("五项行动"), "flag"),
    "field": (N_("实地"), "map-pin"),
    "dispatch": (N_("调度"), "presentation"),
    "manage": (N_("管理"), "settings"),
}


def shell(request: HttpRequest) -> dict[str, Any]:
    """The template context of every page: `shell`, `today`, `now`."""
    return {"shell": SimpleLazyObject(lambda: _frame(request)), "today": clock.today(), "now": clock.local(clock.now())}


def _frame(request: HttpRequest) -> dict[str, Any]:
    person = getattr(request, "user", None)
    if person is None or not person.is_authenticated:
        return {"county": tenancy.current().name, "menu": [], "person": None, "tabs": []}
    menu = _menu(request, person)
    return {
        "county": tenancy.current().name,
        "person": {"name": person.name, "unit": person.unit_words()},
        "menu": menu,
        "tabs": _tabs(request, menu),
        "add": _add(person),
        "notices": _notices(person),
        "help_url": _help(request),
        "hint": _hint(request, person),
    }


def _menu(request: HttpRequest, person: Any) -> list[dict[str, Any]]:
    entries = [e for room in all_rooms() for e in room.menu if e.shown(person)]
    groups: list[dict[str, Any]] = []
    for key, (label, icon) in GROUPS.items():
        rows = [_entry(request, person, e) for e in sorted(entries, key=lambda e: e.order) if e.group == key]
        if rows:
            groups.append({"label": _(label), "icon": icon, "entries": rows})
    if here := _here(request, [row for group in groups for row in group["entries"]]):
        here["active"] = True
    return groups


def _here(request: HttpRequest, rows: list[dict[str, Any]]) -> dict[str, Any] | None:
    """The menu entry that the page belongs to: the one whose address it continues furthest."""
    above = [
        (len(url), row)
        for row in rows
        for url in row["over"]
        if request.path == url or (url != "/" and request.path.startswith(url))
    ]
    return max(above, key=lambda found: found[0])[1] if above else None


def _entry(request: HttpRequest, person: Any, entry: Any) -> dict[str, Any]:
    url = reverse(entry.url_name)
    count = entry.count(person) if entry.count else None
    return {
        "label": _(entry.label),
        "url": url,
        "active": False,
        "over": [url, *entry.also],
        "count": count.number if count and count.number else None,
        "late": bool(count and count.late),
        "name": entry.url_name,
    }


def _tabs(request: HttpRequest, menu: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The phone's bottom bar: what there is of inbox, duties, search and me."""
    flat = {e["name"]: e for group in menu for e in group["entries"]}
    wanted = [("inbox:inbox", "inbox", _("待办")), ("duties:list", "checklist", _("任务")),
              ("inbox:search", "search", _("搜索")), ("org:me", "user", _("我的"))]  # fmt: skip
    tabs = []
    for name, icon, label in wanted:
        try:
            url = reverse(name)
        except NoReverseMatch:
            continue
        known = flat.get(name, {})
        tabs.append(
            {"label": label, "icon": icon, "url": url, "active": request.path == url, "count": known.get("count")}
        )
    return tabs


def _add(person: Any) -> list[dict[str, Any]]:
    """What the person can make from the top bar: verbs of creation that the policy permits."""
    from chuangcheng.kit.rooms import kinds

    made = []
    for kind in kinds().values():
        for verb in getattr(kind.verbs, "MAKING", ()):
            if verb in kind.rules and kind.rules[verb](person, None):
                made.append({"label": _(kind.words.get(verb, verb)), "url": reverse("create", args=[kind.name, verb])})
    return made


def _notices(person: Any) -> int:
    return sum(room.notices(person) for room in all_rooms() if room.notices)


def _help(request: HttpRequest) -> str:
    match = request.resolver_match
    try:
        return reverse("inbox:help", args=[match.view_name.replace(":", "-")]) if match else ""
    except NoReverseMatch:
        return ""


def _hint(request: HttpRequest, person: Any) -> Any:
    """The hint that the person has not closed yet, if the screen has one."""
    match = request.resolver_match
    hints = (room.hint(person, match.view_name) for room in all_rooms() if room.hint) if match else ()
    return next((found for found in hints if found), None)
