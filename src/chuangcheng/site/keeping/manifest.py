"""What an archive holds, written into it last and read from it first."""

import hashlib
import json
import tarfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from chuangcheng.kit.refused import Refused

FORMAT = "chuangcheng/backup/1"
NAME = "manifest.json"
PIECE = 1024 * 1024


@dataclass
class Manifest:
    """Of `members`, path → [size in bytes, SHA-256]; of `tables`, name → rows; `damaged`: faults found while it was made."""

    made_at: str
    slug: str
    name: str
    vendor: str
    migrations: dict[str, str] = field(default_factory=dict)
    tables: dict[str, int] = field(default_factory=dict)
    columns: dict[str, list[str]] = field(default_factory=dict)
    journal: tuple[int, str] = (0, "")
    members: dict[str, tuple[int, str]] = field(default_factory=dict)
    damaged: list[str] = field(default_factory=list)
    format: str = FORMAT

    def written(self) -> bytes:
        return json.dumps(asdict(self), ensure_ascii=False, indent=1).encode()


def of(archive: Path) -> Manifest:
    """The manifest of an archive. Raises Refused for a file that is no whole archive of ours."""
    try:
        with tarfile.open(archive, "r:") as tar:
            found = json.load(_member(tar, NAME))
    except (OSError, tarfile.TarError, KeyError, ValueError) as error:
        raise Refused(f"{archive} 不是完整的备份（no whole backup）：{error}") from error
    if found.get("format") != FORMAT:
        raise Refused(f"{archive}：备份格式 {found.get('format')} 这个版本不认识（unknown format）")
    return Manifest(**found)


def _member(tar: tarfile.TarFile, name: str) -> Any:
    found = tar.extractfile(name)
    if found is None:
        raise KeyError(name)
    return found


def members(archive: Path, manifest: Manifest) -> Iterator[tuple[str, BinaryIO]]:
    """Every member with its bytes, in the order of the archive. Raises Refused for one that is missing or not listed."""
    waiting = set(manifest.members)
    with tarfile.open(archive, "r:") as tar:
        for info in tar:
            if info.name == NAME:
                continue
            if info.name not in waiting or not info.isfile():
                raise Refused(f"备份里多了 {info.name}（not in the manifest）")
            waiting.remove(info.name)
            yield info.name, _member(tar, info.name)
    if waiting:
        raise Refused(f"备份里缺 {sorted(waiting)[0]} 等 {len(waiting)} 个文件（missing）")


class Hashing:
    """A reader that keeps the size and the SHA-256 of what passed through it."""

    def __init__(self, source: BinaryIO) -> None:
        self.source, self.size, self.digest = source, 0, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        piece = self.source.read(size)
        self.size += len(piece)
        self.digest.update(piece)
        return piece

    @property
    def seen(self) -> tuple[int, str]:
        return self.size, self.digest.hexdigest()


def proven(name: str, source: Hashing, manifest: Manifest) -> None:
    """Raises Refused where what was read is not what was written."""
    if list(source.seen) != list(manifest.members[name]):
        raise Refused(f"备份里的 {name} 已损坏（damaged）")
