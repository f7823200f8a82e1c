"""Group classes: planned, with a list of who is expected and who came."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import datetime
from uuid import UUID

import psycopg
from psycopg import Connection

from yizhan_collector.ground import outbox
from yizhan_collector.ground.days import legal_day
from yizhan_collector.ground.refusals import NotFound
from yizhan_collector.rooms.education import class_store as store
from yizhan_collector.rooms.education.gather import (
    AlreadyCancelled,
    Attended,
    Code,
    MarkedBySomebody,
    NotYetHeld,
    Place,
    Session,
)
from yizhan_collector.rooms.education.model import NoPlaceLeft, NotForThem
from yizhan_collector.rooms.people import service as everybody
from yizhan_collector.rooms.terms import service as terms
from yizhan_collector.rooms.terms.model import Deed

LIST_CHANGED = "class_list_changed"
MIXED, FULL = "YZ001", "YZ002"  # what the database says


def plan(tx: Connection, session: Session, by: UUID, now: datetime) -> UUID:
    """Plan a class."""
    store.insert(tx, session, by, now)
    return session.id


def page(
    tx: Connection, start: datetime | None, limit: int, offset: int
) -> tuple[list[Session], int]:
    """The classes since a moment, the latest first; and how many in all."""
    return store.page(tx, start, limit, offset)


def get(tx: Connection, session: UUID) -> Session:
    """One class; raises NotFound."""
    found = store.get(tx, session)
    if found is None:
        raise NotFound
    return found


def cancel(tx: Connection, session: UUID, reason: str, now: datetime) -> None:
    """Cancel a class; raises NotFound or AlreadyCancelled."""
    get(tx, session)
    if not store.cancel(tx, session, reason, now):
        raise AlreadyCancelled


def invite(tx: Connection, session: UUID, people: Collection[UUID], now: datetime) -> None:
    """Expect these people; all or none. Raises NotFound, LetGo, NotForThem or NoPlaceLeft."""
    get(tx, session)
    everybody.still_here(tx, people)
    with fitting():
        store.invite(tx, session, people, now)
    outbox.emit(tx, LIST_CHANGED, {"class": session})


def places(tx: Connection, session: UUID) -> list[Place]:
    """Who is expected, and the newest mark of each."""
    return [Place(*row) for row in store.places(tx, session)]


def mark(
    tx: Connection,
    session: UUID,
    marks: Collection[tuple[UUID, int, Code, str]],
    by: UUID,
    now: datetime,
) -> None:
    """Write attendance: person, the version that was seen, code, note; all or none.

    A correction is a new version. Raises NotFound, NotYetHeld, LetGo or MarkedBySomebody.
    """
    found = get(tx, session)
    if now < found.starts_at:
        raise NotYetHeld
    everybody.still_here(tx, [one[0] for one in marks], found.starts_at)
    for person, seen, code, note in marks:
        if not store.mark(tx, (session, person, seen + 1), code, note, by, now):
            raise MarkedBySomebody
        body = {"class": found.title, "code": code, "version": seen + 1}
        day = legal_day(found.starts_at)
        deed = Deed(person, "class_marked", day, found.county, by, "staff", body)
        terms.record(tx, deed, now)
    outbox.emit(tx, LIST_CHANGED, {"class": session})


def of_person(tx: Connection, person: UUID) -> list[Attended]:
    """A person's classes, the latest first."""
    return [Attended(*row) for row in store.of_person(tx, person)]


@contextmanager
def fitting() -> Iterator[None]:
    """What the database refuses about places, in our words."""
    try:
        yield
    except psycopg.DatabaseError as error:
        if error.sqlstate == MIXED:
            raise NotForThem from error
        if error.sqlstate == FULL:
            raise NoPlaceLeft from error
        raise
