"""Shapes that two screens show."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field
from yizhan_wire.events import Route, Verdict

from yizhan_collector.rooms.checkins.model import Channel, Decision, Timing, Visit
from yizhan_collector.rooms.people.model import Person

# what a name may hold is said by the ground; here only its size
PersonName = Annotated[str, Field(min_length=1, max_length=60)]


class PersonBrief(BaseModel):
    """A person as lists name them."""

    id: UUID
    number: str = Field(description="Check-in number, eight digits.")
    name: str
    township: str = Field(description="Nine-digit code.")


class CheckInLine(BaseModel):
    """A visit in one line."""

    id: UUID
    device: str | None = Field(description="The box; null when an officer took the report.")
    channel: Channel
    due_on: date | None = Field(description="The due day it answers; null answers none.")
    timing: Timing
    route: Route
    verdict: Verdict | None = Field(description="Null on the routes without a face.")
    live: bool = Field(description="Whether this visit counts for its due day.")
    needs_review: bool = Field(description="A person should look, and none has decided yet.")
    decision: Decision | None = Field(description="What an officer decided.")
    captured_at: datetime


def brief(one: Person) -> PersonBrief:
    """The person in one line."""
    return PersonBrief(id=one.id, number=one.number, name=one.name, township=one.township)


def line(visit: Visit) -> CheckInLine:
    """The visit in one line."""
    return CheckInLine.model_validate(visit, from_attributes=True)
