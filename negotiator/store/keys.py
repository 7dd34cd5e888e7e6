"""The key that a passphrase makes with a salt: derived once, kept in the memory of the process.

As SQLCipher 4 derives it, so that any tool for SQLCipher opens the files with the passphrase. It
would do so anew for each connection, and each time takes as long as all else of a start.
"""

from __future__ import annotations

import hashlib
import secrets
from functools import lru_cache

SALT_BYTES = 16
_KEY_BYTES = 32
_ROUNDS = 256_000
_MOST = 32
"""Salts that are remembered: a record and what is made of it share one, old backups have others."""

_salts: dict[str, bytes] = {}


def salt_for(passphrase: str) -> bytes:
    """The salt of a new file: that of the record, whose key is known already; else a new one."""
    return _salts.setdefault(passphrase, secrets.token_bytes(SALT_BYTES))


def literal(passphrase: str, salt: bytes) -> str:
    """A key and its salt as SQLCipher takes them instead of a passphrase."""
    return f"x'{_derived(passphrase, salt).hex()}{salt.hex()}'"


def fits(passphrase: str, salt: bytes) -> None:
    """A file with that salt was opened: further ones are made with it."""
    _salts.setdefault(passphrase, salt)


def forget() -> None:
    """Drop every key from memory."""
    _salts.clear()
    _derived.cache_clear()


@lru_cache(_MOST)
def _derived(passphrase: str, salt: bytes) -> bytes:
    # What a terminal sent in another encoding is taken byte for byte.
    secret = passphrase.encode("utf-8", "surrogateescape")
    return hashlib.pbkdf2_hmac("sha512", secret, salt, _ROUNDS, _KEY_BYTES)
