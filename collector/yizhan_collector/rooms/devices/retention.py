"""How long what boxes report again and again is kept. The Apache edition has no policies."""

from datetime import datetime, timedelta

from psycopg import Connection

CAMERA_EVENTS = timedelta(days=30)
SIGN_REPORTS = timedelta(days=90)
HEALTH = timedelta(days=180)  # a stopped clock must be provable through an appeal


def forget_camera_events(tx: Connection, now: datetime) -> int:
    """Drop whole chunks of camera events older than a month; returns how many chunks."""
    return _drop(tx, "camera_event", now - CAMERA_EVENTS)


def forget_health(tx: Connection, now: datetime) -> int:
    """Drop whole chunks of health reports older than half a year; returns how many chunks."""
    return _drop(tx, "device_health", now - HEALTH)


def forget_sign_reports(tx: Connection, now: datetime) -> int:
    """Delete what signs acknowledged and boards said three months ago; returns how many."""
    gone = tx.execute(
        "delete from device_note where kind in ('sign', 'board') and received_at < %s",
        [now - SIGN_REPORTS],
    )
    return gone.rowcount


def _drop(tx: Connection, table: str, before: datetime) -> int:
    gone = tx.execute("select drop_chunks(%s::regclass, older_than => %s)", [table, before])
    return len(gone.fetchall())
