"""SQL of who is on duty."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from psycopg import Connection

# the code of the office somebody works at; the city's own area is empty
OFFICERS = """
select coalesce(nullif(area, ''), (select left(min(code), 4) || '00' from township)), id, name
from staff
where ended_at is null and starts_with(area, %s) and role = any(array[
    'officer_township', 'officer_county', 'head_county', 'supervisor_city'])
order by 1, name, id
"""


def on(tx: Connection, offices: Collection[str], first: date, last: date) -> dict[
    tuple[str, date], UUID
]:  # fmt: skip
    """Who answers for these offices on these days, where it was said."""
    rows = tx.execute(
        "select office, day, staff from duty_roster"
        " where day between %s and %s and office = any(%s)",
        [first, last, list(offices)],
    ).fetchall()
    return {(office, day): staff for office, day, staff in rows}


def officers(tx: Connection, area: str) -> list[tuple[str, UUID, str]]:
    """Office, id and name of everybody who may be on duty in an area, by office."""
    return tx.execute(OFFICERS, [area]).fetchall()


def put(tx: Connection, office: str, day: date, staff: UUID, by: UUID, now: datetime) -> None:
    """Say who answers for an office on a day."""
    tx.execute(
        "insert into duty_roster values (%s, %s, %s, %s, %s) on conflict (office, day)"
        " do update set staff = excluded.staff, set_by = excluded.set_by, set_at = excluded.set_at",
        [office, day, staff, by, now],
    )


def drop(tx: Connection, office: str, day: date) -> None:
    """Leave the day open: any officer answers."""
    tx.execute("delete from duty_roster where office = %s and day = %s", [office, day])
