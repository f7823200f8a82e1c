"""Service for the public: offered, chosen by ability and health, noted by what became of it."""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from psycopg import Connection

from yizhan_collector.ground import outbox
from yizhan_collector.ground.refusals import NotFound
from yizhan_collector.rooms.education import offer_store as store
from yizhan_collector.rooms.education.classes import fitting
from yizhan_collector.rooms.education.gather import (
    Noted,
    NotedAlready,
    Offer,
    Served,
    check_noted,
)
from yizhan_collector.rooms.people import service as people
from yizhan_collector.rooms.terms import service as terms
from yizhan_collector.rooms.terms.model import Deed

LIST_CHANGED = "offer_list_changed"


def make(tx: Connection, offer: Offer, by: UUID, now: datetime) -> UUID:
    """Offer a service."""
    store.insert(tx, offer, by, now)
    return offer.id


def page(tx: Connection, since: date | None, limit: int, offset: int) -> tuple[list[Offer], int]:
    """The offers from a day on, the latest first; and how many in all."""
    return store.page(tx, since, limit, offset)


def get(tx: Connection, offer: UUID) -> Offer:
    """One offer; raises NotFound."""
    found = store.get(tx, offer)
    if found is None:
        raise NotFound
    return found


def join(
    tx: Connection, offer: UUID, person: UUID, asked_by: Literal["staff", "person"], now: datetime
) -> None:
    """Take a place; twice is once. Raises NotFound, LetGo, NotForThem or NoPlaceLeft."""
    get(tx, offer)
    people.still_here(tx, [person])
    with fitting():
        store.join(tx, offer, person, asked_by, now)
    outbox.emit(tx, LIST_CHANGED, {"offer": offer})


def note(tx: Connection, offer: UUID, person: UUID, noted: Noted, by: UUID, now: datetime) -> None:
    """Write down what became of it; raises StepNeeded, NotFound or NotedAlready."""
    check_noted(noted)
    found = get(tx, offer)
    if not any(one.person == person for one in store.places(tx, offer)):
        raise NotFound
    if not store.note(tx, offer, person, noted, by, now):
        raise NotedAlready
    body = {"service": found.title, "outcome": noted.outcome, "minutes": noted.minutes}
    terms.record(
        tx, Deed(person, "service_noted", found.on_day, found.county, by, "staff", body), now
    )
    outbox.emit(tx, LIST_CHANGED, {"offer": offer})


def places(tx: Connection, offer: UUID) -> list[Served]:
    """Who takes part, and what became of each."""
    return store.places(tx, offer)


def of_person(tx: Connection, person: UUID) -> list[Served]:
    """A person's service, the latest first."""
    return store.of_person(tx, person)
