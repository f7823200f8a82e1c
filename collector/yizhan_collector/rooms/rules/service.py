"""Use cases of the rule book."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from psycopg import Connection

from yizhan_collector.ground.refusals import NotFound
from yizhan_collector.rooms.rules import holidays, store
from yizhan_collector.rooms.rules.model import (
    Book,
    Category,
    Change,
    Channel,
    Rule,
    changed,
    require_other_way,
)
from yizhan_collector.rooms.staff.model import Staff


@dataclass(frozen=True)
class ClosedDay:
    """A day on which no report is due, or one that the bureau took back."""

    day: date
    closed: bool
    name: str
    local: bool  # the bureau's own word, not the published calendar


def book(tx: Connection, day: date) -> Book:
    """The rules in force on a day."""
    return Book(day, {one.name: one for one in store.on(tx, day)})


def history(tx: Connection, name: str) -> list[Rule]:
    """Every row of a rule, newest first; raises NotFound."""
    found = store.history(tx, name)
    if not found:
        raise NotFound
    return found


def change(tx: Connection, name: str, change: Change, by: Staff, now: datetime) -> Rule:
    """Add a row: a change of law, or a confirmation; raises NotFound, DatedTooEarly, WrongValue."""
    store.insert(tx, changed(history(tx, name)[0], change, by.id, now))
    return history(tx, name)[0]


def categories(tx: Connection) -> list[Category]:
    """The categories as they stand, the closest first."""
    return store.categories(tx)


def change_category(
    tx: Connection,
    code: str,
    every_days: int,
    channels: tuple[Channel, ...],
    source: str,
    confirmed: bool,
    ground: str,
    by: Staff,
    now: datetime,
) -> Category:
    """Add a version of a category, in force at once; raises NotFound or FaceAlone."""
    last = next((one for one in categories(tx) if one.code == code), None)
    if last is None:
        raise NotFound
    require_other_way(channels)
    new = replace(
        last,
        every_days=every_days,
        channels=channels,
        rule_source=source,
        mark="V" if confirmed else "M",
        version=last.version + 1,
    )
    store.insert_category(tx, new, by.id, ground, now)
    return new


def closed_days(tx: Connection, start: date, end: date) -> frozenset[date]:
    """The days between two, both included, on which no report is due.

    The State Council's holidays as published, with the bureau's own days; a year that is not
    published yet has the bureau's own only.
    """
    local = [(day, closed) for day, closed, *_ in store.local_days(tx, start, end)]
    return holidays.closed(start, end, local)


def worked_days(tx: Connection, start: date, end: date) -> frozenset[date]:
    """The weekends between two days that are worked, and the days the bureau took back."""
    local = [(day, closed) for day, closed, *_ in store.local_days(tx, start, end)]
    return holidays.worked(start, end, local)


def calendar(tx: Connection, start: date, end: date) -> list[ClosedDay]:
    """The same days by date with their names, and those that the bureau took back."""
    days = {
        day: ClosedDay(day, True, name, False)
        for day, name in holidays.published(start, end).items()
    }
    for day, closed, note, _ in store.local_days(tx, start, end):
        days[day] = ClosedDay(day, closed, note, True)
    return sorted(days.values(), key=lambda one: one.day)


def close_day(tx: Connection, day: date, closed: bool, note: str, by: Staff, now: datetime) -> None:
    """Note that no report is due on a day, or that reports are due on it after all."""
    store.insert_day(tx, day, closed, note, by.id, now)
