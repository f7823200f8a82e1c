"""Use cases of the zones: draw one under an order, let it end."""

from datetime import datetime
from typing import Any
from uuid import UUID

from psycopg import Connection
from yizhan_wire.envelope import new_id

from yizhan_collector.ground.refusals import NotFound
from yizhan_collector.rooms.positions import orders
from yizhan_collector.rooms.positions import zone_store as store
from yizhan_collector.rooms.positions.model import OrderMoved
from yizhan_collector.rooms.positions.zone_store import KeptZone, ZoneKind

GONE = ("refused", "withdrawn", "over", "lifted")


def draw(
    tx: Connection,
    order: UUID,
    kind: ZoneKind,
    name: str,
    shape: dict[str, Any],
    ban: UUID | None,
    staff: UUID,
    now: datetime,
) -> KeptZone:
    """Draw a zone under an order that is not over; raises NotFound, OrderMoved and HomeThere."""
    one = orders.get(tx, order)
    if one.stands(now) in GONE:
        raise OrderMoved
    made = KeptZone(new_id(), order, one.person, kind, name, shape, ban, staff, now)
    store.insert(tx, made)
    return made


def end(tx: Connection, zone: UUID, now: datetime) -> KeptZone:
    """Let a zone end; what was judged by it stays. Raises NotFound and OrderMoved."""
    found = get(tx, zone)
    if not store.end(tx, zone, now):
        raise OrderMoved
    return found


def get(tx: Connection, zone: UUID) -> KeptZone:
    """One zone; raises NotFound."""
    found = store.get(tx, zone)
    if found is None:
        raise NotFound
    return found


def of_order(tx: Connection, order: UUID) -> list[KeptZone]:
    """The zones of an order, ended ones too."""
    return store.of_order(tx, order)
