"""What the program of a platform does with its tickets: send, ask after, return, take back."""

from datetime import UTC, datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query
from psycopg import Connection
from pydantic import AwareDatetime, BaseModel, Field

from yizhan_collector.doors.access import Now, Tx
from yizhan_collector.doors.partner.access import Asking
from yizhan_collector.doors.problems import errors
from yizhan_collector.rooms.audit import service as audit
from yizhan_collector.rooms.sharing import tickets
from yizhan_collector.rooms.sharing.model import Partner
from yizhan_collector.rooms.sharing.ticket_model import (
    Refusal,
    Request,
    Ticket,
    TicketState,
    TicketWish,
)

router = APIRouter(prefix="/partner/tickets", tags=["partner"])
Number = Annotated[str, Path(min_length=1, max_length=80, pattern=r"^[A-Za-z0-9._-]+$")]
Moment = Annotated[
    AwareDatetime,
    Field(ge=datetime(2020, 1, 1, tzinfo=UTC), lt=datetime(2100, 1, 1, tzinfo=UTC)),
]
Why = Annotated[str, Field(min_length=2, max_length=500, pattern=r"\S")]


class TicketAsked(BaseModel):
    """A ticket; name and phone only as far as an answer needs them."""

    request: Request
    said: Annotated[str, Field(min_length=1, max_length=2000)]
    received_at: Moment = Field(description="When the caller called, with a zone.")
    category: Annotated[str, Field(pattern=r"^([a-z_]{2,30}(\.[a-z_]{2,30})?)?$")] = ""
    name: Annotated[str, Field(max_length=60)] = ""
    phone: Annotated[str, Field(pattern=r"^[0-9+ -]{0,20}$")] = ""
    area: Annotated[str, Field(pattern=r"^(\d{6}(\d{3})?)?$")] = Field(
        "", description="Six digits a county, nine a township; empty the city."
    )
    urgent: bool = False
    answer_by: Moment | None = None


class TicketReturn(BaseModel):
    """Why a ticket is returned; without `answer_by` it has the working days of a new one."""

    why: Why
    answer_by: Moment | None = None


class TicketWithdrawal(BaseModel):
    """Why a ticket is taken back."""

    why: Why


class TicketReply(BaseModel):
    """What the caller says to the question."""

    said: Annotated[str, Field(min_length=1, max_length=1000, pattern=r"\S")]


class TicketStars(BaseModel):
    """How satisfied the caller is, from one to five."""

    stars: Annotated[int, Field(ge=1, le=5)]


class TicketShown(BaseModel):
    """A ticket as its platform sees it."""

    id: str = Field(description="The subject of its events.")
    key: str
    state: TicketState
    call_now: list[str] = Field(description="Numbers the caller is told at once.")
    taken_at: datetime
    refuse_by: datetime = Field(description="Until when it may come back as not ours.")
    answer_by: datetime
    answer: str = Field(description="To be given to the caller; empty: there is none yet.")
    answered_at: datetime | None
    question: str = Field(description="To be put to the caller; the reply goes to `reply`.")
    returned_at: datetime | None
    refused_code: Refusal | None
    refused_to: str | None = Field(description="The right body, as far as we know it.")
    stars: int | None


class TicketsMoved(BaseModel):
    """What has moved after a place, in order; `since` is the place to go on from."""

    tickets: list[TicketShown]
    since: int


@router.put("/{key}", responses=errors(400, 403, 409, 413, 422))
def partner_ticket_put(
    key: Number, given: TicketAsked, tx: Tx, who: Asking, now: Now
) -> TicketShown:
    """Send a ticket under your number; the same again doubles nothing, another body is refused."""
    made = tickets.take(tx, who, key, TicketWish(**given.model_dump()), now)
    return _done(tx, who, "take_ticket", made, now)


@router.get("", responses=errors(403, 422))
def partner_tickets(
    tx: Tx, who: Asking, since: Annotated[int, Query(ge=0, le=2**62)] = 0
) -> TicketsMoved:
    """What has moved after a place: answers, questions, tickets that are not ours."""
    found = tickets.moved(tx, who, since)
    last = (found[-1].place if found else None) or since
    return TicketsMoved(tickets=[shown(one) for one in found], since=last)


@router.get("/{key}", responses=errors(403, 404, 422))
def partner_ticket(key: Number, tx: Tx, who: Asking) -> TicketShown:
    """How a ticket stands, and what the caller is to be told."""
    return shown(tickets.get(tx, who, key))


@router.put("/{key}/return", responses=errors(400, 403, 404, 409, 422))
def partner_ticket_return(
    key: Number, given: TicketReturn, tx: Tx, who: Asking, now: Now
) -> TicketShown:
    """The caller is not satisfied with the answer: it is answered again, once."""
    made = tickets.give_back(tx, who, key, given.why, now, given.answer_by)
    return _done(tx, who, "move_ticket", made, now)


@router.put("/{key}/withdrawal", responses=errors(400, 403, 404, 409, 422))
def partner_ticket_withdraw(
    key: Number, given: TicketWithdrawal, tx: Tx, who: Asking, now: Now
) -> TicketShown:
    """It needs no answer any more."""
    return _done(tx, who, "move_ticket", tickets.withdraw(tx, who, key, given.why, now), now)


@router.put("/{key}/reply", responses=errors(400, 403, 404, 409, 422))
def partner_ticket_reply(
    key: Number, given: TicketReply, tx: Tx, who: Asking, now: Now
) -> TicketShown:
    """What the caller says to the question."""
    return _done(tx, who, "move_ticket", tickets.reply(tx, who, key, given.said, now), now)


@router.put("/{key}/stars", responses=errors(400, 403, 404, 409, 422))
def partner_ticket_stars(
    key: Number, given: TicketStars, tx: Tx, who: Asking, now: Now
) -> TicketShown:
    """How satisfied the caller is, once it is closed."""
    return _done(tx, who, "move_ticket", tickets.rate(tx, who, key, given.stars), now)


def shown(one: Ticket) -> TicketShown:
    """A ticket as it is told."""
    told = {name: value for name, value in vars(one).items() if name in TicketShown.model_fields}
    return TicketShown(**told | {"id": str(one.id), "call_now": list(one.call_now)})


def _done(
    tx: Connection,
    who: Partner,
    what: Literal["take_ticket", "move_ticket"],
    made: Ticket,
    now: datetime,
) -> TicketShown:
    audit.recorded(tx, None, what, now, None, f"{who.code} {made.key}")
    return shown(made)
