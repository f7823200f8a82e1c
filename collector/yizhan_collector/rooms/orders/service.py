"""Use cases of the reporting orders."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from psycopg import Connection

from yizhan_collector.ground.days import legal_day
from yizhan_collector.rooms.orders import store
from yizhan_collector.rooms.orders.model import Rhythm, StartsInThePast
from yizhan_collector.rooms.people import service as people


def rhythm_of(tx: Connection, person: UUID) -> Rhythm | None:
    """The live rhythm of a person, None when nothing is due."""
    return store.rhythms_of(tx, [person]).get(person)


def rhythms_of(tx: Connection, persons: Collection[UUID]) -> dict[UUID, Rhythm]:
    """The live rhythms of these people; who has none is not in the answer."""
    return store.rhythms_of(tx, persons)


def order_reports(
    tx: Connection, person: UUID, first_due_on: date, every_days: int, now: datetime
) -> None:
    """Order a person to report every `every_days` days from `first_due_on`.

    Raises NotFound, and StartsInThePast: nobody can answer a day that is over.
    """
    if first_due_on < legal_day(now):
        raise StartsInThePast
    store.insert(tx, person, first_due_on, every_days, now)
    people.roster_changed(tx, people.get(tx, person).township)
