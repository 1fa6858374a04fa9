"""A standard's file, whatever it is: what it is told by its content, never by its name."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from chuangcheng.rooms.standards.doors import excel, yaml, yaml_out
from chuangcheng.rooms.standards.doors.nodes import Fault, Reading
from chuangcheng.rooms.standards.draft import Draft

WORKBOOK = (b"PK", b"\xd0\xcf\x11\xe0")  # .xlsx and .ods, .xls
WRITERS: dict[str, Callable[[Draft], bytes]] = {".xlsx": excel.write, ".yaml": yaml_out.write, ".yml": yaml_out.write}


def read(data: bytes) -> Reading:
    """Read a standard from YAML or from a workbook. Every fault is listed; with a single one there is no draft."""
    return excel.read(data) if data.startswith(WORKBOOK) else yaml.read(data)


def read_file(path: Path | str) -> Reading:
    """The same of a file; one that cannot be opened is a fault."""
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        return Reading(None, [Fault(0, str(path), "文件打不开", str(error.strerror))])
    return read(data)


def check_file(path: Path | str) -> tuple[dict[str, Any], list[Fault]]:
    """A summary (empty if anything is wrong) and all faults of a file, for the command line."""
    reading = read_file(path)
    return reading.draft.summary() if reading.draft else {}, reading.faults
