"""SQL of the monthly counts for the data centre."""

from collections.abc import Sequence
from datetime import date, datetime

from psycopg import Connection

from yizhan_collector.rooms.sharing.hiding import Table


def keep(tx: Connection, month: date, tables: Sequence[Table], now: datetime) -> None:
    """Keep the tables of a month, once for ever."""
    rows = [
        (month, one.subject, *key, count, now) for one in tables for key, count in one.cells.items()
    ]
    query = (
        "insert into month_count (month, subject, place, head, count, counted_at)"
        " values (%s, %s, %s, %s, %s, %s)"
    )
    with tx.cursor() as cursor:
        cursor.executemany(query, rows)


def has(tx: Connection, month: date) -> bool:
    """Whether a month is counted."""
    row = tx.execute("select exists (select from month_count where month = %s)", [month]).fetchone()
    return bool(row and row[0])


def read(tx: Connection, month: date) -> list[tuple[str, str, str, int | None, datetime]]:
    """What is told of a month: subject, place, head, count and when it was counted."""
    query = (
        "select subject, place, head, count, counted_at from month_count where month = %s"
        " order by subject, place = 'total', place, head = 'total', head"
    )
    return tx.execute(query, [month]).fetchall()
