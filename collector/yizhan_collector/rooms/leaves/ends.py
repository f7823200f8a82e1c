"""When leaves ended and their people were back, for whoever counts days."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from psycopg import Connection

from yizhan_collector.rooms.leaves import store
from yizhan_collector.rooms.leaves.leave import Leave

TAKEN = ("granted", "returned")


@dataclass(frozen=True)
class End:
    """The last day of a leave with all that made it longer, and the return.

    `back_on` is None while nobody confirmed it; a delay that could not be helped is none.
    """

    person: UUID
    last: date
    back_on: date | None


def of_persons(tx: Connection, persons: Collection[UUID]) -> list[End]:
    """The ends of every leave these people took."""
    chains: dict[UUID, list[Leave]] = {}
    for one in store.of_persons(tx, persons):
        if one.state in TAKEN:
            chains.setdefault(one.root, []).append(one)
    return [_end(chain) for chain in chains.values()]


def _end(chain: list[Leave]) -> End:
    last = max(one.span.end for one in chain)
    back = max((one.returned_on for one in chain if one.returned_on), default=None)
    if back and any(one.late_why for one in chain):
        back = min(back, last)
    return End(chain[0].person, last, back)
