"""SQL of the devices that people carry under an order, known by the hash of their key."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from psycopg import Connection
from psycopg.errors import UniqueViolation
from psycopg.rows import class_row

from yizhan_collector.ground.ids import ids
from yizhan_collector.rooms.positions.model import OrderMoved

COLUMNS = "id, person, ord, label, issued_by, issued_at, ended_at"


@dataclass(frozen=True)
class Tracker:
    """A device that was handed out."""

    id: UUID
    person: UUID
    ord: UUID
    label: str
    issued_by: UUID
    issued_at: datetime
    ended_at: datetime | None = None


def insert(tx: Connection, one: Tracker, key_hash: bytes) -> None:
    """Keep a device; raises OrderMoved when the order has one."""
    try:
        with tx.transaction():
            tx.execute(
                f"insert into tracker ({COLUMNS}, key_hash)"  # noqa: S608 # constants
                " values (%s, %s, %s, %s, %s, %s, %s, %s)",
                [*vars(one).values(), key_hash],
            )
    except UniqueViolation:
        raise OrderMoved from None


def by_key(tx: Connection, key_hash: bytes) -> Tracker | None:
    """The device of a key, also one that has ended."""
    with tx.cursor(row_factory=class_row(Tracker)) as cursor:
        query = f"select {COLUMNS} from tracker where key_hash = %s"  # noqa: S608 # constants
        return cursor.execute(query, [key_hash]).fetchone()


def of_orders(tx: Connection, some: Collection[UUID]) -> list[Tracker]:
    """Of each of these orders the device that was handed out last."""
    with tx.cursor(row_factory=class_row(Tracker)) as cursor:
        query = (
            f"select distinct on (ord) {COLUMNS} from tracker"  # noqa: S608 # constants
            " where ord = any(%s::uuid[]) order by ord, ended_at desc nulls first, issued_at desc"
        )
        return cursor.execute(query, [ids(some)]).fetchall()


def end(tx: Connection, order: UUID, now: datetime) -> None:
    """Let the keys of an order end."""
    tx.execute("update tracker set ended_at = %s where ord = %s and ended_at is null", [now, order])


def end_over(tx: Connection, now: datetime) -> int:
    """Let the keys end whose order is over or lifted; returns how many."""
    return tx.execute(
        "update tracker set ended_at = %(now)s from position_order one"
        " where one.id = ord and ended_at is null"
        " and least(ends_at, coalesce(lifted_at, 'infinity')) <= %(now)s",
        {"now": now},
    ).rowcount
