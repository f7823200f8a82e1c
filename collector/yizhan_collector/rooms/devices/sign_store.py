"""SQL of the standing messages."""

from datetime import datetime
from uuid import UUID

from psycopg import Connection
from psycopg.rows import class_row

from yizhan_collector.rooms.devices.model import Sign, Signage


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


def places(tx: Connection, area: str) -> list[Sign]:
    """The signs of the boxes in service in an area, by township."""
    with tx.cursor(row_factory=class_row(Sign)) as cursor:
        return cursor.execute(
            "select device.id as device, device.township, township.name as township_name,"
            " coalesce(signage.text, '') as text from device"
            " join township on township.code = device.township"
            " left join signage on signage.device = device.id"
            " where revoked_at is null and starts_with(device.township, %s)"
            " order by device.township, device.id",
            [area],
        ).fetchall()
