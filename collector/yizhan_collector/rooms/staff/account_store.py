"""SQL of the accounts."""

from datetime import datetime
from typing import Any
from uuid import UUID

from psycopg import Connection

from yizhan_collector.rooms.staff.store import COLUMNS

Row = tuple[Any, ...]
SELECT = f"""
select {COLUMNS}, staff.created_at, staff.ended_at,
       exists (select 1 from staff_session where staff = staff.id and expires_at > %(now)s)
from staff
"""  # noqa: S608 # a constant


def hold(tx: Connection) -> None:
    """Let nobody else change accounts until the transaction ends."""
    tx.execute("lock table staff in share row exclusive mode")


def page(tx: Connection, now: datetime, limit: int, offset: int) -> list[Row]:
    """The open ones first, by login."""
    order = " order by ended_at is not null, login limit %(limit)s offset %(offset)s"
    return tx.execute(SELECT + order, {"now": now, "limit": limit, "offset": offset}).fetchall()


def count(tx: Connection) -> int:
    """How many there are."""
    row = tx.execute("select count(*) from staff").fetchone()
    return int(row[0]) if row else 0


def one(tx: Connection, staff: UUID, now: datetime) -> Row | None:
    """One of them."""
    return tx.execute(SELECT + " where id = %(id)s", {"now": now, "id": staff}).fetchone()


def change(tx: Connection, staff: UUID, role: str, area: str, minors: bool) -> None:
    """Keep another role, area and power over minors' records."""
    tx.execute(
        "update staff set role = %s, area = %s, minors = %s where id = %s",
        [role, area, minors, staff],
    )


def end(tx: Connection, staff: UUID, now: datetime) -> None:
    """End it."""
    tx.execute("update staff set ended_at = %s where id = %s", [now, staff])


def set_password(tx: Connection, staff: UUID, password_hash: str) -> None:
    """Keep the hash of another password."""
    tx.execute("update staff set password_hash = %s where id = %s", [password_hash, staff])


def close_sessions(tx: Connection, staff: UUID) -> None:
    """Forget every session of somebody."""
    tx.execute("delete from staff_session where staff = %s", [staff])
