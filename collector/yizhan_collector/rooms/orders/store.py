"""SQL of the reporting orders."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from psycopg import Connection
from yizhan_wire.envelope import new_id


@dataclass(frozen=True)
class Order:
    """An order as it is kept; one that ended before its first day never asked for anything."""

    person: UUID
    first_due_on: date
    every_days: int
    ended_on: date | None


def orders_of(tx: Connection, people: Collection[UUID]) -> list[Order]:
    """Every order of these people, by person and first day."""
    rows = tx.execute(
        "select person, first_due_on, every_days, ended_on from reporting_order"
        " where person = any(%s) order by person, first_due_on",
        [list(people)],
    )
    return [Order(*row) for row in rows]


# Half of all orders ended, most of them long ago. One is still of use while it holds the day or
# may hold the last due day before: none that began a month before the day came after it.
ABOUT = """
select person, first_due_on, every_days, ended_on from (
    select *, lead(first_due_on) over own as follows,
           bool_or(ended_on is null or ended_on >= %(day)s) over (partition by person) as asks
    from reporting_order
    where person in (select id from person where starts_with(township, %(area)s))
    window own as (partition by person order by first_due_on)) one
where asks and (follows is null or follows >= %(day)s - 31)
order by person, first_due_on
"""


def orders_about(tx: Connection, area: str, day: date) -> list[Order]:
    """The orders of an area that say who is due on a day and when each was due before it."""
    return [Order(*row) for row in tx.execute(ABOUT, {"area": area, "day": day})]


def insert(
    tx: Connection, person: UUID, first_due_on: date, every_days: int, now: datetime
) -> None:
    """Begin a rhythm; the database refuses a second live one, and one that overlaps another."""
    tx.execute(
        "insert into reporting_order (id, person, first_due_on, every_days, created_at)"
        " values (%s, %s, %s, %s, %s)",
        [new_id(), person, first_due_on, every_days, now],
    )


def end(tx: Connection, person: UUID, last_day: date) -> bool:
    """Let the live rhythm end with this day; False without one."""
    ended = tx.execute(
        "update reporting_order set ended_on = %s where person = %s and ended_on is null",
        [last_day, person],
    )
    return ended.rowcount == 1
