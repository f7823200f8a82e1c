"""Use cases of the check-ins."""

from datetime import datetime, timedelta

from psycopg import Connection
from yizhan_wire.envelope import Envelope
from yizhan_wire.events import CheckIn

from yizhan_collector.ground import outbox
from yizhan_collector.ground.days import legal_day
from yizhan_collector.rooms.checkins import store
from yizhan_collector.rooms.checkins.model import settle
from yizhan_collector.rooms.orders import service as orders
from yizhan_collector.rooms.people import service as people

RECORDED = "checkin_recorded"


def record(tx: Connection, envelope: Envelope, visit: CheckIn, received_at: datetime) -> None:
    """Store one visit under the due day it answers; raises UnknownPerson.

    A second visit for a day that is answered is kept and is not live.
    """
    people.require(tx, visit.person)
    rhythm = orders.rhythm_of(tx, visit.person)
    day = legal_day(envelope.captured_at)
    last = rhythm.before(day - timedelta(days=1)) if rhythm else None
    open_since = last is not None and not store.has_live(tx, visit.person, last)
    settled = settle(rhythm, visit, envelope.captured_at, envelope.clock, open_since)
    live = settled.due_on is not None
    if not store.insert(tx, envelope, visit, settled, live, received_at):
        store.insert(tx, envelope, visit, settled, False, received_at)
    body = {"id": envelope.id, "person": visit.person, "due_on": settled.due_on}
    outbox.emit(tx, RECORDED, body)
