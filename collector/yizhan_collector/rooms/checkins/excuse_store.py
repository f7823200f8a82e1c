"""SQL of the excuses."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from psycopg import Connection
from psycopg.errors import ExclusionViolation
from psycopg.rows import class_row

from yizhan_collector.ground.ids import ids
from yizhan_collector.rooms.checkins.excuse_model import Excuse, ExcuseOverlaps, Span

COLUMNS = (
    "id, person, from_on, to_on, why, evidence, author, recorded_at,"
    " withdrawn_by, withdrawn_at, withdrawn_why"
)


def insert(tx: Connection, one: Excuse) -> None:
    """Keep an excuse; raises ExcuseOverlaps."""
    try:
        with tx.transaction():
            tx.execute(
                f"insert into excuse ({COLUMNS}) values"  # noqa: S608 # constants
                " (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
                list(vars(one).values()),
            )
    except ExclusionViolation:
        raise ExcuseOverlaps from None


def withdraw(tx: Connection, excuse: UUID, by: UUID, at: datetime, reason: str) -> bool:
    """Withdraw one; False when it is withdrawn already."""
    done = tx.execute(
        "update excuse set withdrawn_by = %s, withdrawn_at = %s, withdrawn_why = %s"
        " where id = %s and withdrawn_at is null",
        [by, at, reason, excuse],
    )
    return done.rowcount == 1


def get(tx: Connection, excuse: UUID) -> Excuse | None:
    """One of them."""
    return next(iter(_read(tx, "id = %s", excuse)), None)


def of_person(tx: Connection, person: UUID) -> list[Excuse]:
    """All of a person, newest first, also those that were withdrawn."""
    return _read(tx, "person = %s order by from_on desc, recorded_at desc", person)


def spans(
    tx: Connection, persons: Collection[UUID], start: date, end: date
) -> list[tuple[UUID, Span]]:
    """The days of these people that are excused and lie between two, both included."""
    rows = tx.execute(
        "select person, from_on, to_on, why from excuse where person = any(%s::uuid[])"
        " and withdrawn_at is null and from_on <= %s and to_on >= %s",
        [ids(persons), end, start],
    )
    return [(row[0], Span(*row[1:])) for row in rows]


def detentions(tx: Connection, persons: Collection[UUID]) -> list[tuple[UUID, date, date | None]]:
    """Since when and until when these people were detained; None: they still are."""
    rows = tx.execute(
        "select person, from_on, to_on from detentions_of(%s::uuid[])", [ids(persons)]
    )
    return rows.fetchall()


def _read(tx: Connection, where: str, value: UUID) -> list[Excuse]:
    with tx.cursor(row_factory=class_row(Excuse)) as cursor:
        query = f"select {COLUMNS} from excuse where {where}"  # noqa: S608 # constants
        return cursor.execute(query, [value]).fetchall()
