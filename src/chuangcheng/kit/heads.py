"""Signed heads of the journal, kept outside the database: a line each, in the county's folder.

Whoever can write the database could recompute the whole chain after changing a row. They cannot change what was signed
before without the key, which lies beside the master key. Copy the file elsewhere (it only grows), and not even that helps.
"""

import base64
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from chuangcheng.kit import clock, tenancy
from chuangcheng.kit.journal import Entry, Seal
from chuangcheng.kit.once import made_once

BATCH = 500  # heads that are checked with one query: an hour each, they are thousands after some years


@dataclass(frozen=True)
class Head:
    """How far the chain reached at a moment, and the digest that it had there."""

    at: str
    seq: int
    digest: str

    def signed_text(self) -> bytes:
        return f"{self.at} {self.seq} {self.digest}".encode()


def path() -> Path:
    """Where the current county keeps its heads."""
    return tenancy.current().folder / "journal.heads"


def _key() -> Ed25519PrivateKey:
    """The signing key, made at first use."""
    place = tenancy.current().folder / "keys" / "journal.key"
    return Ed25519PrivateKey.from_private_bytes(
        made_once(place, lambda: Ed25519PrivateKey.generate().private_bytes_raw())
    )


def public_key() -> bytes:
    """What proves the signatures, as PEM: nobody can sign with it."""
    return _key().public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def sign() -> Head | None:
    """Sign the chain's head and keep it; None where nothing was sealed since the last one."""
    sealed = Seal.objects.filter(pk=1).first()
    known = max((head.seq for head, _signature in _kept()), default=0)
    if sealed is None or sealed.seq <= known:
        return None
    head = Head(clock.now().isoformat(timespec="seconds"), sealed.seq, sealed.digest)
    signature = base64.b64encode(_key().sign(head.signed_text())).decode()
    cut = path().exists() and not path().read_bytes().endswith(b"\n")  # by a crash: the next line begins anew
    with os.fdopen(os.open(path(), os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600), "a") as out:
        out.write("\n" if cut else "")
        out.write(f"{head.at} {head.seq} {head.digest} {signature}\n")
        out.flush()
        os.fsync(out.fileno())
    return head


def _kept() -> Iterator[tuple[Head, str]]:
    """Every head with its signature. A last line that a crash cut short is passed over."""
    if not path().exists():
        return
    for line in path().read_text("utf-8").splitlines():
        parts = line.split(" ")
        if len(parts) == 4 and parts[1].isdecimal():
            yield Head(parts[0], int(parts[1]), parts[2]), parts[3]


def fault() -> str:
    """The first head that is not as it was signed, or that the journal no longer agrees with, in words (empty: none)."""
    key, kept = _key().public_key(), list(_kept())
    for start in range(0, len(kept), BATCH):
        heads = kept[start : start + BATCH]
        stands = dict(Entry.objects.filter(seq__in=[head.seq for head, _ in heads]).values_list("seq", "digest"))
        for head, signature in heads:
            try:
                key.verify(base64.b64decode(signature), head.signed_text())
            except (InvalidSignature, ValueError):
                return f"{head.at} 的签名不对（the head of that moment was not signed by us）"
            if stands.get(head.seq) != head.digest:
                return f"第 {head.seq} 条与 {head.at} 签过的不一致（differs from what was signed then）"
    return ""
