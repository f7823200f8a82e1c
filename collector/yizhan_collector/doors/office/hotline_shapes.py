"""What the pages of the hotline are shown and send."""

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, Field

from yizhan_collector.doors.office.matter_shapes import CategoryCode, MatterLine, Said, Short
from yizhan_collector.rooms.cases.model import Kind, Urgency
from yizhan_collector.rooms.hotline.back_store import Code, Outcome, Why
from yizhan_collector.rooms.hotline.model import State
from yizhan_collector.rooms.hotline.seat_store import Why as SeatWhy
from yizhan_collector.rooms.hotline.tickets import NoMatter

Extension = Annotated[str, Field(pattern=r"^[0-9]{2,10}$")]
Point = Annotated[int, Field(ge=0, le=2)]
TicketKind = Literal["new", "known", "wrong_number", "silent", "abusive"]


class SeatWish(BaseModel):
    """Where an operator sits, and whether calls may come."""

    extension: Extension
    ready: bool


class SeatItem(SeatWish):
    """A seat; `why` says who else than the operator took it off."""

    why: SeatWhy
    since: datetime
    name: str = Field(description="Of the operator.")
    mine: bool
    busy: bool = Field(description="Somebody is on its line, or it is rung.")


class CallLine(BaseModel):
    """A call in a list."""

    id: str
    state: State
    number: str = Field(description="Empty: withheld.")
    place: str = Field(description="Where the number is from, as far as its digits say.")
    elsewhere: bool = Field(description="Of another province.")
    outgoing: bool
    began_at: datetime
    answered_at: datetime | None
    ended_at: datetime | None
    missed: bool
    operator: str = Field(description="Name; empty: nobody answered.")
    stars: int | None
    ticket: TicketKind | None
    matter: UUID | None
    recording: str = Field(description="Its name at the exchange; empty: none.")


class CallRecord(CallLine):
    """A call with what was asked from the same number before; a number is not a person."""

    draft: dict[str, Any] | None = Field(description="What was typed and not yet saved.")
    mine: bool
    calls: list[CallLine]
    matters: list[MatterLine]


class HotlineDesk(BaseModel):
    """What an operator works with."""

    seat: SeatItem | None
    ringing: CallRecord | None = Field(description="A caller your telephone rings for.")
    current: CallRecord | None = Field(description="On your line, or over and not yet written.")
    waiting: list[CallLine] = Field(description="Callers nobody has answered, longest first.")
    untold: list[CallLine] = Field(description="Your answered calls without a ticket.")
    seats: list[SeatItem]
    dial_failed: str | None = Field(description="Why your last call could not be made.")


class DraftWish(BaseModel):
    """What was typed so far."""

    kind: Short = ""
    category: Short = ""
    said: Annotated[str, Field(max_length=4000)] = ""
    answer: Annotated[str, Field(max_length=4000)] = ""
    name: Short = ""
    township: Short = ""
    urgent: Short = ""


class CallNow(BaseModel):
    """Numbers that help at once, as the words ask for."""

    numbers: list[str]


class TicketWish(BaseModel):
    """The ticket of a call: a new matter, and what the caller was told."""

    kind: Kind
    category: CategoryCode
    said: Said
    answer: Said = ""
    done: bool = Field(False, description="The answer was all that was asked for.")
    name: Annotated[str, Field(max_length=60)] = ""
    phone: Annotated[str, Field(max_length=30, description="Another number than the own.")] = ""
    township: Annotated[str, Field(pattern=r"^[0-9]{9}$")] | None = None
    urgent: Urgency | None = None


class KnownWish(BaseModel):
    """The call was about an earlier matter."""

    number: Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{6,12}$")]
    said: Said


class NoneWish(BaseModel):
    """Nobody asked for anything."""

    why: NoMatter


class TicketMade(BaseModel):
    """The matter of a call; a new one with the code to be told the caller, shown once."""

    matter: UUID
    number: str
    code: str | None
    call_now: list[str]


class DialWish(BaseModel):
    """Somebody is to be called; of a call-back its own number is."""

    number: Annotated[str, Field(max_length=30)] = ""
    call_back: UUID | None = None


class AttemptItem(BaseModel):
    """One attempt to call back."""

    place: int
    at: datetime
    by: str
    code: Code
    said: str


class BackItem(BaseModel):
    """Somebody who is to be called back."""

    id: UUID
    why: Why
    number: str
    name: str
    place: str
    call: str | None
    matter: UUID | None
    due_from: datetime
    due_by: datetime
    late: bool
    closed_at: datetime | None
    outcome: Outcome | None
    attempts: list[AttemptItem]


class AttemptWish(BaseModel):
    """How an attempt ended."""

    code: Code
    said: Annotated[str, Field(max_length=1000)] = ""


class BackWish(BaseModel):
    """A time at which somebody wants to be called back."""

    starts_at: datetime
    number: Annotated[str, Field(max_length=20)]
    name: Annotated[str, Field(max_length=60)]


class SlotItem(BaseModel):
    """A time that can still be had."""

    starts_at: datetime
    free: int


class CheckItem(BaseModel):
    """A call of the sample."""

    call: CallLine
    picked_on: date
    checked_at: datetime | None
    checked_by: str
    points: list[int] | None = Field(description="0 to 2: notice, heard out, law, plain, ticket.")
    said: str
    mine: bool = Field(description="You answered it: somebody else checks it.")


class CheckWish(BaseModel):
    """What was found of a call."""

    points: Annotated[list[Point], Field(min_length=5, max_length=5)]
    said: Annotated[str, Field(max_length=1000)] = ""


class HotlineDay(BaseModel):
    """Of the calls that began on a legal day."""

    day: date
    offered: int
    answered: int
    missed: int
    waited_s: int
    talked_s: int
    ticketed: int
    rated: int
    satisfied: int
    unsatisfied: int
    followed: int
    picked: int
    checked: int


class HotlineFigures(BaseModel):
    """Figures of a period, beside the goals in force on its last day (percent)."""

    days: list[HotlineDay]
    together: dict[str, int]
    goals: dict[str, int]


class Source(BaseModel):
    """A statement, and the law that says so."""

    said: str
    source: str


class AdviceItem(BaseModel):
    """Advice of the guide."""

    id: str
    title: str
    call: list[str]
    said: list[Source]


class TextItem(BaseModel):
    """A published text."""

    no: int
    title: str
    piece: str


class KnowledgeFound(BaseModel):
    """What fits the words."""

    advice: list[AdviceItem]
    texts: list[TextItem]
