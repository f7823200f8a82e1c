"""What could not be read, kept whole with its reason; it never stops the stream."""

from datetime import datetime

from psycopg import Connection


def keep(
    tx: Connection, device: str, topic: str, reason: str, payload: bytes, received_at: datetime
) -> None:
    """Store one unreadable message or event."""
    tx.execute(
        "insert into quarantine (device, topic, reason, payload, received_at)"
        " values (%s, %s, %s, %s, %s) on conflict (device, topic, sha256(payload))"
        " do update set seen = quarantine.seen + 1",
        [device, topic, reason[:500], payload, received_at],
    )
    tx.execute("select pg_notify('live', 'quarantine')")
