"""People and their posts from Excel: every faulty row with its reason, all or nothing.

The list that is exported can be brought back unchanged: a post that is held already is passed over, so that the same file
may be filled further and brought again.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils import translation

from chuangcheng.kit.imports import Importer
from chuangcheng.kit.life import N_
from chuangcheng.kit.punctuation import joined
from chuangcheng.lib.sheets import Column, Entry, Fault
from chuangcheng.rooms.org import verbs
from chuangcheng.rooms.org.doors.units import unit_names
from chuangcheng.rooms.org.models import ROLES, Person, Post, Unit
from chuangcheng.rooms.org.policy import manages

USERNAME = re.compile(r"[a-z0-9_-]+")
COLUMNS = [
    Column("name", "姓名", "Name", required=True, most=40, example="周予宁"),
    Column("username", "登录名", "Login name", aliases=("账号", "用户名"), required=True, most=60,
           note_zh="小写字母和数字", note_en="small letters and digits", example="zhouyuning"),
    Column("unit", "单位", "Unit", aliases=("单位全称", "所在单位"), kind="list",
           note_zh="全称或简称；已有账号、没有任职的人可以不填", note_en="full or short name; may be empty for who has an account and no post",
           example="城关镇"),
    Column("role", "职务", "Role", aliases=("角色",), kind="list", choices={words: key for key, words in ROLES.items()},
           note_zh="同一单位的几个职务用顿号隔开；几个单位时，职务按单位的次序写", note_en="several in one unit parted by commas; with several units, one role each in their order",
           example="联络员"),
    Column("password", "初始密码", "First password", note_zh="至少 10 位，第一次登录后要改；不填则由管理员重设",
           note_en="at least 10 characters, to be changed after the first log-in; else set by an administrator"),
]  # fmt: skip
TITLES = {column.key: column.zh for column in COLUMNS}


def _fault(entry: Entry, column: str, zh: str, en: str) -> Fault:
    value = entry.get(column, "")
    words = "" if column == "password" else joined(value) if isinstance(value, tuple) else str(value)
    return Fault(entry.sheet, entry.number, TITLES[column], words, zh, en)


@dataclass
class Line:
    """A row as it is understood: who, and the posts that it gives."""

    entry: Entry
    username: str
    name: str
    posts: list[tuple[Unit, str]] = field(default_factory=list)


@dataclass
class Known:
    """What the system and the file hold by name, read once."""

    units: dict[str, Unit] = field(default_factory=lambda: unit_names())
    roles: dict[str, str] = field(default_factory=lambda: _role_words())


def _role_words() -> dict[str, str]:
    """Roles by what a cell may call them: Chinese words, the code, English words."""
    found = {_folded(name): key for key, words in ROLES.items() for name in (key, words)}
    with translation.override("en"):
        found |= {_folded(translation.gettext(words)): key for key, words in ROLES.items()}
    return found


def _folded(text: Any) -> str:
    """Without blanks, width and case: 周 予宁 is 周予宁, ＡＢ is ab."""
    return "".join(unicodedata.normalize("NFKC", str(text)).split()).lower()


def _line(entry: Entry) -> Line:
    return Line(entry, str(entry.get("username", "")).lower(), str(entry.get("name", "")))


def read(rows: Sequence[Entry]) -> tuple[list[Line], list[Fault]]:
    """Every row with its posts, and what is wrong with their units and roles."""
    known, faults = Known(), []
    accounts = set(Person.objects.values_list("username", flat=True))
    lines = [_line(entry) for entry in rows]
    for line in lines:
        faults += _posts(line, known, accounts)
    return lines, faults


def _posts(line: Line, known: Known, accounts: Iterable[str]) -> Iterator[Fault]:
    """Fill the line's posts; yields what is wrong with them."""
    entry, names, roles = line.entry, line.entry.get("unit", ()), line.entry.get("role", ())
    if not names and not roles and line.username in accounts:
        return  # somebody without a post, as the exported list has them
    yield from _unknown(entry, names, roles, known)
    if len(names) > 1 and len(roles) > 1 and len(roles) != len(names):
        yield _fault(entry, "role", f"{len(names)} 个单位，{len(roles)} 个职务，对不上；请一行写一个任职",
                     f"{len(names)} units and {len(roles)} roles do not match; write one post a row")  # fmt: skip
        return
    for name, role in _pairs(names, roles):
        if name in known.units and _folded(role) in known.roles:
            line.posts.append((known.units[name], known.roles[_folded(role)]))


def _unknown(entry: Entry, names: Sequence[str], roles: Sequence[str], known: Known) -> Iterator[Fault]:
    """Units and roles that are not given, or that there are not."""
    for column, given in (("unit", names), ("role", roles)):
        if not given:
            yield _fault(entry, column, "必填", "required")
    for name in names:
        if name not in known.units:
            yield _fault(
                entry, "unit", f"系统里没有“{name}”这个单位，请先导入单位", f"no unit {name}; import units first"
            )
    for role in roles:
        if _folded(role) not in known.roles:
            yield _fault(entry, "role", f"“{role}”不是职务，应为：{'、'.join(ROLES.values())}",
                         f"{role} is no role; one of: {', '.join(ROLES)}")  # fmt: skip


