"""A leave from request to return, pure."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args
from uuid import UUID

from yizhan_collector.rooms.leaves.ladder import Need
from yizhan_collector.rooms.leaves.model import Span, Wish
from yizhan_collector.rooms.staff.model import Level

State = Literal["asked", "granted", "refused", "withdrawn", "cancelled", "returned"]
STATES: tuple[State, ...] = get_args(State)
Phase = Literal["asked", "planned", "away", "late", "refused", "withdrawn", "cancelled", "returned"]
PHASES: tuple[Phase, ...] = get_args(Phase)
Why = Literal["leave", "travel"]


@dataclass(frozen=True)
class Excuse:
    """Days on which somebody is away by leave or permit, both included."""

    start: date
    end: date
    why: Why


@dataclass(frozen=True)
class Leave:
    """One leave, or what makes one longer."""

    id: UUID
    person: UUID
    extends: UUID | None
    request: UUID
    level: Level
    span: Span
    region: str
    place: str
    reason: str
    why: str
    proof: str
    urgent: str
    asked_on: date
    state: State
    begun: bool
    said_back_on: date | None
    returned_on: date | None
    late_why: str

    @property
    def root(self) -> UUID:
        """The leave itself, or the one that this makes longer."""
        return self.extends or self.id

    @property
    def away(self) -> Span:
        """The days away, with those after its end until the return."""
        return Span(self.span.start, self.returned_on or self.span.end)

    @property
    def wish(self) -> Wish:
        """What was asked for."""
        return Wish(
            self.span, self.region, self.place, self.reason, self.why, self.proof, self.urgent
        )


@dataclass(frozen=True)
class Weighed:
    """What would become of a wish: whether leave is needed at all, and who decides."""

    needed: bool
    need: Need | None


def phase(state: State, span: Span, today: date) -> Phase:
    """How a leave stands today."""
    if state != "granted":
        return state
    if today < span.start:
        return "planned"
    return "away" if today <= span.end else "late"


def late_days(end: date, returned_on: date) -> int:
    """Days after the last day of the leave until the return; 0 when in time."""
    return max(0, (returned_on - end).days)


@dataclass(frozen=True)
class Filter:
    """Which leaves of the own area; None is all."""

    phase: Phase | None
    today: date
