"""Where a person stands, and what was done: what the rooms above need of a term."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from psycopg import Connection

from yizhan_collector.ground.days import legal_day
from yizhan_collector.rooms.terms import store
from yizhan_collector.rooms.terms.machine import take
from yizhan_collector.rooms.terms.model import (
    IN_CORRECTION,
    Deed,
    NotInCorrection,
    Overlay,
    Standing,
    Term,
    TermEnded,
)
from yizhan_collector.rooms.terms.steps import PutOn, Step, TakeOff


def standing(tx: Connection, person: UUID) -> Standing | None:
    """The live term of a person, None when none lives."""
    return next(iter(store.standing(tx, [person])), None)


def standings(tx: Connection, persons: Collection[UUID]) -> dict[UUID, Standing]:
    """The live terms of these people; who has none is not in the answer."""
    return {one.person: one for one in store.standing(tx, persons)}


def ended(tx: Connection, persons: Collection[UUID]) -> set[UUID]:
    """Those of these whose last term has ended; who never had one is not among them."""
    return store.ended(tx, persons)


def in_correction(tx: Connection, person: UUID) -> Standing:
    """The term of a person who was received and not yet let go; raises NotInCorrection."""
    found = standing(tx, person)
    if found is None or found.state not in IN_CORRECTION:
        raise NotInCorrection
    return found


def record(tx: Connection, deed: Deed, now: datetime) -> UUID:
    """Write one line of the timeline, for the live term or else the last; returns the act."""
    return store.add_act(tx, store.term_of(tx, deed.person), deed, now)


def put_on(tx: Connection, person: UUID, overlay: Overlay, deed: Deed, now: datetime) -> UUID:
    """Lay something over a live term by this deed; one that lies there already stays.

    Returns the act; raises NotInCorrection or TermEnded when no term lives, and as `take`.
    """
    one = held(tx, person)
    if overlay not in one.overlays:
        store.save(tx, take(one, PutOn(deed.on, overlay), legal_day(now)))
    return record(tx, deed, now)


def take_off(tx: Connection, person: UUID, overlay: Overlay, deed: Deed, now: datetime) -> UUID:
    """Take something off a live term by this deed; one that is gone already stays gone.

    Returns the act; raises NotInCorrection or TermEnded when no term lives, and as `take`.
    """
    one = held(tx, person)
    if overlay in one.overlays:
        store.save(tx, take(one, TakeOff(deed.on, overlay), legal_day(now)))
    return record(tx, deed, now)


def area_of(township: str) -> str:
    """The county of a township, six digits."""
    return township[:6]


def get(tx: Connection, person: UUID) -> Term | None:
    """The live term of a person or the last one, with all that its document says."""
    return store.get(tx, person)


def held(tx: Connection, person: UUID) -> Term:
    """The live term, while nobody else changes it; raises NotInCorrection or TermEnded."""
    store.hold(tx, person)
    found = store.get(tx, person)
    if found is None:
        raise NotInCorrection
    if found.ended_on is not None:
        raise TermEnded
    return found


def move(tx: Connection, step: Step, deed: Deed, now: datetime) -> Term:
    """Take a step of a term and write it down, both or neither; raises what `take` does."""
    new = take(held(tx, deed.person), step, legal_day(now))
    store.save(tx, new)
    record(tx, deed, now)
    return new
