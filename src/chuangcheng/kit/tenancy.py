"""One county, one database and one file store. No table says which county it belongs to.

A county is a folder with a `county.toml`. The host name picks it for a request, the job for a worker; a context variable
holds it. Whatever asks Django for the database "default" gets the current county's, so no query can forget to choose.
"""

import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import DisallowedHost, ImproperlyConfigured
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.utils import ConnectionHandler
from django.http import HttpRequest, HttpResponse


@dataclass(frozen=True)
class County:
    """A county's name, addresses and where its records and files lie."""

    slug: str
    name: str
    folder: Path
    alias: str
    hosts: tuple[str, ...] = ("*",)
    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("Asia/Shanghai"))
    second_factor: tuple[str, ...] = ()  # roles that must have one
    database: dict[str, Any] = field(default_factory=dict, compare=False)


class NoCounty(RuntimeError):
    """Something asked for county data outside any county."""


_current: ContextVar[County | None] = ContextVar("county", default=None)
_known: dict[str, County] = {}


def current() -> County:
    """The county in whose name we are working. Raises NoCounty outside one."""
    county = _current.get()
    if county is None:
        raise NoCounty("No county was entered: see chuangcheng.kit.tenancy.county")
    return county


@contextmanager
def county(entered: County) -> Iterator[County]:
    """Work in a county's name until the end of the block."""
    token = _current.set(entered)
    try:
        yield entered
    finally:
        _current.reset(token)


def all_counties() -> list[County]:
    """Every county of this installation, by slug. Reads new folders, so that `county add` needs no restart."""
    for path in sorted(Path(settings.CHUANGCHENG_HOME).glob("counties/*/county.toml")):
        if path.parent.name not in _known:
            register(read(path))
    return [_known[slug] for slug in sorted(_known)]


def read(path: Path) -> County:
    """A county from its county.toml. Raises ImproperlyConfigured with the file's name."""
    try:
        facts = tomllib.loads(path.read_text("utf-8"))
        return County(
            slug=path.parent.name,
            name=facts["name"],
            folder=path.parent,
            alias=path.parent.name,
            hosts=tuple(facts.get("hosts", ["*"])),
            zone=ZoneInfo(facts.get("timezone", "Asia/Shanghai")),
            second_factor=tuple(facts.get("second_factor", [])),
            database=database(facts.get("database", ""), path.parent),
        )
    except (OSError, KeyError, ValueError) as error:
        raise ImproperlyConfigured(f"{path}: {error}") from error


def register(added: County) -> None:
    """Make a county and its database known to this process."""
    _known[added.slug] = added
    register_database(added)


def register_database(added: County) -> None:
    """Let Django reach a county's database, without the county answering to anybody yet."""
    if added.alias not in connections.settings:
        defaults = {DEFAULT_DB_ALIAS: {}, added.alias: dict(added.database)}
        connections.settings[added.alias] = connections.configure_settings(defaults)[added.alias]


def database(address: str, folder: Path) -> dict[str, Any]:
    """Django's settings for `postgresql://user:password@host:port/name`, or for SQLite in the folder when empty."""
    if not address:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(folder / "db.sqlite3"),
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
            },
        }
    parts = urlsplit(address)
    if parts.scheme not in {"postgresql", "postgres"}:
        raise ValueError(f"database: {parts.scheme or address!r} is not known; write postgresql://… or leave it out")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def for_host(host: str) -> County | None:
    """The county that answers under a host name; one that names the host goes before one that takes any."""
    name = host.rsplit(":", 1)[0].lower()
    counties = all_counties()
    for exact in (True, False):
        for candidate in counties:
            if (name if exact else "*") in candidate.hosts:
                return candidate
    return None


class CountyConnections(ConnectionHandler):
    """Django's connections, where "default" means the current county's database."""

    def __getitem__(self, alias: str) -> Any:
        if alias == DEFAULT_DB_ALIAS and (entered := _current.get()) is not None:
            alias = entered.alias
        return super().__getitem__(alias)


def install() -> None:
    """Let the name "default" follow the current county, in every part of Django at once."""
    connections.__class__ = CountyConnections
    for known in getattr(settings, "COUNTIES", ()):
        register(known)


def middleware(get_response: Any) -> Any:
    """Enter the county that the request's host names; an unknown host gets nothing."""

    def enter(request: HttpRequest) -> HttpResponse:
        if settings.TRUSTED_PROXY and (given := request.META.get("HTTP_X_FORWARDED_FOR")):
            request.META["REMOTE_ADDR"] = given.rsplit(",", 1)[-1].strip()  # the one that our own proxy saw
        found = for_host(request.get_host())
        if found is None:
            raise DisallowedHost(f"No county answers under {request.get_host()}")
        with county(found):
            response: HttpResponse = get_response(request)
            return response

    return enter


def cache_key(key: str, prefix: str, version: int) -> str:
    """Cache keys of one county cannot meet those of another."""
    entered = _current.get()
    return f"{prefix}:{entered.slug if entered else '-'}:{version}:{key}"
