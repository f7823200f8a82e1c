"""A class and its attendance, an offer of service and its outcome; pure."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal
from uuid import UUID

from yizhan_collector.ground.days import legal_day
from yizhan_collector.ground.refusals import Refused

Code = Literal["attended", "late", "left_early", "excused", "absent"]
Outcome = Literal["done", "part", "excused", "unable", "injured", "complaint"]
THERE: frozenset[Code] = frozenset({"attended", "late", "left_early"})


class MarkedBySomebody(Refused):
    """Somebody has written this attendance meanwhile; load the list again."""

    status = 409


class NotYetHeld(Refused):
    """The class has not begun; write the attendance when it has."""

    status = 409


class AlreadyCancelled(Refused):
    """The class is cancelled already."""

    status = 409


class StepNeeded(Refused):
    """After an injury or a complaint write down what was done next."""

    status = 422


class NotedAlready(Refused):
    """The outcome of this service is written down already; load it again."""

    status = 409


@dataclass(frozen=True)
class Session:
    """A class at a place and time."""

    id: UUID
    county: str
    title: str
    place: str
    teacher: str
    starts_at: datetime
    minutes: int
    capacity: int
    minors: bool
    make_up: UUID | None
    cancelled_at: datetime | None = None
    cancel_reason: str | None = None


@dataclass(frozen=True)
class Place:
    """Somebody expected in a class, and the newest mark; `version` 0 has none."""

    person: UUID
    code: Code | None
    note: str
    version: int
    by: UUID | None
    at: datetime | None


@dataclass(frozen=True)
class Attended:
    """A class as a person's record shows it; `make_up` is the course to take instead."""

    session: UUID
    title: str
    place: str
    starts_at: datetime
    code: Code | None
    make_up: UUID | None

    @property
    def day(self) -> date:
        """The legal day of the class."""
        return legal_day(self.starts_at)

    @property
    def missed(self) -> bool:
        """Whether the class may be made up for by a course."""
        return self.code in ("absent", "excused") and self.make_up is not None


@dataclass(frozen=True)
class Offer:
    """Service that may be chosen, by ability and health; it is never a must."""

    id: UUID
    county: str
    title: str
    place: str
    on_day: date
    minutes: int
    capacity: int
    abilities: list[str]
    minors: bool
    taken: int = 0


@dataclass(frozen=True)
class Noted:
    """What became of it: code, minutes, words, and what was done next."""

    outcome: Outcome
    minutes: int
    note: str
    next_step: str


@dataclass(frozen=True)
class Served:
    """A person's place in a service."""

    offer: UUID
    title: str
    on_day: date
    person: UUID
    outcome: Outcome | None
    minutes: int | None
    note: str
    next_step: str


def check_noted(noted: Noted) -> None:
    """Raises StepNeeded."""
    if noted.outcome in ("injured", "complaint") and not noted.next_step.strip():
        raise StepNeeded
