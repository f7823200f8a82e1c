"""A permitted trajectory: opened for a written reason, of one person at a time."""

from datetime import date, datetime, timedelta
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response
from psycopg import Connection
from pydantic import BaseModel, Field

from yizhan_collector.doors.access import Now, Tx, able
from yizhan_collector.doors.problems import errors
from yizhan_collector.ground.days import legal_day
from yizhan_collector.rooms.audit import service as audit
from yizhan_collector.rooms.people import service as people
from yizhan_collector.rooms.positions import views
from yizhan_collector.rooms.staff import service as staff_room
from yizhan_collector.rooms.staff.model import Staff

SHOWN = timedelta(days=89)
router = APIRouter(tags=["positions"])
Seer = Annotated[Staff, Depends(able("change_people", "inspect"))]


class WhyLook(BaseModel):
    """Why somebody looks at a trajectory."""

    reason: Annotated[str, Field(min_length=4, max_length=500, pattern=r"\S.*\S")]


class OpeningItem(BaseModel):
    """Who looked at a trajectory, why and until when."""

    id: UUID
    staff: str
    reason: str
    opened_at: datetime
    until: datetime


class DayTrack(BaseModel):
    """What a day comes to."""

    day: date
    fixes: int = Field(description="Positions that were kept.")
    judgement: dict[str, Any] = Field(
        description="Stays, trips, crossings, home, silence, and what was unusual with reasons."
    )


class FixItem(BaseModel):
    """One position, WGS-84."""

    at: datetime
    latitude: float
    longitude: float
    accuracy: float | None
    source: str
    battery: float | None


@router.post(
    "/positioning/{order}/trajectory", status_code=201, name="open_trajectory",
    responses=errors(400, 401, 403, 404),
)  # fmt: skip
def open_up(order: UUID, given: WhyLook, staff: Seer, tx: Tx, now: Now) -> OpeningItem:
    """Open a trajectory for a written reason, which the person sees; what was open closes."""
    made = views.open_up(tx, order, given.reason, staff.id, now)
    audit.recorded(tx, staff.id, "open_trajectory", now, made.person, str(made.id))
    return OpeningItem.model_validate(vars(made) | {"staff": staff.name})


@router.get(
    "/people/{person}/trajectory", name="trajectory", response_model=list[DayTrack],
    responses=errors(401, 403, 404, 422),
)  # fmt: skip
def days(
    person: UUID,
    staff: Seer,
    tx: Tx,
    now: Now,
    from_on: Annotated[date | None, Query(description="First legal day; 90 days.")] = None,
    until_on: Annotated[date | None, Query(description="Last legal day; today.")] = None,
) -> Response:
    """The judged days of the trajectory that is open, a hundred days at once at most."""
    _open(tx, person, staff, now)
    last = until_on or legal_day(now)
    return _json(views.days(tx, person, from_on or last - SHOWN, last))


@router.get(
    "/people/{person}/trajectory/{day}", name="trajectory_day", response_model=list[FixItem],
    responses=errors(401, 403, 404),
)  # fmt: skip
def track(person: UUID, day: date, staff: Seer, tx: Tx, now: Now) -> Response:
    """Every position of one day, for playback."""
    _open(tx, person, staff, now)
    return _json(views.track(tx, person, day))


@router.get(
    "/people/{person}/trajectory-openings", name="trajectory_openings",
    responses=errors(401, 403, 404),
)  # fmt: skip
def openings(person: UUID, _: Seer, tx: Tx) -> list[OpeningItem]:
    """Who looked at this person's trajectory and why, newest first."""
    people.get(tx, person)
    found = views.of_person(tx, person)
    names = staff_room.names(tx, {one.staff for one in found})
    return [
        OpeningItem.model_validate(vars(one) | {"staff": names.get(one.staff, "")}) for one in found
    ]


def _open(tx: Connection, person: UUID, staff: Staff, now: datetime) -> None:
    people.get(tx, person)
    views.require_open(tx, person, staff.id, now)


def _json(text: str) -> Response:
    return Response(text, media_type="application/json")
