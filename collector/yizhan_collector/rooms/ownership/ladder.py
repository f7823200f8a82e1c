"""What the clock does on the board: it looks, ends what was mended, and tells the next one."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from psycopg import Connection

from yizhan_collector.rooms.ownership import climb_store, facts, scores, store, things
from yizhan_collector.rooms.ownership.model import Keeper, Thing
from yizhan_collector.rooms.ownership.rungs import Climb, climb, people


def run(tx: Connection, now: datetime) -> int:
    """Look at everything, climb every ladder, keep the day's score; returns the steps climbed.

    `tx` is the owner's: members of staff see a part of what there is.
    """
    things.discover(tx, now)
    facts.gather(tx, now)
    steps = climb_all(tx, now)
    scores.keep(tx, now)
    return steps


def climb_all(tx: Connection, now: datetime) -> int:
    """End the ladders of what was mended and climb the others; returns the steps climbed."""
    running, first = climb_store.running(tx, now), store.leader(tx)
    return sum(_climb(tx, one, running.get(one.id, []), first, now) for one in store.things(tx))


def _climb(
    tx: Connection, thing: Thing, before: Sequence[Climb], first: Keeper | None, now: datetime
) -> int:
    faults = thing.faults(now)
    if mended := {one.fault for one in before if one.fault not in faults}:
        climb_store.over(tx, thing.id, mended, "mended", now)
    who, wait = people(thing, leader_of(thing, first, now)), timedelta(days=thing.climb_days)
    return sum(
        climb_store.insert(
            tx, thing.id, fault,
            climb([one.step for one in before if one.fault == fault], who, wait, now),
        )
        for fault in faults
    )  # fmt: skip


def leader_of(thing: Thing, first: Keeper | None, now: datetime) -> Keeper | None:
    """The leader who answers for the department; `first` where it names nobody that is there."""
    named = thing.department.leader if thing.department else None
    return named if named and named.there(now) else first
