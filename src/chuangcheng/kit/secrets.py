"""The county's master key: 32 random bytes in its folder, outside the database and readable by its owner only."""

import secrets

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from chuangcheng.kit import tenancy
from chuangcheng.kit.once import made_once


def master_key() -> bytes:
    """The master key, made at first use."""
    return made_once(tenancy.current().folder / "keys" / "master.key", lambda: secrets.token_bytes(32))


def encrypt(key: bytes, plain: bytes, bound_to: bytes = b"") -> bytes:
    """AES-256-GCM: 12 bytes of nonce, then the ciphertext with its tag."""
    nonce = secrets.token_bytes(12)
    return nonce + AESGCM(key).encrypt(nonce, plain, bound_to)


def decrypt(key: bytes, sealed: bytes, bound_to: bytes = b"") -> bytes:
    """The plain bytes. Raises cryptography's InvalidTag if key, text or binding differ."""
    return AESGCM(key).decrypt(sealed[:12], sealed[12:], bound_to)
