"""SQL of the anomalies: what was unusual on a judged day, and what a human said of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, LiteralString
from uuid import UUID

from psycopg import Connection
from psycopg.rows import class_row
from yizhan_wire.envelope import new_id

from yizhan_collector.rooms.positions.judge.pattern import Unusual

Code = Literal["not_home", "new_place"]
AnomalyOutcome = Literal["explained", "concern", "data_fault"]
Stand = Literal["waiting", "answered", "all"]
LAPSED = """
delete from position_anomaly where person = %(person)s and day = %(day)s and outcome is null
  and not ((code, first) in (select * from unnest(%(code)s::text[], %(first)s::smallint[])))
"""
PUT = """
insert into position_anomaly (id, person, ord, day, code, first, last, usual, known, away, seen_at)
values (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
on conflict (person, day, code, first) do update
set last = excluded.last, usual = excluded.usual, known = excluded.known, away = excluded.away
where position_anomaly.outcome is null
"""
SELECT = """
select anomaly.*, one.starts_at, one.ends_at
from position_anomaly anomaly join position_order one on one.id = anomaly.ord
"""
WHERE: dict[Stand, LiteralString] = {
    "waiting": " where anomaly.outcome is null",
    "answered": " where anomaly.outcome is not null",
    "all": "",
}
OLDEST, NEWEST = (
    " order by anomaly.day, anomaly.first, anomaly.id",
    " order by anomaly.day desc, anomaly.id desc",
)
ANSWER = """
update position_anomaly set outcome = %s, words = %s, answered_by = %s, answered_at = %s
where id = %s and outcome is null
"""


@dataclass(frozen=True)
class Anomaly:
    """Something unusual of half hour `first` to `last` of a day; its order `starts_at`, `ends_at`.

    The numbers are those of `judge.pattern.Unusual`.
    """

    id: UUID
    person: UUID
    ord: UUID
    day: date
    code: Code
    first: int
    last: int
    usual: int
    known: int
    away: int
    seen_at: datetime
    outcome: AnomalyOutcome | None
    words: str
    answered_by: UUID | None
    answered_at: datetime | None
    starts_at: datetime
    ends_at: datetime


def put(
    tx: Connection, person: UUID, order: UUID, day: date, some: Sequence[Unusual], now: datetime
) -> None:
    """Keep what a day comes to now; what was answered stays, what is unusual no more goes."""
    keys = {"code": [one.code for one in some], "first": [one.first for one in some]}
    tx.execute(LAPSED, {"person": person, "day": day, **keys})
    for one in some:
        known = (one.first, one.last, one.usual, one.known, round(one.away))
        tx.execute(PUT, [new_id(), person, order, day, one.code, *known, now])


def page(tx: Connection, stand: Stand, limit: int, offset: int) -> tuple[list[Anomaly], int]:
    """Those that stand so, what waits longest first, else the newest first; and how many in all."""
    where = WHERE[stand]
    order = OLDEST if stand == "waiting" else NEWEST
    with tx.cursor(row_factory=class_row(Anomaly)) as cursor:
        query = f"{SELECT}{where}{order} limit %s offset %s"
        found = cursor.execute(query, [limit, offset]).fetchall()
    row = tx.execute(f"select count(*) from position_anomaly anomaly{where}").fetchone()  # noqa: S608 # constants
    return found, int(row[0]) if row else 0


def get(tx: Connection, anomaly: UUID) -> Anomaly | None:
    """One anomaly."""
    with tx.cursor(row_factory=class_row(Anomaly)) as cursor:
        return cursor.execute(f"{SELECT} where anomaly.id = %s", [anomaly]).fetchone()


def of_person(tx: Connection, person: UUID) -> list[Anomaly]:
    """The anomalies about a person, the newest first."""
    with tx.cursor(row_factory=class_row(Anomaly)) as cursor:
        query = f"{SELECT} where anomaly.person = %s{NEWEST} limit 200"
        return cursor.execute(query, [person]).fetchall()


def answer(
    tx: Connection, anomaly: UUID, outcome: AnomalyOutcome, words: str, by: UUID, now: datetime
) -> bool:
    """Write down what a human said; False when somebody had."""
    return tx.execute(ANSWER, [outcome, words, by, now, anomaly]).rowcount == 1
