"""Shapes of a change of residence, for the office and for the own page."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field

from yizhan_collector.rooms.moves.model import Clock, Move, MoveWish, Side, State, Step
from yizhan_collector.rooms.people.model import Township

Text = Annotated[str, Field(min_length=1, max_length=1000, pattern=r"\S")]
Note = Annotated[str, Field(max_length=500)]


class PlaceItem(BaseModel):
    """A township of any of our counties."""

    code: str
    name: str
    district: str


class NewMove(BaseModel):
    """Where somebody wants to live; a township for a county of ours, else the institution."""

    region: Annotated[str, Field(pattern=r"^[0-9]{6}$")]
    township: Annotated[str | None, Field(pattern=r"^[0-9]{9}$")] = None
    body: Annotated[str, Field(max_length=100)] = ""
    address: Annotated[str, Field(min_length=1, max_length=150, pattern=r"\S")]
    moving_on: date
    why: Text
    proof: Note = ""
    urgent: Note = Field("", description="Why it could not be asked for a month ahead.")

    def wish(self) -> MoveWish:
        """What is asked for."""
        told = (self.why.strip(), self.proof.strip(), self.urgent.strip())
        where = (self.region, self.township, self.body.strip(), self.address.strip())
        return MoveWish(*where, self.moving_on, *told)


class MoveClock(BaseModel):
    """One step: whose duty, its last day, and when it was done."""

    step: Step
    side: Side = Field(description="Whose duty this is: the old or the new place.")
    begins_on: date
    due_on: date | None = Field(description="Null: the law names no days.")
    done_on: date | None
    overdue: bool = Field(description="The office has let its last day pass; never the person.")
    note: str


class MoveFacts(BaseModel):
    """One move as lists show it."""

    id: UUID
    name: str
    from_township: str
    to_region: str
    to_township: str | None = Field(description="Null: outside the prefecture.")
    to_body: str
    moving_on: date
    asked_on: date
    state: State
    agreed: bool | None
    done_on: date | None
    clocks: list[MoveClock]


class MoveRecord(MoveFacts):
    """One move with what was written."""

    address: str
    why: str
    proof: str
    urgent: str
    answer: str
    inquiry_no: str
    reply_no: str


def places(found: list[Township]) -> list[PlaceItem]:
    """Every place of ours to which one can move."""
    return [PlaceItem(code=one.code, name=one.name, district=one.district) for one in found]


def move_facts(one: Move, clocks: list[Clock], today: date) -> MoveFacts:
    """A move in one line."""
    return MoveFacts.model_validate(_told(one, clocks, today))


def move_record(one: Move, clocks: list[Clock], today: date) -> MoveRecord:
    """A move with what was written."""
    return MoveRecord.model_validate(_told(one, clocks, today))


def _told(one: Move, clocks: list[Clock], today: date) -> dict[str, object]:
    shown = [{**vars(each), "overdue": each.overdue(today)} for each in clocks]
    return {**vars(one), "clocks": shown}