def _pairs(names: Sequence[str], roles: Sequence[str]) -> list[tuple[str, str]]:
    """One role in several units, several roles in one, or each unit with its own."""
    if len(names) == len(roles):
        return list(zip(names, roles, strict=True))
    return [(name, role) for name in names for role in roles]


def check(rows: Sequence[Entry]) -> list[Fault]:
    """Unknown units and roles, login names taken or shared, posts given twice, weak passwords."""
    lines, faults = read(rows)
    faults += [*_login_faults(lines), *_repeated(lines)]
    for entry in rows:
        if words := _weak(entry):
            faults.append(_fault(entry, "password", *words))
    return faults


def _login_faults(lines: Sequence[Line]) -> Iterator[Fault]:
    """Login names that nobody can type, that belong to somebody else, or that two names share."""
    taken = dict(Person.objects.values_list("username", "name"))
    seen: dict[str, Line] = {}
    for line in lines:
        if not line.username:
            continue
        first = seen.setdefault(line.username, line)
        if not USERNAME.fullmatch(line.username):
            yield _fault(line.entry, "username", "只能用小写字母、数字、- 和 _", "small letters, digits, - and _ only")
        elif _folded(first.name) != _folded(line.name):
            yield _fault(line.entry, "username", f"第 {first.entry.number} 行的“{first.name}”也用这个登录名",
                         f"row {first.entry.number} has this login name for another person")  # fmt: skip
        elif _folded(taken.get(line.username, line.name)) != _folded(line.name):
            yield _fault(line.entry, "username", f"这个登录名已是“{taken[line.username]}”的",
                         f"this login name belongs to {taken[line.username]}")  # fmt: skip


def _repeated(lines: Sequence[Line]) -> Iterator[Fault]:
    """A post that stands twice in the file."""
    seen: dict[tuple[str, Any, str], int] = {}
    for line in lines:
        for unit, role in line.posts:
            key = (line.username, unit.pk, role)
            if key in seen:
                yield _fault(line.entry, "role", f"与第 {seen[key]} 行重复", f"same as row {seen[key]}")
            seen.setdefault(key, line.entry.number)


def _weak(entry: Entry) -> tuple[str, str] | None:
    """Why the first password cannot be taken, in both languages; None if it can, or if there is none."""
    password = entry.get("password", "")
    if not password:
        return None
    try:
        validate_password(str(password), Person(username=_line(entry).username, name=entry.get("name", "")))
    except ValidationError as error:
        with translation.override("zh-hans"):
            zh = " ".join(error.messages)
        with translation.override("en"):
            return zh, " ".join(error.messages)
    return None


def warn(rows: Sequence[Entry]) -> list[Fault]:
    """One name in one unit under two login names is most likely one person, written twice; two people may share a name,
    so that it is for the reader to say."""
    lines, _faults = read(rows)
    held = Post.objects.current().select_related("person").filter(person__is_system=False)
    here = {(_folded(post.person.name), post.unit_id): post.person for post in held}
    seen: dict[tuple[str, Any], Line] = {}
    found: list[Fault] = []
    for line in lines:
        for unit in {unit.pk: unit for unit, _role in line.posts}.values():
            key = (_folded(line.name), unit.pk)
            first, known = seen.setdefault(key, line), here.get(key)
            if first.username != line.username:
                found.append(_fault(line.entry, "name", f"第 {first.entry.number} 行同单位也有“{first.name}”，登录名却不同；若是一个人，请改成同一个登录名",
                                    f"row {first.entry.number} has {first.name} in the same unit under another login name; if that is one person, give one login name"))  # fmt: skip
            elif known is not None and known.username != line.username:
                found.append(_fault(line.entry, "name", f"{unit}已有“{known.name}”（登录名 {known.username}）；若是一个人，请用这个登录名",
                                    f"{unit} has {known.name} already (login name {known.username}); if that is one person, use that login name"))  # fmt: skip
    return found


def load(actor: Any, rows: Sequence[Entry]) -> int:
    """Accounts and posts that are not there yet."""
    lines, _faults = read(rows)
    people = {
        person.username: person for person in Person.objects.filter(username__in={line.username for line in lines})
    }
    held = set(Post.objects.filter(ended_on=None).values_list("person__username", "unit_id", "role"))
    for line in lines:
        posts = [(unit, role) for unit, role in line.posts if (line.username, unit.pk, role) not in held]
        if line.username not in people:
            unit, role = posts.pop(0)
            people[line.username] = verbs.add(actor, username=line.username, name=line.name, unit=unit, role=role,
                                              password=str(line.entry.get("password", "")))  # fmt: skip
        for unit, role in posts:
            verbs.appoint(actor, person=people[line.username], unit=unit, role=role)
    return len(rows)


PEOPLE = Importer("people", N_("人员和任职"), COLUMNS, check, load, lambda person: manages(person, None), warn)
