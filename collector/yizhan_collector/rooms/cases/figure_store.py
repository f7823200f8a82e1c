"""SQL of the figures."""

from datetime import datetime
from typing import Any

from psycopg import Connection

from yizhan_collector.rooms.cases.model import UNSATISFIED

BY_KIND = """
select kind, count(*), count(answered_at), count(*) filter (where answered_at <= answer_by),
       count(closed_at), count(satisfaction), coalesce(sum(satisfaction), 0),
       count(*) filter (where satisfaction <= %s)
  from matter where opened_at >= %s and opened_at < %s group by kind order by count(*) desc, kind
"""


def by_kind(tx: Connection, since: datetime, until: datetime) -> list[tuple[Any, ...]]:
    """Of each kind that was asked: opened, answered, in time, closed, rated, stars, unsatisfied."""
    return tx.execute(BY_KIND, [UNSATISFIED, since, until]).fetchall()
