"""A sample of the calls is checked by somebody who did not answer them."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from psycopg import Connection
from psycopg.rows import class_row

from yizhan_collector.ground.days import legal_day, midnight
from yizhan_collector.ground.refusals import NotFound
from yizhan_collector.rooms.hotline import call_store
from yizhan_collector.rooms.hotline.call_store import Record
from yizhan_collector.rooms.hotline.reasons import AlreadyChecked, OwnCall
from yizhan_collector.rooms.rules import service as rules
from yizhan_collector.rooms.staff.model import Staff

# the order of the digest is nobody's choice, and the same whenever it is drawn again
PICK = """
insert into call_check (call, picked_on)
select id, %(day)s from (
    select id, row_number() over (order by md5(id || %(day)s::text)) as place,
           count(*) over () as of
      from hotline_call where answered_at >= %(since)s and answered_at < %(until)s) as drawn
 where place <= ceil(of * %(percent)s / 100.0)
on conflict do nothing
"""


@dataclass(frozen=True)
class Check:
    """A call of the sample; `points` are 0 to 2 for each of CRITERIA."""

    call: str
    picked_on: date
    checked_by: UUID | None
    checked_at: datetime | None
    points: list[int] | None
    said: str


CRITERIA = ("notice", "heard_out", "law", "plain", "ticket")


def pick(tx: Connection, now: datetime) -> int:
    """Draw the sample of yesterday, at least one call of a day that had any; returns how many."""
    day = legal_day(now) - timedelta(days=1)
    percent = rules.book(tx, day).number("hotline.checked_percent")
    given = {"day": day, "percent": percent, "since": midnight(day)}
    return tx.execute(PICK, given | {"until": midnight(day + timedelta(days=1))}).rowcount


def listed(tx: Connection, limit: int, offset: int) -> tuple[list[Check], int]:
    """The sample, unchecked ones first; and how many."""
    row = tx.execute("select count(*) from call_check").fetchone()
    with tx.cursor(row_factory=class_row(Check)) as cursor:
        query = (
            "select * from call_check order by (checked_at is not null), picked_on desc, call"
            " limit %s offset %s"
        )
        found = cursor.execute(query, [limit, offset]).fetchall()
    return found, int(row[0]) if row else 0


def check(
    tx: Connection, call: str, staff: Staff, points: list[int], said: str, now: datetime
) -> Check:
    """Write down what was found; `points` has one of 0 to 2 for each of CRITERIA.

    Raises NotFound, OwnCall or AlreadyChecked.
    """
    one = _get(tx, call)
    if one.checked_at is not None:
        raise AlreadyChecked
    by_another(tx, call, staff)
    tx.execute(
        "update call_check set checked_by = %s, checked_at = %s, points = %s, said = %s"
        " where call = %s",
        [staff.id, now, points, said.strip(), call],
    )
    return _get(tx, call)


def by_another(tx: Connection, call: str, staff: Staff) -> Record:
    """A call of the sample that others answered; raises NotFound outside it, OwnCall."""
    _get(tx, call)
    answered = call_store.get(tx, call)
    if answered is None or staff.id in (answered.staff, answered.ticket_by):
        raise OwnCall
    return answered


def _get(tx: Connection, call: str) -> Check:
    with tx.cursor(row_factory=class_row(Check)) as cursor:
        query = "select * from call_check where call = %s for update"
        found = cursor.execute(query, [call]).fetchone()
    if found is None:
        raise NotFound
    return found
