"""SQL of the list of matters: each view stands on an index of its own."""

from collections.abc import Sequence
from typing import Any

from psycopg import Connection
from psycopg.rows import class_row

from yizhan_collector.rooms.cases.model import Matter
from yizhan_collector.rooms.cases.store import MATTER

MOST = 10_000  # counted; whoever has more looks for one


def listed(
    tx: Connection, where: str, order: str, values: Sequence[Any], limit: int, offset: int
) -> tuple[list[Matter], int]:
    """Those of a condition in an order, and how many, counted up to `MOST`; both our own words."""
    counted = f"select count(*) from (select from matter where {where} limit {MOST}) as counted"  # noqa: S608
    row = tx.execute(counted.encode(), values).fetchone()
    query = f"select {MATTER} from matter where {where} order by {order} limit %s offset %s"  # noqa: S608
    with tx.cursor(row_factory=class_row(Matter)) as cursor:
        found = cursor.execute(query.encode(), [*values, limit, offset]).fetchall()
    return found, row[0] if row else 0
