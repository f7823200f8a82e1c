"""The first page of an officer: who is due, and what waits for the office."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends
from pydantic import BaseModel, Field

from yizhan_collector.doors.access import Now, Tx, able
from yizhan_collector.doors.office.due import DueCounts, counted
from yizhan_collector.doors.problems import errors
from yizhan_collector.ground.days import legal_day
from yizhan_collector.rooms.checkins import listing
from yizhan_collector.rooms.desk import duties
from yizhan_collector.rooms.desk.duties import Waiting
from yizhan_collector.rooms.staff.model import Staff

router = APIRouter(tags=["today"])


class TaskItem(BaseModel):
    """One thing to do."""

    id: str
    person: UUID | None
    number: str = Field(description="Check-in number; empty when it is about nobody.")
    name: str
    township: str
    clock: date | None = Field(description="The last day in time; null: the law sets none.")
    what: str = Field(description="A code that the page says in words.")
    link: str = Field(description="Where it is done.")


class DutyItem(BaseModel):
    """One kind of task of this office."""

    name: str
    total: int
    late: int = Field(description="Those whose last day is over.")
    screen: str | None = Field(description="The screen that lists them all.")
    tasks: list[TaskItem] = Field(description="The most urgent.")


class Today(BaseModel):
    """What an officer begins the day with."""

    today: date
    due: DueCounts
    duties: list[DutyItem] = Field(description="What is late first; those without tasks too.")


@router.get("/today", responses=errors(401, 403))
def today(
    staff: Annotated[Staff, Depends(able("see_people"))],
    tx: Tx,
    now: Now,
) -> Today:
    """Who is due today and how they stand, and every duty of this office with its clock."""
    day = legal_day(now)
    counts = counted(listing.due(tx, staff.area, day, day))
    found = duties.waiting(tx, staff, day)
    return Today(today=day, due=counts, duties=[_duty(one) for one in found])


def _duty(one: Waiting) -> DutyItem:
    return DutyItem(
        name=one.duty.name,
        total=one.total,
        late=one.late,
        screen=one.duty.screen,
        tasks=[TaskItem.model_validate(task, from_attributes=True) for task in one.tasks],
    )
