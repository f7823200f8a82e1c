"""Who is due today, and how each of them stands."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, Field
from yizhan_wire.events import Route, Verdict

from yizhan_collector.doors.access import Now, Tx, able
from yizhan_collector.doors.problems import errors
from yizhan_collector.ground.days import legal_day
from yizhan_collector.rooms.checkins import listing
from yizhan_collector.rooms.checkins.due import Status, Why
from yizhan_collector.rooms.checkins.listing import Row
from yizhan_collector.rooms.checkins.model import Channel, Timing
from yizhan_collector.rooms.staff.model import Staff

router = APIRouter(tags=["due"])


class DueRow(BaseModel):
    """One person and one due day."""

    person: UUID
    number: str = Field(description="Check-in number, eight digits.")
    name: str
    township: str
    due_on: date
    status: Status = Field(
        description="`post_down`: the post was out of order that day, so the clock stands still."
    )
    timing: Timing | None
    checkin: UUID | None = Field(description="The visit that answers this day, or asks a person.")
    route: Route | None
    verdict: Verdict | None
    captured_at: datetime | None
    channel: Channel | None = Field(description="By which way the report came.")
    excuse: Why | None = Field(description="Why no report can be expected that day.")


class DueCounts(BaseModel):
    """Rows by status."""

    waiting: int = 0
    done: int = 0
    review: int = 0
    excused: int = 0
    overdue: int = 0
    post_down: int = 0


class DueList(BaseModel):
    """Everyone due on a day; for today also who is open from an earlier one."""

    day: date
    today: date
    rows: list[DueRow]
    counts: DueCounts


@router.get("/due", responses=errors(401, 403))
def due(
    staff: Annotated[Staff, Depends(able("see_people"))],
    tx: Tx,
    now: Now,
    day: Annotated[date | None, Query(description="A legal day; today when left out.")] = None,
) -> DueList:
    """Who must report on this day and how each stands; missing data is never an absence."""
    today = legal_day(now)
    found = listing.due(tx, staff.area, day or today, today)
    rows = [DueRow.model_validate(one, from_attributes=True) for one in found]
    return DueList(day=day or today, today=today, rows=rows, counts=counted(found))


def counted(found: Iterable[Row]) -> DueCounts:
    """How many rows stand how."""
    return DueCounts.model_validate(Counter(one.status for one in found))
