"""The service points as the office sees them: who comes on a day, and when a point is open."""

from datetime import date, datetime, time
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query
from psycopg import Connection
from pydantic import AfterValidator, BaseModel, Field, PlainSerializer, WithJsonSchema

from yizhan_collector.doors.access import Now, Tx, able
from yizhan_collector.doors.problems import errors
from yizhan_collector.rooms.audit import service as audit
from yizhan_collector.rooms.portal import bookings, points
from yizhan_collector.rooms.portal.booking_store import Booking
from yizhan_collector.rooms.portal.slots import Hours, Point
from yizhan_collector.rooms.staff.model import Staff

router = APIRouter(tags=["bookings"])
Clerk = Annotated[Staff, Depends(able("work_matters"))]
Keeper = Annotated[Staff, Depends(able("write_texts", "keep_owned"))]
Reader = Annotated[Staff, Depends(able("work_matters", "write_texts", "keep_owned"))]
FIRST, LAST = date(2020, 1, 1), date(2099, 12, 31)
Clock = Annotated[
    time,
    AfterValidator(lambda one: one.replace(second=0, microsecond=0, tzinfo=None)),
    PlainSerializer(lambda one: one.strftime("%H:%M"), return_type=str),
    WithJsonSchema({"type": "string", "pattern": "^[0-9]{2}:[0-9]{2}$"}),
]
Weekday = Annotated[int, Field(ge=1, le=7)]


class HoursWish(BaseModel):
    """When a point is open, and for how many; hours are those of the clock on the wall there."""

    opens: Clock
    shuts: Clock
    weekdays: Annotated[list[Weekday], Field(max_length=7, description="1 Monday to 7 Sunday.")]
    slot_minutes: Annotated[int, Field(ge=10, le=240)]
    capacity: Annotated[int, Field(ge=1, le=50, description="People a slot.")]
    open: bool = Field(description="False: nobody can book, whatever the hours say.")


class PointItem(HoursWish):
    """A service point."""

    code: str
    name_zh: str
    name_en: str
    kind: str
    township: str
    address: str
    phone: str
    booked_ahead: int = Field(description="People who are still to come.")
    mine: bool = Field(description="Whether it lies in your area, and is yours to keep.")


class BookingItem(BaseModel):
    """Somebody who comes, or came."""

    id: UUID
    starts_at: datetime
    seat: int
    name: str
    phone: str
    matter: UUID | None = Field(description="Null: the visit belongs to no matter.")
    came: bool | None = Field(description="Null: not noted yet.")


class CameWish(BaseModel):
    """Whether somebody came."""

    came: bool


@router.get("/points", name="points", responses=errors(401, 403))
def listed(staff: Reader, tx: Tx, now: Now) -> list[PointItem]:
    """Every service point, by kind and name."""
    return [_item(tx, one, staff, now) for one in points.listed(tx)]


@router.put(
    "/points/{code}/hours",
    name="change_point",
    responses=errors(400, 401, 403, 404, 413, 422),
)
def change(code: str, given: HoursWish, staff: Keeper, tx: Tx, now: Now) -> PointItem:
    """Change when a point is open; what is booked stays booked, and these people must be called."""
    hours = Hours(**dict(given) | {"weekdays": sorted(set(given.weekdays))})
    done = points.change(tx, code, hours, staff)
    audit.recorded(tx, staff.id, "change_point", now, subject=code)
    return _item(tx, done, staff, now)


@router.get("/points/{code}/bookings", name="bookings", responses=errors(401, 403, 404))
def of_day(
    code: str,
    day: Annotated[date, Query(ge=FIRST, le=LAST, description="A legal day.")],
    staff: Clerk,
    tx: Tx,
    now: Now,
) -> list[BookingItem]:
    """Who comes to a point of your area on a day, by time."""
    found = bookings.of_day(tx, code, day, staff)
    audit.recorded(tx, staff.id, "view_bookings", now, subject=f"{code} {day}")
    return [_booking(one) for one in found]


@router.post(
    "/bookings/{booking}/came",
    name="note_came",
    responses=errors(400, 401, 403, 404, 409, 413, 422),
)
def came(booking: UUID, given: CameWish, staff: Clerk, tx: Tx, now: Now) -> BookingItem:
    """Note whether somebody came; a mistake is noted again."""
    done = bookings.came(tx, booking, given.came, staff, now)
    audit.recorded(tx, staff.id, "note_came", now, subject=str(booking))
    return _booking(done)


def _item(tx: Connection, one: Point, staff: Staff, now: datetime) -> PointItem:
    ahead = bookings.booked_ahead(tx, one.code, now) if staff.may("work_matters") else 0
    return PointItem(**vars(one), booked_ahead=ahead, mine=staff.sees(one.township))


def _booking(one: Booking) -> BookingItem:
    return BookingItem(**{name: vars(one)[name] for name in BookingItem.model_fields})
