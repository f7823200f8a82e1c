"""SQL of the other authorities."""

from datetime import datetime
from uuid import UUID

from psycopg import Connection
from psycopg.rows import class_row

from yizhan_collector.rooms.sharing.model import Partner

COLUMNS = "code, kind, name, area, callback, since, ended_at"


def insert(tx: Connection, one: Partner, by: UUID) -> bool:
    """Register one; False when its name is taken."""
    query = (
        f"insert into partner ({COLUMNS}, added_by)"  # noqa: S608 # a constant
        " values (%s, %s, %s, %s, %s, %s, %s, %s) on conflict do nothing"
    )
    return tx.execute(query.encode(), [*vars(one).values(), by]).rowcount == 1


def everybody(tx: Connection) -> list[Partner]:
    """All of them, those in service first."""
    with tx.cursor(row_factory=class_row(Partner)) as cursor:
        query = f"select {COLUMNS} from partner order by ended_at is not null, kind, code"  # noqa: S608
        return cursor.execute(query).fetchall()


def get(tx: Connection, code: str) -> Partner | None:
    """One of them."""
    with tx.cursor(row_factory=class_row(Partner)) as cursor:
        query = f"select {COLUMNS} from partner where code = %s"  # noqa: S608
        return cursor.execute(query, [code]).fetchone()


def end(tx: Connection, code: str, now: datetime) -> bool:
    """Let one in no more."""
    query = "update partner set ended_at = %s where code = %s and ended_at is null"
    return tx.execute(query, [now, code]).rowcount == 1


def set_callback(tx: Connection, code: str, address: str) -> None:
    """Where one is told of its events."""
    tx.execute("update partner set callback = %s where code = %s", [address, code])
