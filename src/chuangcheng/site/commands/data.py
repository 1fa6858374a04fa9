"""import, export, standard check, convert, compare: data in and out by the command line."""

import argparse
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from chuangcheng.kit import actors, exports, imports, journal, tenancy
from chuangcheng.kit.refused import Refused
from chuangcheng.kit.rooms import all_rooms
from chuangcheng.site.commands import say
from chuangcheng.site.commands.county import chosen
from chuangcheng.site.keeping import export


def add_to(commands: Any) -> None:
    bring = commands.add_parser("import", help="import units or people from Excel, or a standard from YAML or Excel")
    bring.add_argument("kind", choices=["units", "people", "standard"])
    bring.add_argument("file", type=Path)
    bring.add_argument("--county")
    bring.add_argument("--check", action="store_true", help="only say what is wrong")
    bring.set_defaults(run=run_import)

    out = commands.add_parser(
        "export", help="duties, responsibility list, units or people to Excel; all: everything, in open formats"
    )
    out.add_argument("kind", choices=["all", "duties", "responsibility", "units", "people"])
    out.add_argument("file", type=Path, help="of all: a fresh folder, or a file that ends in .zip")
    out.add_argument("--county")
    out.add_argument("--with-personal", action="store_true", help="of all: with names and login names, too")
    out.set_defaults(run=run_export)

    _add_standard(commands)


def _add_standard(commands: Any) -> None:
    standard = commands.add_parser(
        "standard",
        help="check FILE: every fault; convert IN OUT: YAML to Excel and back; compare OLD NEW: what a new edition changes",
    ).add_subparsers(required=True)
    beside = standard.add_parser("compare", help="what a new edition changes, as JSON; each YAML or Excel")
    beside.add_argument("old", type=Path)
    beside.add_argument("new", type=Path)
    beside.add_argument("--indent", type=int, default=None)
    beside.set_defaults(run=run_compare)
    check = standard.add_parser("check", help="every fault of a standard in YAML or Excel")
    check.add_argument("file", type=Path)
    check.set_defaults(run=run_check)
    convert = standard.add_parser("convert", help="YAML to Excel or back, by the ending of OUT: .xlsx, .yaml")
    convert.add_argument("file", type=Path)
    convert.add_argument("out", type=Path)
    convert.set_defaults(run=run_convert)


def run_import(given: argparse.Namespace) -> int:
    with tenancy.county(chosen(given.county)), journal.through("cli"):
        data = _bytes(given.file)
        if given.kind == "standard":
            return _import_standard(data, given)
        importer = next(room.imports[given.kind] for room in all_rooms() if given.kind in room.imports)
        table = imports.rows_of(importer, data, given.file.name)
        faults = [*table.faults, *importer.check(table.rows)]
        for fault in faults:
            say(f"{fault.sheet} 第 {fault.row} 行 {fault.column} “{fault.value}”：{fault.reason_zh}")
        for fault in importer.warn(table.rows) if importer.warn else ():
            say(f"请再看一眼：{fault.sheet} 第 {fault.row} 行 {fault.column} “{fault.value}”：{fault.reason_zh}")
        if faults:
            raise Refused(f"{len(faults)} 处问题，什么都没有导入（{len(faults)} faults, nothing was imported）")
        if not given.check:
            actor = actors.system()
            imports.confirm(importer, actor, imports.bring(importer, actor, given.file.name, data))
        say(f"{len(table.rows)} 行{'没有问题' if given.check else '已导入'}")
    return 0


def _import_standard(data: bytes, given: argparse.Namespace) -> int:
    from chuangcheng.rooms.standards import verbs

    if given.check:
        return run_check(given)
    loaded = verbs.load(actors.system(), data=data)
    say(f"{loaded} 已载入")
    return 0


def run_export(given: argparse.Namespace) -> int:
    if given.kind == "all":
        return _export_all(given)
    if given.with_personal:
        raise Refused("--with-personal 只用于 export all（is for export all）")
    from chuangcheng.rooms.duties import columns as duty_columns
    from chuangcheng.rooms.duties import queries as duties
    from chuangcheng.rooms.org import columns as org_columns
    from chuangcheng.rooms.org import queries as org

    with tenancy.county(chosen(given.county)):
        actor = actors.system()
        found: Any = {
            "duties": lambda: (duty_columns.DUTIES, duties.duties(actor, tab_name="all").prefetch_related("criteria")),
            "responsibility": lambda: (duty_columns.RESPONSIBILITY, duties.responsibility(actor, {})),
            "units": lambda: (org_columns.units(), org.units(actor)),
            "people": lambda: (org_columns.people(with_login=True), org_columns.by_post(org.people(actor))),
        }[given.kind]()
        given.file.write_bytes(exports.workbook(given.kind, found[0], found[1]))
    say(str(given.file))
    return 0


def _export_all(given: argparse.Namespace) -> int:
    """Exit 1 if stored files were found missing or changed; the rest is there all the same."""
    with tenancy.county(chosen(given.county)):
        made = export.make(given.file, say, personal=given.with_personal)
    for words in made.damaged:
        say(f"✗ {words}")
    say(
        f"{given.file}：{len(made.resources)} 张表（tables）{'' if made.personal else '，不含姓名和登录名（no names）'}"
    )
    return 1 if made.damaged else 0


def run_check(given: argparse.Namespace) -> int:
    from chuangcheng.rooms.standards.doors.files import check_file

    summary, faults = check_file(given.file)
    _tell(faults)
    say(json.dumps(summary, ensure_ascii=False))
    return 1 if faults else 0


def run_convert(given: argparse.Namespace) -> int:
    """The same standard as another kind of file; nothing is written while the file has a fault."""
    from chuangcheng.rooms.standards.doors import files

    writer = files.WRITERS.get(given.out.suffix.lower())
    if writer is None:
        known = "、".join(files.WRITERS)
        raise Refused(f"{given.out.name}：只能写成 {known}（the ending must be one of {', '.join(files.WRITERS)}）")
    draft = _standard_of(given.file)
    if draft is None:
        return 1
    try:
        given.out.write_bytes(writer(draft))
    except OSError as error:
        raise Refused(f"{given.out}: {error.strerror}") from error
    say(str(given.out))
    return 0


def run_compare(given: argparse.Namespace) -> int:
    """What stands in one edition and not so in the other, as JSON; exit 1 with the faults of a file that has any."""
    from chuangcheng.rooms.standards import compare

    old, new = _standard_of(given.old), _standard_of(given.new)
    if old is None or new is None:
        return 1
    changes = compare.compare(old, new)
    found = {
        "old": old.edition,
        "new": new.edition,
        "head": compare.head(old, new),
        "summary": compare.summary(changes),
        "changes": compare.plain(changes),
    }
    say(json.dumps(found, ensure_ascii=False, indent=given.indent))
    return 0


def _standard_of(path: Path) -> Any:
    """The draft of a standard's file, or None once its faults are told."""
    from chuangcheng.rooms.standards.doors.files import read

    reading = read(_bytes(path))
    _tell(reading.faults, f"{path}：")
    return reading.draft


def _tell(faults: Iterable[Any], name: str = "") -> None:
    for fault in faults:
        say(f"{name}{fault.path}：{fault.zh}（{fault.en}）")


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise Refused(f"{path}: {error.strerror}") from error
