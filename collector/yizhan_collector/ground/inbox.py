"""Exactly once: which events of which life of which box have been seen, by runs of `seq`."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
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
    lives: dict[tuple[str, int], set[int]] = defaultdict(set)
    for device, life, seq in keys:
        lives[device, life].add(seq)
    return [
        (device, UUID(int=life), first, last)
        for (device, life), seqs in sorted(lives.items())
        for first, last in _ranges(sorted(seqs))
    ]


def _ranges(seqs: Sequence[int]) -> Iterator[tuple[int, int]]:
    ends = [at for at, (a, b) in enumerate(pairwise(seqs), 1) if b != a + 1]
    for start, end in pairwise([0, *ends, len(seqs)]):
        yield seqs[start], seqs[end - 1]
