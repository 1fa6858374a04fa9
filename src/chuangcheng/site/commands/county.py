"""init, county add, person add: an installation, its counties and their first people."""

import argparse
import getpass
import re
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management import call_command

from chuangcheng.kit import actors, journal, tenancy
from chuangcheng.kit.refused import Refused
from chuangcheng.rooms.org import verbs as org
from chuangcheng.rooms.org.models import ADMIN, OFFICE, ROLES, Person, Unit
from chuangcheng.site.commands import say


def add_to(commands: Any) -> None:
    init = commands.add_parser("init", help="set up this installation: first county, its office and administrator")
    _county_arguments(init)
    init.add_argument("--admin", default="admin", help="login name of the first administrator (default: admin)")
    init.add_argument("--admin-name", default="管理员", help="the administrator's name")
    init.set_defaults(run=run_init)

    county = commands.add_parser("county", help="county add SLUG: another county in this installation").add_subparsers(
        required=True
    )
    add = county.add_parser("add", help="add a county with its own database and files")
    _county_arguments(add)
    add.set_defaults(run=run_add)

    person = commands.add_parser("person", help="person add: an account from the command line").add_subparsers(
        required=True
    )
    one = person.add_parser("add", help="add a person with a post; the password is asked for")
    one.add_argument("username")
    one.add_argument("name")
    one.add_argument("--unit", required=True, help="full or short name of the unit")
    one.add_argument("--role", required=True, choices=list(ROLES))
    one.add_argument("--county", help="slug of the county (default: the only one)")
    one.set_defaults(run=run_person)

    migrate = commands.add_parser("migrate", help="bring every county's database up to date")
    migrate.set_defaults(run=run_migrate)


def _county_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("slug", help="short name in Latin letters: folder and database alias")
    parser.add_argument("--name", required=True, help="the county's or bureau's name as people read it")
    parser.add_argument("--host", action="append", help="host name it answers under (may be repeated; default: any)")
    parser.add_argument("--database", default="", help="postgresql://… (default: SQLite in the county's folder)")
    parser.add_argument("--timezone", default="Asia/Shanghai")


def write(
    slug: str, name: str, hosts: list[str], database: str = "", timezone: str = "Asia/Shanghai"
) -> tenancy.County:
    """Write a county's folder and county.toml. Raises Refused for a slug that is taken or no slug."""
    folder = free(slug)
    folder.mkdir(parents=True, exist_ok=True)
    describe(folder / "county.toml", name, hosts, timezone, database)
    return next(county for county in tenancy.all_counties() if county.slug == slug)


def free(slug: str) -> Path:
    """The folder of a county to be. Raises Refused for a slug that is taken or no slug."""
    if not re.fullmatch(r"[a-z][a-z0-9_-]{1,30}", slug) or slug == "default":
        raise Refused(f"“{slug}”不能作简称：用小写字母开头的字母、数字（a slug: lower-case letters and digits）")
    folder = Path(settings.CHUANGCHENG_HOME) / "counties" / slug
    if (folder / "county.toml").exists():
        raise Refused(f"{slug} 已经有了（exists already）：{folder}")
    return folder


def describe(path: Path, name: str, hosts: list[str], timezone: str, database: str) -> None:
    """Write a county.toml, whole or not at all: every command reads it."""
    lines = [
        f"name = {_toml(name)}",
        f"hosts = [{', '.join(_toml(h) for h in hosts)}]",
        f"timezone = {_toml(timezone)}",
        f"database = {_toml(database)}",
    ]
    fresh = path.with_suffix(".new")
    fresh.write_text("\n".join(lines) + "\n", "utf-8")
    fresh.chmod(0o600)  # it may hold a database's password
    fresh.replace(path)


def _toml(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def migrate(county: tenancy.County) -> None:
    """Bring a county's tables up to date."""
    call_command("migrate", database=county.alias, verbosity=0, interactive=False)


def run_init(given: argparse.Namespace) -> int:
    if tenancy.all_counties():
        raise Refused("这里已经初始化过了；再加一个县用 county add（initialised already; use county add）")
    password = _ask_password()
    county = _add(given)
    with tenancy.county(county), journal.through("cli"):
        actor = actors.system()
        root = org.found(actor, name=given.name, kind="county")
        office = org.found(
            actor, name=f"{given.name}创建全国文明城市办公室", short_name="创建办", parent=root, kind="office"
        )
        person = org.add(actor, username=given.admin, name=given.admin_name, password=password, unit=office, role=ADMIN)
        org.appoint(actor, person=person, unit=office, role=OFFICE)
    say(f"{given.name} 已就绪。启动：chuangcheng serve；登录名 {given.admin}")
    return 0


def run_add(given: argparse.Namespace) -> int:
    county = _add(given)
    say(f"{county.name} 已加入：{county.folder}")
    return 0


def _add(given: argparse.Namespace) -> tenancy.County:
    county = write(given.slug, given.name, given.host or ["*"], given.database, given.timezone)
    migrate(county)
    return county


def run_migrate(given: argparse.Namespace) -> int:
    for county in tenancy.all_counties():
        migrate(county)
        say(f"{county.slug}: 数据库已是最新")
    return 0


def chosen(slug: str | None) -> tenancy.County:
    """The county that a command is for. Raises Refused where that is not clear."""
    counties = tenancy.all_counties()
    if slug is None and len(counties) == 1:
        return counties[0]
    found = next((county for county in counties if county.slug == slug), None)
    if found is None:
        known = "、".join(county.slug for county in counties) or "还没有，请先 chuangcheng init"
        raise Refused(f"请用 --county 说明是哪一个（say which with --county）：{known}")
    return found


def run_person(given: argparse.Namespace) -> int:
    with tenancy.county(chosen(given.county)), journal.through("cli"):
        unit = Unit.objects.filter(name=given.unit).first() or Unit.objects.filter(short_name=given.unit).first()
        if unit is None:
            raise Refused(f"没有叫“{given.unit}”的单位（no such unit）")
        if Person.objects.filter(username=given.username).exists():
            raise Refused(f"登录名 {given.username} 已有人用（login name taken）")
        org.add(
            actors.system(),
            username=given.username,
            name=given.name,
            password=_ask_password(),
            unit=unit,
            role=given.role,
        )
    say(f"{given.name}（{given.username}）已加入 {given.unit}")
    return 0


def _ask_password() -> str:
    """Typed twice at a terminal, or one line from a pipe. Raises Refused for one that nobody should have."""
    if not sys.stdin.isatty():
        first = sys.stdin.readline().strip()
    else:
        first = getpass.getpass("密码（至少 10 位）: ")
        if first != getpass.getpass("再输一次: "):
            raise Refused("两次输入不一样（the two differ）")
    try:
        validate_password(first)
    except ValidationError as error:
        raise Refused(f"密码不合适：至少 10 位，不能太常见，不能全是数字（{' '.join(error.messages)}）") from error
    return first
