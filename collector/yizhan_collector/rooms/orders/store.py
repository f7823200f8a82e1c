"""SQL of the reporting orders."""

from datetime import date, datetime
from uuid import UUID

from psycopg import Connection
from yizhan_wire.envelope import new_id

from yizhan_collector.rooms.orders.model import Rhythm


def rhythm_of(tx: Connection, person: UUID) -> Rhythm | None:
    """The live rhythm of a person."""
    row = tx.execute(
        "select first_due_on, every_days, ended_on from reporting_order"
        " where person = %s and ended_on is null",
        [person],
    ).fetchone()
    return Rhythm(*row) if row else None


def insert(
    tx: Connection, person: UUID, first_due_on: date, every_days: int, now: datetime
) -> None:
    """Begin a rhythm; the database refuses a second live one."""
    tx.execute(
        "insert into reporting_order (id, person, first_due_on, every_days, created_at)"
        " values (%s, %s, %s, %s, %s)",
        [new_id(), person, first_due_on, every_days, now],
    )
