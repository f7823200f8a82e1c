"""Use cases of the staff: join, sign in, be known, sign out."""

import secrets
from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from psycopg import Connection
from yizhan_wire.envelope import new_id

from yizhan_collector.ground.hashing import digest, fits, keep, weak
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
    if not store.insert(tx, one, keep(password), now):
        raise LoginTaken(login)
    return one


def sign_in(tx: Connection, login: str, password: str, now: datetime) -> tuple[Staff, str]:
    """Open a session and return its token, kept here only as a hash; raises WrongLogin."""
    found = store.by_login(tx, login)
    if not fits(found[1] if found else None, password) or found is None:
        raise WrongLogin
    staff, hashed = found
    if weak(hashed):
        store.rehash(tx, staff.id, keep(password))
    token = secrets.token_urlsafe(32)
    store.open_session(tx, digest(token), staff.id, now, now + SESSION)
    store.signed_in(tx, staff.id, now)
    return staff, token


def knows(tx: Connection, login: str, password: str) -> bool:
    """Whether this is the password of this login."""
    found = store.by_login(tx, login)
    return found is not None and fits(found[1], password)


def known(tx: Connection, token: str, now: datetime) -> Staff:
    """Who holds this session; raises NotSignedIn."""
    staff = store.by_session(tx, digest(token), now) if token else None
    if staff is None:
        raise NotSignedIn
    return staff


def session_ends(tx: Connection, token: str) -> datetime:
    """When an open session ends by itself; raises NotSignedIn."""
    found = store.session_ends(tx, digest(token))
    if found is None:
        raise NotSignedIn
    return found


def sign_out(tx: Connection, token: str) -> None:
    """End a session."""
    store.close_session(tx, digest(token))


def forget_ended(tx: Connection, now: datetime) -> int:
    """Delete the sessions that have ended; returns how many."""
    return store.forget_ended(tx, now)


def names(tx: Connection, staff: Collection[UUID]) -> dict[UUID, str]:
    """Names of these people."""
    return store.names(tx, staff)


def of_roles(tx: Connection, roles: Collection[Role]) -> list[Staff]:
    """Who works here in one of these roles, by name."""
    return store.of_roles(tx, roles)
