"""Service points: where help can be had in person, and when."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from psycopg import Connection

from yizhan_collector.ground.days import legal_day
from yizhan_collector.ground.refusals import NotFound, Refused
from yizhan_collector.rooms.portal import point_store as store
from yizhan_collector.rooms.portal.opening import DAYS, Opening, opening
from yizhan_collector.rooms.portal.slots import Hours, Point
from yizhan_collector.rooms.rules import service as rules
from yizhan_collector.rooms.staff.model import Staff

TELEPHONE = "telephone"  # the kind of a point that calls whoever booked a time


class ShutsTooEarly(Refused):
    """A point shuts at least one slot after it opens, and a slot has 10 to 240 minutes."""

    status = 422


def get(tx: Connection, code: str) -> Point:
    """A service point; raises NotFound."""
    found = store.get(tx, code)
    if found is None:
        raise NotFound
    return found


def listed(tx: Connection) -> list[Point]:
    """Every service point, by kind and name."""
    return store.listed(tx)


def openings(tx: Connection, points: Sequence[Point], now: datetime) -> list[tuple[Point, Opening]]:
    """Each of these with whether it is open now and what comes next."""
    today = legal_day(now)
    closed = rules.closed_days(tx, today, today + timedelta(days=DAYS))
    return [(one, opening(one, now, closed)) for one in points]


def change(tx: Connection, code: str, hours: Hours, staff: Staff) -> Point:
    """Change when a point of the own area is open and for how many; raises ShutsTooEarly, NotFound.

    What is booked already stays booked: the office calls these people.
    """
    if not staff.sees(get(tx, code).township):
        raise NotFound
    if _minutes(hours.shuts) - _minutes(hours.opens) < hours.slot_minutes:
        raise ShutsTooEarly
    store.change(tx, code, hours)
    return get(tx, code)


def _minutes(clock: time) -> int:
    return clock.hour * 60 + clock.minute
