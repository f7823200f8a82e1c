"""SQL of the permits and codes."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from psycopg import Connection
from psycopg.rows import class_row

from yizhan_collector.rooms.people.model import Secret, SecretKind


def insert(tx: Connection, one: Secret, by: UUID, now: datetime) -> None:
    """Keep the hash of a secret."""
    tx.execute(
        "insert into person_secret (id, person, kind, hash, issued_by, issued_at, expires_at)"
        " values (%s, %s, %s, %s, %s, %s, %s)",
        [one.id, one.person, one.kind, one.hash, by, now, one.expires_at],
    )


def end(tx: Connection, person: UUID, kind: SecretKind) -> None:
    """Forget every secret of a person and kind."""
    tx.execute("delete from person_secret where person = %s and kind = %s", [person, kind])


def remove(tx: Connection, secret: UUID) -> None:
    """Forget one."""
    tx.execute("delete from person_secret where id = %s", [secret])


def usable(tx: Connection, people: Collection[UUID], now: datetime) -> list[Secret]:
    """Those of these people that have not ended, oldest first."""
    with tx.cursor(row_factory=class_row(Secret)) as cursor:
        return cursor.execute(
            "select id, person, kind, hash, expires_at from person_secret"
            " where person = any(%s) and expires_at > %s order by id",
            [list(people), now],
        ).fetchall()


def forget_ended(tx: Connection, now: datetime) -> int:
    """Delete what has ended; returns how many."""
    return tx.execute("delete from person_secret where expires_at <= %s", [now]).rowcount
