"""SQL of the boxes."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from psycopg import Connection
from psycopg.rows import dict_row
from yizhan_wire.envelope import Clock
from yizhan_wire.events import Health

from yizhan_collector.rooms.devices.model import LastHealth, Post, Sample, Shown, Signage

POSTS = """
select device.id, township, claimed_at, revoked_at, state, state_at,
       last.captured_at, last.received_at, last.clock::text as clock, last.body::text as health,
       sign.version, sign.text, sign.set_by, sign.set_at, applied_version, applied_at,
       shown_at, shown, attempts
from device
left join device_last last on last.device = device.id
left join signage sign on sign.device = device.id
left join lateral (
    select (body ->> 'version')::bigint as applied_version, captured_at as applied_at
    from device_note where device_note.device = device.id and kind = 'applied'
      and body ->> 'what' = 'signage'
    order by (body ->> 'version')::bigint desc, captured_at limit 1) applied on true
left join lateral (
    select captured_at as shown_at, (body ->> 'shown')::boolean as shown,
           coalesce((body ->> 'attempts')::int, 1) as attempts
    from device_note where device_note.device = device.id and kind = 'sign'
    order by captured_at desc limit 1) acknowledged on true
"""


def revoked(tx: Connection, devices: Collection[str]) -> dict[str, bool]:
    """Known boxes among these, and whether each is revoked."""
    rows = tx.execute(
        "select id, revoked_at is not null from device where id = any(%s)", [list(devices)]
    )
    return dict(rows.fetchall())


def set_state(tx: Connection, device: str, state: str, at: datetime) -> bool:
    """Store the presence word; False for an unknown box or when a later word is known."""
    changed = tx.execute(
        "update device set state = %s, state_at = %s where id = %s"
        " and (state_at is null or state_at <= %s)",
        [state, at, device, at],
    )
    return changed.rowcount == 1


def claim(tx: Connection, device: str, township: str, at: datetime) -> bool:
    """Register a box at a township; False when it is registered already."""
    added = tx.execute(
        "insert into device (id, township, claimed_at) values (%s, %s, %s) on conflict do nothing",
        [device, township, at],
    )
    return added.rowcount == 1


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


def posts(tx: Connection, area: str, device: str | None = None) -> list[Post]:
    """The boxes of a township, a county or, with '', of all, or the one named, by id."""
    where = (
        " where starts_with(township, %(area)s)"
        " and (%(device)s::text is null or device.id = %(device)s) order by device.id"
    )
    with tx.cursor(row_factory=dict_row) as cursor:
        rows = cursor.execute(POSTS + where, {"area": area, "device": device}).fetchall()
    return [_post(row) for row in rows]


def samples(tx: Connection, device: str, start: datetime, end: datetime) -> list[Sample]:
    """The health reports a box captured between these moments."""
    rows = tx.execute(
        "select captured_at, coalesce(body ->> 'kiosk', 'open') = 'desk_only' from device_health"
        " where device = %s and captured_at between %s and %s",
        [device, start, end],
    )
    return [Sample(*row) for row in rows]


def _post(row: dict[str, Any]) -> Post:
    health = row["health"] and LastHealth(
        row["captured_at"],
        row["received_at"],
        msgspec.json.decode(row["clock"], type=Clock),
        msgspec.json.decode(row["health"], type=Health),
    )
    signage = row["version"] and Signage(
        row["version"],
        row["text"],
        row["set_by"],
        row["set_at"],
        row["applied_version"],
        row["applied_at"],
    )
    shown = row["shown_at"] and Shown(row["shown_at"], row["shown"], row["attempts"])
    plain = {key: row[key] for key in POST}
    return Post(**plain, health=health or None, signage=signage or None, shown=shown or None)


POST = ("id", "township", "claimed_at", "revoked_at", "state", "state_at")
