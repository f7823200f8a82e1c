"""SQL of the classes and the attendance."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from psycopg import Connection
from psycopg.rows import class_row

from yizhan_collector.rooms.education.gather import Code, Session

SESSION = (
    "id, county, title, place, teacher, starts_at, minutes, capacity, minors, make_up,"
    " cancelled_at, cancel_reason"
)


def insert(tx: Connection, one: Session, by: UUID, now: datetime) -> None:
    """Plan a class."""
    marks = ", ".join(["%s"] * 14)
    tx.execute(
        f"insert into class_session ({SESSION}, made_by, made_at) values ({marks})",  # noqa: S608
        [*vars(one).values(), by, now],
    )


def page(
    tx: Connection, start: datetime | None, limit: int, offset: int
) -> tuple[list[Session], int]:
    """The classes since a moment, the latest first; and how many in all."""
    where = "where (%s::timestamptz is null or starts_at >= %s)"
    query = (
        f"select {SESSION} from class_session {where} order by starts_at desc limit %s offset %s"  # noqa: S608
    )
    with tx.cursor(row_factory=class_row(Session)) as cursor:
        rows = cursor.execute(query, [start, start, limit, offset]).fetchall()
    total = tx.execute(f"select count(*) from class_session {where}", [start, start]).fetchone()  # noqa: S608
    return rows, total[0] if total else 0


def get(tx: Connection, session: UUID) -> Session | None:
    """One class."""
    query = f"select {SESSION} from class_session where id = %s"  # noqa: S608 # a constant
    with tx.cursor(row_factory=class_row(Session)) as cursor:
        return cursor.execute(query, [session]).fetchone()


def cancel(tx: Connection, session: UUID, reason: str, now: datetime) -> bool:
    """Cancel a class; False when it is cancelled already."""
    done = tx.execute(
        "update class_session set cancelled_at = %s, cancel_reason = %s"
        " where id = %s and cancelled_at is null",
        [now, reason, session],
    )
    return done.rowcount == 1


def invite(tx: Connection, session: UUID, people: Collection[UUID], now: datetime) -> None:
    """Give places; the database refuses a mixed class and one that is full."""
    for person in people:
        tx.execute(
            "insert into class_place (session, person, invited_at) values (%s, %s, %s)"
            " on conflict do nothing",
            [session, person, now],
        )


def places(tx: Connection, session: UUID) -> list[tuple[Any, ...]]:
    """Who is expected and the newest mark of each: person, code, note, version, by, at."""
    return tx.execute(
        "select place.person, mark.code, coalesce(mark.note, ''), coalesce(mark.version, 0),"
        " mark.by_staff, mark.at from class_place place left join lateral ("
        "  select * from class_mark where session = place.session and person = place.person"
        "  order by version desc limit 1) mark on true where place.session = %s order by person",
        [session],
    ).fetchall()


def mark(
    tx: Connection, key: tuple[UUID, UUID, int], code: Code, note: str, by: UUID, now: datetime
) -> bool:
    """Write a version of a mark; False when somebody has written it first."""
    added = tx.execute(
        "insert into class_mark (session, person, version, code, note, by_staff, at)"
        " values (%s, %s, %s, %s, %s, %s, %s) on conflict do nothing",
        [*key, code, note, by, now],
    )
    return added.rowcount == 1


def of_person(tx: Connection, person: UUID) -> list[tuple[Any, ...]]:
    """A person's classes, the latest first: session, title, place, when, code, make-up course."""
    return tx.execute(
        "select session.id, title, session.place, starts_at,"
        " (select code from class_mark where session = session.id and person = place.person"
        "  order by version desc limit 1), make_up"
        " from class_place place join class_session session on session.id = place.session"
        " where place.person = %s and cancelled_at is null order by starts_at desc limit 100",
        [person],
    ).fetchall()
