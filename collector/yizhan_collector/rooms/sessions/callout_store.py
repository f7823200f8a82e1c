"""SQL of the register of call-outs, of their pieces and views, and of holds."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from psycopg import Connection
from psycopg.rows import class_row

from yizhan_collector.ground.ids import ids
from yizhan_collector.rooms.sessions.register import Callout, Ended, Fate, Piece, View

COLUMNS = (
    "id, kind, device, township, session, first, last, reason, words, staff, unit, asked_at, until,"
    " ended_at, ended_why"
)
SELECT = f"select {COLUMNS} from callout"  # noqa: S608 # constants


@dataclass(frozen=True)
class Hold:
    """A recording is kept longer, for a reason."""

    id: UUID
    session: UUID
    reason: str
    by_staff: UUID
    at: datetime
    lifted_at: datetime | None
    lifted_by: UUID | None


def insert(tx: Connection, one: Callout) -> None:
    """Write a row of the register."""
    marks = ", ".join(["%s"] * len(vars(one)))
    tx.execute(
        f"insert into callout ({COLUMNS}) values ({marks})",  # noqa: S608 # constants
        list(vars(one).values()),
    )


def get(tx: Connection, callout: UUID) -> Callout | None:
    """One row."""
    with tx.cursor(row_factory=class_row(Callout)) as cursor:
        return cursor.execute(f"{SELECT} where id = %s", [callout]).fetchone()


def page(
    tx: Connection, session: UUID | None, limit: int, offset: int
) -> tuple[list[Callout], int]:
    """The register, newest first, of one session if named; and how many rows."""
    where = "where (%s::uuid is null or session = %s)"
    with tx.cursor(row_factory=class_row(Callout)) as cursor:
        rows = cursor.execute(
            f"{SELECT} {where} order by asked_at desc, id desc limit %s offset %s",
            [session, session, limit, offset],
        ).fetchall()
    count = tx.execute(
        f"select count(*) from callout {where}",  # noqa: S608 # constants
        [session, session],
    ).fetchone()
    return rows, count[0] if count else 0


def running(tx: Connection, device: str, now: datetime) -> list[Callout]:
    """What a box has still been asked for."""
    with tx.cursor(row_factory=class_row(Callout)) as cursor:
        where = "where device = %s and ended_at is null and until > %s order by asked_at"
        return cursor.execute(f"{SELECT} {where}", [device, now]).fetchall()


def end(tx: Connection, callout: UUID, why: Ended, now: datetime) -> None:
    """It ends, once."""
    tx.execute(
        "update callout set ended_at = %s, ended_why = %s where id = %s and ended_at is null",
        [now, why, callout],
    )


def end_over(tx: Connection, now: datetime) -> int:
    """End what has run out; returns how many."""
    done = tx.execute(
        "update callout set ended_at = until, ended_why = 'over'"
        " where ended_at is null and until <= %s",
        [now],
    )
    return done.rowcount


def live_of(tx: Connection, callouts: Collection[UUID], now: datetime) -> set[UUID]:
    """Those of these that may still be looked at."""
    rows = tx.execute(
        "select id from callout where id = any(%s::uuid[]) and ended_at is null and until > %s",
        [ids(callouts), now],
    )
    return {row[0] for row in rows.fetchall()}


def put(
    tx: Connection, callout: UUID, number: int, outcome: Fate, size: int, now: datetime
) -> None:
    """What became of a segment; what is stored stays stored."""
    tx.execute(
        "insert into callout_segment (callout, number, outcome, size, at)"
        " values (%s, %s, %s, %s, %s) on conflict (callout, number) do update"
        " set outcome = excluded.outcome, size = excluded.size, at = excluded.at"
        " where callout_segment.outcome <> 'stored'",
        [callout, number, outcome, size, now],
    )


def pieces(tx: Connection, callout: UUID) -> list[Piece]:
    """What became of its segments so far, by number."""
    query = "select number, outcome, size, at from callout_segment where callout = %s order by 1"
    with tx.cursor(row_factory=class_row(Piece)) as cursor:
        return cursor.execute(query, [callout]).fetchall()


def view(tx: Connection, callout: UUID, number: int, staff: UUID, now: datetime) -> None:
    """Somebody looks; the database refuses who did not call it out."""
    tx.execute(
        "insert into callout_view (callout, number, staff, at) values (%s, %s, %s, %s)"
        " on conflict do nothing",
        [callout, number, staff, now],
    )


def views(tx: Connection, callout: UUID) -> list[View]:
    """Who looked at what, newest first."""
    query = (
        "select number, staff, at from callout_view where callout = %s"
        " order by at desc, number desc limit 500"
    )
    with tx.cursor(row_factory=class_row(View)) as cursor:
        return cursor.execute(query, [callout]).fetchall()


def hold(tx: Connection, one: Hold) -> bool:
    """Keep a recording longer; False when it is held already."""
    added = tx.execute(
        "insert into session_hold (id, session, reason, by_staff, at) values (%s, %s, %s, %s, %s)"
        " on conflict (session) where lifted_at is null do nothing",
        [one.id, one.session, one.reason, one.by_staff, one.at],
    )
    return added.rowcount == 1


def lift(tx: Connection, session: UUID, by: UUID, now: datetime) -> bool:
    """Keep it no longer; False when it is not held."""
    done = tx.execute(
        "update session_hold set lifted_at = %s, lifted_by = %s"
        " where session = %s and lifted_at is null",
        [now, by, session],
    )
    return done.rowcount == 1


def holds(tx: Connection, session: UUID) -> list[Hold]:
    """The holds of a session, newest first."""
    query = (
        "select id, session, reason, by_staff, at, lifted_at, lifted_by from session_hold"
        " where session = %s order by at desc"
    )
    with tx.cursor(row_factory=class_row(Hold)) as cursor:
        return cursor.execute(query, [session]).fetchall()
