"""Figures of the hotline by legal day; nobody is named."""

from dataclasses import dataclass, fields
from datetime import date

from psycopg import Connection
from psycopg.rows import class_row

from yizhan_collector.rooms.hotline.model import UNSATISFIED
from yizhan_collector.rooms.rules import service as rules

BY_DAY = """
select (began_at at time zone 'Asia/Shanghai')::date as day,
       count(*) as offered,
       count(answered_at) as answered,
       count(*) filter (where ended_at is not null and answered_at is null) as missed,
       coalesce(sum(extract(epoch from answered_at - coalesce(queued_at, offered_at))), 0)::int
           as waited_s,
       coalesce(sum(extract(epoch from ended_at - answered_at))
           filter (where answered_at is not null), 0)::int as talked_s,
       count(ticket) as ticketed,
       count(stars) as rated,
       count(*) filter (where stars > %(bad)s) as satisfied,
       count(*) filter (where stars <= %(bad)s) as unsatisfied,
       count(*) filter (where stars <= %(bad)s and exists
           (select from call_back where call = hotline_call.id and why = 'unsatisfied'
            and outcome in ('reached', 'given_up', 'refused', 'wrong_number'))) as followed,
       count(call_check.call) as picked,
       count(call_check.checked_at) as checked
  from hotline_call left join call_check on call_check.call = hotline_call.id
 where not outgoing and began_at >= %(first)s::timestamp at time zone 'Asia/Shanghai'
   and began_at < (%(last)s + 1)::timestamp at time zone 'Asia/Shanghai'
 group by day order by day
"""


@dataclass(frozen=True)
class Day:
    """Of the calls that began on a legal day; calls we made are not counted."""

    day: date
    offered: int
    answered: int
    missed: int
    waited_s: int  # of all that were answered, together
    talked_s: int
    ticketed: int
    rated: int
    satisfied: int
    unsatisfied: int
    followed: int  # of the unsatisfied: called back until it ended
    picked: int
    checked: int


@dataclass(frozen=True)
class Goals:
    """What a hotline is measured by, percent."""

    answered: int
    satisfied: int
    checked: int


def by_day(tx: Connection, first: date, last: date) -> list[Day]:
    """The days of a period that had calls, both ends included."""
    with tx.cursor(row_factory=class_row(Day)) as cursor:
        given = {"bad": UNSATISFIED, "first": first, "last": last}
        return cursor.execute(BY_DAY, given).fetchall()


def together(days: list[Day]) -> dict[str, int]:
    """The sums of all days, by name."""
    names = [one.name for one in fields(Day) if one.name != "day"]
    return {name: sum(getattr(one, name) for one in days) for name in names}


def goals(tx: Connection, day: date) -> Goals:
    """The goals in force on a day."""
    book = rules.book(tx, day)
    return Goals(*(book.number(f"hotline.{one.name}_percent") for one in fields(Goals)))
