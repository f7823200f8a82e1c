"""The figures of an area: how many stand where, how reports come in, what ends soon."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, Field

from yizhan_collector.doors.access import Now, Tx, able
from yizhan_collector.doors.problems import errors
from yizhan_collector.ground.days import legal_day
from yizhan_collector.ground.refusals import NotFound
from yizhan_collector.rooms.staff.model import Staff
from yizhan_collector.rooms.statistics import service as statistics

router = APIRouter(tags=["statistics"])
Seer = Annotated[Staff, Depends(able("see_statistics"))]


class FigureCell(BaseModel):
    """How many of one kind."""

    key: str = Field(description="A word of the house, a township's code, or the Monday of a week.")
    count: int | None = Field(description="None: fewer than three minors, which is not told.")


class ReportCounts(BaseModel):
    """Due days by how they stand."""

    on_time: int
    late: int
    open: int
    excused: int
    post_down: int
    overdue: int


class ReportWeek(BaseModel):
    """The due days of one week."""

    monday: date
    counts: ReportCounts


class Figures(BaseModel):
    """The figures of an area; minors are in none of them but `minors`."""

    day: date
    area: str
    total: int = Field(description="Live terms.")
    states: list[FigureCell]
    categories: list[FigureCell] = Field(description="`none`: not set yet.")
    sentences: list[FigureCell]
    townships: list[FigureCell]
    ended: list[FigureCell] = Field(description="Terms that ended within a year, by reason.")
    ending: list[FigureCell] = Field(description="Terms that end within 90 days, by week.")
    weeks: list[ReportWeek] = Field(description="Half a year, the oldest first.")
    leaves: list[FigureCell] = Field(description="Asked for within a year, by state.")
    sanctions: list[FigureCell] = Field(description="Decided within a year, by measure.")
    education: list[FigureCell] = Field(
        description="Within a year: `course` finished, `class_…` by mark, `service_…` by outcome."
    )
    minors: list[FigureCell] | None = Field(description="For specialists only.")


@router.get("/statistics", name="statistics", responses=errors(401, 403, 404))
def read(
    staff: Seer,
    tx: Tx,
    now: Now,
    area: Annotated[
        str | None,
        Query(pattern=r"^([0-9]{6}([0-9]{3})?)?$", description="The own area when left out."),
    ] = None,
) -> Figures:
    """The figures of the own area or of a part of it."""
    wanted = staff.area if area is None else area
    if not wanted.startswith(staff.area):
        raise NotFound
    found = statistics.figures(tx, wanted, legal_day(now), staff.minors)
    return Figures.model_validate(found, from_attributes=True)
