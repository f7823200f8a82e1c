"""SQL of the staff and their sessions."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from psycopg import Connection

from yizhan_collector.rooms.staff.model import Staff

COLUMNS = "staff.id, staff.login, staff.name, staff.role, staff.area, staff.minors"


def insert(tx: Connection, one: Staff, password_hash: str, now: datetime) -> bool:
    """Add somebody; False when the login is taken."""
    added = tx.execute(
        "insert into staff (id, login, name, role, area, minors, password_hash, created_at)"
        " values (%s, %s, %s, %s, %s, %s, %s, %s) on conflict (login) do nothing",
        [one.id, one.login, one.name, one.role, one.area, one.minors, password_hash, now],
    )
    return added.rowcount == 1


def by_login(tx: Connection, login: str) -> tuple[Staff, str] | None:
    """The active person of this login and the password hash."""
    row = tx.execute(
        f"select {COLUMNS}, password_hash from staff where login = %s and ended_at is null",  # noqa: S608
        [login],
    ).fetchone()
    return (Staff(*row[:6]), row[6]) if row else None


def rehash(tx: Connection, staff: UUID, password_hash: str) -> None:
    """Keep a stronger hash of the same password."""
    tx.execute("update staff set password_hash = %s where id = %s", [password_hash, staff])


def open_session(
    tx: Connection, token_sha256: bytes, staff: UUID, now: datetime, expires_at: datetime
) -> None:
    """Keep a session."""
    tx.execute(
        "insert into staff_session (token_sha256, staff, created_at, expires_at)"
        " values (%s, %s, %s, %s)",
        [token_sha256, staff, now, expires_at],
    )


def signed_in(tx: Connection, staff: UUID, now: datetime) -> None:
    """Remember when somebody last signed in; the sessions themselves are forgotten."""
    tx.execute("update staff set signed_in_at = %s where id = %s", [now, staff])


def by_session(tx: Connection, token_sha256: bytes, now: datetime) -> Staff | None:
    """Who holds this session, if it is open and the person still works here."""
    row = tx.execute(
        f"select {COLUMNS} from staff_session join staff on staff.id = staff_session.staff"  # noqa: S608
        " where token_sha256 = %s and expires_at > %s and ended_at is null",
        [token_sha256, now],
    ).fetchone()
    return Staff(*row) if row else None


def session_ends(tx: Connection, token_sha256: bytes) -> datetime | None:
    """When this session ends by itself."""
    query = "select expires_at from staff_session where token_sha256 = %s"
    row = tx.execute(query, [token_sha256]).fetchone()
    return row[0] if row else None


def close_session(tx: Connection, token_sha256: bytes) -> None:
    """Forget a session."""
    tx.execute("delete from staff_session where token_sha256 = %s", [token_sha256])


def forget_ended(tx: Connection, now: datetime) -> int:
    """Delete the sessions that have ended; returns how many."""
    return tx.execute("delete from staff_session where expires_at <= %s", [now]).rowcount


def names(tx: Connection, staff: Collection[UUID]) -> dict[UUID, str]:
    """Names of these people."""
    rows = tx.execute("select id, name from staff where id = any(%s)", [list(staff)])
    return dict(rows.fetchall())


def of_roles(tx: Connection, roles: Collection[str]) -> list[Staff]:
    """The active people of some roles, by name."""
    query = (
        f"select {COLUMNS} from staff where role = any(%s) and ended_at is null order by name, id"  # noqa: S608
    )
    return [Staff(*row) for row in tx.execute(query, [list(roles)])]
