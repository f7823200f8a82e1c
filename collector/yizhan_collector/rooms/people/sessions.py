"""A person's own page: opened by number and one-time code or by a box's pass, for a short time."""

import secrets
from datetime import datetime, timedelta
from uuid import UUID

from psycopg import Connection

from yizhan_collector.ground.hashing import digest, fits
from yizhan_collector.ground.refusals import Refused
from yizhan_collector.rooms.people import session_store as store
from yizhan_collector.rooms.people.model import OwnSession

IDLE = timedelta(minutes=20)
LONGEST = timedelta(hours=8)
PASS_LASTS = timedelta(minutes=2)


class WrongCode(Refused):
    """Number or code is wrong, or the code was used or has ended; ask the office for a new one."""

    status = 401


class PassEnded(Refused):
    """This way in has ended or was used already; begin again at the machine."""

    status = 401


class OwnSessionEnded(Refused):
    """Your page was closed after a while without use; sign in again with a new code."""

    status = 401


class AccessEnded(Refused):
    """No correction is running, so this page is closed; help is offered to whoever wants it."""

    status = 403


def sign_in(tx: Connection, number: str, code: str, now: datetime) -> tuple[OwnSession, str]:
    """Open a session with a one-time code; returns it and its token, kept only as a hash.

    Raises WrongCode, the same for a wrong number and a wrong code.
    """
    found = store.page_code(tx, number, now)
    if not fits(found[2] if found else None, code) or found is None:
        raise WrongCode
    if not store.spend_code(tx, found[0]):
        raise WrongCode
    return _open(tx, OwnSession(found[1], None), now)


def make_pass(tx: Connection, person: UUID, device: str, now: datetime) -> str:
    """A pass into this person's own page, for two minutes and one use; an older one ends."""
    plain = secrets.token_urlsafe(32)
    store.put_pass(tx, digest(plain), person, device, now + PASS_LASTS)
    return plain


def enter(tx: Connection, given: str, now: datetime) -> tuple[OwnSession, str]:
    """Open a session with a pass; raises PassEnded."""
    found = store.spend_pass(tx, digest(given), now)
    if found is None:
        raise PassEnded
    return _open(tx, OwnSession(*found), now)


def known(tx: Connection, token: str, now: datetime) -> OwnSession:
    """Whose session this is; raises OwnSessionEnded."""
    seen_after, opened_after = now - IDLE, now - LONGEST
    one = store.touch(tx, digest(token), now, seen_after, opened_after) if token else None
    if one is None:
        raise OwnSessionEnded
    return one


def behind_the_wall(tx: Connection, person: UUID, now: datetime) -> None:
    """Until this transaction ends the database shows this person's record; raises AccessEnded."""
    if not store.stand(tx, person, now):
        raise AccessEnded


def sign_out(tx: Connection, token: str) -> None:
    """End a session."""
    store.close(tx, digest(token))


def forget_ended(tx: Connection, now: datetime) -> int:
    """Delete the sessions and passes that have ended; returns how many."""
    return store.forget(tx, now - IDLE, now)


def _open(tx: Connection, one: OwnSession, now: datetime) -> tuple[OwnSession, str]:
    token = secrets.token_urlsafe(32)
    store.insert(tx, digest(token), one, now)
    return one, token
