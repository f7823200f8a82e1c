"""Shapes of the repairs and the stock."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field

from yizhan_collector.rooms.repairs.model import Done, Kind, Note, Part, Repair, Stock, Used

Words = Annotated[str, Field(min_length=1, max_length=1000, pattern=r"\S")]


class NewRepair(BaseModel):
    """A fault that somebody reports; never about a person."""

    post: Annotated[str, Field(max_length=40)]
    kind: Kind
    words: Annotated[str, Field(max_length=500)] = ""


class RepairAssignment(BaseModel):
    """Who takes it up; null is whoever asks."""

    staff: UUID | None = None


class RepairWords(BaseModel):
    """Something to write down on the way."""

    words: Words


class PartTaken(BaseModel):
    """Parts from the county's stock."""

    kind: Part
    count: Annotated[int, Field(ge=1, le=20)] = 1


class RepairEnd(BaseModel):
    """What was done."""

    done: Done
    said: Annotated[str, Field(max_length=1000)] = ""


class NewStock(BaseModel):
    """How many there are, and at how many it shows as low."""

    county: Annotated[str, Field(pattern=r"^[0-9]{6}$")]
    kind: Part
    count: Annotated[int, Field(ge=0, le=1000)]
    low: Annotated[int, Field(ge=0, le=1000)] = 1


class SpareItem(NewStock):
    """A line of the stock."""

    short: bool = Field(description="At or below `low`.")


class TechnicianItem(BaseModel):
    """Somebody who can take up a repair."""

    id: UUID
    name: str
    area: str


class RepairItem(BaseModel):
    """A repair in one line."""

    id: UUID
    post: str
    township_name: str
    kind: Kind
    words: str
    by_alert: bool
    opened_at: datetime
    opened_by: str = Field(description="Empty: the system.")
    respond_by: datetime
    mend_by: datetime
    late: bool
    assigned_to: str
    responded_at: datetime | None
    closed_at: datetime | None
    closed_by: str
    done: Done | None
    said: str


class RepairNote(BaseModel):
    """A note."""

    at: datetime
    by: str
    words: str


class PartUsed(BaseModel):
    """Parts that were taken."""

    at: datetime
    by: str
    kind: Part
    count: int


class RepairRecord(RepairItem):
    """One repair whole."""

    county: str
    notes: list[RepairNote]
    used: list[PartUsed]


Names = dict[UUID, str]


def repair_item(one: Repair, town: str, names: Names, now: datetime) -> RepairItem:
    """The repair in one line."""

    def name(staff: UUID | None) -> str:
        return names.get(staff, "") if staff else ""

    return RepairItem(
        id=one.id,
        post=one.device,
        township_name=town,
        kind=one.kind,
        words=one.words,
        by_alert=one.alert is not None,
        opened_at=one.opened_at,
        opened_by=name(one.opened_by),
        respond_by=one.respond_by,
        mend_by=one.mend_by,
        late=one.late(now),
        assigned_to=name(one.assigned_to),
        responded_at=one.responded_at,
        closed_at=one.closed_at,
        closed_by=name(one.closed_by),
        done=one.done,
        said=one.said,
    )


def repair_note(one: Note, names: Names) -> RepairNote:
    """The note with its author."""
    return RepairNote(at=one.at, by=names.get(one.by, ""), words=one.words)


def part_used(one: Used, names: Names) -> PartUsed:
    """The parts with who took them."""
    return PartUsed(at=one.at, by=names.get(one.by, ""), kind=one.kind, count=one.count)


def spare_item(one: Stock) -> SpareItem:
    """A line of the stock."""
    short = one.count <= one.low
    return SpareItem(county=one.county, kind=one.kind, count=one.count, low=one.low, short=short)
