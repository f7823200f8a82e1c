"""Use cases of the sessions: plan, look, cancel, stop, close."""

from datetime import datetime, timedelta
from uuid import UUID

import psycopg
from psycopg import Connection
from yizhan_wire.envelope import new_id

from yizhan_collector.ground import outbox
from yizhan_collector.ground.days import legal_day
from yizhan_collector.ground.refusals import NotFound
from yizhan_collector.rooms.devices import service as devices
from yizhan_collector.rooms.education import classes, offers
from yizhan_collector.rooms.rules import service as rules
from yizhan_collector.rooms.sessions import store
from yizhan_collector.rooms.sessions.model import (
    NotThatList,
    Plan,
    PostNotHere,
    PostTaken,
    Said,
    Session,
    SessionMoved,
    State,
    Verdict,
    check_plan,
    check_said,
)
from yizhan_collector.rooms.sessions.store import Wish

__all__ = ["Wish", "cancel", "close", "get", "page", "plan", "stop", "verdict"]
CHANGED = "session_changed"  # the box must hear of it, and the figures be taken anew
TOLD = "session_told"  # the figures only
SILENT = timedelta(minutes=10)  # after the end of a session that its box does not tell of


def plan(tx: Connection, given: Plan, by: UUID, now: datetime) -> UUID:
    """Plan a session at a post; returns its id.

    Raises NotFound, PostNotHere, PostTaken, NotThatList, and what `check_plan` raises.
    """
    check_plan(given, now)
    post = devices.get(tx, given.device)
    if post.revoked_at is not None:
        raise PostNotHere
    _check_list(tx, given, post.township[:6])
    made = new_id()
    try:
        with tx.transaction():
            store.insert(tx, made, given, post.township, by, now)
    except psycopg.errors.ExclusionViolation as error:
        raise PostTaken from error
    changed(tx, made, given.device)
    return made


def get(tx: Connection, session: UUID) -> Session:
    """One session; raises NotFound."""
    found = store.get(tx, session)
    if found is None:
        raise NotFound
    return found


def page(tx: Connection, wish: Wish, limit: int, offset: int) -> tuple[list[Session], int]:
    """The sessions wished for, the latest first; and how many in all."""
    return store.page(tx, wish, limit, offset)


def by_state(tx: Connection, start: datetime, end: datetime) -> dict[State, int]:
    """How many of the own area begin between two moments, by state; a state of none is left out."""
    return store.by_state(tx, start, end)


def verdict(tx: Connection, session: UUID) -> Verdict | None:
    """What an officer said was so; None while nobody has."""
    return store.verdict(tx, session)


def cancel(tx: Connection, session: UUID, why: str, by: UUID, now: datetime) -> None:
    """It is not held; raises NotFound, and SessionMoved once it has begun."""
    found = get(tx, session)
    if not store.cancel(tx, session, why, by, now):
        raise SessionMoved
    changed(tx, session, found.plan.device)


def stop(tx: Connection, session: UUID, why: str, by: UUID, now: datetime) -> None:
    """Have the box end it now; raises NotFound, and SessionMoved when it does not run."""
    found = get(tx, session)
    if not store.stop(tx, session, why, by, now):
        raise SessionMoved
    changed(tx, session, found.plan.device)


def close(tx: Connection, session: UUID, said: Said, by: UUID, now: datetime) -> None:
    """Say what was so. Nobody is called absent by a camera: a difference is explained in words.

    Raises NotFound, SessionMoved, NotOver, FiguresMoved and ExplanationNeeded.
    """
    found = store.get(tx, session)
    if found is None:
        raise NotFound
    check_said(said, found)
    try:
        with tx.transaction():
            store.close(tx, session, Verdict(by, now, said))
    except psycopg.errors.UniqueViolation as error:
        raise SessionMoved from error


def close_hours(tx: Connection, now: datetime) -> int:
    """Within how many hours after its end a session is closed, by the rule book."""
    return rules.book(tx, legal_day(now)).number("session.close_hours")


def not_closed(tx: Connection, now: datetime) -> list[Session]:
    """The sessions that were over long ago and that nobody has closed, the oldest first."""
    return store.waiting(tx, now - timedelta(hours=close_hours(tx, now)))


def mark_unknown(tx: Connection, now: datetime) -> int:
    """Their time is over and their box tells nothing: nothing is known and nothing invented.

    A session that its box says is running is left alone while the box is heard. Returns how many.
    """
    found = [
        one
        for one in store.untold(tx, now - SILENT)
        if one.started_at is None or devices.get(tx, one.plan.device).silent(now)
    ]
    for one in found:
        store.lost(tx, one.id, now)
    return len(found)


def changed(tx: Connection, session: UUID, device: str) -> None:
    """Have the figures taken anew and the box told, after the commit."""
    outbox.emit(tx, CHANGED, {"session": session, "device": device})


def _check_list(tx: Connection, given: Plan, county: str) -> None:
    if given.class_session:
        held = classes.get(tx, given.class_session)
        if (held.county, held.minors) != (county, given.minors):
            raise NotThatList
    if given.offer:
        offer = offers.get(tx, given.offer)
        if (offer.county, offer.minors) != (county, given.minors):
            raise NotThatList
