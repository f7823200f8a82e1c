"""SQL of who is expected at a session and who was seen there."""

from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from psycopg import Connection

from yizhan_collector.ground.ids import ids


def expect(
    tx: Connection, session: UUID, people: Collection[UUID], by: UUID, now: datetime
) -> None:
    """Expect these; the database refuses minors among adults."""
    for person in people:
        tx.execute(
            "insert into session_expected (session, person, invited_by, invited_at)"
            " values (%s, %s, %s, %s) on conflict do nothing",
            [session, person, by, now],
        )


def expected(tx: Connection, session: UUID) -> set[UUID]:
    """Who is expected, as far as the wall shows them."""
    rows = tx.execute("select person from session_expected where session = %s", [session])
    return {row[0] for row in rows.fetchall()}


def expect_no_more(tx: Connection, session: UUID, person: UUID) -> None:
    """Take somebody off the list, and off what an officer wrote."""
    for table in ("session_seen", "session_expected"):
        query = f"delete from {table} where session = %s and person = %s"  # noqa: S608 # constants
        tx.execute(query.encode(), [session, person])


def mark(tx: Connection, session: UUID, person: UUID, by: UUID, now: datetime) -> None:
    """An officer says that somebody was there."""
    tx.execute(
        "insert into session_seen (session, person, how, at, by_staff)"
        " values (%s, %s, 'officer', %s, %s) on conflict do nothing",
        [session, person, now, by],
    )


def unmark(tx: Connection, session: UUID, person: UUID) -> None:
    """An officer takes that back."""
    tx.execute(
        "delete from session_seen where session = %s and person = %s and how = 'officer'",
        [session, person],
    )


def at_kiosk(tx: Connection, session: UUID, visits: Iterable[tuple[UUID, UUID, datetime]]) -> None:
    """These check-ins (id, person, when) count for the session, and no others."""
    kept = list(visits)
    tx.execute(
        "delete from session_seen where session = %s and how = 'kiosk'"
        " and checkin <> all(%s::uuid[])",
        [session, ids(one[0] for one in kept)],
    )
    for checkin, person, at in kept:
        tx.execute(
            "insert into session_seen (session, person, how, at, checkin)"
            " values (%s, %s, 'kiosk', %s, %s) on conflict do nothing",
            [session, person, at, checkin],
        )


def seen(tx: Connection, session: UUID) -> list[tuple[UUID, str, datetime, UUID | None]]:
    """Who was seen: person, how, when, and the officer who says so; as far as the wall shows."""
    return tx.execute(
        "select person, how, at, by_staff from session_seen where session = %s", [session]
    ).fetchall()
