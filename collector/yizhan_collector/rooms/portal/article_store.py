"""SQL of the articles the public reads."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from psycopg import Connection
from psycopg.rows import class_row, dict_row

from yizhan_collector.rooms.portal.model import Article, Column, Line, Neighbour, Read

BESIDE = ("newer", "older")
LINE = (
    "this.no, live_title as title, coalesce(live_lead, '') as lead, live_column as column,"
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


READ = f"""
select {LINE}, live_body as body, title_zh, title_en, kind,
       newer.no as newer_no, newer.title as newer_title,
       older.no as older_no, older.title as older_title
from article as this join site_column on code = live_column and shown
left join lateral (
    select no, live_title as title from article
    where live_version is not null and live_column = code
      and (published_at, no) > (this.published_at, this.no)
    order by published_at, no limit 1
) as newer on true
left join lateral (
    select no, live_title as title from article
    where live_version is not null and live_column = code
      and (published_at, no) < (this.published_at, this.no)
    order by published_at desc, no desc limit 1
) as older on true
where this.no = %s and live_version is not null
"""  # noqa: S608 # constants


def get(tx: Connection, no: int) -> Read | None:
    """One by its number with its column and its neighbours, if the public may read it."""
    with tx.cursor(row_factory=dict_row) as cursor:
        row = cursor.execute(READ.encode(), [no]).fetchone()
    if row is None:
        return None
    newer, older = (
        Neighbour(row.pop(f"{which}_no"), row.pop(f"{which}_title")) for which in BESIDE
    )
    column = Column(row["column"], *(row.pop(name) for name in ("title_zh", "title_en", "kind")))
    return Read(Article(**row), column, newer if newer.no else None, older if older.no else None)


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
        query = f"select {LINE} from article as this {rest}"  # noqa: S608 # constants
        return cursor.execute(query.encode(), values).fetchall()
