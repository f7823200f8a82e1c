"""What a box says of itself, and when its silence means something, pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Literal
from uuid import UUID

from yizhan_wire.envelope import Clock
from yizhan_wire.events import Health

from yizhan_collector.ground.days import SHANGHAI
from yizhan_collector.ground.refusals import Refused

State = Literal["online", "offline", "stopped", "unknown"]
SILENCE = timedelta(minutes=3)
OPENS, CLOSES = time(8, 30), time(17)  # in Shanghai
DOWN = timedelta(minutes=60)  # of one day's opening hours: the person's clock stands still


class BadDevice(Refused):
    """The id of a box is 3 to 40 of a-z, 0-9 and dash, like bx-210521100-1."""

    status = 422


class AlreadyClaimed(Refused):
    """The box is registered already; choose another id or revoke it first."""

    status = 409


class AlreadyRevoked(Refused):
    """The post is out of service already."""

    status = 409


@dataclass(frozen=True)
class LastHealth:
    """The last report of a box, when it came, and how far the box trusted its clock."""

    captured_at: datetime
    received_at: datetime
    clock: Clock
    body: Health


@dataclass(frozen=True)
class Signage:
    """A standing message, and the version the box last confirmed."""

    version: int
    text: str
    set_by: UUID
    set_at: datetime
    applied_version: int | None = None
    applied_at: datetime | None = None  # of the last version the box confirmed


@dataclass(frozen=True)
class Shown:
    """What the sign said last of a message: whether it shows it, and after how many attempts."""

    at: datetime
    shown: bool
    attempts: int


@dataclass(frozen=True)
class Sign:
    """A box in service and what its sign says; empty: the sign's own default."""

    device: str
    township: str
    township_name: str
    text: str


def unheard(heard_at: datetime | None, now: datetime) -> bool:
    """Whether a box has not said how it is for three minutes, or never."""
    return heard_at is None or now - heard_at > SILENCE


@dataclass(frozen=True)
class Post:
    """A box at its township."""

    id: str
    township: str
    claimed_at: datetime
    revoked_at: datetime | None
    state: State
    state_at: datetime | None
    health: LastHealth | None = None
    signage: Signage | None = None
    shown: Shown | None = None

    def silent(self, now: datetime) -> bool:
        """Whether it has not said how it is for three minutes."""
        return unheard(self.health.received_at if self.health else None, now)


@dataclass(frozen=True)
class Sample:
    """One health report of a day: when it was captured and whether the kiosk was open."""

    captured_at: datetime
    desk_only: bool


def opening(day: date) -> tuple[datetime, datetime]:
    """The opening hours of a day, as moments."""
    return (
        datetime.combine(day, OPENS, SHANGHAI),
        datetime.combine(day, CLOSES, SHANGHAI),
    )


def was_down(day: date, samples: Sequence[Sample]) -> bool:
    """Whether a box was of no use to people that day: an hour silent, or sending them away.

    `samples` are those captured inside the opening hours, in any order.
    """
    if any(one.desk_only for one in samples):
        return True
    start, end = opening(day)
    moments = [start, *sorted(one.captured_at for one in samples), end]
    gaps = [later - earlier for earlier, later in pairwise(moments)]
    return sum((gap for gap in gaps if gap > SILENCE), timedelta()) >= DOWN
