"""Exactly once: which events of which life of which box have been seen, by ranges of `seq`."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from psycopg import Connection

Life = tuple[str, UUID]  # device and life
Range = tuple[int, int]
Key = tuple[str, UUID, int]

# ordered by key, so that two ingest processes with the same events wait and never deadlock
ACCEPT = """
with asked as (
    select device, life, seq
    from unnest(%s::text[], %s::uuid[], %s::bigint[], %s::bigint[]) r (device, life, first, last),
         generate_series(first, last) seq
), fresh as (
    insert into inbox (device, life, seq) select * from asked order by device, life, seq
    on conflict do nothing returning device, life, seq
)
select device, life, seq from asked except select device, life, seq from fresh
"""


def accept(tx: Connection, asked: Mapping[Life, Sequence[Range]]) -> set[Key]:
    """Mark these events as seen; returns those that had been seen before."""
    rows = [(*life, *one) for life, some in asked.items() for one in some]
    columns = [list(column) for column in zip(*rows, strict=True)]
    return set(tx.execute(ACCEPT, columns).fetchall()) if rows else set()


def by_life(keys: Iterable[Key]) -> dict[Life, list[Range]]:
    """The same keys as ranges."""
    seqs: dict[Life, set[int]] = {}
    for device, life, seq in keys:
        seqs.setdefault((device, life), set()).add(seq)
    return {life: ranges(some) for life, some in seqs.items()}


def ranges(seqs: set[int]) -> list[Range]:
    """Closed ascending ranges that cover exactly these numbers."""
    found: list[Range] = []
    for seq in sorted(seqs):
        if found and found[-1][1] == seq - 1:
            found[-1] = (found[-1][0], seq)
        else:
            found.append((seq, seq))
    return found
