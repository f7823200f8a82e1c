"""SQL of what the rules look for; only what is known, never what is missing."""

from datetime import date, datetime
from typing import Any, LiteralString
from uuid import UUID

from psycopg import Connection

OVERRUN = """
select leave.id, leave.person, township, to_on from leave join person on person.id = leave.person
where state = 'granted' and begun and to_on < %(today)s and said_back_on is null
  and exists (select from term where term.person = leave.person and ended_on is null)
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
DOWN = """
select device.id, left(township, 6), coalesce(received_at, claimed_at), state,
       coalesce(body ->> 'camera', '')
from device left join device_last last on last.device = device.id
where revoked_at is null and claimed_at < %(before)s
  and (coalesce(received_at, claimed_at) < %(before)s
       or state = 'offline' and state_at < %(before)s
       or body ->> 'camera' in ('black', 'frozen', 'lost', 'covered', 'moved'))
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


def down(tx: Connection, before: datetime) -> list[Row]:
    """Box, county, last heard, its word, its camera: of no full use since then or longer."""
    return _rows(tx, DOWN, {"before": before})


def townships(tx: Connection, persons: list[UUID]) -> dict[UUID, str]:
    """Where these people live."""
    rows = tx.execute("select id, township from person where id = any(%s)", [persons]).fetchall()
    return dict(rows)


def _rows(tx: Connection, query: LiteralString, values: dict[str, object]) -> list[Row]:
    return tx.execute(query, values).fetchall()
