"""Who is helped, with what, and what they agreed to; pure."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, get_args
from uuid import UUID

from yizhan_collector.ground.refusals import Refused

Origin = Literal["prison", "correction"]
Purpose = Literal["record", "contact", "referral", "reminder", "visit"]
StepKind = Literal["referral", "reminder", "visit"]
NeedKind = Literal[
    "job",
    "school",
    "housing",
    "relief",
    "insurance",
    "legal_aid",
    "health",
    "family",
    "papers",
    "other",
]
Outcome = Literal["met", "partly", "declined", "not_possible"]
PURPOSES: tuple[Purpose, ...] = get_args(Purpose)


class NoConsent(Refused):
    """The person has not agreed to this; ask first, and note the consent."""

    status = 409


class NotWanted(Refused):
    """Help is taken up by the person alone: note the consent to keep a record first."""

    status = 422


class WrongWorker(Refused):
    """Login or password is wrong; try again."""

    status = 401


class WrongCard(Refused):
    """Card number or code is wrong; look at the card again or ask the office."""

    status = 401


class BadDates(Refused):
    """The day of release is in the future or the time of help is already over; check the day."""

    status = 422


@dataclass(frozen=True)
class Worker:
    """Somebody who helps, in a township (nine digits) or a county (six)."""

    id: UUID
    login: str
    name: str
    area: str


@dataclass(frozen=True)
class About:
    """What is kept under seal of a person: how to reach them, as far as they wish."""

    name: str
    phone: str = ""
    address: str = ""


@dataclass(frozen=True)
class Client:
    """A person who is helped."""

    id: UUID
    card: str
    about: About
    township: str
    origin: Origin
    released_on: date
    expires_on: date
    taken_at: datetime


@dataclass(frozen=True)
class Need:
    """Something the person asked for."""

    id: UUID
    kind: NeedKind
    text: str
    opened_at: datetime
    met_at: datetime | None
    outcome: Outcome | None


@dataclass(frozen=True)
class Step:
    """Something done for the person with their consent. A step missed has no consequence."""

    id: UUID
    kind: StepKind
    text: str
    planned_for: date | None
    worker: str
    at: datetime
