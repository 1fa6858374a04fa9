"""The command line. `chuangcheng plan parse` runs without Django; everything else starts it first."""

import argparse
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; 0 when it was done, 1 with one plain line when it was not."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments[:2] == ["plan", "parse"]:
        return _plan_parse(arguments[2:])
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chuangcheng.site.settings.base")
    from chuangcheng.site import commands

    return commands.run(arguments)


def _plan_parse(arguments: Sequence[str]) -> int:
    """Print a plan's structure as JSON: headings, sections, obligations with offsets, confidence and rule."""
    parser = argparse.ArgumentParser(prog="chuangcheng plan parse", description="Print a plan's structure as JSON.")
    parser.add_argument("file", type=Path)
    parser.add_argument("--year", type=int, help="the year of dates that name none (default: from the document)")
    parser.add_argument("--indent", type=int, default=None)
    given = parser.parse_args(list(arguments))
    from chuangcheng.lib import planread

    try:
        document = planread.read(given.file)
    except planread.Unreadable as error:
        print(f"{given.file}: {error.zh}（{error.en}）", file=sys.stderr)  # noqa: T201
        return 1
    except OSError as error:
        print(f"{given.file}: {error.strerror}", file=sys.stderr)  # noqa: T201
        return 1
    parsed = planread.parse(document.text, year=given.year)
    try:
        print(json.dumps(planread.to_json(parsed), ensure_ascii=False, indent=given.indent), flush=True)  # noqa: T201
    except BrokenPipeError:  # the reader had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0
