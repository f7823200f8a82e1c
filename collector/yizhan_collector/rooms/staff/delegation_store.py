"""SQL of the delegations."""

from datetime import date
from typing import Any
from uuid import UUID

from psycopg import Connection

Row = tuple[Any, ...]
COLUMNS = "id, county, township, powers, document, from_on, until_on, made_by, made_at"


def insert(tx: Connection, row: list[Any]) -> None:
    """Keep one, its values in the order of the columns."""
    places = "%s, %s, %s, %s::text[], %s, %s, %s, %s, %s"
    values = [list(one) if isinstance(one, tuple) else one for one in row]
    tx.execute(f"insert into delegation ({COLUMNS}) values ({places})", values)  # noqa: S608


def end(tx: Connection, delegation: UUID, last: date) -> bool:
    """Let it end with this day; False when it ends earlier already."""
    changed = tx.execute(
        "update delegation set until_on = %(last)s where id = %(id)s"
        " and (until_on is null or until_on > %(last)s)",
        {"id": delegation, "last": last},
    )
    return changed.rowcount == 1


def one(tx: Connection, delegation: UUID) -> Row | None:
    """One of them."""
    return tx.execute(f"select {COLUMNS} from delegation where id = %s", [delegation]).fetchone()  # noqa: S608


def of_area(tx: Connection, area: str) -> list[Row]:
    """Those of a county, an office or all, the newest first."""
    query = (
        f"select {COLUMNS} from delegation where starts_with(township, %s)"  # noqa: S608
        " order by made_at desc, id desc"
    )
    return tx.execute(query, [area]).fetchall()
