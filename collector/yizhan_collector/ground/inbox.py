"""Exactly once: a batch is staged by COPY, then only what was never seen goes on."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from psycopg import Connection
from yizhan_wire.envelope import Envelope

STAGE = """
create temp table if not exists stage (
    ord int, device text, life uuid, seq bigint, kind text,
    captured_at timestamptz, received_at timestamptz, body text
) on commit delete rows
"""
COPY = "copy stage (ord, device, life, seq, kind, captured_at, received_at, body) from stdin"
# ordered by key, so that two ingest processes with the same events wait and never deadlock
ACCEPT = """
with fresh as (
    insert into inbox (device, life, seq)
    select distinct device, life, seq from stage order by device, life, seq
    on conflict do nothing returning device, life, seq
), firsts as (
    select distinct on (device, life, seq) stage.* from stage join fresh using (device, life, seq)
    order by device, life, seq, ord
), health as (
    insert into device_health (captured_at, device, received_at, body)
    select captured_at, device, received_at, body::jsonb from firsts where kind = 'health'
), camera as (
    insert into camera_event (captured_at, device, received_at, body)
    select captured_at, device, received_at, body::jsonb from firsts where kind = 'camera'
)
select ord from firsts where kind not in ('health', 'camera') order by ord
"""


def accept(
    tx: Connection, envelopes: Sequence[Envelope], received: Sequence[datetime]
) -> list[int]:
    """Store what is new; hypertable kinds at once. Returns the indexes left for the rooms."""
    tx.execute(STAGE)
    with tx.cursor().copy(COPY) as copy:
        copy.write("".join(_rows(envelopes, received)))
    return [int(row[0]) for row in tx.execute(ACCEPT)]


def _rows(envelopes: Sequence[Envelope], received: Sequence[datetime]) -> Iterable[str]:
    for order, (one, at) in enumerate(zip(envelopes, received, strict=True)):
        body = str(bytes(one.body), "utf-8").replace("\\", "\\\\").replace("\n", "\\n")
        body = body.replace("\t", "\\t").replace("\r", "\\r")
        yield (
            f"{order}\t{one.device}\t{one.life}\t{one.seq}\t{one.kind}"
            f"\t{one.captured_at.isoformat()}\t{at.isoformat()}\t{body}\n"
        )
