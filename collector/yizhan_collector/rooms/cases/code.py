"""Follow codes: what somebody keeps to find the own matter again."""

import secrets
import unicodedata

from yizhan_collector.ground.hashing import digest

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # without I, L, O and U
LENGTH = 10
TAKEN_FOR = str.maketrans("OIL", "011")


def fresh() -> str:
    """A new code of ten characters: 50 random bits."""
    return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))


def made_of(seed: bytes) -> str:
    """The code of 32 bytes nobody else can know: the same form sent twice has one code."""
    number = int.from_bytes(seed, "big")
    return "".join(LETTERS[number >> (5 * place) & 31] for place in range(LENGTH))


def spoken(code: str) -> str:
    """The same as it is shown and read aloud: 7K3QM-X9D0P."""
    return f"{code[:5]}-{code[5:]}"


def digest_of(code: str) -> bytes:
    """What is kept of a code, however it was typed: case, spaces, dashes, O for 0, I or L for 1."""
    plain = unicodedata.normalize("NFKC", code).upper()
    return digest("".join(one for one in plain if one.isalnum()).translate(TAKEN_FOR))
