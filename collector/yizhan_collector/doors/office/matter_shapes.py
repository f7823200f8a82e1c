"""What the pages of the matters are shown and send."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field

from yizhan_collector.doors.office.aid_shapes import AidRecord
from yizhan_collector.doors.office.ticket_shapes import MatterTicket, PassedLine, PlatformItem
from yizhan_collector.rooms.cases.link_store import Reason
from yizhan_collector.rooms.cases.model import Actor, Channel, Kind, Outcome, State, Urgency

# longer than is kept, so that the service says in a sentence what is too long
Said = Annotated[str, Field(max_length=20_000)]
Short = Annotated[str, Field(max_length=200)]
CategoryCode = Annotated[str, Field(pattern=r"^[a-z_]{2,30}(\.[a-z_]{2,30})?$")]
Ended = Literal[
    "advised",
    "resolved",
    "mediated",
    "referred_out",
    "aid_done",
    "aid_refused",
    "not_ours",
    "no_reply",
    "abusive",
]


class MatterLine(BaseModel):
    """A matter in a list."""

    id: UUID
    number: str
    area: str = Field(description="Six digits a county; empty the city.")
    kind: Kind
    category: str
    channel: Channel
    name: str = Field(description="Empty: nobody is named.")
    said: str
    urgent: Urgency | None
    urgent_sure: bool | None = Field(description="False: only its words say so.")
    state: State
    next_actor: Actor
    last_act: str
    due_at: datetime | None = Field(description="Of who must act next; null: no clock runs.")
    late: bool = Field(description="The service lets them wait longer than it may.")
    owner: str = Field(description="Name; empty: nobody has it.")
    mine: bool
    opened_at: datetime
    closed_at: datetime | None
    outcome: Outcome | None
    satisfaction: int | None


class MatterAct(BaseModel):
    """One thing that was done."""

    at: datetime
    code: str
    by: str = Field(description="Name of a member of staff; empty: whoever asked, or the clock.")
    by_party: bool
    public: bool = Field(description="Whether whoever asked reads it.")
    said: str
    next_actor: Actor
    due_at: datetime | None


class MatterDocument(BaseModel):
    """A document of a matter."""

    id: UUID
    name: str
    media_type: str
    size: int = Field(description="Bytes.")
    by_party: bool
    at: datetime


class PartyBrief(BaseModel):
    """Whoever asks, as known on one channel."""

    id: UUID
    channel: Channel
    name: str
    phone: str
    since: datetime


class LinkItem(BaseModel):
    """Two of whom a clerk may say that they are one."""

    one: PartyBrief
    other: PartyBrief
    reason: Reason
    offered_at: datetime
    accepted: bool | None = Field(description="Null: nobody has decided.")
    decided_by: str = Field(description="Name; empty while nobody has decided.")


class MatterRecord(MatterLine):
    """A matter with everything that belongs to it."""

    township: str | None
    party: PartyBrief | None
    first_owner: str
    answer_by: datetime
    close_by: datetime | None
    answered_at: datetime | None
    satisfaction_said: str
    call_now: list[str] = Field(description="Numbers that whoever asks is told at once.")
    unreached: str = Field(
        description="Why news did not arrive in WeChat and nobody has called since; or nothing."
    )
    acts: list[MatterAct]
    documents: list[MatterDocument]
    aid: AidRecord | None
    ticket: MatterTicket | None
    passed: list[PassedLine]
    platforms: list[PlatformItem] = Field(description="Where it may be passed on to by you.")
    links: list[LinkItem]
    history: list[MatterLine] = Field(description="Of the same person, by accepted links only.")
    steps: list[str] = Field(description="Codes of the acts you can do now.")


class CounterWish(BaseModel):
    """What somebody asks at the counter or on the telephone; without a name nobody is named."""

    kind: Kind
    category: CategoryCode
    channel: Literal["counter", "hotline"]
    said: Said
    name: Short = ""
    phone: Short = ""
    township: Annotated[str | None, Field(pattern=r"^\d{9}$")] = None
    urgent: Urgency | None = None


class CounterMade(BaseModel):
    """The matter, and the code it is followed by."""

    matter: MatterRecord
    code: str = Field(description="Shown once: say it, or write it down for whoever asks.")


class SaidWish(BaseModel):
    """What is said or written down."""

    said: Said


class HandOverWish(BaseModel):
    """Who gets a matter, and why."""

    to: UUID
    reason: Said


class ReferWish(BaseModel):
    """Where a matter belongs, and why."""

    kind: Kind
    category: CategoryCode
    to_city: bool = False
    reason: Said


class UrgentWish(BaseModel):
    """That a matter cannot wait, or null: that it can, and why."""

    urgent: Urgency | None
    reason: Said


class CloseWish(BaseModel):
    """How a matter ends; whoever asked reads the words."""

    outcome: Ended
    said: Said = ""


class ColleagueItem(BaseModel):
    """Somebody who works matters of an area."""

    id: UUID
    name: str


class CategoryItem(BaseModel):
    """What a matter may be about."""

    code: str
    title_zh: str
    title_en: str


class FigureLine(BaseModel):
    """The matters of one kind that were opened in a period."""

    kind: Kind
    opened: int
    answered: int
    in_time: int = Field(description="First answered in time.")
    closed: int
    rated: int
    stars: int = Field(description="Of all that were rated, together.")
    unsatisfied: int = Field(description="Rated with one or two.")


class SaidSoWish(BaseModel):
    """The number of the other matter, as whoever asks says."""

    number: Annotated[str, Field(pattern=r"^\d{4}-\d{6,12}$")]


class LinkWish(BaseModel):
    """Whether two are one."""

    accepted: bool
