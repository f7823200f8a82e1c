"""SQL of the contacts and of lost contact."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from psycopg import Connection
from psycopg.rows import class_row

from yizhan_collector.rooms.contacts.model import Contact, Lost

COLUMNS = (
    "id, person, way, at, outcome, place, present, said, next_step, author, recorded_at, checkin"
)
LOST = (
    "id, person, opened_by, opened_at, opened_on, reasons, police_on, procuratorate_on, paper,"
    " found, closed_by, closed_at"
)


def insert(tx: Connection, one: Contact) -> bool:
    """Keep a contact; False when its key is taken."""
    added = tx.execute(
        f"insert into contact ({COLUMNS}) values"  # noqa: S608 # constants
        " (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s) on conflict (id) do nothing",
        list({**vars(one), "present": list(one.present)}.values()),
    )
    return added.rowcount == 1


def get(tx: Connection, contact: UUID) -> Contact | None:
    """One of them."""
    return next(iter(_contacts(tx, "where id = %s", [contact])), None)


def of_person(tx: Connection, person: UUID) -> list[Contact]:
    """All of a person, newest first."""
    return _contacts(tx, "where person = %s order by at desc, id desc", [person])


def page(tx: Connection, limit: int, offset: int) -> tuple[list[Contact], int]:
    """Those of the own area, newest first; and how many in all."""
    rows = _contacts(tx, "order by at desc, id desc limit %s offset %s", [limit, offset])
    total = tx.execute("select count(*) from contact").fetchone()
    return rows, total[0] if total else 0


def open_lost(tx: Connection, one: Lost, attempts: Sequence[Contact]) -> None:
    """Open lost contact on these attempts; the database counts their ways once more."""
    tx.execute(
        "insert into lost_contact (id, person, opened_by, opened_at, opened_on, reasons,"
        " police_on, procuratorate_on, paper) values (%(id)s, %(person)s, %(opened_by)s,"
        " %(opened_at)s, %(opened_on)s, %(reasons)s, %(police_on)s, %(procuratorate_on)s,"
        " %(paper)s)",
        vars(one),
    )
    with tx.cursor() as cursor:
        cursor.executemany(
            "insert into lost_attempt (lost, contact, person) values (%s, %s, %s)",
            [(one.id, each.id, one.person) for each in attempts],
        )


def close_lost(tx: Connection, lost: UUID, found: str, by: UUID, at: datetime) -> None:
    """Close it: the person was found."""
    tx.execute(
        "update lost_contact set found = %s, closed_by = %s, closed_at = %s where id = %s",
        [found, by, at, lost],
    )


def lost_of(tx: Connection, person: UUID) -> list[Lost]:
    """Every lost contact of a person, newest first."""
    return _lost(tx, "where person = %s order by opened_at desc", [person])


def lost_now(tx: Connection) -> list[Lost]:
    """Those of the own area that are open, the oldest first; a term that ended ends the search."""
    running = "exists (select from term where person = lost_contact.person and ended_on is null)"
    return _lost(tx, f"where closed_at is null and {running} order by opened_at", [])


def hold(tx: Connection, person: UUID) -> None:
    """Let nobody else open or close lost contact of this person until the transaction ends."""
    tx.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"lost {person}"])


def _contacts(tx: Connection, rest: str, values: Sequence[object]) -> list[Contact]:
    with tx.cursor(row_factory=class_row(Contact)) as cursor:
        query = f"select {COLUMNS} from contact {rest}"  # noqa: S608 # constants
        return cursor.execute(query.encode(), values).fetchall()


def _lost(tx: Connection, rest: str, values: Sequence[object]) -> list[Lost]:
    with tx.cursor(row_factory=class_row(Lost)) as cursor:
        query = f"select {LOST} from lost_contact {rest}"  # noqa: S608 # constants
        return cursor.execute(query.encode(), values).fetchall()
