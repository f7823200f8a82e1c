"""How one person reports: due days, a report that an officer takes, and excuses."""

from datetime import date, datetime, timedelta
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends
from psycopg import Connection
from pydantic import AwareDatetime, BaseModel, Field

from yizhan_collector.doors.access import Now, Tx, able, own
from yizhan_collector.doors.office.opening import opened
from yizhan_collector.doors.office.shapes import CheckInLine, line
from yizhan_collector.doors.problems import errors
from yizhan_collector.ground.days import legal_day
from yizhan_collector.ground.refusals import NotFound
from yizhan_collector.rooms.audit import service as audit
from yizhan_collector.rooms.checkins import excuses, listing, reports
from yizhan_collector.rooms.checkins.due import Status, Why
from yizhan_collector.rooms.checkins.excuse_model import Ground
from yizhan_collector.rooms.checkins.excuses import Wish
from yizhan_collector.rooms.checkins.model import Channel, Timing
from yizhan_collector.rooms.checkins.reports import Told
from yizhan_collector.rooms.conduct import facts
from yizhan_collector.rooms.orders import service as orders
from yizhan_collector.rooms.people import service as people
from yizhan_collector.rooms.staff import service as staff_room
from yizhan_collector.rooms.staff.model import Staff

router = APIRouter(prefix="/people/{person}/reporting", tags=["due"])
Seer = Annotated[Staff, Depends(able("see_people"))]
Changer = Annotated[Staff, Depends(able("change_people"))]
BACK = timedelta(days=92)


class DueDay(BaseModel):
    """One due day of the person."""

    due_on: date
    status: Status
    timing: Timing | None
    channel: Channel | None
    checkin: UUID | None
    excuse: Why | None


class ExcuseItem(BaseModel):
    """Days on which no report could be expected, as an officer wrote them down."""

    id: UUID
    from_on: date
    to_on: date
    why: Ground
    evidence: str
    author: str = Field(description="Name of the officer.")
    recorded_at: datetime
    withdrawn_at: datetime | None
    withdrawn_why: str | None


class Reporting(BaseModel):
    """How a person reports and has reported."""

    every_days: int | None = Field(description="Null: nothing is due.")
    next_due: date | None
    channels: list[Channel] = Field(description="By which ways an officer may take a report.")
    days: list[DueDay] = Field(description="The due days of three months, newest first.")
    excuses: list[ExcuseItem]


class NewReport(BaseModel):
    """A report that an officer took."""

    channel: Channel
    at: AwareDatetime = Field(description="When the person reported.")


class NewExcuse(BaseModel):
    """Days to excuse, and what proves them."""

    from_on: date
    to_on: date
    why: Ground
    evidence: Annotated[str, Field(min_length=1, max_length=1000, pattern=r"\S")]


class Withdrawal(BaseModel):
    """Why an excuse is taken back."""

    reason: Annotated[str, Field(min_length=1, max_length=500, pattern=r"\S")]


@router.get("", name="reporting", responses=errors(401, 403, 404))
def reporting(person: UUID, staff: Seer, tx: Tx, now: Now) -> Reporting:
    """The due days, the ways and the excuses; the record must be open."""
    _own(tx, staff, person)
    opened(tx, staff, person, now)
    return _reporting(tx, person, now)


@router.post(
    "/reports", status_code=201, name="take_report", responses=errors(400, 401, 403, 404, 413, 422)
)
def take_report(person: UUID, given: NewReport, staff: Changer, tx: Tx, now: Now) -> CheckInLine:
    """Take a report at the desk, by telephone, by video or at home; it finds its due day."""
    _own(tx, staff, person)
    taken = reports.take(tx, Told(person, given.channel, given.at), staff.id, now)
    audit.recorded(tx, staff.id, "take_report", now, person, str(taken))
    facts.count(tx, [person], now)
    return line(listing.get(tx, taken))


@router.post(
    "/excuses",
    status_code=201,
    name="write_excuse",
    responses=errors(400, 401, 403, 404, 409, 413, 422),
)
def write_excuse(person: UUID, given: NewExcuse, staff: Changer, tx: Tx, now: Now) -> Reporting:
    """Excuse a person for some days, with what proves it."""
    _own(tx, staff, person)
    opened(tx, staff, person, now)
    made = excuses.write(tx, person, Wish(**given.model_dump()), staff.id, now)
    audit.recorded(tx, staff.id, "write_excuse", now, person, str(made.id))
    facts.count(tx, [person], now)
    return _reporting(tx, person, now)


@router.post(
    "/excuses/{excuse}/withdraw",
    name="withdraw_excuse",
    responses=errors(400, 401, 403, 404, 409, 413, 422),
)
def withdraw_excuse(
    person: UUID, excuse: UUID, given: Withdrawal, staff: Changer, tx: Tx, now: Now
) -> Reporting:
    """Take an excuse back, with the reason."""
    _own(tx, staff, person)
    opened(tx, staff, person, now)
    if excuses.get(tx, excuse).person != person:
        raise NotFound
    excuses.withdraw(tx, excuse, given.reason, staff.id, now)
    audit.recorded(tx, staff.id, "withdraw_excuse", now, person, str(excuse))
    facts.count(tx, [person], now)
    return _reporting(tx, person, now)


def _own(tx: Connection, staff: Staff, person: UUID) -> None:
    own(staff, people.get(tx, person).township)


def _reporting(tx: Connection, person: UUID, now: datetime) -> Reporting:
    today = legal_day(now)
    rhythm = orders.rhythm_of(tx, person)
    days = listing.of_person(tx, person, today - BACK, today)
    return Reporting(
        every_days=rhythm.every_days if rhythm else None,
        next_due=rhythm.next(today) if rhythm else None,
        channels=sorted(reports.channels(tx, person)),
        days=[DueDay.model_validate(one, from_attributes=True) for one in days],
        excuses=_excuses(tx, person),
    )


def _excuses(tx: Connection, person: UUID) -> list[ExcuseItem]:
    found = excuses.of_person(tx, person)
    names = staff_room.names(tx, {one.author for one in found})
    return [ExcuseItem(**{**vars(one), "author": names.get(one.author, "")}) for one in found]
