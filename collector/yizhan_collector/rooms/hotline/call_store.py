"""SQL of the calls."""

from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any
from uuid import UUID

from psycopg import Connection
from psycopg.rows import class_row
from psycopg.types.json import Jsonb

from yizhan_collector.rooms.hotline.model import Call, Connect

FACTS = ", ".join(one.name for one in fields(Call))


@dataclass(frozen=True)
class Record(Call):
    """A call with what the office made of it."""

    staff: UUID | None = None
    began_at: datetime | None = None
    draft: dict[str, Any] | None = None
    ticket: str | None = None
    matter: UUID | None = None
    ticket_by: UUID | None = None
    ticket_at: datetime | None = None


RECORD = ", ".join(one.name for one in fields(Record))


def held(tx: Connection, call: str, now: datetime) -> Call:
    """A call, made when it is new, held until the transaction ends."""
    tx.execute(
        "insert into hotline_call (id, heard_at) values (%s, %s) on conflict do nothing",
        [call, now],
    )
    with tx.cursor(row_factory=class_row(Call)) as cursor:
        query = f"select {FACTS} from hotline_call where id = %s for update"  # noqa: S608
        found = cursor.execute(query.encode(), [call]).fetchone()
    assert found is not None  # noqa: S101 # it was just made
    return found


def put(tx: Connection, one: Call, digest: bytes | None) -> None:
    """What a call is by now; who answered is looked up once, and nobody is rung any more."""
    names = [field.name for field in fields(Call) if field.name != "id"]
    sets = ", ".join(f"{name} = %({name})s" for name in names)
    quiet = one.answered_at is not None or one.ended_at is not None
    query = (
        f"update hotline_call set {sets}, number_digest = %(digest)s,"  # noqa: S608 # our own names
        " staff = coalesce(staff, (select staff from hotline_seat where extension = %(seat)s)),"
        " ringing = case when %(quiet)s then null else ringing end,"
        " ringing_at = case when %(quiet)s then null else ringing_at end where id = %(id)s"
    )
    tx.execute(query.encode(), {**vars(one), "digest": digest, "quiet": quiet})


def get(tx: Connection, call: str) -> Record | None:
    """One call."""
    return _one(tx, "id = %s", [call])


def ringing_at(tx: Connection, extension: str) -> Record | None:
    """The call a seat is rung for."""
    return _one(tx, "ringing = %s and ended_at is null and answered_at is null", [extension])


def busy(tx: Connection) -> frozenset[str]:
    """Seats that are rung or on the line."""
    rows = tx.execute(
        "select coalesce(ringing, seat) from hotline_call"
        " where ended_at is null and (ringing is not null or answered_at is not null)"
    ).fetchall()
    return frozenset(row[0] for row in rows)


def anybody_waits(tx: Connection) -> bool:
    """Whether a caller is there whom nobody has answered."""
    query = f"select from hotline_call where {WAITING} limit 1"  # a constant
    return tx.execute(query.encode()).fetchone() is not None


def of_ids(tx: Connection, calls: list[str]) -> list[Record]:
    """These calls."""
    return _many(tx, "id = any(%s)", [calls])


def waiting(tx: Connection) -> list[Record]:
    """Callers nobody has answered, who has waited longest first."""
    return _many(tx, f"{WAITING} order by began_at, id", [])


def untold(tx: Connection, staff: UUID) -> list[Record]:
    """Answered calls of somebody without a ticket, the oldest first."""
    return _many(
        tx,
        "staff = %s and answered_at is not null and ticket is null order by answered_at",
        [staff],
    )


def page(tx: Connection, limit: int, offset: int) -> tuple[list[Record], int]:
    """The calls, newest first; and how many."""
    row = tx.execute("select count(*) from hotline_call").fetchone()
    found = _many(tx, "true order by began_at desc, id limit %s offset %s", [limit, offset])
    return found, int(row[0]) if row else 0


def of_number(tx: Connection, digest: bytes, but: str, limit: int) -> list[Record]:
    """Earlier calls from or to a number, newest first."""
    return _many(
        tx, "number_digest = %s and id <> %s order by began_at desc limit %s", [digest, but, limit]
    )


