"""SQL of what the boards at the posts said."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from psycopg import Connection

LATEST = """
select distinct on (device, body ->> 'role') device, body::text, received_at
from device_note where kind = 'board' and device = any(%s)
order by device, body ->> 'role', received_at desc
"""
PRESSES = """
select device, max(received_at) from device_note
where kind = 'board' and body ->> 'what' = 'help' and device = any(%s) and received_at > %s
group by device
"""


def latest(tx: Connection, devices: Collection[str]) -> list[tuple[str, str, datetime]]:
    """The last word of each board of these boxes: box, body as JSON, when it came."""
    return tx.execute(LATEST, [list(devices)]).fetchall()


def presses(tx: Connection, devices: Collection[str], since: datetime) -> dict[str, datetime]:
    """When the help button of each of these boxes was last told of, if since then."""
    return dict(tx.execute(PRESSES, [list(devices), since]).fetchall())


def told_before(
    tx: Connection, device: str, board: str, press: int, other_than: UUID, since: datetime
) -> bool:
    """Whether another event told of the same press: a box may have died between two words."""
    found = tx.execute(
        "select 1 from device_note where kind = 'board' and device = %s and received_at > %s"
        " and body ->> 'what' = 'help' and body ->> 'board' = %s"
        " and (body ->> 'press')::int = %s and id <> %s limit 1",
        [device, since, board, press, other_than],
    )
    return found.fetchone() is not None
