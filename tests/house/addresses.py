"""Every named address of the house, and what each person finds there: generated from the policy wherever it decides."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, get_resolver, reverse

from chuangcheng.kit.imports import all_importers
from chuangcheng.kit.policy import visible

from .samples import Samples

Expectation = Callable[[Any, Samples], int]


def names() -> Iterator[str]:
    """The name of every address, from the URLconf itself."""

    def walk(resolver: Any, space: str) -> Iterator[str]:
        for pattern in resolver.url_patterns:
            if isinstance(pattern, URLPattern):
                yield f"{space}{pattern.name}"
            else:
                yield from walk(pattern, f"{space}{pattern.namespace}:" if pattern.namespace else space)

    yield from walk(get_resolver(), "")


@dataclass(frozen=True)
class Row:
    """An address: how it is filled, and what a GET of it answers to a person (None: nobody who is known here)."""

    fill: Callable[[Samples], list[Any]]
    expect: Expectation
    nobody: int = 302


def _always(status: int) -> Expectation:
    return lambda person, samples: status


def _seen(kind: str) -> Expectation:
    """As the policy says: a page for who may see the record, nothing there for anybody else."""

    def expect(person: Any, samples: Samples) -> int:
        record = samples.of[kind]
        return 200 if visible(person, type(record)).filter(pk=record.pk).exists() else 404

    return expect


def page() -> Row:
    """For everybody who is signed in; what is in it depends on the person."""
    return Row(lambda s: [], _always(200))


def record(kind: str, *more: Any) -> Row:
    return Row(lambda s: [s.of[kind].pk, *more], _seen(kind))


def _imports(person: Any, samples: Samples) -> int:
    return 200 if all_importers()["units"].allowed(person) else 403


def _own(person: Any, owner: Any, status: int) -> int:
    return status if person.pk == owner.pk else 404


def _verb(kind: str, verb: str, *, making: bool = False) -> Row:
    """A verb's form as a page: by the rule of the verb."""

    def expect(person: Any, samples: Samples) -> int:
        from chuangcheng.kit.rooms import kinds

        if not making and _seen(kind)(person, samples) == 404:
            return 404
        return 200 if kinds()[kind].rules[verb](person, None if making else samples.of[kind]) else 403

    return Row(lambda s: [kind, verb] if making else [kind, s.of[kind].pk, verb], expect)


