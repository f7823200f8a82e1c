"""Use cases of the bookings: a seat at a service point, which nobody else has."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID

from psycopg import Connection
from yizhan_wire.envelope import new_id

from yizhan_collector.ground.days import legal_day
from yizhan_collector.ground.names import require_name
from yizhan_collector.ground.refusals import NotFound, Refused
from yizhan_collector.ground.turns import one_at_a_time
from yizhan_collector.rooms.portal import booking_store as store
from yizhan_collector.rooms.portal import points, slots
from yizhan_collector.rooms.portal.booking_store import Booking
from yizhan_collector.rooms.portal.slots import AHEAD, Point, Slot
from yizhan_collector.rooms.rules import service as rules
from yizhan_collector.rooms.staff.model import Staff

MOST = 3  # open bookings of one follow code
OFFERED = 5  # slots that are named to whoever came too late
WEEK = 7  # days that are offered at once
KEPT = timedelta(days=180)  # a visit that is over is nobody's business any more


class SlotTaken(Refused):
    """Somebody else has just taken the last place at this time; choose one of the next times."""

    status = 409

    def __init__(self, offered: list[Slot]) -> None:
        super().__init__()
        self.offered = offered


class NoSuchSlot(Refused):
    """The point is not open at this time, or it cannot be booked that early or that far ahead."""

    status = 422


class TooManyBookings(Refused):
    """You have three bookings already; cancel one before you make another."""

    status = 409


class TooLateToCancel(Refused):
    """This booking is over or was cancelled; nothing needs to be done."""

    status = 409


class NotYetOver(Refused):
    """Whether somebody came is noted on the day of the booking or later, once it has begun."""

    status = 409


def free(tx: Connection, point: Point, day: date, now: datetime) -> list[Slot]:
    """The slots of a day that can still be had."""
    return _free(tx, point, day, day, now)


def next_free(tx: Connection, point: Point, after: date, now: datetime) -> list[Slot]:
    """The next slots that can be had from a day on, at most five."""
    return _free(tx, point, after, legal_day(now + AHEAD), now)[:OFFERED]


def open_days(tx: Connection, point: Point, after: date, now: datetime) -> list[date]:
    """The days from one on with something free, at most seven."""
    found = _free(tx, point, after, legal_day(now + AHEAD), now)
    return sorted({legal_day(one.starts_at) for one in found})[:WEEK]


def book(
    tx: Connection,
    code: str,
    starts_at: datetime,
    name: str,
    phone: str,
    digest: bytes,
    matter: UUID | None,
    now: datetime,
) -> Booking:
    """Take a free seat; `digest` is of the follow code by which it is found again.

    Who asks twice for the same time has one seat. Raises NotFound, BadName, NoSuchSlot,
    TooManyBookings, and SlotTaken with the next free ones.
    """
    point = points.get(tx, code)
    day = legal_day(starts_at)
    closed = rules.closed_days(tx, day, day)
    if not now < starts_at <= now + AHEAD or starts_at not in slots.starts(point, day, closed):
        raise NoSuchSlot
    one_at_a_time(tx, digest)
    if already := store.same(tx, digest, code, starts_at):
        return already
    if store.open_ones(tx, digest, now) >= MOST:
        raise TooManyBookings
    whom = (require_name(name), phone, digest)
    one = Booking(new_id(), code, starts_at, 0, matter, *whom, now, None, None)
    while (seat := slots.seat(point, store.seats(tx, code, starts_at))) is not None:
        if store.insert(tx, made := replace(one, seat=seat)):
            return made
    raise SlotTaken(next_free(tx, point, day, now))


def of_code(tx: Connection, digest: bytes) -> list[Booking]:
    """The bookings of a follow code, the next one first; cancelled ones are left out."""
    return store.of_code(tx, digest)


def cancel(tx: Connection, booking: UUID, digest: bytes, now: datetime) -> None:
    """Give the seat back; raises TooLateToCancel."""
    if not store.cancel(tx, booking, digest, now):
        raise TooLateToCancel


def of_day(tx: Connection, code: str, day: date, staff: Staff) -> list[Booking]:
    """Who comes to a point of the own area on a day, by time; raises NotFound."""
    if not staff.sees(points.get(tx, code).township):
        raise NotFound
    return store.of_day(tx, code, day)


def came(tx: Connection, booking: UUID, came: bool, staff: Staff, now: datetime) -> Booking:
    """Note whether somebody came; raises NotFound, NotYetOver, TooLateToCancel."""
    found = store.get(tx, booking)
    if found is None or not staff.sees(points.get(tx, found.point).township):
        raise NotFound
    if found.cancelled_at is not None:
        raise TooLateToCancel
    if found.starts_at > now:
        raise NotYetOver
    store.came(tx, booking, came)
    return replace(found, came=came)


def booked_ahead(tx: Connection, code: str, now: datetime) -> int:
    """How many people are still to come to a point."""
    return store.booked_ahead(tx, code, now)


def counted(tx: Connection, first: date, last: date) -> dict[tuple[str, str], int]:
    """The visits of a period by county and whether somebody came; none that was cancelled."""
    return store.counted(tx, first, last)


def forget_old(tx: Connection, now: datetime) -> int:
    """Delete bookings that were over half a year ago; returns how many."""
    return store.forget(tx, now - KEPT)


def _free(tx: Connection, point: Point, start: date, end: date, now: datetime) -> list[Slot]:
    closed = rules.closed_days(tx, start, end)
    taken = store.taken(tx, point.code, start, end)
    days = (start + timedelta(n) for n in range((end - start).days + 1))
    return [slot for day in days for slot in slots.free(point, day, closed, taken, now)]
