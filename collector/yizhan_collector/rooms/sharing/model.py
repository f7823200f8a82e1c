"""A packet to another authority, a batch from one, and how each stands; pure."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal, get_args
from uuid import UUID

from yizhan_collector.ground.refusals import Refused

PartnerKind = Literal["police", "procuratorate", "court", "data_centre", "platform"]
State = Literal["sent", "received", "read", "answered", "overdue", "withdrawn"]
Step = Literal["received", "read", "answered"]
STEPS: tuple[Step, ...] = get_args(Step)
BatchState = Literal["taken", "partial", "refused"]
Outcome = Literal["ours", "not_ours"]
Consent = Literal["spoken", "written"]


class UnknownPartner(Refused):
    """No authority is registered under this certificate; register it first."""

    status = 403


class NotForThem(Refused):
    """This paper does not go to this authority by law; choose another recipient."""

    status = 422


class MinorByHand(Refused):
    """The file of a minor is given to nobody by wire; hand it over by a specialist."""

    status = 422


class PaperVoid(Refused):
    """This paper is void; issue another and send that."""

    status = 409


class OutOfOrder(Refused):
    """A packet is fetched, then read, then answered; do the step before first."""

    status = 409


class AlreadyAnswered(Refused):
    """This packet has been answered, and an answer is not changed."""

    status = 409


class AlreadyNoted(Refused):
    """This step of the packet has been noted; load the page again."""

    status = 409


class TakenBack(Refused):
    """This packet was taken back; it goes to nobody any more."""

    status = 409


class NotThen(Refused):
    """This cannot have happened then: it is before the step before, or later than now."""

    status = 422


class AnswerMissing(Refused):
    """What was answered is written down with the answer, and with no other step."""

    status = 422


class OtherArea(Refused):
    """This authority works in another county; choose one of yours or of the city."""

    status = 422


class PartnerTaken(Refused):
    """There is an authority with this certificate name already; choose another."""

    status = 409


class AlreadyDecided(Refused):
    """Somebody has decided about this row; load the page again."""

    status = 409


class UnknownBatchKind(Refused):
    """There is no such kind of file; see the list of the partners' page."""

    status = 422


@dataclass(frozen=True)
class Partner:
    """Another authority; `code` is the common name of its certificate."""

    code: str
    kind: PartnerKind
    name: str
    area: str
    callback: str
    since: datetime
    ended_at: datetime | None = None

    def reaches(self, body: str) -> bool:
        """Whether papers of this body are its business: its own county's, or it is the city's."""
        return not self.area or body.startswith(self.area)


@dataclass(frozen=True)
class Packet:
    """One document on its way, with what it may say and why."""

    id: UUID
    partner: str
    kind: str
    paper: UUID | None
    person: UUID | None
    area: str
    recipient: str
    basis: str
    purpose: str
    field_names: list[str]
    fields: dict[str, Any]
    sha256: str
    sent_by: UUID
    sent_at: datetime
    due_on: date | None
    received_at: datetime | None = None
    read_at: datetime | None = None
    answered_at: datetime | None = None
    answer: str | None = None
    withdrawn_at: datetime | None = None
    withdrawn_why: str | None = None
    matter: UUID | None = None
    consent: Consent | None = None
    by_hand: dict[str, str] = field(default_factory=dict)  # step: who of them took, read, answered

    def require_next(self, step: Step, at: datetime, now: datetime) -> None:
        """Raises TakenBack, AlreadyNoted, OutOfOrder or NotThen."""
        moments = dict(zip(STEPS, (self.received_at, self.read_at, self.answered_at), strict=True))
        if self.withdrawn_at:
            raise TakenBack
        if moments[step]:
            raise AlreadyNoted
        place = STEPS.index(step)
        before = moments[STEPS[place - 1]] if place else self.sent_at
        if before is None:
            raise OutOfOrder
        if not before <= at <= now:
            raise NotThen

    def state(self, today: date) -> State:
        """How it stands; the day of the answer itself is in time."""
        if self.withdrawn_at:
            return "withdrawn"
        if self.answered_at:
            return "answered"
        if self.due_on and today > self.due_on:
            return "overdue"
        return "read" if self.read_at else "received" if self.received_at else "sent"


@dataclass(frozen=True)
class Thin:
    """That there is something, and nothing of it."""

    no: int
    kind: str
    subject: UUID
    at: datetime


@dataclass(frozen=True)
class Fault:
    """Why a row could not be taken, and what its sender must do."""

    place: int
    heading: str
    problem: str
    todo: str


@dataclass(frozen=True)
class Batch:
    """What came of a file."""

    id: UUID
    partner: str
    key: str
    kind: str
    sha256: str
    received_at: datetime
    state: BatchState
    total: int
    bad: int
    times: int


@dataclass(frozen=True)
class Row:
    """One row that was taken; an officer says whether it is about somebody of ours."""

    id: UUID
    partner: str
    kind: str
    ref: str
    body: dict[str, Any]
    area: str
    taken_at: datetime
    person: UUID | None
    decided_by: UUID | None
    decided_at: datetime | None
    outcome: Outcome | None


def state_of(total: int, bad: int) -> BatchState:
    """What a file came to."""
    return "taken" if not bad else "refused" if bad == total else "partial"
