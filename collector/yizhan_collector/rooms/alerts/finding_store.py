"""SQL of what the rules look for; only what is known, never what is missing."""

from datetime import date, datetime, timedelta
from typing import Any, LiteralString

from psycopg import Connection

# of a leave and what made it longer the last one speaks for all
OVERRUN = """
select coalesce(extends, leave.id), leave.person, township, max(to_on)
from leave join person on person.id = leave.person
where state = 'granted'
  and exists (select from term where term.person = leave.person and ended_on is null)
group by 1, 2, 3
having max(to_on) < %(today)s and bool_or(begun) and bool_and(said_back_on is null)
"""
ARRIVAL = """
select term.id, person, township, report_by from term join person on person.id = person
where state = 'expected' and ended_on is null and report_by < %(today)s
"""
DECLARATION = """
select term.id, person, township, received_on from term join person on person.id = person
where state = 'received' and ended_on is null and received_on + %(days)s::int < %(today)s
"""
UNANSWERED = """
select id, person, case level when 'township' then township when 'city' then left(county, 4) || '00'
                              else county end, decide_by
from request where decision is null and decide_by < %(today)s
"""
TEMPLATES = """
select command.id, device, left(township, 6), ordered_at
from device_command command join device on device.id = device
where action = 'delete_template' and done_at is null and revoked_at is null
  and ordered_at < %(before)s
"""
BOXES = """
select device.id, left(township, 6), coalesce(received_at, claimed_at), state,
       coalesce(body ->> 'camera', 'ok'),
       case when body ->> 'camera' <> 'ok' then coalesce(
           (select max(health.received_at) from device_health health
            where health.device = device.id and health.captured_at > %(since)s
              and health.body ->> 'camera' = 'ok'), greatest(claimed_at, %(since)s)) end
from device left join device_last last on last.device = device.id
where revoked_at is null and claimed_at < %(now)s order by device.id
"""
# the office that owes it: of a complaint the one above the office complained of
DUTIES = """
select 'complaint', id::text, null::uuid,
       case length(about) when 9 then left(about, 6) else left(about, 4) || '00' end, answer_by
from complaint where answered_at is null and answer_by < %(today)s
union all
select 'opinion', id::text, null, about, reply_by
from opinion where replied_at is null and reply_by < %(today)s
union all
select 'move', move.id || ' ' || step, person,
       case side when 'old' then from_township else to_township end, due_on
from move_step join move on move.id = move
where move_step.done_on is null and due_on < %(today)s and state in ('asked', 'granted')
  and (side = 'old' or to_township is not null)
union all
select 'ending', term.id::text, person, left(township, 6), ends_on
from term join person on person.id = person
where ended_on is null and state in ('declared', 'active') and ends_on < %(today)s
order by 1, 2
"""
Row = tuple[Any, ...]


def overrun(tx: Connection, today: date) -> list[Row]:
    """Leave, person, township, last day: over, not back, and nothing said."""
    return _rows(tx, OVERRUN, {"today": today})


def not_arrived(tx: Connection, today: date) -> list[Row]:
    """Term, person, township, last day of the first report."""
    return _rows(tx, ARRIVAL, {"today": today})


def undeclared(tx: Connection, days: int, today: date) -> list[Row]:
    """Term, person, township, received on: more than so many days without a declaration."""
    return _rows(tx, DECLARATION, {"days": days, "today": today})


def unanswered(tx: Connection, today: date) -> list[Row]:
    """Request, person, office that owes the answer, last day."""
    return _rows(tx, UNANSWERED, {"today": today})


def undeleted(tx: Connection, before: datetime) -> list[Row]:
    """Command, box, county, ordered at: a template that should be gone."""
    return _rows(tx, TEMPLATES, {"before": before})


def boxes(tx: Connection, now: datetime) -> list[Row]:
    """Box, county, last heard, its word, its camera, and if that is not ok when it last was."""
    return _rows(tx, BOXES, {"now": now, "since": now - timedelta(days=7)})


def late_duties(tx: Connection, today: date) -> list[Row]:
    """Duty, key, person, office that owes it, last day."""
    return _rows(tx, DUTIES, {"today": today})


def _rows(tx: Connection, query: LiteralString, values: dict[str, object]) -> list[Row]:
    return tx.execute(query, values).fetchall()
