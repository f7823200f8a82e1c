"""Who helps, and their sessions: accounts of this service alone."""

import secrets
from datetime import datetime, timedelta

from psycopg import Connection
from yizhan_wire.envelope import new_id

from yizhan_collector.ground.hashing import digest, fits, keep
from yizhan_collector.rooms.helped.model import Worker, WrongWorker

SESSION = timedelta(hours=10)


def join(tx: Connection, login: str, name: str, area: str, password: str, now: datetime) -> Worker:
    """Add somebody who helps; the database refuses a login that is taken."""
    one = Worker(new_id(), login, name, area)
    tx.execute(
        "insert into worker (id, login, name, area, password_hash, created_at)"
        " values (%s, %s, %s, %s, %s, %s)",
        [one.id, login, name, area, keep(password), now],
    )
    return one


def sign_in(tx: Connection, login: str, password: str, now: datetime) -> str:
    """Open a session and return its token, kept here only as a hash; raises WrongWorker."""
    row = tx.execute(
        "select id, password_hash from worker where login = %s and ended_at is null", [login]
    ).fetchone()
    if not fits(row[1] if row else None, password) or row is None:
        raise WrongWorker
    token = secrets.token_urlsafe(32)
    tx.execute(
        "insert into worker_session values (%s, %s, %s)", [digest(token), row[0], now + SESSION]
    )
    tx.execute("delete from worker_session where expires_at <= %s", [now])
    return token


def known(tx: Connection, token: str, now: datetime) -> Worker | None:
    """Who holds this session."""
    row = tx.execute(
        "select worker.id, login, name, area from worker_session"
        " join worker on worker.id = worker"
        " where token_sha256 = %s and expires_at > %s and ended_at is null",
        [digest(token), now],
    ).fetchone()
    return Worker(*row) if row else None


def sign_out(tx: Connection, token: str) -> None:
    """End a session."""
    tx.execute("delete from worker_session where token_sha256 = %s", [digest(token)])
