"""What must happen after a commit: stored with it, carried out by `work`, kept when it fails."""

import json
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from psycopg import Connection

CHANNEL = "outbox"
LONGEST = timedelta(seconds=60)
Body = dict[str, str | None]
Handler = Callable[[Connection, Body, datetime], None]


def emit(tx: Connection, event: str, body: Mapping[str, object]) -> None:
    """Store an event with the running transaction and wake `work` when it commits."""
    tx.execute(
        "insert into outbox (event, body) values (%s, %s::jsonb)",
        [event, json.dumps({key: None if one is None else str(one) for key, one in body.items()})],
    )
    tx.execute("select pg_notify(%s, '')", [CHANNEL])


def drain(
    tx: Connection,
    handlers: Mapping[str, tuple[Handler, ...]],
    now: datetime,
    limit: int = 100,
) -> int:
    """Carry out up to `limit` due events; a failing one waits longer each time. Returns done."""
    rows = tx.execute(
        "select id, event, body from outbox where not_before <= %s"
        " order by id limit %s for update skip locked",
        [now, limit],
    ).fetchall()
    return sum(_carry_out(tx, handlers, key, event, body, now) for key, event, body in rows)


def _carry_out(
    tx: Connection,
    handlers: Mapping[str, tuple[Handler, ...]],
    key: int,
    event: str,
    body: Body,
    now: datetime,
) -> bool:
    try:
        with tx.transaction():
            for handler in handlers[event]:
                handler(tx, body, now)
            tx.execute("delete from outbox where id = %s", [key])
    except Exception as error:  # any failure must leave the row and its reason
        if tx.broken:
            raise
        tx.execute(
            "update outbox set attempts = attempts + 1, reason = %s, not_before = %s +"
            " least(%s, interval '1 second' * power(2, least(attempts, 10))) where id = %s",
            [f"{type(error).__name__}: {error}"[:500], now, LONGEST, key],
        )
        return False
    return True
