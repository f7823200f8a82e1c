"""SQL of the bookings."""

from collections import defaultdict
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from uuid import UUID

from psycopg import Connection
from psycopg.rows import class_row

from yizhan_collector.ground.days import midnight


@dataclass(frozen=True)
class Booking:
    """A seat somebody has at a point and a time."""

    id: UUID
    point: str
    starts_at: datetime
    seat: int
    matter: UUID | None
    name: str
    phone: str
    key_digest: bytes
    made_at: datetime
    cancelled_at: datetime | None
    came: bool | None


COLUMNS = ", ".join(one.name for one in fields(Booking))


def open_ones(tx: Connection, digest: bytes, now: datetime) -> int:
    """How many bookings of a code are still to come."""
    query = (
        "select count(*) from booking"
        " where key_digest = %s and cancelled_at is null and starts_at > %s"
    )
    return _count(tx, query, digest, now)


def booked_ahead(tx: Connection, point: str, now: datetime) -> int:
    """How many bookings of a point are still to come."""
    query = (
        "select count(*) from booking where point = %s and cancelled_at is null and starts_at > %s"
    )
    return _count(tx, query, point, now)


def taken(tx: Connection, point: str, start: date, end: date) -> dict[datetime, set[int]]:
    """The seats that are taken from a day to another, both included, by time."""
    since, until = midnight(start), midnight(end + timedelta(1))
    found = defaultdict[datetime, set[int]](set)
    for at, seat in tx.execute("select * from seats_taken(%s, %s, %s)", [point, since, until]):
        found[at].add(seat)
    return found


def seats(tx: Connection, point: str, starts_at: datetime) -> list[int]:
    """The seats that are taken at one time."""
    query = "select seat from seats_taken(%s, %s, %s)"
    until = starts_at + timedelta(microseconds=1)
    return [row[0] for row in tx.execute(query, [point, starts_at, until])]


def same(tx: Connection, digest: bytes, point: str, starts_at: datetime) -> Booking | None:
    """What a code has at this point and time."""
    rest = "where key_digest = %s and point = %s and starts_at = %s and cancelled_at is null"
    found = _read(tx, rest, digest, point, starts_at)
    return found[0] if found else None


def insert(tx: Connection, one: Booking) -> bool:
    """Take the seat; False when somebody was faster, which waits for their transaction."""
    marks = ", ".join(["%s"] * len(fields(Booking)))
    query = f"insert into booking ({COLUMNS}) values ({marks}) on conflict do nothing"  # noqa: S608
    return tx.execute(query, list(vars(one).values())).rowcount == 1


def get(tx: Connection, booking: UUID) -> Booking | None:
    """One, if the database shows it."""
    found = _read(tx, "where id = %s", booking)
    return found[0] if found else None


def of_code(tx: Connection, digest: bytes) -> list[Booking]:
    """Those of a code that stand, by time."""
    return _read(tx, "where key_digest = %s and cancelled_at is null order by starts_at", digest)


def of_day(tx: Connection, point: str, day: date) -> list[Booking]:
    """Those of a point and a day that stand, by time."""
    span = midnight(day), midnight(day + timedelta(1))
    rest = (
        "where point = %s and starts_at >= %s and starts_at < %s and cancelled_at is null"
        " order by starts_at, seat"
    )
    return _read(tx, rest, point, *span)


def cancel(tx: Connection, booking: UUID, digest: bytes, now: datetime) -> bool:
    """Give the seat back; False when it is over, another's or cancelled already."""
    query = (
        "update booking set cancelled_at = %s"
        " where id = %s and key_digest = %s and cancelled_at is null and starts_at > %s"
    )
    return tx.execute(query, [now, booking, digest, now]).rowcount == 1


def came(tx: Connection, booking: UUID, came: bool) -> None:
    """Note whether somebody came."""
    tx.execute("update booking set came = %s where id = %s", [came, booking])


def forget(tx: Connection, before: datetime) -> int:
    """Delete what was over before a moment."""
    return tx.execute("delete from booking where starts_at < %s", [before]).rowcount


def _count(tx: Connection, query: str, *values: object) -> int:
    row = tx.execute(query.encode(), values).fetchone()
    return int(row[0]) if row else 0


def _read(tx: Connection, rest: str, *values: object) -> list[Booking]:
    with tx.cursor(row_factory=class_row(Booking)) as cursor:
        query = f"select {COLUMNS} from booking {rest}"  # noqa: S608 # constants
        return cursor.execute(query, values).fetchall()


def counted(tx: Connection, first: date, last: date) -> dict[tuple[str, str], int]:
    """The visits of these days that were not cancelled, by county and what became of them."""
    query = (
        "select left(township, 6), case when came then 'came' when not came then 'absent'"
        " else 'not_noted' end, count(*)"
        " from booking join service_point on service_point.code = point"
        " where cancelled_at is null and starts_at >= %s and starts_at < %s group by 1, 2"
    )
    rows = tx.execute(query, [midnight(first), midnight(last + timedelta(1))])
    return {(row[0], row[1]): row[2] for row in rows}
