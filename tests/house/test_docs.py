"""The docs tell all that there is: every verb, every command, every setting."""

import argparse
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from chuangcheng.kit.rooms import all_rooms
from chuangcheng.site.commands import county, data, health, keeping, serving

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
SETTING = re.compile(r"\bCHUANGCHENG_[A-Z_]+[A-Z]\b")


def read(name: str) -> str:
    path = DOCS / name
    assert path.exists(), f"docs/{name} is still to be written"
    return path.read_text("utf-8")


@pytest.mark.parametrize("room", all_rooms(), ids=lambda room: room.name)
def test_a_rooms_page_names_each_of_its_verbs(room):
    said = set(re.findall(r"\w+", read(f"rooms/{room.name}.md")))
    assert [f"{kind.name}.{verb}" for kind in room.kinds for verb in kind.rules if verb not in said] == []


@pytest.mark.parametrize("room", all_rooms(), ids=lambda room: room.name)
def test_a_rooms_page_draws_each_of_its_lives_from_the_table(room):
    page = read(f"rooms/{room.name}.md")
    for kind in room.kinds:
        if kind.life is not None:
            assert kind.life.diagram() in page, f"the life of {kind.name}"


def commands() -> Iterator[tuple[str, list[str]]]:
    """Every command with the options that are its own."""
    parser = argparse.ArgumentParser()
    top = parser.add_subparsers()
    for module in (county, serving, data, keeping, health):
        module.add_to(top)
    yield "plan parse", []
    yield from _walk(top, "")


def _walk(above: argparse._SubParsersAction, name: str) -> Iterator[tuple[str, list[str]]]:  # type: ignore[type-arg]
    for word, parser in above.choices.items():
        below = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
        if below:
            yield from _walk(below[0], f"{name}{word} ")
        else:
            options = [
                o for action in parser._actions for o in action.option_strings if o.startswith("--") and o != "--help"
            ]
            yield f"{name}{word}", options


@pytest.mark.parametrize(
    ("command", "options"), list(commands()), ids=lambda value: value if isinstance(value, str) else ""
)
def test_running_explains_every_command_and_its_options(command, options):
    page = read("running.md")
    assert re.search(rf"`(?:chuangcheng )?{command}[ `]", page), command
    assert [option for option in options if option not in page] == []


def test_running_explains_every_setting_and_none_that_is_gone():
    read_by_us = {
        name
        for path in [*(ROOT / "src").rglob("*.py"), ROOT / "dev"]
        for name in SETTING.findall(path.read_text("utf-8"))
    }
    told = set(SETTING.findall(read("running.md")))
    assert sorted(read_by_us - told) == []
    assert sorted(told - read_by_us) == []
