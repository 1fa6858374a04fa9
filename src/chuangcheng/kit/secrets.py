"""The county's master key: 32 random bytes in its folder, outside the database and readable by its owner only."""

import os
import secrets
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from chuangcheng.kit import tenancy


def _path() -> Path:
    return tenancy.current().folder / "keys" / "master.key"


def master_key() -> bytes:
    """The master key, made at first use. Two processes that make it at once end with the same one."""
    path = _path()
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh = path.with_name(f".{secrets.token_hex(8)}")
        fresh.write_bytes(secrets.token_bytes(32))
        fresh.chmod(0o600)
        try:
            os.link(fresh, path)
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    return path.read_bytes()


def encrypt(key: bytes, plain: bytes, bound_to: bytes = b"") -> bytes:
    """AES-256-GCM: 12 bytes of nonce, then the ciphertext with its tag."""
    nonce = secrets.token_bytes(12)
    return nonce + AESGCM(key).encrypt(nonce, plain, bound_to)


def decrypt(key: bytes, sealed: bytes, bound_to: bytes = b"") -> bytes:
    """The plain bytes. Raises cryptography's InvalidTag if key, text or binding differ."""
    return AESGCM(key).decrypt(sealed[:12], sealed[12:], bound_to)
