"""SQL of the articles the public reads."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from psycopg import Connection
from psycopg.rows import class_row

from yizhan_collector.rooms.portal.model import Article, Line, Neighbour

LINE = (
    "no, live_title as title, coalesce(live_lead, '') as lead, live_column as column,"
    " published_at, refreshed_at, expires_on"
)
# of the whole site: a text of a column nobody sees is seen by nobody
LIVE = "live_version is not null and live_column in (select code from site_column where shown)"
NEWEST = "order by published_at desc, no desc"


def of_columns(tx: Connection, columns: Sequence[str], limit: int, offset: int) -> list[Line]:
    """Those of some columns, the newest first."""
    where = "live_version is not null and live_column = any(%s)"
    return _lines(tx, f"where {where} {NEWEST} limit %s offset %s", [columns, limit, offset])


def newest(tx: Connection, limit: int) -> list[Line]:
    """The newest of the whole site."""
    return _lines(tx, f"where {LIVE} {NEWEST} limit %s", [limit])


def count(tx: Connection, column: str) -> int:
    """How many a column has."""
    return counted(tx, "article where live_version is not null and live_column = %s", [column])


def get(tx: Connection, no: int) -> Article | None:
    """One by its number, if the public may read it."""
    query = f"select {LINE}, live_body as body from article where no = %s and {LIVE}"  # noqa: S608
    with tx.cursor(row_factory=class_row(Article)) as cursor:
        return cursor.execute(query.encode(), [no]).fetchone()


def neighbours(tx: Connection, one: Line) -> tuple[Neighbour | None, Neighbour | None]:
    """The next newer and the next older one of its column."""
    return _beside(tx, one, ">", "asc"), _beside(tx, one, "<", "desc")


def _beside(tx: Connection, one: Line, than: str, order: str) -> Neighbour | None:
    query = (
        "select no, live_title as title from article"  # noqa: S608 # constants
        " where live_version is not null and live_column = %s"
        f" and (published_at, no) {than} (%s, %s) order by published_at {order}, no {order} limit 1"
    )
    with tx.cursor(row_factory=class_row(Neighbour)) as cursor:
        values = [one.column, one.published_at, one.no]
        return cursor.execute(query.encode(), values).fetchone()


def addresses(tx: Connection, limit: int, offset: int) -> list[tuple[int, datetime]]:
    """The number of every article and when it was last changed, by number."""
    query = f"select no, refreshed_at from article where {LIVE} order by no limit %s offset %s"  # noqa: S608
    return tx.execute(query.encode(), [limit, offset]).fetchall()


def count_all(tx: Connection) -> int:
    """How many the public can read."""
    return counted(tx, f"article where {LIVE}", [])


def counted(tx: Connection, what: str, values: Sequence[Any] | Mapping[str, Any]) -> int:
    """How many rows there are; `what` is a table and its condition."""
    row = tx.execute(f"select count(*) from {what}".encode(), values).fetchone()  # noqa: S608
    return row[0] if row else 0


def _lines(tx: Connection, rest: str, values: Sequence[Any]) -> list[Line]:
    with tx.cursor(row_factory=class_row(Line)) as cursor:
        query = f"select {LINE} from article {rest}"  # noqa: S608 # constants
        return cursor.execute(query.encode(), values).fetchall()
