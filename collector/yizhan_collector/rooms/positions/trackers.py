"""Use cases of the devices: hand one out, take it back."""

import secrets
from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from psycopg import Connection
from yizhan_wire.envelope import new_id

from yizhan_collector.ground.hashing import digest
from yizhan_collector.rooms.positions import orders
from yizhan_collector.rooms.positions import tracker_store as store
from yizhan_collector.rooms.positions.model import NotToldYet, OrderMoved
from yizhan_collector.rooms.positions.tracker_store import Tracker
from yizhan_collector.rooms.staff.model import Staff


def issue(tx: Connection, order: UUID, label: str, staff: Staff, now: datetime) -> tuple[UUID, str]:
    """Hand a device out under an order that the person knows of; its key is shown this once.

    Raises NotFound, NotToldYet, and OrderMoved for an order that is over or has a device.
    """
    one = orders.get(tx, order)
    if one.stands(now) == "untold":
        raise NotToldYet
    if one.stands(now) not in ("to_begin", "running"):
        raise OrderMoved
    key = secrets.token_urlsafe(24)  # 192 random bits: one round is enough
    made = Tracker(new_id(), one.person, order, label, staff.id, now)
    store.insert(tx, made, digest(key))
    return made.id, key


def take_back(tx: Connection, order: UUID, now: datetime) -> None:
    """Let the key of an order's device end; raises NotFound."""
    store.end(tx, orders.get(tx, order).id, now)


def of_orders(tx: Connection, some: Collection[UUID]) -> list[Tracker]:
    """The devices of these orders that were handed out last."""
    return store.of_orders(tx, some)
