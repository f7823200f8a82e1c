"""SQL of the audit trail."""

from datetime import datetime
from uuid import UUID

from psycopg import Connection


def insert(
    tx: Connection, at: datetime, staff: UUID | None, action: str, person: UUID | None, subject: str
) -> None:
    """Add a row."""
    tx.execute(
        "insert into audit (at, staff, action, person, subject) values (%s, %s, %s, %s, %s)",
        [at, staff, action, person, subject],
    )


def of_person(tx: Connection, person: UUID, limit: int) -> list[tuple[UUID | None, str, datetime]]:
    """Newest first: who, what, when."""
    return tx.execute(
        "select staff, action, at from audit where person = %s order by id desc limit %s",
        [person, limit],
    ).fetchall()
