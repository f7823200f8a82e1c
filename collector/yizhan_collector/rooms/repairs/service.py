"""Use cases of the repairs."""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from psycopg import Connection
from yizhan_wire.envelope import new_id

from yizhan_collector.ground.days import legal_day
from yizhan_collector.ground.refusals import NotFound
from yizhan_collector.rooms.audit import service as audit
from yizhan_collector.rooms.cases.clock import Hours
from yizhan_collector.rooms.devices import service as devices
from yizhan_collector.rooms.devices.model import CLOSES, OPENS, SILENCE
from yizhan_collector.rooms.repairs import store
from yizhan_collector.rooms.repairs.model import (
    FAULTS,
    Done,
    Kind,
    Note,
    NoTechnician,
    NotTakenUp,
    OpenAlready,
    OutOfStock,
    Part,
    Repair,
    RepairClosed,
    Stock,
    Used,
)
from yizhan_collector.rooms.rules import service as rules
from yizhan_collector.rooms.staff import service as staff_room
from yizhan_collector.rooms.staff.model import Staff

AHEAD = timedelta(days=60)  # of the calendar, for the ends of the clocks
CODES: dict[str, Kind] = {"post_silent": "silent", "post_blind": "blind"}  # of the alerts


def open_by_hand(
    tx: Connection, device: str, kind: Kind, words: str, by: UUID, now: datetime
) -> Repair:
    """Somebody reports a fault. Raises NotFound and OpenAlready."""
    devices.get(tx, device)
    made = _new(tx, device, kind, words.strip(), now)
    made = replace(made, opened_by=by)
    if not store.insert(tx, made):
        raise OpenAlready
    audit.recorded(tx, by, "open_repair", now, subject=f"{device} {kind} {made.id}")
    return made


def open_due(tx: Connection, now: datetime) -> int:
    """Open what alerts and alarms of boxes ask for; returns how many."""
    found = [
        replace(_new(tx, device, CODES[code], "", now), alert=alert)
        for alert, device, code in store.alerted(tx)
        if code in CODES
    ]
    for device, alarms in store.alarmed(tx, FAULTS, now - SILENCE):
        words = ", ".join(one for one in alarms if one in FAULTS)
        found.append(_new(tx, device, "alarm", words, now))
    return sum(store.insert(tx, one) for one in found)


def page(
    tx: Connection, open_: bool | None, device: str | None, limit: int, offset: int
) -> tuple[list[Repair], int]:
    """Repairs of the own area, open ones first, and how many there are."""
    return store.page(tx, open_, device, limit, offset)


def get(tx: Connection, key: UUID) -> Repair:
    """One repair; raises NotFound."""
    found = store.get(tx, key)
    if found is None:
        raise NotFound
    return found


def notes(tx: Connection, key: UUID) -> list[Note]:
    """What was written down on the way, oldest first."""
    return store.notes(tx, key)


def used(tx: Connection, key: UUID) -> list[Used]:
    """The parts that were taken for it."""
    return store.used(tx, key)


def technicians(tx: Connection, county: str) -> list[Staff]:
    """Who can take up a repair in a county, '' anywhere."""
    found = staff_room.of_roles(tx, ["technician"])
    return [one for one in found if not county or one.reaches(county)]


def assign(tx: Connection, key: UUID, to: UUID, by: UUID, now: datetime) -> None:
    """Take it up, or give it to another technician of the county.

    Raises NotFound, RepairClosed and NoTechnician.
    """
    one = _open(tx, key)
    if to not in {staff.id for staff in technicians(tx, _county(tx, one))}:
        raise NoTechnician
    store.assign(tx, key, to, now)
    audit.recorded(tx, by, "assign_repair", now, subject=f"{one.device} {key}")


def write(tx: Connection, key: UUID, words: str, by: UUID, now: datetime) -> None:
    """Write down something on the way. Raises NotFound and RepairClosed."""
    _open(tx, key)
    store.note(tx, new_id(), key, Note(now, by, words.strip()))


def use(tx: Connection, key: UUID, kind: Part, count: int, by: UUID, now: datetime) -> None:
    """Take parts from the county's stock. Raises NotFound, RepairClosed and OutOfStock."""
    one = _open(tx, key)
    if not store.use(tx, new_id(), key, _county(tx, one), Used(now, by, kind, count)):
        raise OutOfStock
    audit.recorded(tx, by, "use_part", now, subject=f"{one.device} {kind} {count}")


def close(tx: Connection, key: UUID, done: Done, said: str, by: UUID, now: datetime) -> None:
    """Close it with what was done. Raises NotFound, RepairClosed and NotTakenUp."""
    one = _open(tx, key)
    if one.assigned_to is None:
        raise NotTakenUp
    store.close(tx, key, by, done, said.strip(), now)
    audit.recorded(tx, by, "close_repair", now, subject=f"{one.device} {done} {key}")


def stock(tx: Connection) -> list[Stock]:
    """The stock of the counties one may see."""
    return store.stock(tx)


def set_stock(tx: Connection, one: Stock, by: UUID, now: datetime) -> None:
    """Say how many of a part a county has, and at how many it shows as low."""
    store.set_stock(tx, one, by, now)
    audit.recorded(tx, by, "set_spare", now, subject=f"{one.county} {one.kind} {one.count}")


def _new(tx: Connection, device: str, kind: Kind, words: str, now: datetime) -> Repair:
    book, hours = rules.book(tx, legal_day(now)), _hours(tx, now)

    def by(rule: str) -> datetime:
        return hours.after(now, book.number(rule) * 60)

    ends = by("repair.respond_hours"), by("repair.mend_hours")
    return Repair(new_id(), device, kind, words, None, now, None, ends[0], ends[1])


def _hours(tx: Connection, now: datetime) -> Hours:
    days = legal_day(now), legal_day(now + AHEAD)
    return Hours(OPENS, CLOSES, rules.closed_days(tx, *days), rules.worked_days(tx, *days))


def _open(tx: Connection, key: UUID) -> Repair:
    one = get(tx, key)
    if one.closed_at is not None:
        raise RepairClosed
    return one


def _county(tx: Connection, one: Repair) -> str:
    return devices.get(tx, one.device).township[:6]
