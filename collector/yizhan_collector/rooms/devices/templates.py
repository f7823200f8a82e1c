"""Where a face template is, and its deletion: ordered until the box reports it done."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from psycopg import Connection
from yizhan_wire.envelope import new_id

from yizhan_collector.ground import live, outbox
from yizhan_collector.rooms.devices import template_store as store

COMMANDED = "commanded"


@dataclass(frozen=True)
class Enrolment:
    """The box that holds a template and since when."""

    device: str
    at: datetime


@dataclass(frozen=True)
class Enrolled:
    """What a box reported of a template."""

    device: str
    person: UUID
    permit: UUID | None
    action: str


@dataclass(frozen=True)
class Deletion:
    """An order to a box that has not reported it done."""

    id: UUID
    person: UUID


def enrolment(tx: Connection, person: UUID) -> Enrolment | None:
    """The newest template of a person; None when no box holds one."""
    held = store.holders(tx, person)
    return Enrolment(*max(held, key=lambda one: one[1])) if held else None


def held_by(tx: Connection, device: str) -> list[UUID]:
    """Whose template is on this box."""
    return store.held_by(tx, device)


def lost(tx: Connection, township: str) -> set[UUID]:
    """Whose face was enrolled on a box that is out of service, and on no other: once more, then."""
    return set(store.only_gone(tx, township))


def deleting(tx: Connection, person: UUID) -> list[str]:
    """The boxes that have not yet reported the template of this person as gone."""
    return store.deleting(tx, person)


def withdraw(tx: Connection, person: UUID, now: datetime) -> None:
    """Order every box that holds a template of this person to delete it."""
    for device, _ in store.holders(tx, person):
        store.order(tx, new_id(), device, person, now)
        outbox.emit(tx, COMMANDED, {"device": device})


def reported(tx: Connection, note: UUID) -> Enrolled:
    """What an `enrolled` report says."""
    return Enrolled(*store.report(tx, note))


def deleted(tx: Connection, device: str, person: UUID, now: datetime) -> None:
    """A box reports a template as gone: the order to it is done."""
    store.finish(tx, device, person, now)
    live.announce(tx, "post", device)


def orders_of(tx: Connection, device: str) -> list[Deletion]:
    """What a box in service still has to do, oldest first."""
    return [Deletion(*row) for row in store.open_of(tx, device)]


def repeat(tx: Connection) -> int:
    """Send every open order again; returns to how many boxes."""
    boxes = store.devices_open(tx)
    for device in boxes:
        outbox.emit(tx, COMMANDED, {"device": device})
    return len(boxes)
