"""Exactly once: which events of which life of which box have been seen, by runs of `seq`."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from uuid import UUID

from psycopg import Connection
from psycopg.errors import UniqueViolation

Key = tuple[str, int, int]  # device, life as a number (a UUID is slow to hash), seq
Run = tuple[str, UUID, int, int]  # device, life, first and last seq

# in the order of the key, so that two ingest processes with the same events wait, never deadlock
MARK = """
insert into inbox (device, life, seq)
select device, life, seq
from unnest(%s::text[], %s::uuid[], %s::bigint[], %s::bigint[]) run (device, life, first, last),
     generate_series(first, last) seq
order by device, life, seq
"""
SIFT = f"""
with fresh as ({MARK} on conflict do nothing returning device, life, seq)
select device, life, seq
from unnest(%s::text[], %s::uuid[], %s::bigint[], %s::bigint[]) run (device, life, first, last),
     generate_series(first, last) seq
except select * from fresh
"""  # noqa: S608 # made of the constant above


def accept(tx: Connection, runs: Sequence[Run]) -> set[Key]:
    """Mark these events as seen; returns those that had been seen before."""
    columns = [list(column) for column in zip(*runs, strict=True)]
    try:
        with tx.transaction():  # all new is the rule, and costs half of asking for each
            tx.execute(MARK, columns)
        return set()
    except UniqueViolation:
        seen = tx.execute(SIFT, columns * 2).fetchall()
        return {(device, life.int, seq) for device, life, seq in seen}


def runs(keys: Iterable[Key]) -> list[Run]:
    """The same events, ascending, as runs that neither touch nor overlap."""
    each = sorted(set(keys))
    ends = [at for at, (a, b) in enumerate(pairwise(each), 1) if b != (a[0], a[1], a[2] + 1)]
    edges = [0, *ends, len(each)] if each else []
    return [_run(each[start], each[end - 1]) for start, end in pairwise(edges)]


def _run(first: Key, last: Key) -> Run:
    return first[0], UUID(int=first[1]), first[2], last[2]
