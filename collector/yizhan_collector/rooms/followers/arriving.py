"""A message arrives: kept, and nothing else, for the follower's telephone waits."""

from datetime import datetime

from psycopg import Connection

from yizhan_collector.rooms.followers import store
from yizhan_collector.rooms.followers.model import Arrival

WROTE = "follower_wrote"  # emitted by the table itself


def keep(tx: Connection, one: Arrival, now: datetime) -> bool:
    """Keep an arrival with the running transaction; False for a repeat."""
    return store.add(tx, one, now)
