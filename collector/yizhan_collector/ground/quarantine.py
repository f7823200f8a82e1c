"""What could not be read, kept whole with its reason; it never stops the stream."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from psycopg import Connection
from psycopg.rows import class_row

from yizhan_collector.ground import live
from yizhan_collector.ground.refusals import NotFound

KEPT_DISMISSED, KEPT_OPEN = timedelta(days=30), timedelta(days=365)
COLUMNS = "id, device, topic, reason, seen, length(payload) as size, received_at"


@dataclass(frozen=True)
class Kept:
    """One unreadable message or event."""

    id: int
    device: str
    topic: str
    reason: str
    seen: int
    size: int
    received_at: datetime
    payload: bytes = b""
    dismissed_at: datetime | None = None
    note: str | None = None


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
    live.announce(tx, "quarantine", device)


def page(
    tx: Connection, devices: Sequence[str] | None, limit: int, offset: int
) -> tuple[list[Kept], int]:
    """What nobody has dismissed, newest first, of these boxes or of all; and how many in all."""
    where = "dismissed_at is null and (%(devices)s::text[] is null or device = any(%(devices)s))"
    wish = {"devices": devices, "limit": limit, "offset": offset}
    with tx.cursor(row_factory=class_row(Kept)) as cursor:
        query = f"select {COLUMNS} from quarantine where {where}"  # noqa: S608 # constants
        rows = cursor.execute(
            query + " order by id desc limit %(limit)s offset %(offset)s", wish
        ).fetchall()
    total = tx.execute(f"select count(*) from quarantine where {where}", wish).fetchone()  # noqa: S608
    return rows, total[0] if total else 0


def get(tx: Connection, key: int, devices: Sequence[str] | None) -> Kept:
    """One of them, of these boxes or of any; raises NotFound."""
    query = (
        f"select {COLUMNS}, payload, dismissed_at, note from quarantine where id = %s"  # noqa: S608
        " and (%s::text[] is null or device = any(%s))"
    )
    with tx.cursor(row_factory=class_row(Kept)) as cursor:
        row = cursor.execute(query, [key, devices, devices]).fetchone()
    if row is None:
        raise NotFound
    return row


def dismiss(tx: Connection, key: int, by: UUID, note: str, now: datetime) -> None:
    """Take one off the list; the bytes stay until their retention ends."""
    tx.execute(
        "update quarantine set dismissed_at = %s, dismissed_by = %s, note = %s where id = %s",
        [now, by, note, key],
    )
    live.announce(tx, "quarantine", "")


def forget_old(tx: Connection, now: datetime) -> int:
    """Delete what was dismissed a month ago or came a year ago; returns how many."""
    gone = tx.execute(
        "delete from quarantine where dismissed_at < %s or received_at < %s",
        [now - KEPT_DISMISSED, now - KEPT_OPEN],
    )
    return gone.rowcount
