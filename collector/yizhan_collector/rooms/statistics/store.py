"""SQL of the figures. They are grouped in the database, behind the wall of who asks."""

from collections import Counter
from datetime import date, datetime
from typing import Any

from psycopg import Connection

from yizhan_collector.rooms.statistics.model import COUNTS, Cell, Count

LIVING = """
select case when grouping(state) = 0 then 'states' when grouping(category) = 0 then 'categories'
            when grouping(sentence) = 0 then 'sentences' else 'townships' end,
       coalesce(state, category, sentence, township, 'none'), count(*)
from term join person on person.id = term.person
where ended_on is null and minor = %(minor)s and starts_with(township, %(area)s)
group by grouping sets ((state), (category), (sentence), (township))
order by 1, 3 desc, 2
"""
ENDED = """
select end_reason, count(*) from term join person on person.id = term.person
where ended_on > %(since)s and ended_on <= %(day)s and not minor
  and starts_with(township, %(area)s)
group by end_reason order by 2 desc, 1
"""
ENDING = """
select to_char(date_trunc('week', ends_on), 'YYYY-MM-DD'), count(*)
from term join person on person.id = term.person
where ended_on is null and ends_on between %(day)s and %(until)s and not minor
  and starts_with(township, %(area)s)
group by 1 order by 1
"""
WEEKS = """
select date_trunc('week', day)::date, sum(on_time), sum(late), sum(open), sum(excused),
       sum(post_down), sum(overdue)
from report_day
where day >= %(monday)s and day < %(day)s and not minor and starts_with(township, %(area)s)
group by 1 order by 1
"""
LIVING_BY_COUNTY = """
select left(township, 6), coalesce(category, 'none'), count(*)
from term join person on person.id = term.person
where ended_on is null and not minor group by 1, 2
"""
REPORTS_BY_COUNTY = """
select left(township, 6), sum(on_time), sum(late), sum(open), sum(excused), sum(post_down),
       sum(overdue)
from report_day where day between %s and %s and not minor group by 1
"""
LEAVES = """
select state, count(*) from leave join person on person.id = leave.person
where asked_on > %(since)s and asked_on <= %(day)s and not minor
  and starts_with(township, %(area)s)
group by state order by 2 desc, 1
"""
SANCTIONS = """
select measure, count(*) from sanction join person on person.id = sanction.person
where decided_at > %(since)s and state in ('decided', 'in_force', 'closed') and not minor
  and starts_with(township, %(area)s)
group by measure order by 2 desc, 1
"""
EDUCATION = """
with pupil as materialized (
    select id from person where not minor and starts_with(township, %(area)s)
), last as (
    select distinct on (session, person) code from class_mark
    where at > %(since)s and person in (select id from pupil)
    order by session, person, version desc
)
select 'course', count(*) from credit where at > %(since)s and person in (select id from pupil)
having count(*) > 0
union all select 'class_' || code, count(*) from last group by code
union all select 'service_' || outcome, count(*) from service_place
    where noted_at > %(since)s and person in (select id from pupil) group by outcome
order by 2 desc, 1
"""
CELLS = {
    "education": EDUCATION,
    "ended": ENDED,
    "ending": ENDING,
    "leaves": LEAVES,
    "sanctions": SANCTIONS,
}
KEEP = """
insert into report_day (day, township, minor, on_time, late, open, excused, post_down, overdue,
                        counted_at)
values (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
on conflict (day, township, minor) do update
set on_time = excluded.on_time, late = excluded.late, open = excluded.open,
    excused = excluded.excused, post_down = excluded.post_down, overdue = excluded.overdue,
    counted_at = excluded.counted_at
"""


def living(tx: Connection, area: str, minor: bool) -> dict[str, list[Cell]]:
    """The live terms by state, category, sentence and township."""
    found: dict[str, list[Cell]] = {
        "states": [], "categories": [], "sentences": [], "townships": []
    }  # fmt: skip
    for cut, key, count in tx.execute(LIVING, {"area": area, "minor": minor}):
        found[cut].append(Cell(key, count))
    return found


def cells(tx: Connection, cut: str, values: dict[str, Any]) -> list[Cell]:
    """One cut as cells, the most frequent first."""
    return [Cell(*row) for row in tx.execute(CELLS[cut], values)]


def weeks(tx: Connection, values: dict[str, Any]) -> list[tuple[date, dict[Count, int]]]:
    """The reports by week, the oldest first."""
    rows = tx.execute(WEEKS, values).fetchall()
    return [(row[0], dict(zip(COUNTS, map(int, row[1:]), strict=True))) for row in rows]


def living_by_county(tx: Connection) -> dict[tuple[str, str], int]:
    """The live terms by county and category."""
    return {(row[0], row[1]): row[2] for row in tx.execute(LIVING_BY_COUNTY)}


def reports_by_county(tx: Connection, first: date, last: date) -> dict[tuple[str, Count], int]:
    """The reports of these days by county and how they stand."""
    rows = tx.execute(REPORTS_BY_COUNTY, [first, last])
    return {
        (row[0], name): int(count)
        for row in rows
        for name, count in zip(COUNTS, row[1:], strict=True)
    }


def keep(
    tx: Connection, day: date, tally: dict[tuple[str, bool], Counter[Count]], now: datetime
) -> None:
    """Keep how the reports of a day stand, instead of what was kept before."""
    tx.execute("delete from report_day where day = %s", [day])
    rows = [
        (day, township, minor, *(counts[one] for one in COUNTS), now)
        for (township, minor), counts in tally.items()
    ]
    with tx.cursor() as cursor:
        cursor.executemany(KEEP, rows)


def last(tx: Connection) -> date | None:
    """The last day whose reports are kept."""
    row = tx.execute("select max(day) from report_day").fetchone()
    return row[0] if row else None


def first(tx: Connection) -> date | None:
    """The first day on which anybody had to report."""
    row = tx.execute("select min(first_due_on) from reporting_order").fetchone()
    return row[0] if row else None
