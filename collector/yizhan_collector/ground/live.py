"""Say to the open screens, when the transaction commits, that something has changed."""

from typing import Literal

from psycopg import Connection

CHANNEL = "live"
Topic = Literal["checkin", "post", "quarantine", "alert", "matter", "call", "help", "session"]
# announced by the table itself: a session has ended, so everybody is looked at
SESSION: Topic = "session"


def announce(tx: Connection, topic: Topic, key: str) -> None:
    """`key` is an id; what may be shown of it is read when it is pushed."""
    tx.execute("select pg_notify(%s, %s)", [CHANNEL, f"{topic} {key}"])
