"""Times at which somebody is called back: booked like a visit, with as many places as operators."""

from datetime import date, datetime

from psycopg import Connection

from yizhan_collector.ground.days import legal_day
from yizhan_collector.rooms.cases import code
from yizhan_collector.rooms.hotline import back_store
from yizhan_collector.rooms.portal import bookings, points
from yizhan_collector.rooms.portal.booking_store import Booking
from yizhan_collector.rooms.portal.slots import Slot

POINT = "call-back"


def free(tx: Connection, day: date | None, now: datetime) -> list[Slot]:
    """The times of a day that can be had, or the next ones; raises NotFound without the point."""
    point = points.get(tx, POINT)
    if day is None:
        return bookings.next_free(tx, point, legal_day(now), now)
    return bookings.free(tx, point, day, now)


def book(tx: Connection, starts_at: datetime, name: str, number: str, now: datetime) -> Booking:
    """Take a time for whoever is on the line, who is called then; raises as bookings.book."""
    digest = code.digest_of(code.fresh())  # nobody is given a code: they are called
    made = bookings.book(tx, POINT, starts_at, name, number, digest, None, now)
    back_store.gather(tx, now)
    return made
