"""SQL of the figures."""

from datetime import datetime
from typing import Any

from psycopg import Connection

from yizhan_collector.rooms.cases.model import UNSATISFIED, Kind

BY_KIND = """
select kind, count(*), count(answered_at), count(*) filter (where answered_at <= answer_by),
       count(closed_at), count(satisfaction), coalesce(sum(satisfaction), 0),
       count(*) filter (where satisfaction <= %s)
  from matter where opened_at >= %s and opened_at < %s group by kind order by count(*) desc, kind
"""


def by_kind(tx: Connection, since: datetime, until: datetime) -> list[tuple[Any, ...]]:
    """Of each kind that was asked: opened, answered, in time, closed, rated, stars, unsatisfied."""
    return tx.execute(BY_KIND, [UNSATISFIED, since, until]).fetchall()


def opened_by_area(tx: Connection, since: datetime, until: datetime) -> dict[tuple[str, Kind], int]:
    """How many were opened, by area and kind."""
    query = (
        "select area, kind, count(*) from matter where opened_at >= %s and opened_at < %s"
        " group by area, kind"
    )
    return {(row[0], row[1]): row[2] for row in tx.execute(query, [since, until])}
