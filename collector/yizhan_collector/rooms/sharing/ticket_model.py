"""A ticket of a platform: what it asks, how it stands, and what may still be said of it; pure."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal
from uuid import UUID

import msgspec

from yizhan_collector.rooms.cases.acts import BY_CODE
from yizhan_collector.rooms.cases.model import CALL_NOW, Act, Asked, Kind, Matter, Urgency
from yizhan_collector.rooms.sharing.ticket_reasons import (
    NothingAsked,
    NothingToReturn,
    RatedOtherwise,
    ReturnedAlready,
    TicketOver,
)

# 国办发〔2020〕53号: what the citizens' hotline takes
Request = Literal["consult", "help", "complaint", "report", "proposal"]
TicketState = Literal["taken", "in_hand", "answered", "closed", "refused", "withdrawn"]
Refusal = Literal["other_body", "procedure", "petition", "repeated", "unclear"]
KINDS: Mapping[Request, tuple[Kind, str]] = {
    "consult": ("advice", "other"),
    "help": ("advice", "other"),
    "complaint": ("complaint", "complaint"),
    "report": ("complaint", "complaint"),
    "proposal": ("complaint", "complaint"),
}
WAITS: frozenset[TicketState] = frozenset({"taken", "in_hand"})
GIVEN: frozenset[TicketState] = frozenset({"answered", "closed"})


@dataclass(frozen=True)
class TicketWish:
    """What a ticket asks, as the platform sends it; without name and phone nobody is named.

    Raises NothingSaid, TooLong, Unprintable, BadName and BadPhone.
    """

    request: Request
    said: str
    received_at: datetime
    category: str = ""
    name: str = ""
    phone: str = ""
    area: str = ""  # six digits a county, nine a township; empty: the city
    urgent: bool = False
    answer_by: datetime | None = None

    def __post_init__(self) -> None:
        plain = self.asked(None)
        told: dict[str, Any] = {"said": plain.said, "name": plain.name, "phone": plain.phone}
        told["received_at"] = self.received_at.astimezone(UTC)
        told["answer_by"] = self.answer_by and self.answer_by.astimezone(UTC)
        for name, value in told.items():
            object.__setattr__(self, name, value)

    def asked(self, urgent: Urgency | None) -> Asked:
        """The same as any matter is asked; `urgent` is what nobody doubts."""
        kind, category = KINDS[self.request]
        place = {"township": self.area} if len(self.area) > len("210521") else {"area": self.area}
        return Asked(
            kind,
            self.category or category,
            "platform",
            self.said,
            self.name,
            self.phone,
            urgent=urgent,
            answer_by=self.answer_by,
            **place,
        )

    @property
    def body(self) -> dict[str, Any]:
        """The same as plain JSON."""
        found: dict[str, Any] = msgspec.to_builtins(self)
        return found

    @property
    def sha256(self) -> str:
        """What is the same for the same ticket, however its body was written."""
        return hashlib.sha256(msgspec.json.encode(self, order="deterministic")).hexdigest()


def wish_of(body: Mapping[str, Any]) -> TicketWish:
    """What was kept as JSON."""
    return msgspec.convert(body, TicketWish)


@dataclass(frozen=True)
class Ticket:
    """A ticket as it stands."""

    id: UUID
    partner: str
    key: str
    sha256: str
    body: dict[str, Any] | None
    area: str
    urgent: Urgency | None
    taken_at: datetime
    refuse_by: datetime
    answer_by: datetime
    matter: UUID | None = None
    state: TicketState = "taken"
    answer: str = ""
    answered_at: datetime | None = None
    question: str = ""
    asked_at: datetime | None = None
    reply: str | None = None
    replied_at: datetime | None = None
    returned_why: str | None = None
    returned_at: datetime | None = None
    withdrawn_why: str | None = None
    withdrawn_at: datetime | None = None
    stars: int | None = None
    refused_code: Refusal | None = None
    refused_to: str | None = None
    refused_at: datetime | None = None
    refused_by: UUID | None = None
    place: int | None = None

    @property
    def call_now(self) -> tuple[str, ...]:
        """Numbers that help at once, to be told to the caller before anything else."""
        return CALL_NOW.get(self.urgent, ()) if self.urgent else ()

    def late(self, now: datetime) -> bool:
        """Whether the caller waits for us longer than the platform allows."""
        return self.state in WAITS and self.answer_by <= now


@dataclass(frozen=True)
class Figures:
    """The tickets of a period; nobody is named."""

    came: int
    answered: int
    in_time: int
    waiting: int
    returned: int
    refused: int


def require_return(one: Ticket, why: str) -> bool:
    """Whether a return is news; raises NothingToReturn or ReturnedAlready."""
    if one.returned_at is not None:
        if one.returned_why != why:
            raise ReturnedAlready
        return False
    if one.state not in GIVEN:
        raise NothingToReturn
    return True


def require_withdrawal(one: Ticket) -> bool:
    """Whether a withdrawal is news; raises TicketOver."""
    if one.withdrawn_at is not None:
        return False
    if one.state == "closed" or one.refused_at is not None:
        raise TicketOver
    return True


def require_reply(one: Ticket, said: str) -> bool:
    """Whether what the caller says is news; raises NothingAsked."""
    if one.reply is not None and one.reply == said:
        return False
    if not one.question or one.reply is not None:
        raise NothingAsked
    return True


def require_stars(one: Ticket, stars: int) -> bool:
    """Whether the caller's stars are news; raises RatedOtherwise."""
    if one.stars == stars:
        return False
    if one.stars is not None or one.state != "closed":
        raise RatedOtherwise
    return True


@dataclass(frozen=True)
class Told:
    """What the platform is told of a ticket."""

    state: TicketState
    answer: str = ""
    answered_at: datetime | None = None
    question: str = ""
    asked_at: datetime | None = None


def standing(one: Ticket, matter: Matter, acts: Sequence[Act]) -> Told:
    """How a ticket stands by its matter and what was done with it, the oldest act first."""
    spoken = [act for act in acts if act.by_staff and act.said and BY_CODE[act.code].answers]
    answers = [act for act in spoken if act.code != "ask_party"]
    returned = [place for place, act in enumerate(acts) if act.code == "return_ticket"]
    given = any(act in answers for act in acts[max(returned, default=-1) + 1 :])
    asks = bool(spoken) and spoken[-1].code == "ask_party" and matter.next_actor == "party"
    told = (answers[-1].said, answers[-1].at) if answers else ("", None)
    question = (spoken[-1].said, spoken[-1].at) if asks else ("", None)
    return Told(_state(one, matter, given and not asks), *told, *question)


def _state(one: Ticket, matter: Matter, given: bool) -> TicketState:
    if one.refused_at:
        return "refused"
    if one.withdrawn_at or matter.outcome == "withdrawn":
        return "withdrawn"
    if matter.state == "closed":
        return "closed"
    if given:
        return "answered"
    return "in_hand" if matter.first_owner else "taken"
