"""The register of who looks at a recording and why (Order 799 art. 16); pure."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from yizhan_wire.events import Segment

from yizhan_collector.ground.refusals import Refused

CallKind = Literal["clip", "live"]
CallReason = Literal[
    "difference", "complaint", "incident", "own_request", "lawful_request", "inspection"
]
Fate = Literal["stored", "refused", "deleted", "missing", "changed"]
Ended = Literal["over", "left", "ended"]
MOST = 240  # segments of one call-out


class NoSuchPiece(Refused):
    """The box has not told of this part of the recording; choose one it has, 240 at most."""

    status = 422


class VideoDeleted(Refused):
    """This recording is older than it may be kept and was deleted; only the figures are left."""

    status = 409


class CalloutOver(Refused):
    """This call-out has ended; call out again and say why."""

    status = 410


class SegmentChanged(Refused):
    """This is not the segment the box told of when it was made; it was not taken."""

    status = 409


@dataclass(frozen=True)
class Call:
    """What somebody wants to see, and why: coded and in words."""

    reason: CallReason
    words: str
    first: int = 0
    last: int = 0


@dataclass(frozen=True)
class Callout:
    """One row of the register: who, of which unit, what, why, when and until when."""

    id: UUID
    kind: CallKind
    device: str
    township: str
    session: UUID | None
    first: int
    last: int
    reason: CallReason
    words: str
    staff: UUID
    unit: str
    asked_at: datetime
    until: datetime
    ended_at: datetime | None = None
    ended_why: Ended | None = None

    def live(self, now: datetime) -> bool:
        """Whether it may still be looked at."""
        return self.ended_at is None and now < self.until

    def names(self, number: int) -> bool:
        """Whether this segment was called out."""
        return self.kind == "clip" and self.first <= number <= self.last


@dataclass(frozen=True)
class Piece:
    """What became of a segment that was called out."""

    number: int
    outcome: Fate
    size: int
    at: datetime


@dataclass(frozen=True)
class View:
    """Somebody looked; `number` 0 is the live picture."""

    number: int
    staff: UUID
    at: datetime


def fits(told: list[Segment], size: int, sha256: str) -> bool:
    """Whether these bytes are the one segment that was told of."""
    return len(told) == 1 and (told[0].size, told[0].sha256) == (size, sha256)