def standing(tx: Connection) -> list[str]:
    """Calls that have not ended."""
    rows = tx.execute("select id from hotline_call where ended_at is null").fetchall()
    return [row[0] for row in rows]


WHOSE = """
select staff from hotline_call where id = %(call)s and staff is not null
union select seat.staff from hotline_call as one join hotline_seat as seat
   on seat.extension in (one.ringing, one.seat) where one.id = %(call)s
union select staff from hotline_wish where id = %(wish)s
"""


def whose(tx: Connection, call: str, wish: UUID | None) -> frozenset[UUID]:
    """Members of staff whose page shows a call, or who asked for one."""
    rows = tx.execute(WHOSE, {"call": call, "wish": wish}).fetchall()
    return frozenset(staff for (staff,) in rows)


WAITING = "answered_at is null and ended_at is null and not outgoing"
FREE = """
select extension from hotline_seat as seat
 where ready and seen_at > %(seen)s
   and not exists (select from hotline_call where answered_at is not null and ended_at is null
                   and seat = seat.extension)
   and not exists (select from hotline_call where ringing = seat.extension)
   and not exists (select from hotline_call where staff = seat.staff
                   and answered_at is not null and ticket is null)
   and not exists (select from hotline_wish where extension = seat.extension and failed is null
                   and coalesce(sent_at, at) > %(rung)s)
 order by since, extension
"""


def free_seats(tx: Connection, seen: datetime, rung: datetime) -> list[str]:
    """Seats that may be rung, longest idle first: ready, seen, off the line, all written."""
    return [row[0] for row in tx.execute(FREE, {"seen": seen, "rung": rung}).fetchall()]


def unrung(tx: Connection) -> list[str]:
    """Waiting callers nobody is rung for, who has waited longest first; skips who is held."""
    query = f"select id from hotline_call where {WAITING} and ringing is null order by began_at, id"  # noqa: S608
    return [row[0] for row in tx.execute(f"{query} for update skip locked".encode()).fetchall()]


def ring(tx: Connection, one: Connect, now: datetime) -> None:
    """A seat is rung for a caller."""
    tx.execute(
        "update hotline_call set ringing = %s, ringing_at = %s where id = %s",
        [one.seat, now, one.call],
    )


def stop_ringing(tx: Connection, call: str, seat: str) -> None:
    """The seat did not pick up; the caller goes on waiting."""
    tx.execute(
        "update hotline_call set ringing = null, ringing_at = null where id = %s and ringing = %s",
        [call, seat],
    )


def rung_too_long(tx: Connection, before: datetime) -> list[Connect]:
    """Seats that have been rung since before."""
    rows = tx.execute(
        "select id, ringing from hotline_call where ringing_at < %s", [before]
    ).fetchall()
    return [Connect(*row) for row in rows]


def write_draft(tx: Connection, call: str, draft: dict[str, Any]) -> None:
    """What was typed so far."""
    tx.execute("update hotline_call set draft = %s where id = %s", [Jsonb(draft), call])


def write_ticket(
    tx: Connection, call: str, kind: str, matter: UUID | None, by: UUID, now: datetime
) -> None:
    """The ticket; what was typed is not kept twice."""
    tx.execute(
        "update hotline_call set ticket = %s, matter = %s, ticket_by = %s, ticket_at = %s,"
        " draft = null where id = %s",
        [kind, matter, by, now, call],
    )


def forget_before(tx: Connection, before: datetime) -> int:
    """Numbers and drafts of calls of before; when, how long and how rated stay."""
    return tx.execute(
        "update hotline_call set number = '', number_digest = null, draft = null, recording = ''"
        " where began_at < %s and (number <> '' or draft is not null or recording <> '')",
        [before],
    ).rowcount


def _one(tx: Connection, where: str, values: list[Any]) -> Record | None:
    found = _many(tx, f"{where} limit 1", values)
    return found[0] if found else None


def _many(tx: Connection, where: str, values: list[Any]) -> list[Record]:
    query = f"select {RECORD} from hotline_call where {where}"  # noqa: S608 # our own words
    with tx.cursor(row_factory=class_row(Record)) as cursor:
        return cursor.execute(query.encode(), values).fetchall()
