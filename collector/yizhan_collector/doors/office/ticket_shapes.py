"""What the pages are shown of tickets, and of matters that were passed on."""

from datetime import date, datetime
from uuid import UUID

from pydantic import BaseModel, Field

from yizhan_collector.rooms.sharing.model import Consent
from yizhan_collector.rooms.sharing.model import State as PacketState
from yizhan_collector.rooms.sharing.ticket_model import Refusal, TicketState


class MatterTicket(BaseModel):
    """The ticket of a platform that a matter came of."""

    platform: str
    key: str
    state: TicketState
    answer_by: datetime
    late: bool
    returned_why: str | None
    refusable_until: datetime | None = Field(description="Null: it can be sent back no more.")


class PlatformItem(BaseModel):
    """A platform that a matter may be passed on to."""

    code: str
    name: str


class PassedLine(BaseModel):
    """A platform that a matter was passed on to."""

    platform: str
    consent: Consent | None
    field_names: list[str]
    state: PacketState
    sent_at: datetime
    due_on: date | None
    answer: str | None


class TicketFigures(BaseModel):
    """The tickets that came in a period."""

    came: int
    answered: int
    in_time: int = Field(description="The newest answer by its time.")
    waiting: int
    returned: int = Field(description="Came back because the caller was not satisfied.")
    refused: int = Field(description="Sent back as not ours.")


class TicketLine(BaseModel):
    """A ticket in a list; what it says is in its matter."""

    id: UUID
    platform: str
    key: str
    matter: UUID | None = Field(description="Null for the moment in which it is taken.")
    state: TicketState
    taken_at: datetime
    answer_by: datetime
    late: bool
    answered_at: datetime | None
    returned_at: datetime | None
    refused_code: Refusal | None
    refused_to: str | None
    stars: int | None
