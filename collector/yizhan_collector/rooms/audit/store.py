"""SQL of the audit trail."""

from datetime import datetime
from typing import Any
from uuid import UUID

from psycopg import Connection


def insert(
    tx: Connection,
    at: datetime,
    staff: UUID | None,
    action: str,
    person: UUID | None,
    subject: str,
    reason: str | None = None,
) -> None:
    """Add a row."""
    tx.execute(
        "insert into audit (at, staff, action, person, subject, reason)"
        " values (%s, %s, %s, %s, %s, %s)",
        [at, staff, action, person, subject, reason],
    )


def open_record(
    tx: Connection, staff: UUID, person: UUID, reason: str, now: datetime, until: datetime
) -> None:
    """Let a record stay open until then."""
    tx.execute(
        "insert into record_opening (staff, person, reason, opened_at, until)"
        " values (%s, %s, %s, %s, %s) on conflict (staff, person) do update"
        " set reason = excluded.reason, opened_at = excluded.opened_at, until = excluded.until",
        [staff, person, reason, now, until],
    )


def open_until(tx: Connection, staff: UUID, person: UUID, now: datetime) -> datetime | None:
    """When the record closes to this person; None when it is closed."""
    query = "select until from record_opening where staff = %s and person = %s and until > %s"
    row = tx.execute(query, [staff, person, now]).fetchone()
    return row[0] if row else None


def of_person(
    tx: Connection, person: UUID, limit: int
) -> list[tuple[UUID | None, str, datetime, Any]]:
    """Newest first: who, what, when, what for."""
    return tx.execute(
        "select staff, action, at, reason from audit where person = %s order by id desc limit %s",
        [person, limit],
    ).fetchall()


CHECK = "at, seq, hash, fault, place, entry"


def verify(tx: Connection, now: datetime) -> tuple[Any, ...]:
    """Walk the chain, keep the outcome and return it."""
    row = tx.execute(f"select {CHECK} from audit_verify(%s)", [now]).fetchone()  # noqa: S608
    assert row is not None  # noqa: S101 # the function always returns one
    return row


def checks(tx: Connection, limit: int) -> list[tuple[Any, ...]]:
    """The latest walks, newest first."""
    query = f"select {CHECK} from audit_check order by id desc limit %s"  # noqa: S608 # a constant
    return tx.execute(query, [limit]).fetchall()


def page(tx: Connection, before: int | None, limit: int) -> list[tuple[Any, ...]]:
    """The rows before one, newest first, as far as the database shows them."""
    return tx.execute(
        "select id, at, staff, action, person, subject, reason from audit"
        " where %(before)s::bigint is null or id < %(before)s order by id desc limit %(limit)s",
        {"before": before, "limit": limit},
    ).fetchall()
