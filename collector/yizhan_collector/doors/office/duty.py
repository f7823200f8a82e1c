"""Who is on duty at the offices of the own area, day by day."""

from datetime import date, timedelta
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, Field

from yizhan_collector.doors.access import Now, Tx, able
from yizhan_collector.doors.problems import errors
from yizhan_collector.ground.days import legal_day
from yizhan_collector.rooms.alerts import duty
from yizhan_collector.rooms.alerts.duty import OnDuty
from yizhan_collector.rooms.audit import service as audit
from yizhan_collector.rooms.staff.model import Staff

router = APIRouter(prefix="/duty", tags=["alerts"])
Seer = Annotated[Staff, Depends(able("see_statistics"))]
Changer = Annotated[Staff, Depends(able("change_people", "decide_city"))]
DAYS = 7


class DutyOfficer(BaseModel):
    """Somebody who may be on duty."""

    id: UUID
    name: str


class DutyDay(BaseModel):
    """Who answers on a day; null: any officer of the office."""

    day: date
    staff: UUID | None


class OfficeDuty(BaseModel):
    """The days of an office."""

    office: str
    officers: list[DutyOfficer]
    days: list[DutyDay]


class NewDuty(BaseModel):
    """Who answers for an office on a day."""

    office: Annotated[str, Field(pattern=r"^([0-9]{6}|[0-9]{9})$")]
    day: date
    staff: UUID | None = Field(default=None, description="Null: any officer of the office.")


@router.get("", name="duty", responses=errors(401, 403))
def week(
    staff: Seer,
    tx: Tx,
    now: Now,
    first: Annotated[date | None, Query(description="Today when left out.")] = None,
) -> list[OfficeDuty]:
    """A week of every office of the own area."""
    begin = first or legal_day(now)
    return [_shown(one, begin) for one in duty.roster(tx, staff.area, begin, DAYS)]


@router.post("", status_code=204, name="set_duty", responses=errors(400, 401, 403, 404))
def name(given: NewDuty, staff: Changer, tx: Tx, now: Now) -> None:
    """Name who answers for an office of the own area on a day, an officer of that office."""
    duty.name(tx, given.office, given.day, given.staff, staff, now)
    audit.recorded(tx, staff.id, "set_duty", now, None, f"{given.office} {given.day}")


def _shown(one: OnDuty, begin: date) -> OfficeDuty:
    days = [begin + timedelta(days=n) for n in range(DAYS)]
    return OfficeDuty(
        office=one.office,
        officers=[DutyOfficer(id=who, name=name) for who, name in one.officers.items()],
        days=[DutyDay(day=day, staff=one.days.get(day)) for day in days],
    )
