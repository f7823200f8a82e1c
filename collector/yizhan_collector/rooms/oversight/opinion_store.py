"""SQL of the procuratorate's opinions and the replies."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from psycopg import Connection
from psycopg.rows import class_row

from yizhan_collector.rooms.oversight.model import Opinion, Reply

COLUMNS = (
    "id, county, about, kind, reference, words, person, raised_by, raised_at, reply_by,"
    " adopted, reply, reasons, replied_by, replied_at, paper"
)


def insert(tx: Connection, one: Opinion) -> None:
    """Add an opinion."""
    tx.execute(
        "insert into opinion (id, county, about, kind, reference, words, person, raised_by,"
        " raised_at, reply_by) values (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
        list(vars(one).values())[:10],
    )


def get(tx: Connection, opinion: UUID) -> Opinion | None:
    """One, if the database shows it."""
    found = _read(tx, "where id = %s", [opinion])
    return found[0] if found else None


def listed(tx: Connection, only_open: bool, limit: int, offset: int) -> tuple[list[Opinion], int]:
    """What the database shows, what waits longest first; and how many in all."""
    where = "where replied_at is null" if only_open else "where true"
    order = "order by replied_at is not null, reply_by, id limit %s offset %s"
    total = tx.execute(f"select count(*) from opinion {where}").fetchone()  # noqa: S608
    return _read(tx, f"{where} {order}", [limit, offset]), total[0] if total else 0


def reply(
    tx: Connection, opinion: UUID, given: Reply, paper: UUID, by: UUID, now: datetime
) -> bool:
    """Keep the reply; False when there is one already."""
    updated = tx.execute(
        "update opinion set adopted = %s, reply = %s, reasons = %s, replied_by = %s,"
        " replied_at = %s, paper = %s where id = %s and replied_at is null",
        [given.adopted, given.reply, given.reasons, by, now, paper, opinion],
    )
    return updated.rowcount == 1


def _read(tx: Connection, rest: str, values: Sequence[Any]) -> list[Opinion]:
    with tx.cursor(row_factory=class_row(Opinion)) as cursor:
        query = f"select {COLUMNS} from opinion {rest}"  # noqa: S608 # constants
        return cursor.execute(query, values).fetchall()
