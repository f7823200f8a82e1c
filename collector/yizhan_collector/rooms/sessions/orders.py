"""The list of sessions a box is given."""

from datetime import datetime

import msgspec
from psycopg import Connection
from yizhan_wire.orders import SessionPlan, Sessions

from yizhan_collector.rooms.sessions import store, told_store

MOST = 40  # of one list; the next ones follow when others are over


def current(tx: Connection, device: str, now: datetime) -> Sessions:
    """All a box is to run from now on; another list has a greater version."""
    plans = [
        SessionPlan(one.id, one.plan.starts_at, one.plan.ends_at, one.plan.record, one.plan.sound)
        for one in store.listed(tx, device, now, MOST)
    ]
    text = msgspec.json.encode(plans).decode()
    return Sessions(told_store.next_version(tx, device, text), plans)
