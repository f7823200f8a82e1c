"""The last health of each box: one row a box, kept as health arrives."""

from collections.abc import Mapping
from datetime import datetime

import msgspec
from psycopg import Connection
from yizhan_wire.envelope import Envelope

# ordered by box, so that two ingest processes wait for one another and never deadlock
KEEP = """
insert into device_last (device, captured_at, received_at, clock, body)
select * from unnest(%s::text[], %s::timestamptz[], %s::timestamptz[], %s::jsonb[], %s::jsonb[])
    fresh (device, captured_at, received_at, clock, body)
order by device
on conflict (device) do update
set captured_at = excluded.captured_at, received_at = excluded.received_at,
    clock = excluded.clock, body = excluded.body
where device_last.received_at <= excluded.received_at
"""


def keep(tx: Connection, newest: Mapping[str, tuple[Envelope, datetime]]) -> None:
    """Remember this health of each box, with when it was received."""
    rows = [
        (
            device,
            one.captured_at,
            at,
            msgspec.json.encode(one.clock).decode(),
            bytes(one.body).decode(),
        )
        for device, (one, at) in newest.items()
    ]
    if rows:
        tx.execute(KEEP, [list(column) for column in zip(*rows, strict=True)])
