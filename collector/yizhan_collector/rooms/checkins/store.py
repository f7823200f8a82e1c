"""SQL of the check-ins."""

from datetime import date, datetime
from uuid import UUID

import msgspec
from psycopg import Connection
from yizhan_wire.envelope import Envelope
from yizhan_wire.events import CheckIn

from yizhan_collector.rooms.checkins.model import Settled


def has_live(tx: Connection, person: UUID, due_on: date) -> bool:
    """Whether this due day is answered already."""
    row = tx.execute(
        "select 1 from checkin where person = %s and due_on = %s and live", [person, due_on]
    ).fetchone()
    return row is not None


INSERT = """
insert into checkin (id, person, device, due_on, timing, live, needs_review, route, verdict,
                     body, clock, captured_at, sent_at, received_at)
values (%(id)s, %(person)s, %(device)s, %(due_on)s, %(timing)s, %(live)s, %(needs_review)s,
        %(route)s, %(verdict)s, %(body)s::jsonb, %(clock)s::jsonb,
        %(captured_at)s, %(sent_at)s, %(received_at)s)
on conflict (person, due_on) where live do nothing
"""


def insert(
    tx: Connection,
    envelope: Envelope,
    visit: CheckIn,
    settled: Settled,
    live: bool,
    received_at: datetime,
) -> bool:
    """Store a visit; False when another one became the live one of this day first."""
    row = {
        "id": envelope.id,
        "person": visit.person,
        "device": envelope.device,
        "due_on": settled.due_on,
        "timing": settled.timing,
        "live": live,
        "needs_review": settled.needs_review,
        "route": visit.route,
        "verdict": visit.face.verdict if visit.face else None,
        "body": bytes(envelope.body).decode(),
        "clock": msgspec.json.encode(envelope.clock).decode(),
        "captured_at": envelope.captured_at,
        "sent_at": envelope.sent_at,
        "received_at": received_at,
    }
    return tx.execute(INSERT, row).rowcount == 1
