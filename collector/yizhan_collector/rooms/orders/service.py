"""Use cases of the reporting orders."""

from datetime import date, datetime
from uuid import UUID

from psycopg import Connection

from yizhan_collector.rooms.orders import store
from yizhan_collector.rooms.orders.model import Rhythm


def rhythm_of(tx: Connection, person: UUID) -> Rhythm | None:
    """The live rhythm of a person, None when nothing is due."""
    return store.rhythm_of(tx, person)


def order_reports(
    tx: Connection, person: UUID, first_due_on: date, every_days: int, now: datetime
) -> None:
    """Order a person to report every `every_days` days from `first_due_on`."""
    store.insert(tx, person, first_due_on, every_days, now)
