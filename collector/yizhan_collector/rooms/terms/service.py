"""Where a person stands, and what was done: what the rooms above need of a term."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from psycopg import Connection

from yizhan_collector.rooms.terms import store
from yizhan_collector.rooms.terms.model import (
    IN_CORRECTION,
    Deed,
    NotInCorrection,
    Overlay,
    Standing,
)


def standing(tx: Connection, person: UUID) -> Standing | None:
    """The live term of a person, None when none lives."""
    return next(iter(store.standing(tx, [person])), None)


def standings(tx: Connection, persons: Collection[UUID]) -> dict[UUID, Standing]:
    """The live terms of these people; who has none is not in the answer."""
    return {one.person: one for one in store.standing(tx, persons)}


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

    Returns the act; raises NotInCorrection when no term lives.
    """
    one = _live(tx, person)
    act = record(tx, deed, now)
    if not one.has(overlay):
        store.set_overlays(tx, one.id, {*one.overlays, overlay}, act)
    return act


def take_off(tx: Connection, person: UUID, overlay: Overlay, deed: Deed, now: datetime) -> UUID:
    """Take something off a live term by this deed; one that is gone already stays gone.

    Returns the act; raises NotInCorrection when no term lives.
    """
    one = _live(tx, person)
    act = record(tx, deed, now)
    if one.has(overlay):
        store.set_overlays(tx, one.id, {*one.overlays} - {overlay}, act)
    return act


def area_of(township: str) -> str:
    """The county of a township, six digits."""
    return township[:6]


def _live(tx: Connection, person: UUID) -> Standing:
    store.hold(tx, person)
    found = standing(tx, person)
    if found is None:
        raise NotInCorrection
    return found
