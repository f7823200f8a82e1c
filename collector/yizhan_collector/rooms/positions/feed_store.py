"""SQL of an operator's feed: for which devices it is asked, and up to where it was read."""

from datetime import datetime
from uuid import UUID

from psycopg import Connection

LIVE = """
select tracker.id from tracker join position_order one on one.id = tracker.ord
where tracker.ended_at is null and one.state = 'granted' and one.notified_at <= %(now)s
  and one.starts_at <= %(now)s and %(now)s < one.ends_at and one.lifted_at is null
order by tracker.id
"""
MOVE = """
insert into operator_feed (cursor, read_at) values (%s, %s)
on conflict (one) do update set cursor = excluded.cursor, read_at = excluded.read_at
"""


def live(tx: Connection, now: datetime) -> list[UUID]:
    """The devices whose order runs now."""
    return [device for (device,) in tx.execute(LIVE, {"now": now})]


def cursor(tx: Connection) -> str:
    """Up to where the feed was read; "" from the beginning."""
    row = tx.execute("select cursor from operator_feed").fetchone()
    return str(row[0]) if row else ""


def move(tx: Connection, after: str, now: datetime) -> None:
    """The feed was read up to here."""
    tx.execute(MOVE, [after, now])
