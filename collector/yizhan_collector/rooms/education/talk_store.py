"""SQL of the individual talks."""

from datetime import datetime
from uuid import UUID

from psycopg import Connection
from psycopg.rows import class_row

from yizhan_collector.rooms.education.talks_model import Talk

COLUMNS = "id, person, kind, on_day, words, by_staff"


def insert(tx: Connection, one: Talk, now: datetime) -> None:
    """Keep a talk."""
    tx.execute(
        f"insert into talk ({COLUMNS}, at) values (%s, %s, %s, %s, %s, %s, %s)",  # noqa: S608
        [*vars(one).values(), now],
    )


def of_person(tx: Connection, person: UUID) -> list[Talk]:
    """A person's talks as far as the database shows them, the latest first."""
    query = f"select {COLUMNS} from talk where person = %s order by on_day desc, id desc limit 100"  # noqa: S608
    with tx.cursor(row_factory=class_row(Talk)) as cursor:
        return cursor.execute(query, [person]).fetchall()
