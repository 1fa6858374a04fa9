"""The commands that need Django: each a function that gets its parsed arguments and returns an exit code."""

import argparse
import sys
from collections.abc import Sequence

import django


def run(arguments: Sequence[str]) -> int:
    """Parse and carry out a command. A refusal is one plain line and exit code 1."""
    django.setup()
    from chuangcheng.kit.refused import Refused
    from chuangcheng.site.commands import county, data, health, keeping, serving

    parser = argparse.ArgumentParser(
        prog="chuangcheng", description="创城台 · runs a county's campaign for National Civilized City"
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for module in (county, serving, data, keeping, health):
        module.add_to(commands)
    plan = commands.add_parser("plan", help="plan parse FILE: print a plan's structure as JSON")
    plan.add_argument("parse", choices=["parse"])
    given = parser.parse_args(list(arguments))
    try:
        return int(given.run(given) or 0)
    except Refused as refused:
        print(refused.words, file=sys.stderr)  # noqa: T201
        return 1


def say(words: str) -> None:
    """One line for the person at the terminal."""
    print(words, flush=True)  # noqa: T201
