"""SQL of the inspection. The wall shows a prosecutor the own area; every query here only reads."""

from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID

from psycopg import Connection

Row = tuple[Any, ...]
# the live term of a person, else the last one
LINES = """
select person.id, number, name, person.township, minor, sentence, state, category,
       starts_on, ends_on, report_by, ended_on, end_reason
from person left join lateral (
    select * from term where term.person = person.id
    order by ended_on desc nulls first, starts_on desc limit 1) term on true
"""
WHERE = """
where (strpos(name, %(part)s) > 0 or strpos(number, %(part)s) > 0)
  and (%(state)s::text is null or state = %(state)s)
"""
OVERDUE = """
select kind, late.id, late.person, clock, number, name, coalesce(township, about) from (
    select 'intake' as kind, id, person, report_by as clock, null::text as about
    from term where state = 'expected' and ended_on is null and report_by < %(today)s
    union all
    select 'request', id, person, decide_by, null
    from request where decision is null and decide_by < %(today)s
    union all
    select 'ending', id, person, ends_on, null
    from term where ended_on is null and ends_on < %(today)s
    union all
    select 'complaint', id, person, answer_by, about
    from complaint where answered_at is null and answer_by < %(today)s
    union all
    select 'opinion', id, person, reply_by, about
    from opinion where replied_at is null and reply_by < %(today)s
) late left join person on person.id = late.person
order by clock, late.id limit %(limit)s
"""


def page(
    tx: Connection, part: str, state: str | None, limit: int, offset: int
) -> tuple[list[Row], int]:
    """People with their term, by name; and how many in all."""
    values = {"part": part, "state": state, "limit": limit, "offset": offset}
    rows = tx.execute(
        (LINES + WHERE + " order by name, number limit %(limit)s offset %(offset)s").encode(),
        values,
    ).fetchall()
    total = tx.execute(f"select count(*) from ({LINES + WHERE}) all_lines".encode(), values)  # noqa: S608
    return rows, int((total.fetchone() or (0,))[0])


def live(tx: Connection) -> list[UUID]:
    """Everybody with a live term."""
    return [row[0] for row in tx.execute("select person from term where ended_on is null")]


def lines(tx: Connection, people: Collection[UUID]) -> list[Row]:
    """These people with their term."""
    return tx.execute(f"{LINES} where person.id = any(%s)".encode(), [list(people)]).fetchall()


def overdue(tx: Connection, today: date, limit: int) -> list[Row]:
    """What a day of the law or of an answer has passed for, the oldest first."""
    return tx.execute(OVERDUE, {"today": today, "limit": limit}).fetchall()
