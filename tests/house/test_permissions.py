"""The permission table: every address and every verb, for a person a role, for nobody, and for the other county."""

from pathlib import Path

import pytest
from django.db import transaction
from django.urls import reverse

from chuangcheng.kit.policy import visible
from chuangcheng.kit.rooms import kinds

from .addresses import TABLE, address, names
from .conftest import EVERYBODY

WHO_MAY = Path(__file__).with_name("permissions.txt")


class _Undo(Exception):
    """What was tried is not kept."""


def test_every_address_has_an_expectation():
    without = sorted(set(names()) - set(TABLE))
    gone = sorted(set(TABLE) - set(names()))
    assert (without, gone) == ([], []), "say in tests/house/addresses.py what each person finds there"


def test_no_address_is_without_a_name():
    assert not [name for name in names() if name.rpartition(":")[2] in ("None", "")]


@pytest.mark.slow
@pytest.mark.parametrize("who", EVERYBODY)
def test_everybody_finds_at_every_address_what_the_policy_says(samples, enter, who):
    client, person = enter(who)
    wrong = {}
    for name, row in TABLE.items():
        expected = row.nobody if person is None else row.expect(person, samples)
        answer = client.get(address(name, samples))
        if answer.status_code != expected:
            wrong[name] = f"{answer.status_code}, expected {expected}"
        if person is None and expected == 302 and not answer.get("Location", "").startswith("/accounts/login/"):
            wrong[name] = f"goes to {answer.get('Location')}"
    print(f"{who}: {len(TABLE)} addresses")  # noqa: T201
    assert wrong == {}


@pytest.mark.slow
@pytest.mark.parametrize("who", EVERYBODY)
def test_everybody_says_every_verb_to_what_they_see_as_far_as_its_rule_goes(samples, enter, who):
    """Invisible: 404. Visible and forbidden: 403. Allowed: anything but those, and never a crash."""
    client, person = enter(who)
    wrong, count = {}, 0
    for kind, name, record in samples.all():
        for verb in kind.rules:
            making = kind.makes(verb)
            count += 1
            path = (
                reverse("create", args=[kind.name, verb])
                if making
                else reverse("do", args=[kind.name, record.pk, verb])
            )
            expected = _expected(kind, verb, person, None if making else record)
            status = _post(client, path)
            fits = status not in (403, 404) and status < 500 if expected == "allowed" else status == expected
            if not fits:
                wrong[f"{name}.{verb}"] = f"{status}, expected {expected}"
    print(f"{who}: {count} verbs on {len(samples.all())} samples")  # noqa: T201
    assert wrong == {}


def _expected(kind, verb, person, record):
    if person is None:
        return 302
    if verb in kind.inner:
        return 404  # only the house says it
    if record is not None and not visible(person, kind.model).filter(pk=record.pk).exists():
        return 404
    return "allowed" if kind.rules[verb](person, record) else 403


def _post(client, path: str, data=None) -> int:
    """The answer to a form without any field; nothing that it did is kept."""
    status = 0
    try:
        with transaction.atomic():
            status = client.post(path, data or {}).status_code
            raise _Undo
    except _Undo:
        return status


@pytest.mark.slow
@pytest.mark.parametrize("who", ["xuyian", "admin", "zhouyuning", "ducha"])
def test_what_is_said_to_many_changes_only_what_each_may(samples, enter, who):
    client, person = enter(who)
    for kind, name, record in samples.all():
        for verb in kind.rules:
            if kind.makes(verb) or _expected(kind, verb, person, record) == "allowed":
                continue
            version = type(record).objects.get(pk=record.pk).version
            status = _post(client, reverse("many", args=[kind.name, verb]), {"chosen": [str(record.pk)]})
            assert status == (404 if verb in kind.inner else 302), (name, verb)
            assert type(record).objects.get(pk=record.pk).version == version, (name, verb)


def test_who_may_what_is_what_was_agreed(samples, world):
    """The table beside this file is read by people: whoever changes a rule changes a line there, and it is seen."""
    found = []
    for kind, name, record in samples.all():
        for verb in kind.rules:
            asked = None if kind.makes(verb) else record
            may = [p.username for p in world.everybody if _expected(kind, verb, p, asked) == "allowed"]
            found.append(f"{name}.{verb}: {' '.join(may) or '-'}")
    agreed = [line for line in WHO_MAY.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    fresh, old = [line for line in found if line not in agreed], [line for line in agreed if line not in found]
    assert not fresh, "\n".join(["not agreed:", *fresh, "instead of:", *old])
    assert not old, "\n".join(["no longer so:", *old])


def test_the_size_of_the_table(samples):
    verbs = sum(len(kind.rules) for kind, _name, _record in samples.all())
    people = len(EVERYBODY)
    cells = (len(TABLE) + verbs) * people
    print(f"{len(TABLE)} addresses and {verbs} verbs on samples, {people} people: {cells} cells")  # noqa: T201
    assert {kind.name for kind, _name, _record in samples.all()} == set(kinds())
