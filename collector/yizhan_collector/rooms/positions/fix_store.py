"""SQL of the positions: kept under an order, refused ones counted only."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from psycopg import Connection
from psycopg.errors import CheckViolation

from yizhan_collector.rooms.positions.fix import Fix, Point

# of several positions of one moment the most exact is kept, whichever came first
KEEP = """
insert into position (person, at, ord, latitude, longitude, accuracy, source, battery, received_at)
select distinct on (one.at) %(person)s, one.at, %(ord)s, one.latitude, one.longitude, one.accuracy,
       one.source, one.battery, %(now)s
from unnest(%(at)s::timestamptz[], %(latitude)s::float8[], %(longitude)s::float8[],
            %(accuracy)s::real[], %(source)s::text[], %(battery)s::real[])
     as one (at, latitude, longitude, accuracy, source, battery)
order by one.at, nullif(one.accuracy, 0), one.latitude, one.longitude, one.source, one.battery
on conflict (person, at) do nothing
"""
GIVE_WAY = """
delete from position as old
using unnest(%(at)s::timestamptz[], %(latitude)s::float8[], %(longitude)s::float8[],
             %(accuracy)s::real[], %(source)s::text[], %(battery)s::real[])
      as one (at, latitude, longitude, accuracy, source, battery)
where old.person = %(person)s and old.at = one.at
  and (coalesce(nullif(one.accuracy, 0), 'infinity'), one.latitude, one.longitude, one.source,
       coalesce(one.battery, 2))
    < (coalesce(nullif(old.accuracy, 0), 'infinity'), old.latitude, old.longitude, old.source,
       coalesce(old.battery, 2))
"""
DUE = """
insert into position_due select %s, day from unnest(%s::date[]) as day on conflict do nothing
"""
COUNT = """
insert into position_refused as known (day, reason, count) values (%s, %s, %s)
on conflict (day, reason) do update set count = known.count + excluded.count
"""
FORGET = """
delete from {table} where ord in (
    select id from position_order where least(ends_at, coalesce(lifted_at, 'infinity')) < %s)
"""


def keep(
    tx: Connection, person: UUID, order: UUID, fixes: Sequence[Fix], now: datetime
) -> int | None:
    """Keep positions, each moment once; None when the gate was shut.

    Returns how many were new, or more exact than what was there.
    """
    values: dict[str, Any] = {
        "person": person,
        "ord": order,
        "now": now,
        "at": [one.at for one in fixes],
        "latitude": [one.point.latitude for one in fixes],
        "longitude": [one.point.longitude for one in fixes],
        "accuracy": [one.accuracy for one in fixes],
        "source": [one.source for one in fixes],
        "battery": [one.battery for one in fixes],
    }
    try:
        with tx.transaction():
            new = tx.execute(KEEP, values).rowcount
            if new < len(fixes) and tx.execute(GIVE_WAY, values).rowcount:
                new += tx.execute(KEEP, values).rowcount
            return new
    except CheckViolation:  # lifted a moment ago
        return None


def mark_due(tx: Connection, person: UUID, days: Sequence[date]) -> None:
    """These days have news."""
    tx.execute(DUE, [person, days])


def due(tx: Connection, limit: int) -> list[tuple[UUID, date]]:
    """Days that wait to be judged; who takes them holds them until the transaction ends."""
    return tx.execute(
        "delete from position_due where (person, day) in ("
        " select person, day from position_due order by day, person limit %s"
        " for update skip locked) returning person, day",
        [limit],
    ).fetchall()


def refuse(tx: Connection, day: date, reasons: Mapping[str, int]) -> None:
    """Count what was refused; nothing else is known of it."""
    for reason, count in sorted(reasons.items()):
        tx.execute(COUNT, [day, reason, count])


def between(tx: Connection, person: UUID, start: datetime, end: datetime) -> list[Fix]:
    """The positions of a person from a moment to another, not included, by time."""
    rows = tx.execute(
        "select at, latitude, longitude, accuracy, source, battery from position"
        " where person = %s and at >= %s and at < %s order by at",
        [person, start, end],
    ).fetchall()
    return [
        Fix(at, Point(latitude, longitude), accuracy, source, battery)
        for at, latitude, longitude, accuracy, source, battery in rows
    ]


def track_json(tx: Connection, person: UUID, start: datetime, end: datetime) -> str:
    """The same as an array, written by the database: a day of 1,440 took 20 ms as objects."""
    row = tx.execute(
        "select coalesce(json_agg(json_build_object('at', at, 'latitude', latitude,"
        " 'longitude', longitude, 'accuracy', accuracy, 'source', source, 'battery', battery)"
        " order by at), '[]')::text from position where person = %s and at >= %s and at < %s",
        [person, start, end],
    ).fetchone()
    return str(row[0]) if row else "[]"


def newest(tx: Connection, person: UUID) -> datetime | None:
    """When the device of a person was last heard of."""
    row = tx.execute(
        "select at from position where person = %s order by at desc limit 1", [person]
    ).fetchone()
    return row[0] if row else None


def forget(tx: Connection, ended_before: datetime) -> int:
    """Delete the positions of orders that ended before; returns how many."""
    for table in ("position_day", "position_anomaly"):
        tx.execute(FORGET.format(table=table).encode(), [ended_before])
    return tx.execute(FORGET.format(table="position").encode(), [ended_before]).rowcount
