"""SQL of the people."""

from datetime import datetime
from uuid import UUID

from psycopg import Connection


def exists(tx: Connection, person: UUID) -> bool:
    """Whether this person is known."""
    return tx.execute("select 1 from person where id = %s", [person]).fetchone() is not None


def insert(
    tx: Connection,
    person: UUID,
    number: str,
    name: str,
    gender: str,
    township: str,
    face_allowed: bool,
    now: datetime,
) -> None:
    """Add a person."""
    tx.execute(
        "insert into person (id, number, name, gender, township, face_allowed, created_at)"
        " values (%s, %s, %s, %s, %s, %s, %s)",
        [person, number, name, gender, township, face_allowed, now],
    )
