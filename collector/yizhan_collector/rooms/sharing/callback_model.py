"""How a partner is told by its callback: to what address, how soon again, how it stands; pure."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from yizhan_collector.ground.refusals import Refused

# no userinfo, no fragment, nothing but the ASCII of an address; the same stands in the database
ADDRESS = re.compile(
    r"https://([A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?|\[[0-9A-Fa-f:.]{2,45}\])"
    r"(:(?P<port>[0-9]{1,5}))?(/[A-Za-z0-9._~!$&()*+,;=:@%/?-]*)?"
)
LONGEST_ADDRESS = 300
FIRST = timedelta(seconds=5)
LONGEST = timedelta(minutes=15)


class BadCallback(Refused):
    """A callback is https://host[:port][/path] without a user name; correct it, or leave it empty.

    Names in Chinese are written in their ASCII form (xn--…).
    """

    status = 422


@dataclass(frozen=True)
class Untold:
    """The first event that a partner has not been told of, and where to tell it."""

    partner: str
    callback: str
    no: int
    kind: str
    subject: UUID
    at: datetime
    attempts: int


@dataclass(frozen=True)
class Telling:
    """How the telling of a partner stands; `reason` is empty when the last attempt was taken."""

    partner: str
    told_no: int | None
    waiting: int
    attempts: int
    reason: str
    tried_at: datetime | None
    next_at: datetime | None  # None: as soon as there is something


def require_callback(address: str) -> str:
    """The address, or empty for none; raises BadCallback."""
    found = ADDRESS.fullmatch(address)
    if address and (
        found is None
        or len(address) > LONGEST_ADDRESS
        or not 1 <= int(found["port"] or 443) <= 65535
    ):
        raise BadCallback
    return address


def pause(attempts: int) -> timedelta:
    """How long to wait after so many failed attempts (1 or more): doubled to fifteen minutes."""
    return min(FIRST * (1 << min(attempts - 1, 20)), LONGEST)
