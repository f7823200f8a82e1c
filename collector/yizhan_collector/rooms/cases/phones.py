"""By what the same telephone number is found again, pure."""

import re

from yizhan_collector.ground.hashing import digest

LEAST_DIGITS = 7


def phone_digest(phone: str) -> bytes | None:
    """The same for a number however it is written; None for what is no whole number."""
    digits = re.sub(r"\D", "", phone.strip().removeprefix("+86"))
    return digest(f"phone {digits}") if len(digits) >= LEAST_DIGITS else None
