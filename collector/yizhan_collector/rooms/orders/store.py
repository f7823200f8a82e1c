"""SQL of the reporting orders."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from psycopg import Connection
from yizhan_wire.envelope import new_id

from yizhan_collector.rooms.orders.model import Order


def orders_of(tx: Connection, people: Collection[UUID]) -> list[Order]:
    """Every order of these people, by person and first day."""
    rows = tx.execute(
        "select person, first_due_on, every_days, ended_on from reporting_order"
        " where person = any(%s) order by person, first_due_on",
        [list(people)],
    )
    return [Order(*row) for row in rows]


def insert(
    tx: Connection, person: UUID, first_due_on: date, every_days: int, now: datetime
) -> None:
    """Begin a rhythm; the database refuses a second live one, and one that overlaps another."""
    tx.execute(
        "insert into reporting_order (id, person, first_due_on, every_days, created_at)"
        " values (%s, %s, %s, %s, %s)",
        [new_id(), person, first_due_on, every_days, now],
    )


def end(tx: Connection, person: UUID, last_day: date) -> bool:
    """Let the live rhythm end with this day; False without one."""
    ended = tx.execute(
        "update reporting_order set ended_on = %s where person = %s and ended_on is null",
        [last_day, person],
    )
    return ended.rowcount == 1
