"""What must happen after a commit: stored with it, carried out by `work`, kept when it fails."""

import json
from collections.abc import Callable, Mapping

from psycopg import Connection

Handler = Callable[[Connection, dict[str, object]], None]


def emit(tx: Connection, event: str, body: Mapping[str, object]) -> None:
    """Store an event with the running transaction and wake `work` when it commits."""
    tx.execute(
        "insert into outbox (event, body) values (%s, %s::jsonb)",
        [event, json.dumps(body, default=str)],
    )
    tx.execute("select pg_notify('outbox', '')")


def drain(tx: Connection, handlers: Mapping[str, tuple[Handler, ...]], limit: int = 100) -> int:
    """Carry out up to `limit` waiting events; a failing one stays with its reason. Returns done."""
    rows = tx.execute(
        "select id, event, body from outbox where attempts < 20"
        " order by attempts, id limit %s for update skip locked",
        [limit],
    ).fetchall()
    return sum(_carry_out(tx, handlers.get(event, ()), key, body) for key, event, body in rows)


def _carry_out(
    tx: Connection, handlers: tuple[Handler, ...], key: int, body: dict[str, object]
) -> bool:
    try:
        with tx.transaction():
            for handler in handlers:
                handler(tx, body)
            tx.execute("delete from outbox where id = %s", [key])
    except Exception as error:  # any failure must leave the row and its reason
        tx.execute(
            "update outbox set attempts = attempts + 1, reason = %s where id = %s",
            [f"{type(error).__name__}: {error}"[:500], key],
        )
        return False
    return True
