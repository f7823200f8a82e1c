"""Use cases of looking at a trajectory: of one person at a time, for a written reason."""

from datetime import date, datetime, timedelta
from uuid import UUID

from psycopg import Connection
from yizhan_wire.envelope import new_id

from yizhan_collector.ground.days import legal_day, midnight
from yizhan_collector.ground.refusals import Refused
from yizhan_collector.rooms.positions import fix_store, orders
from yizhan_collector.rooms.positions import view_store as store
from yizhan_collector.rooms.positions.view_store import Opening
from yizhan_collector.rooms.rules import service as rules

DAY = timedelta(days=1)
LONGEST = 100  # days at once: an order and what came late


class TrajectoryClosed(Refused):
    """Say why you look at this trajectory; the person can see it."""

    status = 403


class TooManyDays(Refused):
    """These are more days than an order can have; choose fewer."""

    status = 422


def open_up(tx: Connection, order: UUID, reason: str, staff: UUID, now: datetime) -> Opening:
    """Open the trajectory under an order; the one that was open before closes. Raises NotFound."""
    one = orders.get(tx, order)
    lasts = rules.book(tx, legal_day(now)).number("position.view_minutes")
    until = now + timedelta(minutes=lasts)
    made = Opening(new_id(), staff, one.person, order, reason.strip(), now, until)
    store.insert(tx, made)
    return made


def require_open(tx: Connection, person: UUID, staff: UUID, now: datetime) -> Opening:
    """The opening that lets this member of staff look; raises TrajectoryClosed."""
    found = store.last(tx, staff)
    if found is None or found.person != person or found.until <= now:
        raise TrajectoryClosed
    return found


def days(tx: Connection, person: UUID, start: date, end: date) -> str:
    """The judged days between two, both included, as JSON; raises TooManyDays."""
    if (end - start).days >= LONGEST:
        raise TooManyDays
    return store.days_json(tx, person, start, end)


def track(tx: Connection, person: UUID, day: date) -> str:
    """Every position of a legal day, by time, as JSON."""
    return fix_store.track_json(tx, person, midnight(day), midnight(day + DAY))


def forget(tx: Connection, now: datetime) -> int:
    """Delete the positions whose order ended so long ago that nobody can appeal any more."""
    kept = timedelta(days=rules.book(tx, legal_day(now)).number("position.keep_days"))
    return fix_store.forget(tx, now - kept)


def of_person(tx: Connection, person: UUID) -> list[Opening]:
    """Who looked at the trajectory of a person, newest first."""
    return store.of_person(tx, person)
