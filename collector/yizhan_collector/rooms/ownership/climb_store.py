"""SQL of the ladders: each rung once, until the fault is over."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from psycopg import Connection

from yizhan_collector.rooms.ownership.model import Fault
from yizhan_collector.rooms.ownership.rungs import Climb, Over, Step

CLIMBS = """
select owned, fault, rung, at, told, passed, coalesce(staff.ended_at <= %(now)s, false),
       coalesce(name, ''), over_at, over_by
from owned_climb left join staff on staff.id = told
"""


def running(tx: Connection, now: datetime) -> dict[UUID, list[Climb]]:
    """The steps of every fault that is not over, by thing, in their order."""
    rows = tx.execute(CLIMBS + "where over_at is null order by owned_climb.id", {"now": now})
    found: dict[UUID, list[Climb]] = {}
    for row in rows:
        found.setdefault(row[0], []).append(_climb(row))
    return found


def of_thing(tx: Connection, thing: UUID, now: datetime, limit: int) -> list[Climb]:
    """The last steps of a thing, the newest first."""
    rest = "where owned = %(thing)s order by owned_climb.id desc limit %(limit)s"
    rows = tx.execute(CLIMBS + rest, {"now": now, "thing": thing, "limit": limit})
    return [_climb(row) for row in rows]


def insert(tx: Connection, thing: UUID, fault: Fault, steps: Sequence[Step]) -> int:
    """Write steps down; a rung that is climbed already is left as it is. Returns how many."""
    return sum(
        tx.execute(
            "insert into owned_climb (owned, fault, rung, told, passed, at)"
            " values (%s, %s, %s, %s, %s, %s) on conflict do nothing",
            [thing, fault, one.rung, one.told, one.passed, one.at],
        ).rowcount
        for one in steps
    )


def over(tx: Connection, thing: UUID, faults: Collection[Fault], by: Over, now: datetime) -> None:
    """End the ladders of these faults."""
    tx.execute(
        "update owned_climb set over_at = %s, over_by = %s"
        " where owned = %s and fault = any(%s) and over_at is null",
        [now, by, thing, list(faults)],
    )


def _climb(row: tuple[Any, ...]) -> Climb:
    _, fault, rung, at, told, passed, left, name, over_at, over_by = row
    return Climb(fault, Step(rung, at, told, passed, left), name, over_at, over_by)
