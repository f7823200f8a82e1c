"""Who is on duty at an office on a day; where nobody is named, any of its officers."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from uuid import UUID

from psycopg import Connection

from yizhan_collector.ground.days import legal_day
from yizhan_collector.ground.refusals import NotFound, Refused
from yizhan_collector.rooms.alerts import duty_store as store
from yizhan_collector.rooms.staff.model import Staff


class DutyIsOver(Refused):
    """This day is over; who was on duty stays as it was."""

    status = 422


@dataclass(frozen=True)
class OnDuty:
    """An office, its officers by id, and who is named for which day."""

    office: str
    officers: Mapping[UUID, str]
    days: Mapping[date, UUID]


def on_duty(tx: Connection, offices: Collection[str], day: date) -> dict[str, UUID]:
    """Who answers for these offices on a day, where it was said."""
    return {office: who for (office, _), who in store.on(tx, offices, day, day).items()}


def roster(tx: Connection, area: str, first: date, days: int) -> list[OnDuty]:
    """Every office of an area with its officers and the days from `first`."""
    groups = groupby(store.officers(tx, area), key=lambda row: row[0])
    there = {office: {who: name for _, who, name in rows} for office, rows in groups}
    found = store.on(tx, there, first, first + timedelta(days=days - 1))
    return [
        OnDuty(office, names, {day: who for (at, day), who in found.items() if at == office})
        for office, names in there.items()
    ]


def name(
    tx: Connection, office: str, day: date, who: UUID | None, staff: Staff, now: datetime
) -> None:
    """Name an officer of that office, or with None nobody; raises NotFound and DutyIsOver.

    Who names works at the office or above it.
    """
    if day < legal_day(now):
        raise DutyIsOver
    here = {one for at, one, _ in store.officers(tx, staff.area) if at == office}
    if not here or who not in {None, *here}:
        raise NotFound
    if who is None:
        store.drop(tx, office, day)
    else:
        store.put(tx, office, day, who, staff.id, now)
