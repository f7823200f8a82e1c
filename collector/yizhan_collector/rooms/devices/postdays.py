"""Which posts were of use to people on days that are over; kept, so that a list is quick."""

from collections.abc import Collection
from datetime import date, datetime, timedelta

from psycopg import Connection

from yizhan_collector.ground.days import legal_day
from yizhan_collector.rooms.devices import day_store, service

LATEST = timedelta(days=31)  # a box sends what it kept at least so long


def in_order(
    tx: Connection, wanted: Collection[tuple[str, date]]
) -> dict[tuple[str, date], list[str]]:
    """The boxes of use on each of these townships' days that are over; none: the clock stands."""
    known = day_store.known(tx, wanted) if wanted else {}
    for key in set(wanted) - known.keys():
        known[key] = service.in_order(tx, *key)
    return known


def judge(tx: Connection, now: datetime) -> int:
    """Keep what is known of the days of the last month that are over; returns how many."""
    today = legal_day(now)
    keys = day_store.to_judge(tx, today - LATEST, today - timedelta(days=1))
    for key in keys:
        day_store.put(tx, key, service.in_order(tx, *key), now)
    return len(keys)
