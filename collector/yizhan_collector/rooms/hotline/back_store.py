"""SQL of the call-backs and their attempts."""

from dataclasses import dataclass, fields
from datetime import datetime
from typing import Literal, get_args
from uuid import UUID

from psycopg import Connection
from psycopg.rows import class_row
from yizhan_wire.envelope import new_id

from yizhan_collector.rooms.hotline.model import Call

Why = Literal["booked", "missed", "unsatisfied"]
Code = Literal[
    "no_answer", "busy", "switched_off", "unreachable", "wrong_number", "refused", "reached"
]
Outcome = Literal["reached", "called_again", "given_up", "wrong_number", "refused", "cancelled"]
CODES: tuple[Code, ...] = get_args(Code)


@dataclass(frozen=True)
class Back:
    """Somebody who is to be called back."""

    id: UUID
    why: Why
    number: str
    name: str
    call: str | None
    matter: UUID | None
    due_from: datetime
    due_by: datetime
    made_at: datetime
    closed_at: datetime | None
    outcome: Outcome | None


@dataclass(frozen=True)
class Attempt:
    """One attempt, by its code."""

    call_back: UUID
    place: int
    at: datetime
    by_staff: UUID
    code: Code
    said: str


COLUMNS = ", ".join(one.name for one in fields(Back))
ASK = """
insert into call_back (id, why, number, number_digest, call, matter, due_from, due_by, made_at)
select %s, %s, number, %s, id, matter, %s, %s, %s from hotline_call where id = %s
on conflict do nothing
"""
GATHER = """
insert into call_back (id, why, number, name, booking, matter, due_from, due_by, made_at)
select gen_random_uuid(), 'booked', booking.phone, booking.name, booking.id, booking.matter,
       booking.starts_at, booking.starts_at + make_interval(mins => point.slot_minutes), %(now)s
  from booking join service_point as point on point.code = booking.point
 where point.kind = 'telephone' and booking.cancelled_at is null and booking.phone <> ''
   and booking.starts_at > %(now)s - interval '1 day'
on conflict (booking) do nothing
"""
UNBOOKED = """
update call_back set closed_at = %s, outcome = 'cancelled' from booking
 where booking.id = call_back.booking and booking.cancelled_at is not null and closed_at is null
"""


def ask(
    tx: Connection,
    why: Why,
    call: Call,
    digest: bytes | None,
    due: tuple[datetime, datetime],
    now: datetime,
) -> None:
    """Call back whoever called, once for a call and a reason."""
    tx.execute(ASK, [new_id(), why, digest, *due, now, call.id])


def withdraw(tx: Connection, call: str, why: Why, now: datetime) -> None:
    """There was no reason after all."""
    tx.execute(
        "update call_back set closed_at = %s, outcome = 'cancelled'"
        " where call = %s and why = %s and closed_at is null",
        [now, call, why],
    )


def called_again(tx: Connection, digest: bytes, answered: datetime, now: datetime) -> None:
    """Whoever was missed before has been answered by now."""
    tx.execute(
        "update call_back set closed_at = %s, outcome = 'called_again' where number_digest = %s"
        " and why = 'missed' and closed_at is null and made_at <= %s",
        [now, digest, answered],
    )


def gather(tx: Connection, now: datetime) -> int:
    """Bookings become call-backs, cancelled ones go; returns how many moved."""
    made = tx.execute(GATHER, {"now": now}).rowcount
    return made + tx.execute(UNBOOKED, [now]).rowcount


def get(tx: Connection, back: UUID) -> Back | None:
    """One call-back, held until the transaction ends."""
    with tx.cursor(row_factory=class_row(Back)) as cursor:
        query = f"select {COLUMNS} from call_back where id = %s for update"  # noqa: S608
        return cursor.execute(query.encode(), [back]).fetchone()


def listed(tx: Connection, closed: bool, limit: int, offset: int) -> tuple[list[Back], int]:
    """Open ones, whose time comes first before; or closed ones, newest first."""
    where = "closed_at is not null" if closed else "closed_at is null"
    order = "closed_at desc, id" if closed else "due_from, id"
    row = tx.execute(f"select count(*) from call_back where {where}".encode()).fetchone()  # noqa: S608
    query = f"select {COLUMNS} from call_back where {where} order by {order} limit %s offset %s"  # noqa: S608
    with tx.cursor(row_factory=class_row(Back)) as cursor:
        found = cursor.execute(query.encode(), [limit, offset]).fetchall()
    return found, int(row[0]) if row else 0


def attempts(tx: Connection, backs: list[UUID]) -> list[Attempt]:
    """What was tried, in order."""
    with tx.cursor(row_factory=class_row(Attempt)) as cursor:
        query = "select * from call_attempt where call_back = any(%s) order by call_back, place"
        return cursor.execute(query, [backs]).fetchall()


def add_attempt(tx: Connection, one: Attempt) -> None:
    """One more attempt."""
    tx.execute(
        "insert into call_attempt (call_back, place, at, by_staff, code, said)"
        " values (%(call_back)s, %(place)s, %(at)s, %(by_staff)s, %(code)s, %(said)s)",
        vars(one),
    )


def close(tx: Connection, back: UUID, outcome: Outcome, now: datetime) -> None:
    """It is over."""
    tx.execute(
        "update call_back set closed_at = %s, outcome = %s where id = %s", [now, outcome, back]
    )
