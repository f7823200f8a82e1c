"""SQL of the service points."""

from psycopg import Connection
from psycopg.rows import class_row

from yizhan_collector.rooms.portal.slots import Hours, Point

COLUMNS = (
    "code, name_zh, name_en, kind, township, address, phone, latitude, longitude, opens, shuts,"
    " weekdays, slot_minutes, capacity, step_free, topics, open"
)


def get(tx: Connection, code: str) -> Point | None:
    """One of them."""
    found = _read(tx, "where code = %s", code)
    return found[0] if found else None


def listed(tx: Connection) -> list[Point]:
    """All of them."""
    return _read(tx, "order by kind, name_zh, code")


def change(tx: Connection, code: str, hours: Hours) -> None:
    """Keep new hours."""
    tx.execute(
        "update service_point set opens = %(opens)s, shuts = %(shuts)s, weekdays = %(weekdays)s,"
        " slot_minutes = %(slot_minutes)s, capacity = %(capacity)s, open = %(open)s"
        " where code = %(code)s",
        vars(hours) | {"code": code},
    )


def _read(tx: Connection, rest: str, *values: str) -> list[Point]:
    with tx.cursor(row_factory=class_row(Point)) as cursor:
        query = f"select {COLUMNS} from service_point {rest}"  # noqa: S608 # constants
        return cursor.execute(query, values).fetchall()
