"""What the manifests promise is there: every rule a function with words, every form a rule, every name resolvable."""

import inspect
import re

import pytest
from django.core.management import call_command
from django.urls import reverse

from chuangcheng.kit.forms import VerbForm
from chuangcheng.kit.jobs import _runners
from chuangcheng.kit.periodic import EVERY
from chuangcheng.kit.rooms import all_rooms, kinds
from chuangcheng.rooms.standards.models import Criterion

KINDS = list(kinds().values())


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_rule_has_a_function_that_takes_the_actor_first_and_words(kind):
    for verb in kind.rules:
        assert kind.words.get(verb), f"{kind.name}.{verb} has no words"
        function = getattr(kind.verbs, verb)
        actor, *rest = inspect.signature(function).parameters.values()
        assert actor.name == "actor", f"{verb} does not take the actor first"
        assert actor.default is inspect.Parameter.empty, f"the actor of {verb} is optional"
        positional = [p for p in rest if p.kind in (p.POSITIONAL_ONLY, p.POSITIONAL_OR_KEYWORD)]
        assert len(positional) <= 1, f"arguments of {verb} after the record are keyword-only"


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_verb_on_a_record_takes_the_version_that_was_seen(kind):
    for verb in kind.rules:
        if not kind.makes(verb):
            assert "seen" in inspect.signature(kind.verb(verb)).parameters, f"{kind.name}.{verb}"


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_form_and_every_verb_of_the_life_is_a_rule(kind):
    assert set(kind.forms) <= set(kind.rules)
    assert kind.life is None or set(kind.life.verbs) <= set(kind.rules)
    assert all(issubclass(form, VerbForm) for form in kind.forms.values())


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_form_gives_the_arguments_of_its_verb(kind, world):
    """A form's fields are the verb's keyword arguments, unless it gathers them in `cleaned`."""
    for verb, form in kind.forms.items():
        if "cleaned" in vars(form):
            continue
        if any("cleaned" in vars(c) for c in form.__mro__ if c is not VerbForm and issubclass(c, VerbForm)):
            continue
        arguments = set(inspect.signature(kind.verb(verb)).parameters)
        assert set(form.base_fields) <= arguments, f"{kind.name}.{verb}"


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_what_a_verb_needs_its_form_asks_for(kind, world):
    """Else the door would break on it: a verb without a form needs nothing but the button."""
    for verb in kind.rules:
        if verb in kind.forms or verb in kind.inner:
            continue
        needed = [p.name for p in inspect.signature(kind.verb(verb)).parameters.values()
                  if p.kind is p.KEYWORD_ONLY and p.default is p.empty]  # fmt: skip
        assert needed == [], f"{kind.name}.{verb} needs {needed} and has no form"


def test_every_subscriber_reacts_to_a_verb_that_there_is():
    known = {f"{kind.name}.{verb}" for kind in KINDS for verb in kind.rules}
    for room in all_rooms():
        assert set(room.subscribers) <= known, room.name


def test_everything_that_comes_by_the_clock_is_a_job():
    for room in all_rooms():
        for name, often in room.periodic.items():
            assert f"{room.name}.{name}" in _runners()
            assert often in EVERY


def test_every_entry_of_the_menu_leads_somewhere():
    for room in all_rooms():
        for entry in room.menu:
            assert reverse(entry.url_name)


def test_every_name_is_given_once():
    names = [kind.name for room in all_rooms() for kind in room.kinds]
    assert len(names) == len(set(names))
    assert len({kind.model for kind in KINDS}) == len(KINDS)


def test_migrations_are_complete(world):
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_each_page_shows_where_it_stands_in_the_menu(world, page):
    criterion = Criterion.objects.first()
    for path, entry in (
        ("/duties/lists/", "月目录"),
        ("/duties/board/", "任务"),
        (f"/criteria/{criterion.pk}/", "测评体系"),
    ):
        menu = page(world.xuyian, path).content.decode().split('class="nav-x')[1].split("</nav>")[0]
        assert re.findall(r'aria-current="page"[^>]*>\s*(?:<span[^>]*>)?([^<]+)', menu) == [entry]
