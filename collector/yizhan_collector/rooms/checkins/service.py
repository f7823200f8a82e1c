"""A visit comes in: kept under the due day it answers; one visit counts for a day."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from uuid import UUID

from psycopg import Connection
from yizhan_wire.envelope import Envelope
from yizhan_wire.events import CheckIn

from yizhan_collector.ground import outbox
from yizhan_collector.ground.days import legal_day
from yizhan_collector.rooms.audit import service as audit
from yizhan_collector.rooms.checkins import store
from yizhan_collector.rooms.checkins.model import Visit, elect, settle
from yizhan_collector.rooms.orders import service as orders
from yizhan_collector.rooms.orders.model import Rhythm
from yizhan_collector.rooms.people import secrets
from yizhan_collector.rooms.people import service as people

RECORDED = "checkin_recorded"
LONGEST_RHYTHM = 366  # days


def record(tx: Connection, envelope: Envelope, visit: CheckIn, received_at: datetime) -> None:
    """Store one visit under the due day it answers; raises UnknownPerson.

    A second visit for a day is kept; the better one counts, whichever came first.
    """
    people.require(tx, visit.person)
    store.hold(tx, visit.person)
    rhythm = orders.rhythm_of(tx, visit.person)
    open_since = _open_since(tx, visit.person, rhythm, legal_day(envelope.captured_at))
    settled = settle(rhythm, visit, envelope.captured_at, envelope.clock, open_since)
    store.insert(tx, envelope, visit, settled, received_at)
    secrets.spend(tx, visit.code_id)
    if settled.due_on:
        count_best(tx, visit.person, settled.due_on, received_at)
    tell(tx, envelope.id, visit.person, settled.due_on)


def tell(tx: Connection, checkin: UUID, person: UUID, due_on: date | None) -> None:
    """Have the screens and the rosters follow, after the commit."""
    outbox.emit(tx, RECORDED, {"id": checkin, "person": person, "due_on": due_on})


def count_best(tx: Connection, person: UUID, due_on: date, now: datetime) -> None:
    """Let the best visit of a day count for it, and note it when it replaces another."""
    visits = store.of_day(tx, person, due_on)
    standing = next((one for one in visits if one.live), None)
    best = elect(visits)
    if best == standing:
        return
    if standing:
        store.set_live(tx, standing.id, False)
    if best:
        store.set_live(tx, best.id, True)
    if best and standing and standing.decision is None:
        audit.recorded(tx, None, "replace_checkin", now, person, f"{standing.id} by {best.id}")
        _place_again(tx, standing, now)


def _place_again(tx: Connection, visit: Visit, now: datetime) -> None:
    """A visit whose day another one answers may be the early one of the next day."""
    rhythm = orders.rhythm_of(tx, visit.person)
    settled = settle(rhythm, visit.body, visit.captured_at, visit.clock, open_since=False)
    if settled.due_on and settled.due_on != visit.due_on:
        store.move(tx, visit.id, settled.due_on, settled.timing)
        count_best(tx, visit.person, settled.due_on, now)


def _open_since(tx: Connection, person: UUID, rhythm: Rhythm | None, day: date) -> bool:
    """Whether the last due day before this one is still unanswered."""
    last = rhythm.before(day - timedelta(days=1)) if rhythm else None
    return last is not None and not store.has_live(tx, person, last)


def answered(tx: Connection, persons: Collection[UUID], today: date) -> dict[UUID, set[date]]:
    """The due days these people have answered, from a year back on."""
    found: dict[UUID, set[date]] = {}
    for person, due_on in store.answered(tx, persons, today - timedelta(days=LONGEST_RHYTHM)):
        found.setdefault(person, set()).add(due_on)
    return found
