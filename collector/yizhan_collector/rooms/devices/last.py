"""The last health of each box: one row a box, kept as health arrives."""

from collections.abc import Iterable
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


def keep(tx: Connection, events: Iterable[tuple[Envelope, datetime]]) -> None:
    """Remember the newest of these health events of each box, with when it was received."""
    last: dict[str, tuple[Envelope, datetime]] = {}
    for one, at in events:
        known = last.get(one.device)
        if known is None or (known[1], known[0].captured_at) <= (at, one.captured_at):
            last[one.device] = one, at
    rows = [
        (
            device,
            one.captured_at,
            at,
            msgspec.json.encode(one.clock).decode(),
            bytes(one.body).decode(),
        )
        for device, (one, at) in last.items()
    ]
    if rows:
        tx.execute(KEEP, [list(column) for column in zip(*rows, strict=True)])
