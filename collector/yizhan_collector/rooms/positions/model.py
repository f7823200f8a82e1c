"""An order to position a person electronically, as it is kept; pure."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal
from uuid import UUID

from yizhan_collector.ground.refusals import Refused
from yizhan_collector.rooms.positions.gate import Ground, Order

State = Literal["asked", "granted", "refused", "withdrawn"]
Stands = Literal["asked", "untold", "to_begin", "running", "over", "lifted", "refused", "withdrawn"]


class OrderOverlaps(Refused):
    """An order covers some of these days already; choose the days after it."""

    status = 409


class OrderMoved(Refused):
    """This order has been decided, told or lifted already; load the page again."""

    status = 409


class NotToldYet(Refused):
    """The person must first be told of the order; hand over the notice and write it down."""

    status = 409


class ToldTooEarly(Refused):
    """The person is told after the decision and not in the future; correct the time."""

    status = 422


class StartsTooEarly(Refused):
    """Nobody is positioned for days that are over; let the order begin today or later."""

    status = 422


class AssessmentNeeded(Refused):
    """An order is not renewed without a new assessment; write down why it is still needed."""

    status = 422


class EvidenceNotInForce(Refused):
    """This warning or punishment is not about this person or not in force; choose another."""

    status = 422


class HomeThere(Refused):
    """This order has a home already; let that one end first."""

    status = 409


class KeyUnknown(Refused):
    """No device has this key; hand out a new one at the office."""

    status = 401


class KeyEnded(Refused):
    """The key of this device has ended, and nothing more is taken from it; take it back."""

    status = 403


@dataclass(frozen=True)
class Wish:
    """What an officer applies for; days are legal days, both included."""

    ground: Ground
    evidence: str
    from_on: date
    until_on: date
    warning: UUID | None = None
    punishment: UUID | None = None
    renews: UUID | None = None
    assessment: str = ""


@dataclass(frozen=True)
class Positioning:
    """An order of CCL 29, from the application to its end; moments are UTC, the end excluded."""

    id: UUID
    person: UUID
    term: UUID
    ground: Ground
    evidence: str
    warning: UUID | None
    punishment: UUID | None
    renews: UUID | None
    assessment: str
    starts_at: datetime
    ends_at: datetime
    asked_on: date
    request: UUID
    state: State
    paper: UUID | None = None
    notified_at: datetime | None = None
    notified_by: UUID | None = None
    lifted_at: datetime | None = None
    lift_why: str = ""

    @property
    def ends(self) -> datetime:
        """The first moment that it does not cover."""
        return min(self.ends_at, self.lifted_at) if self.lifted_at else self.ends_at

    def stands(self, now: datetime) -> Stands:
        """How it stands at a moment."""
        if self.state != "granted":
            return self.state
        if self.lifted_at is not None and self.lifted_at < self.ends_at:
            return "lifted"
        if now >= self.ends_at:
            return "over"
        if self.notified_at is None:
            return "untold"
        return "running" if self.starts_at <= now else "to_begin"

    def gate(self, applicant: UUID, approver: UUID | None) -> Order:
        """What the gate asks of it; who grants at the level of the head is the head."""
        return Order(
            self.person, self.ground, self.evidence, self.starts_at, self.ends_at, applicant,
            approver if self.state == "granted" else None, self.state == "granted",
            self.notified_at, self.lifted_at, self.warning, self.punishment,
        )  # fmt: skip
