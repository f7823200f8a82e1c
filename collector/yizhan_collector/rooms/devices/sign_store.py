"""SQL of the standing messages."""

from datetime import datetime
from uuid import UUID

from psycopg import Connection

from yizhan_collector.rooms.devices.model import Signage


def put(tx: Connection, device: str, text: str, by: UUID, now: datetime) -> None:
    """Replace the message under the next version."""
    tx.execute(
        "insert into signage (device, version, text, set_by, set_at) values (%s, 1, %s, %s, %s)"
        " on conflict (device) do update set version = signage.version + 1,"
        " text = excluded.text, set_by = excluded.set_by, set_at = excluded.set_at",
        [device, text, by, now],
    )


def get(tx: Connection, device: str) -> Signage | None:
    """The message of a box."""
    row = tx.execute(
        "select version, text, set_by, set_at from signage where device = %s", [device]
    ).fetchone()
    return Signage(*row) if row else None