TABLE: dict[str, Row] = {
    # signing in: who is signed in already goes home
    "account_login": Row(lambda s: [], _always(302), nobody=200),
    "account_logout": page(),
    "account_inactive": Row(lambda s: [], _always(200), nobody=200),
    "account_reauthenticate": page(),
    "account_change_password": page(),
    "usersessions_list": page(),
    "mfa_index": page(),
    "mfa_list_webauthn": page(),
    "mfa_authenticate": Row(lambda s: [], _always(302)),  # in the middle of signing in only
    "mfa_reauthenticate": Row(lambda s: [], _always(302)),  # by the password, where there is no factor
    "mfa_reauthenticate_webauthn": Row(lambda s: [], _always(302)),
    "mfa_activate_totp": Row(lambda s: [], _always(302)),  # the password once more
    "mfa_deactivate_totp": Row(lambda s: [], _always(404)),
    "mfa_add_webauthn": Row(lambda s: [], _always(302)),
    "mfa_edit_webauthn": Row(lambda s: [1], _always(302)),
    "mfa_remove_webauthn": Row(lambda s: [1], _always(302)),
    "mfa_view_recovery_codes": Row(lambda s: [], _always(404)),
    "mfa_generate_recovery_codes": Row(lambda s: [], _always(302)),
    "mfa_login_webauthn": Row(lambda s: [], _always(302)),
    "openid_connect_login": Row(lambda s: ["sso"], _always(404), nobody=404),  # not configured
    "openid_connect_callback": Row(lambda s: ["sso"], _always(404), nobody=404),
    # the API answers 401 where pages ask for a sign-in
    "api:openapi-json": Row(lambda s: [], _always(200), nobody=302),
    "api:openapi-view": Row(lambda s: [], _always(200), nobody=302),
    "api:api-root": Row(lambda s: [], _always(404), nobody=404),
    "api:list_kinds": Row(lambda s: [], _always(200), nobody=401),
    "api:list_records": Row(lambda s: ["duties"], _always(200), nobody=401),
    "api:read_record": Row(lambda s: ["duties", s.duty.pk], _seen("duties"), nobody=401),
    "api:say": Row(lambda s: ["duties", s.duty.pk, "submit"], _always(405), nobody=405),
    "api:make": Row(lambda s: ["duties", "assign"], _always(405), nobody=405),
    # kit
    "keep_filter": Row(lambda s: [], _always(405)),
    "import_list": page(),
    "import_preview": Row(lambda s: [s.upload.pk], lambda p, s: _own(p, s.world.admin, 200)),
    "import_confirm": Row(lambda s: [s.upload.pk], _always(405)),
    "import_upload": Row(lambda s: ["units"], _imports),
    "import_template": Row(lambda s: ["units"], _imports),
    "do": _verb("duties", "extend"),
    "create": _verb("duties", "assign", making=True),
    "many": Row(lambda s: ["duties", "remind"], _always(405)),
    # rooms
    "org:units": page(),
    "org:unit": record("units"),
    "org:leadership": page(),
    "org:people": page(),
    "org:person": record("people"),
    "org:me": page(),
    "org:set_language": Row(lambda s: [], _always(405), nobody=405),
    "standards:list": page(),
    "standards:template": page(),
    "standards:example": page(),
    "standards:compare": page(),
    "standards:standard": record("standards"),
    "standards:excel": record("standards"),
    "standards:yaml": record("standards"),
    "standards:criterion": record("criteria"),
    "evidence:library": page(),
    "evidence:detail": record("evidence"),
    "evidence:file": record("evidence", 1),
    "duties:list": page(),
    "duties:responsibility": page(),
    "duties:board": page(),
    "duties:calendar": page(),
    "duties:signing": page(),
    "duties:month_lists": page(),
    "duties:month_list": record("monthlists"),
    "standards:carrying": record("successions"),
    "duties:detail": record("duties"),
    "duties:panel": record("duties"),
    "duties:feed": Row(lambda s: [s.of["feeds"].pk, s.of["feeds"].token], _always(200), nobody=200),
    "duties:workdays": page(),
    "papers:list": page(),
    "papers:detail": record("papers"),
    "papers:weekly": Row(lambda s: [], lambda p, s: 200 if p.is_office or p.is_auditor else 403),
    "papers:monthly": page(),
    "plans:list": page(),
    "plans:plan": record("plans"),
    "plans:preview": record("plans"),
    "plans:changes": Row(lambda s: [s.plan.pk], lambda p, s: 302 if _seen("plans")(p, s) == 200 else 404),
    "plans:source": record("plans"),
    "plans:progress": record("plans"),
    "inbox:home": page(),
    "inbox:inbox": page(),
    "inbox:search": page(),
    "inbox:notices": page(),
    "inbox:read_all": Row(lambda s: [], _always(405)),
    "inbox:open_notice": Row(lambda s: [s.notice.pk], lambda p, s: _own(p, s.world.zhouyuning, 302)),
    "inbox:journal": Row(lambda s: [], lambda p, s: 200 if p.is_auditor or p.is_admin else 403),
    "inbox:help_index": page(),
    "inbox:help": Row(lambda s: ["index"], _always(200)),
    "inbox:hints": page(),
    "inbox:close_hint": Row(lambda s: [], _always(405)),
    "inbox:health": Row(lambda s: [], _always(200), nobody=200),
}


def address(name: str, samples: Samples) -> str:
    return reverse(name, args=TABLE[name].fill(samples))
