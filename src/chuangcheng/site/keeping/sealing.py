"""The county's master key under a passphrase: scrypt makes a key of the passphrase, AES-256-GCM does the rest."""

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from chuangcheng.kit.refused import Refused
from chuangcheng.kit.secrets import decrypt, encrypt

SALT = 16


def _key(passphrase: str, salt: bytes) -> bytes:
    return Scrypt(salt=salt, length=32, n=2**15, r=8, p=1).derive(passphrase.encode())


def seal(key: bytes, passphrase: str) -> bytes:
    """16 bytes of salt, then the key's ciphertext."""
    salt = secrets.token_bytes(SALT)
    return salt + encrypt(_key(passphrase, salt), key)


def unseal(sealed: bytes, passphrase: str) -> bytes:
    """The key again. Raises Refused for a wrong passphrase."""
    try:
        return decrypt(_key(passphrase, sealed[:SALT]), sealed[SALT:])
    except InvalidTag as error:
        raise Refused("口令不对，打不开备份里的主密钥（wrong passphrase）") from error
