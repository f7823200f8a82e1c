"""SQL of who opened whose trajectory and why."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from psycopg import Connection
from psycopg.rows import class_row
from psycopg.types.json import Jsonb

COLUMNS = "id, staff, person, ord, reason, opened_at, until"


@dataclass(frozen=True)
class Opening:
    """Somebody looks at a trajectory, until then, for a written reason."""

    id: UUID
    staff: UUID
    person: UUID
    ord: UUID
    reason: str
    opened_at: datetime
    until: datetime


def insert(tx: Connection, one: Opening) -> None:
    """Write it down."""
    tx.execute(
        f"insert into trajectory_opening ({COLUMNS}) values (%s, %s, %s, %s, %s, %s, %s)",  # noqa: S608
        list(vars(one).values()),
    )


def last(tx: Connection, staff: UUID) -> Opening | None:
    """What this member of staff opened last."""
    with tx.cursor(row_factory=class_row(Opening)) as cursor:
        query = (
            f"select {COLUMNS} from trajectory_opening where staff = %s"  # noqa: S608 # constants
            " order by opened_at desc, id desc limit 1"
        )
        return cursor.execute(query, [staff]).fetchone()


def of_person(tx: Connection, person: UUID) -> list[Opening]:
    """Who opened the trajectory of a person, newest first."""
    with tx.cursor(row_factory=class_row(Opening)) as cursor:
        query = (
            f"select {COLUMNS} from trajectory_opening where person = %s"  # noqa: S608 # constants
            " order by opened_at desc limit 200"
        )
        return cursor.execute(query, [person]).fetchall()


def put_day(
    tx: Connection,
    person: UUID,
    day: date,
    order: UUID,
    fixes: int,
    judgement: dict[str, Any],
    now: datetime,
) -> None:
    """Keep what a day comes to, in place of what was."""
    tx.execute(
        "insert into position_day (person, day, ord, judged_at, fixes, judgement)"
        " values (%s, %s, %s, %s, %s, %s) on conflict (person, day) do update"
        " set ord = excluded.ord, judged_at = excluded.judged_at, fixes = excluded.fixes,"
        " judgement = excluded.judgement",
        [person, day, order, now, fixes, Jsonb(judgement)],
    )


def habits(
    tx: Connection, person: UUID, start: date, end: date
) -> list[tuple[date, list[Any], list[Any]]]:
    """The judged days between two, both included, with their half hours and their stays."""
    return tx.execute(
        "select day, judgement -> 'slots', judgement -> 'stays' from position_day"
        " where person = %s and day between %s and %s order by day",
        [person, start, end],
    ).fetchall()


def days_json(tx: Connection, person: UUID, start: date, end: date) -> str:
    """The judged days between two, as JSON; read and written anew it took three times as long."""
    row = tx.execute(
        "select coalesce(json_agg(json_build_object('day', day, 'fixes', fixes,"
        " 'judgement', judgement - 'line') order by day), '[]')::text from position_day"
        " where person = %s and day between %s and %s",
        [person, start, end],
    ).fetchone()
    return str(row[0]) if row else "[]"
