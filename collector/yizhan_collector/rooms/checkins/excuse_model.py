"""Why a report cannot be expected, day by day, pure."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal
from uuid import UUID

from yizhan_collector.ground.refusals import Refused
from yizhan_collector.rooms.checkins.due import Why

Ground = Literal["health", "hospital", "other"]


class ExcuseReversed(Refused):
    """The last day is before the first; correct the dates."""

    status = 422


class ExcuseOverlaps(Refused):
    """Some of these days are excused already; choose the other days, or withdraw that excuse."""

    status = 409


class ExcuseGone(Refused):
    """This excuse has been withdrawn already; load the page again."""

    status = 409


@dataclass(frozen=True)
class Span:
    """Days, both included, on which a person is excused."""

    start: date
    end: date
    why: Why

    def holds(self, day: date) -> bool:
        """Whether the person is excused on this day."""
        return self.start <= day <= self.end


@dataclass(frozen=True)
class Excuse:
    """What an officer wrote, with what proves it."""

    id: UUID
    person: UUID
    from_on: date
    to_on: date
    why: Ground
    evidence: str
    author: UUID
    recorded_at: datetime
    withdrawn_by: UUID | None = None
    withdrawn_at: datetime | None = None
    withdrawn_why: str | None = None


def why(spans: Collection[Span], day: date) -> Why | None:
    """Why the person is excused on this day; of several the earliest begun. None: not excused."""
    holding = (one for one in spans if one.holds(day))
    found = min(holding, key=lambda one: (one.start, one.why), default=None)
    return found.why if found else None
