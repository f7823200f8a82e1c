"""SQL of the seats, and of the calls that operators ask for."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from psycopg import Connection
from psycopg.rows import class_row

from yizhan_collector.rooms.hotline.model import Dial

Why = Literal["", "no_answer"]


@dataclass(frozen=True)
class Seat:
    """Where somebody sits; `why` says who else than they took them off."""

    staff: UUID
    extension: str
    ready: bool
    why: Why
    since: datetime
    seen_at: datetime


def put(tx: Connection, one: Seat) -> None:
    """Sit down, or move; raises UniqueViolation when somebody sits there."""
    tx.execute(
        "insert into hotline_seat (staff, extension, ready, why, since, seen_at)"
        " values (%(staff)s, %(extension)s, %(ready)s, %(why)s, %(since)s, %(seen_at)s)"
        " on conflict (staff) do update set extension = excluded.extension, ready = excluded.ready,"
        " why = excluded.why, since = excluded.since, seen_at = excluded.seen_at",
        vars(one),
    )


def get(tx: Connection, staff: UUID) -> Seat | None:
    """Where somebody sits."""
    with tx.cursor(row_factory=class_row(Seat)) as cursor:
        query = "select * from hotline_seat where staff = %s"
        return cursor.execute(query, [staff]).fetchone()


def every(tx: Connection) -> list[Seat]:
    """All seats, by extension."""
    with tx.cursor(row_factory=class_row(Seat)) as cursor:
        return cursor.execute("select * from hotline_seat order by extension").fetchall()


def seen(tx: Connection, staff: UUID, now: datetime) -> None:
    """The page is open; written at most every ten seconds."""
    tx.execute(
        "update hotline_seat set seen_at = %s where staff = %s and seen_at < %s - interval '10 s'",
        [now, staff, now],
    )


def vacate(tx: Connection, extension: str, before: datetime) -> None:
    """Whoever sits there and was not seen since before sits there no more."""
    tx.execute(
        "delete from hotline_seat where extension = %s and seen_at < %s", [extension, before]
    )


def leave(tx: Connection, staff: UUID) -> None:
    """Get up."""
    tx.execute("delete from hotline_seat where staff = %s", [staff])


def rest(tx: Connection, extension: str, why: Why, now: datetime) -> None:
    """A seat is not rung any more until its operator says so."""
    tx.execute(
        "update hotline_seat set ready = false, why = %s, since = %s where extension = %s",
        [why, now, extension],
    )


def wish(
    tx: Connection, ident: UUID, seat: Seat, number: str, back: UUID | None, now: datetime
) -> None:
    """An operator wants to call."""
    tx.execute(
        "insert into hotline_wish (id, staff, extension, number, call_back, at)"
        " values (%s, %s, %s, %s, %s, %s)",
        [ident, seat.staff, seat.extension, number, back, now],
    )


def send_wishes(tx: Connection, now: datetime) -> list[Dial]:
    """Calls that are to be made, each given out once."""
    rows = tx.execute(
        "update hotline_wish set sent_at = %s where sent_at is null and failed is null"
        " returning id, extension, number",
        [now],
    ).fetchall()
    return [Dial(str(ident), seat, number) for ident, seat, number in rows]


def fail_wish(tx: Connection, ident: UUID, why: str) -> None:
    """A call could not be made."""
    tx.execute("update hotline_wish set failed = %s where id = %s", [why, ident])


def last_wish(tx: Connection, staff: UUID, since: datetime) -> tuple[UUID, str | None] | None:
    """The last call somebody asked for since then, and why it could not be made."""
    return tx.execute(
        "select id, failed from hotline_wish where staff = %s and at > %s order by at desc limit 1",
        [staff, since],
    ).fetchone()
