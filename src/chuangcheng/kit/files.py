"""Files are stored once by SHA-256 and served only through views that ask the policy.

Four functions hide where they lie: today a folder of the county. A stored file is never changed.
"""

import hashlib
import os
import secrets
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

from django.db import models
from django.http import FileResponse
from django.utils.translation import gettext as _

from chuangcheng.kit import clock, tenancy
from chuangcheng.kit.refused import Refused

LIMIT = 200 * 1024 * 1024
TYPES = {
    b"\xff\xd8\xff": "image/jpeg",
    b"\x89PNG": "image/png",
    b"GIF8": "image/gif",
    b"%PDF": "application/pdf",
}
INLINE = frozenset({*TYPES.values(), "image/webp"})


class Blob(models.Model):
    """A stored file: its hash, its size in bytes and the type that its first bytes show."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    size = models.BigIntegerField()
    media_type = models.CharField(max_length=100)
    created_at = models.DateTimeField(default=clock.now)


def store(chunks: Iterable[bytes]) -> Blob:
    """Keep the bytes and know them by their hash; the same bytes are kept once. Raises Refused when empty or too large."""
    folder = _folder()
    fresh = folder / f".{secrets.token_hex(12)}"
    try:
        digest, size, head = _write(fresh, chunks)
        if not size:
            raise Refused(_("这个文件是空的。请检查后重新选择。"))
        path = _path(digest)
        path.parent.mkdir(parents=True, exist_ok=True)
        os.replace(fresh, path)
    finally:
        fresh.unlink(missing_ok=True)
    blob, _made = Blob.objects.get_or_create(sha256=digest, defaults={"size": size, "media_type": sniff(head)})
    return blob


def _write(path: Path, chunks: Iterable[bytes]) -> tuple[str, int, bytes]:
    digest, size, head = hashlib.sha256(), 0, b""
    with path.open("wb") as out:
        for chunk in chunks:
            size += len(chunk)
            if size > LIMIT:
                raise Refused(_("文件超过 %(mb)s MB，放不下。请压缩或拆开再传。") % {"mb": LIMIT // 2**20})
            head = (head + chunk)[:512] if len(head) < 512 else head
            digest.update(chunk)
            out.write(chunk)
        out.flush()
        os.fsync(out.fileno())
    return digest.hexdigest(), size, head


def open_stored(sha256: str) -> BinaryIO:
    """The stored bytes, from the beginning. Raises FileNotFoundError."""
    return _path(sha256).open("rb")


def read(sha256: str) -> bytes:
    """All the stored bytes of a file that is known to be small."""
    with open_stored(sha256) as file:
        return file.read()


def respond(blob: Blob, name: str) -> FileResponse:
    """The file as an answer: pictures and PDF shown, anything else downloaded; never run as a page."""
    response = FileResponse(
        open_stored(blob.sha256),
        content_type=blob.media_type,
        as_attachment=blob.media_type not in INLINE,
        filename=name,
    )
    response["X-Content-Type-Options"] = "nosniff"
    # A sandboxed PDF is not shown by browsers; it cannot run as our page either way.
    sandbox = "" if blob.media_type == "application/pdf" else "sandbox; "
    response["Content-Security-Policy"] = f"{sandbox}default-src 'none'; style-src 'unsafe-inline'; object-src 'self'"
    response["Cache-Control"] = "private, max-age=86400, immutable"
    return response


def sniff(head: bytes) -> str:
    """The media type that the first bytes show, whatever the file's name says."""
    for start, media_type in TYPES.items():
        if head.startswith(start):
            return media_type
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    return "application/octet-stream"


def _folder() -> Path:
    folder = tenancy.current().folder / "files"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _path(sha256: str) -> Path:
    return _folder() / sha256[:2] / sha256[2:4] / sha256
