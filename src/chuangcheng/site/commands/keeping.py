"""backup, restore: a county in one file, and back."""

import argparse
from pathlib import Path

from chuangcheng.kit import tenancy
from chuangcheng.kit.refused import Refused
from chuangcheng.site import keeping
from chuangcheng.site.commands import say
from chuangcheng.site.commands.county import chosen


def add_to(commands: argparse._SubParsersAction) -> None:  # type: ignore[type-arg]
    backup = commands.add_parser(
        "backup", help="write a county's records, files and keys into one file, while it is used"
    )
    backup.add_argument("file", type=Path)
    backup.add_argument("--county")
    backup.add_argument(
        "--passphrase-file", type=Path, help="seal the county's master key with the passphrase in this file"
    )
    backup.set_defaults(run=run_backup)

    restore = commands.add_parser("restore", help="bring a county back from a backup, under a free name")
    restore.add_argument("file", type=Path)
    restore.add_argument("slug", nargs="?", help="short name that the county gets; not needed with --check")
    restore.add_argument("--check", action="store_true", help="only read all of the file and prove it")
    restore.add_argument("--host", action="append", help="host name it answers under (default: as it was)")
    restore.add_argument("--database", default="", help="postgresql://… of an empty database (default: SQLite)")
    restore.add_argument("--passphrase-file", type=Path)
    restore.set_defaults(run=run_restore)


def run_backup(given: argparse.Namespace) -> int:
    """Exit 1 if stored files were found missing or changed; the backup is made all the same."""
    if given.file.is_dir() or not given.file.parent.exists():
        raise Refused(f"{given.file}：请写出备份文件的名字，文件夹要先有（a file in a folder that exists）")
    with tenancy.county(chosen(given.county)):
        made = keeping.make(given.file, say, _passphrase(given))
    for words in made.damaged:
        say(f"✗ {words}")
    say(f"{given.file} {given.file.stat().st_size / 2**20:.1f} MB")
    return 1 if made.damaged else 0


def run_restore(given: argparse.Namespace) -> int:
    if given.check:
        found = keeping.check(given.file)
        say(
            f"✓ {found.name} {found.made_at}：{sum(found.tables.values())} 行，{len(found.members)} 个文件，完好（whole）"
        )
        for words in found.damaged:
            say(f"– 备份时已有（known when it was made）：{words}")
        return 0
    if not given.slug:
        raise Refused("请写出恢复成的县的简称（give the slug that the county gets）")
    back = keeping.restore(
        given.file, given.slug, say, database=given.database, hosts=given.host, passphrase=_passphrase(given)
    )
    say(f"{back.name} 已恢复（restored）：{back.folder}")
    return 0


def _passphrase(given: argparse.Namespace) -> str:
    if given.passphrase_file is None:
        return ""
    try:
        words = given.passphrase_file.read_text("utf-8").strip()
    except OSError as error:
        raise Refused(f"{given.passphrase_file}: {error.strerror}") from error
    if not words:
        raise Refused(f"{given.passphrase_file} 是空的（is empty）")
    return str(words)
