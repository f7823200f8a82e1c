"""A person's whole story: what was done, every visit, every paper, and who looked."""

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, Field

from yizhan_collector.doors.access import Now, Tx, able, own
from yizhan_collector.doors.office.opening import opened
from yizhan_collector.doors.problems import errors
from yizhan_collector.rooms.desk import timeline
from yizhan_collector.rooms.desk.timeline import SOURCES, By, Entry, Source
from yizhan_collector.rooms.people import service as people
from yizhan_collector.rooms.staff import service as staff_room
from yizhan_collector.rooms.staff.model import Staff

router = APIRouter(prefix="/people", tags=["people"])
Seer = Annotated[Staff, Depends(able("see_people"))]


class TimelineEntry(BaseModel):
    """One thing that happened."""

    source: Source
    id: str
    on: date = Field(description="The legal day it holds for.")
    at: datetime = Field(description="When it was written down, or captured.")
    what: str = Field(description="Kind of act or paper, timing of a visit, action of a view.")
    by: By
    author: str = Field(description="Name of the staff; empty when nobody of the staff did it.")
    acting_body: str | None = Field(description="In whose name: a county or an office.")
    paper: UUID | None
    corrected: bool = Field(description="A later act corrects it, or the paper is void.")
    body: dict[str, Any]


class Timeline(BaseModel):
    """One page of a story, newest first."""

    items: list[TimelineEntry]
    next: str | None = Field(description="Send it as `after` for the older ones.")


@router.get("/{person}/timeline", name="timeline", responses=errors(401, 403, 404))
def story(
    person: UUID,
    staff: Seer,
    tx: Tx,
    now: Now,
    after: Annotated[str | None, Query(max_length=120)] = None,
    show: Annotated[
        list[Source] | None, Query(description="Left out: acts, visits, papers.")
    ] = None,
    size: Annotated[int, Query(ge=1, le=100)] = 30,
) -> Timeline:
    """The story of one person; the record must be open."""
    own(staff, people.get(tx, person).township)
    opened(tx, staff, person, now)
    place = timeline.place_of(after) if after else timeline.START
    found, following = timeline.page(tx, person, show or SOURCES[:3], place, size)
    names = staff_room.names(tx, {one.author for one in found if one.author})
    return Timeline(
        items=[_entry(one, names) for one in found], next=following.text if following else None
    )


def _entry(one: Entry, names: dict[UUID, str]) -> TimelineEntry:
    author = names.get(one.author, "") if one.author else ""
    return TimelineEntry(**vars(one) | {"author": author})
