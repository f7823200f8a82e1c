"""SQL of the offers of service."""

from datetime import date, datetime
from uuid import UUID

from psycopg import Connection
from psycopg.rows import class_row

from yizhan_collector.rooms.education.gather import Noted, Offer, Served

OFFER = "id, county, title, place, on_day, minutes, capacity, abilities, minors"
TAKEN = "places_taken(service_offer.id) as taken"
SERVED = """
select offer, title, on_day, person, outcome, service_place.minutes, note, next_step
from service_place join service_offer on service_offer.id = offer
"""


def insert(tx: Connection, one: Offer, by: UUID, now: datetime) -> None:
    """Keep an offer."""
    marks = ", ".join(["%s"] * 11)
    values = list(vars(one).values())[:-1]
    tx.execute(
        f"insert into service_offer ({OFFER}, made_by, made_at) values ({marks})",  # noqa: S608
        [*values, by, now],
    )


def page(tx: Connection, since: date | None, limit: int, offset: int) -> tuple[list[Offer], int]:
    """The offers from a day on, the latest first; and how many in all."""
    where = "where (%s::date is null or on_day >= %s)"
    query = f"select {OFFER}, {TAKEN} from service_offer {where}"  # noqa: S608 # constants
    with tx.cursor(row_factory=class_row(Offer)) as cursor:
        rows = cursor.execute(
            query + " order by on_day desc, id limit %s offset %s", [since, since, limit, offset]
        ).fetchall()
    total = tx.execute(f"select count(*) from service_offer {where}", [since, since]).fetchone()  # noqa: S608
    return rows, total[0] if total else 0


def get(tx: Connection, offer: UUID) -> Offer | None:
    """One offer."""
    query = f"select {OFFER}, {TAKEN} from service_offer where id = %s"  # noqa: S608 # constants
    with tx.cursor(row_factory=class_row(Offer)) as cursor:
        return cursor.execute(query, [offer]).fetchone()


def join(tx: Connection, offer: UUID, person: UUID, asked_by: str, now: datetime) -> None:
    """Take a place; the database refuses a mixed offer and one that is full."""
    tx.execute(
        "insert into service_place (offer, person, asked_by, at) values (%s, %s, %s, %s)"
        " on conflict do nothing",
        [offer, person, asked_by, now],
    )


def note(tx: Connection, offer: UUID, person: UUID, noted: Noted, by: UUID, now: datetime) -> bool:
    """Write down the outcome; False when there is one."""
    done = tx.execute(
        "update service_place set outcome = %s, minutes = %s, note = %s, next_step = %s,"
        " noted_by = %s, noted_at = %s where offer = %s and person = %s and outcome is null",
        [*vars(noted).values(), by, now, offer, person],
    )
    return done.rowcount == 1


def places(tx: Connection, offer: UUID) -> list[Served]:
    """Who takes part."""
    with tx.cursor(row_factory=class_row(Served)) as cursor:
        return cursor.execute(SERVED + " where offer = %s order by person", [offer]).fetchall()


def of_person(tx: Connection, person: UUID) -> list[Served]:
    """A person's service, the latest first."""
    with tx.cursor(row_factory=class_row(Served)) as cursor:
        query = SERVED + " where person = %s order by on_day desc limit 100"
        return cursor.execute(query, [person]).fetchall()
