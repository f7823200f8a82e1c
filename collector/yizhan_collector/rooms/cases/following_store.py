"""SQL of the matters of an account."""

from collections.abc import Sequence
from uuid import UUID

from psycopg import Connection
from psycopg.rows import class_row

from yizhan_collector.rooms.cases.model import Matter
from yizhan_collector.rooms.cases.store import MATTER


def of_parties(
    tx: Connection, parties: Sequence[UUID], only_open: bool, limit: int
) -> list[Matter]:
    """The newest matters of these, at most so many."""
    query = (
        f"select {MATTER} from matter where party = any(%s) and (state = 'open' or not %s)"  # noqa: S608
        " order by opened_at desc, id desc limit %s"
    )
    with tx.cursor(row_factory=class_row(Matter)) as cursor:
        return cursor.execute(query.encode(), [list(parties), only_open, limit]).fetchall()
