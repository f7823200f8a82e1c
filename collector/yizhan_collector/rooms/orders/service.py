"""Use cases of the reporting orders."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from uuid import UUID

from psycopg import Connection

from yizhan_collector.ground.days import legal_day
from yizhan_collector.ground.refusals import NotFound
from yizhan_collector.rooms.orders import store
from yizhan_collector.rooms.orders.model import Order, Rhythm, Schedule, StartsInThePast
from yizhan_collector.rooms.people import service as people
from yizhan_collector.rooms.rules import service as rules

LAST = date(9999, 12, 31)


def rhythm_of(tx: Connection, person: UUID) -> Rhythm | None:
    """The live rhythm of a person, None when nothing is due."""
    return rhythms_of(tx, [person]).get(person)


def rhythms_of(tx: Connection, persons: Collection[UUID]) -> dict[UUID, Rhythm]:
    """The live rhythms of these people; who has none is not in the answer."""
    found = schedules_of(tx, persons)
    return {person: one.live for person, one in found.items() if one.live}


def schedules_of(tx: Connection, persons: Collection[UUID]) -> dict[UUID, Schedule]:
    """All rhythms of these people, also those that ended; who never had one is not in it."""
    return schedules(tx, store.orders_of(tx, persons))


def schedules(tx: Connection, found: list[Order]) -> dict[UUID, Schedule]:
    """The rhythms that these orders make, by person; the orders by person and first day."""
    if not found:
        return {}
    closed = rules.closed_days(tx, min(one.first_due_on for one in found), LAST)
    parts: dict[UUID, list[Rhythm]] = {}
    for one in found:
        rhythm = Rhythm(one.first_due_on, one.every_days, one.ended_on, closed)
        parts.setdefault(one.person, []).append(rhythm)
    return {person: Schedule(tuple(some)) for person, some in parts.items()}


def asking(tx: Connection, persons: Collection[UUID]) -> dict[UUID, Schedule]:
    """All rhythms of those who must report now, also the ones before."""
    return {person: one for person, one in schedules_of(tx, persons).items() if one.live}


def schedule_of(tx: Connection, person: UUID) -> Schedule | None:
    """All rhythms of a person, None when there was never one."""
    return schedules_of(tx, [person]).get(person)


def order_reports(
    tx: Connection, person: UUID, first_due_on: date, every_days: int, now: datetime
) -> None:
    """Order a person to report every `every_days` days from `first_due_on`.

    Raises NotFound, LetGo, and StartsInThePast: nobody can answer a day that is over.
    """
    people.still_here(tx, [person])
    if first_due_on < legal_day(now):
        raise StartsInThePast
    store.insert(tx, person, first_due_on, every_days, now)
    people.roster_changed(tx, people.get(tx, person).township)


def change_rhythm(tx: Connection, person: UUID, category: str, now: datetime) -> None:
    """Let the rhythm of a category begin and the one before end, with today.

    The first report is due one interval from today; one that is due today stays due.
    Raises NotFound for an unknown person or category.
    """
    today = legal_day(now)
    every_days = next(
        (one.every_days for one in rules.categories(tx) if one.code == category), None
    )
    if every_days is None:
        raise NotFound(category)
    store.end(tx, person, today)
    order_reports(tx, person, today + timedelta(days=every_days), every_days, now)


def end_rhythm(tx: Connection, person: UUID, last_day: date) -> None:
    """Nothing is due after this day; without a rhythm nothing happens."""
    if store.end(tx, person, last_day):
        people.roster_changed(tx, people.get(tx, person).township)
