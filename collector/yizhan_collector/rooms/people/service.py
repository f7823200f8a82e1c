"""Use cases of the people."""

import secrets
from datetime import datetime
from uuid import UUID

from psycopg import Connection
from yizhan_wire.envelope import new_id

from yizhan_collector.ground.refusals import UnknownPerson
from yizhan_collector.rooms.people import store


def require(tx: Connection, person: UUID) -> None:
    """Raises UnknownPerson."""
    if not store.exists(tx, person):
        raise UnknownPerson(str(person))


def add(
    tx: Connection, name: str, gender: str, township: str, face_allowed: bool, now: datetime
) -> UUID:
    """Add a person under a fresh random check-in number; returns the id."""
    person = new_id()
    number = f"{secrets.randbelow(10**8):08d}"
    store.insert(tx, person, number, name, gender, township, face_allowed, now)
    return person
