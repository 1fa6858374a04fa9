"""Where an export goes: a fresh folder or a .zip, written under another name and renamed when it is whole."""

import hashlib
import os
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

from chuangcheng.kit.refused import Refused


class Writing:
    """A file that is being written: it keeps its size and SHA-256."""

    def __init__(self, target: Any) -> None:
        self.target, self.size, self.digest = target, 0, hashlib.sha256()

    def write(self, data: bytes) -> int:
        self.target.write(data)
        self.size += len(data)
        self.digest.update(data)
        return len(data)


class Place(Protocol):
    def file(self, name: str) -> Any:
        """A context in which a file of that name is written."""


class Folder:
    def __init__(self, root: Path) -> None:
        self.root = root

    @contextmanager
    def file(self, name: str) -> Iterator[Writing]:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            yield Writing(out)


class Zip:
    def __init__(self, held: zipfile.ZipFile) -> None:
        self.zip = held

    @contextmanager
    def file(self, name: str) -> Iterator[Writing]:
        info = zipfile.ZipInfo(name)
        # Pictures and documents are packed already.
        info.compress_type = zipfile.ZIP_STORED if name.startswith("files/") else zipfile.ZIP_DEFLATED
        info.external_attr = 0o600 << 16
        with self.zip.open(info, "w", force_zip64=True) as out:
            yield Writing(out)


@contextmanager
def place(target: Path) -> Iterator[Place]:
    """A place under another name, which becomes the target when the block is done and is taken away when it breaks.

    Raises Refused for a target that holds something already.
    """
    _free(target)
    part = target.with_name(f".{target.name}.part")
    _away(part)  # of an attempt that was cut off
    try:
        if target.suffix.lower() == ".zip":
            with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
                with zipfile.ZipFile(out, "w") as held:
                    yield Zip(held)
                out.flush()
                os.fsync(out.fileno())
        else:
            part.mkdir(mode=0o700)
            yield Folder(part)
        part.replace(target)
    finally:
        _away(part)


def _free(target: Path) -> None:
    if not target.absolute().parent.is_dir():
        raise Refused(f"{target.parent} 这个文件夹还没有（no such folder）")
    if target.is_dir() and target.suffix.lower() != ".zip":
        if any(target.iterdir()):
            raise Refused(f"{target} 不是空的，请换一个新文件夹（the folder is not empty）")
    elif target.exists():
        raise Refused(f"{target} 已经有了，请换一个名字（exists already）")


def _away(part: Path) -> None:
    if part.is_dir():
        shutil.rmtree(part)
    part.unlink(missing_ok=True)
