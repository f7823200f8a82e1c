"""Use cases of the staff: join, sign in, be known, sign out."""

import hashlib
import secrets
from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from psycopg import Connection
from yizhan_wire.envelope import new_id

from yizhan_collector.rooms.staff import store
from yizhan_collector.rooms.staff.model import (
    SESSION,
    LoginTaken,
    NotSignedIn,
    Role,
    Staff,
    WrongLogin,
    check,
)

_hasher = PasswordHasher()
# an unknown login must take as long as a wrong password
_NOBODY = _hasher.hash(secrets.token_hex(16))


def join(
    tx: Connection,
    login: str,
    name: str,
    role: Role,
    area: str,
    password: str,
    now: datetime,
    minors: bool = False,
) -> Staff:
    """Add somebody who may sign in; raises BadLogin, BadRole, WeakPassword or LoginTaken."""
    one = Staff(new_id(), login, name, role, area, minors)
    check(one, password)
    if not store.insert(tx, one, _hasher.hash(password), now):
        raise LoginTaken(login)
    return one


def sign_in(tx: Connection, login: str, password: str, now: datetime) -> tuple[Staff, str]:
    """Open a session and return its token, kept here only as a hash; raises WrongLogin."""
    found = store.by_login(tx, login)
    if not _fits(found[1] if found else _NOBODY, password) or found is None:
        raise WrongLogin
    staff, hashed = found
    if _hasher.check_needs_rehash(hashed):
        store.rehash(tx, staff.id, _hasher.hash(password))
    token = secrets.token_urlsafe(32)
    store.open_session(tx, digest(token), staff.id, now, now + SESSION)
    return staff, token


def knows(tx: Connection, login: str, password: str) -> bool:
    """Whether this is the password of this login."""
    found = store.by_login(tx, login)
    return found is not None and _fits(found[1], password)


def hashed(password: str) -> str:
    """What is kept of a password."""
    return _hasher.hash(password)


def known(tx: Connection, token: str, now: datetime) -> Staff:
    """Who holds this session; raises NotSignedIn."""
    staff = store.by_session(tx, digest(token), now) if token else None
    if staff is None:
        raise NotSignedIn
    return staff


def sign_out(tx: Connection, token: str) -> None:
    """End a session."""
    store.close_session(tx, digest(token))


def forget_ended(tx: Connection, now: datetime) -> int:
    """Delete the sessions that have ended; returns how many."""
    return store.forget_ended(tx, now)


def names(tx: Connection, staff: Collection[UUID]) -> dict[UUID, str]:
    """Names of these people."""
    return store.names(tx, staff)


def digest(token: str) -> bytes:
    """What is kept of a session token."""
    return hashlib.sha256(token.encode()).digest()


def _fits(hashed: str, password: str) -> bool:
    try:
        return _hasher.verify(hashed, password)
    except (VerificationError, InvalidHashError):
        return False
