"""What is kept of a secret: argon2id of a word somebody types, SHA-256 of a token we made."""

import hashlib
import secrets
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

_hasher = PasswordHasher()


def keep(word: str) -> str:
    """The argon2id hash of a password or a code."""
    return _hasher.hash(word)


def fits(hashed: str | None, word: str) -> bool:
    """Whether a word is the one that was kept; None, for nobody, takes as long and never fits."""
    try:
        return _hasher.verify(_nobody() if hashed is None else hashed, word) and hashed is not None
    except (VerificationError, InvalidHashError):
        return False


@cache
def _nobody() -> str:
    # somebody unknown must take as long as a wrong word
    return _hasher.hash(secrets.token_hex(16))


def weak(hashed: str) -> bool:
    """Whether a hash was made with less work than today's."""
    return _hasher.check_needs_rehash(hashed)


def digest(token: str) -> bytes:
    """What is kept of a token."""
    return hashlib.sha256(token.encode()).digest()


def eight_digits() -> str:
    """Eight random digits: a number, a code or a permit."""
    return f"{secrets.randbelow(10**8):08d}"
