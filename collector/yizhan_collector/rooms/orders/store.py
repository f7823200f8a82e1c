"""SQL of the reporting orders."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from psycopg import Connection
from yizhan_wire.envelope import new_id

from yizhan_collector.rooms.orders.model import Rhythm


def rhythms_of(tx: Connection, people: Collection[UUID]) -> dict[UUID, Rhythm]:
    """The live rhythms of these people."""
    rows = tx.execute(
        "select person, first_due_on, every_days, ended_on from reporting_order"
        " where person = any(%s) and ended_on is null",
        [list(people)],
    )
    return {row[0]: Rhythm(*row[1:]) for row in rows}


def insert(
    tx: Connection, person: UUID, first_due_on: date, every_days: int, now: datetime
) -> None:
    """Begin a rhythm; the database refuses a second live one."""
    tx.execute(
        "insert into reporting_order (id, person, first_due_on, every_days, created_at)"
        " values (%s, %s, %s, %s, %s)",
        [new_id(), person, first_due_on, every_days, now],
    )
