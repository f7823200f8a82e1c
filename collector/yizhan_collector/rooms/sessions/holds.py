"""A recording is kept beyond its 30 days for a written reason, until somebody lifts that."""

from datetime import datetime
from uuid import UUID

from psycopg import Connection
from yizhan_wire.envelope import new_id

from yizhan_collector.ground.refusals import Refused
from yizhan_collector.rooms.sessions import callout_store as store
from yizhan_collector.rooms.sessions import service
from yizhan_collector.rooms.sessions.callout_store import Hold


class HeldAlready(Refused):
    """This recording is held already; look at the reason."""

    status = 409


class NotHeld(Refused):
    """This recording is not held."""

    status = 409


def hold(tx: Connection, session: UUID, reason: str, by: UUID, now: datetime) -> None:
    """Keep a recording; raises NotFound or HeldAlready. The box must be told by hand."""
    service.get(tx, session)
    if not store.hold(tx, Hold(new_id(), session, reason, by, now, None, None)):
        raise HeldAlready


def lift(tx: Connection, session: UUID, by: UUID, now: datetime) -> None:
    """Keep it no longer; raises NotFound or NotHeld."""
    service.get(tx, session)
    if not store.lift(tx, session, by, now):
        raise NotHeld


def of_session(tx: Connection, session: UUID) -> list[Hold]:
    """The holds of a session, newest first."""
    return store.holds(tx, session)


def held(tx: Connection, session: UUID) -> bool:
    """Whether it is kept longer now."""
    return any(one.lifted_at is None for one in store.holds(tx, session))
