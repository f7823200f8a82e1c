"""SQL of the boxes."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from psycopg import Connection


def revoked(tx: Connection, devices: Collection[str]) -> dict[str, bool]:
    """Known boxes among these, and whether each is revoked."""
    rows = tx.execute(
        "select id, revoked_at is not null from device where id = any(%s)", [list(devices)]
    )
    return dict(rows.fetchall())


def set_state(tx: Connection, device: str, state: str, at: datetime) -> bool:
    """Store the presence word; False for an unknown box."""
    changed = tx.execute(
        "update device set state = %s, state_at = %s where id = %s", [state, at, device]
    )
    return changed.rowcount == 1


def claim(tx: Connection, device: str, township: str, at: datetime) -> None:
    """Register a box at a township."""
    tx.execute(
        "insert into device (id, township, claimed_at) values (%s, %s, %s)", [device, township, at]
    )


def revoke(tx: Connection, device: str, at: datetime) -> bool:
    """Take a box out of service; False when it was already out or is unknown."""
    changed = tx.execute(
        "update device set revoked_at = %s where id = %s and revoked_at is null", [at, device]
    )
    return changed.rowcount == 1


def note(
    tx: Connection, key: UUID, device: str, kind: str, body: bytes, times: tuple[datetime, datetime]
) -> None:
    """Keep a report of a box as it is; `times` are captured and received."""
    tx.execute(
        "insert into device_note (id, device, kind, body, captured_at, received_at)"
        " values (%s, %s, %s, %s::jsonb, %s, %s)",
        [key, device, kind, body.decode(), *times],
    )
