"""Permits to enrol a face, codes for a visit and for the own page: eight digits, used once."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from psycopg import Connection
from yizhan_wire.envelope import new_id

from yizhan_collector.ground.hashing import eight_digits, keep
from yizhan_collector.rooms.people import secret_store as store
from yizhan_collector.rooms.people import service as people
from yizhan_collector.rooms.people.model import LASTS, FaceNotAllowed, Issued, Secret, SecretKind


def issue(tx: Connection, person: UUID, kind: SecretKind, by: UUID, now: datetime) -> Issued:
    """Hand out a secret; an older one of its kind ends. Raises NotFound, LetGo, FaceNotAllowed."""
    found = people.get(tx, person)
    people.still_here(tx, [person])
    if kind == "permit" and not found.face_allowed:
        raise FaceNotAllowed
    plain = eight_digits()
    ends = now + LASTS[kind]
    store.end(tx, person, kind)
    store.insert(tx, Secret(new_id(), person, kind, keep(plain), ends), by, now)
    if kind != "page":  # a box never learns of it
        people.roster_changed(tx, found.township)
    return Issued(plain, ends)


def withdraw_permits(tx: Connection, person: UUID) -> None:
    """End every permit of a person."""
    store.end(tx, person, "permit")


def withdraw_all(tx: Connection, person: UUID) -> None:
    """End every permit and every code of a person."""
    for kind in LASTS:
        store.end(tx, person, kind)


def spend(tx: Connection, secret: UUID | None) -> None:
    """Forget a secret a box reports as used; one that is gone already changes nothing."""
    if secret is not None:
        store.remove(tx, secret)


def usable(tx: Connection, people: Collection[UUID], now: datetime) -> list[Secret]:
    """The secrets of these people that have not ended, oldest first."""
    return store.usable(tx, people, now)


def forget_ended(tx: Connection, now: datetime) -> int:
    """Delete what has ended; returns how many."""
    return store.forget_ended(tx, now)
