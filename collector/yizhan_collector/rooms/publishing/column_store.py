"""SQL of the columns, as an editor keeps them."""

from psycopg import Connection
from psycopg.rows import class_row

from yizhan_collector.rooms.publishing.model import Column, Kind

LISTED = """
select code, title_zh, title_en, kind, place, shown,
       (select count(*) from article where live_column = code and live_version is not null) as live
from site_column order by place, code
"""


def there(tx: Connection, code: str) -> bool:
    """Whether there is such a column."""
    return tx.execute("select from site_column where code = %s", [code]).fetchone() is not None


def listed(tx: Connection) -> list[Column]:
    """All of them in their order, each with how many texts are live in it."""
    with tx.cursor(row_factory=class_row(Column)) as cursor:
        return cursor.execute(LISTED).fetchall()


def insert(tx: Connection, code: str, titles: tuple[str, str], kind: Kind, place: int) -> bool:
    """Add a column; False when there is one with this code."""
    added = tx.execute(
        "insert into site_column (code, title_zh, title_en, kind, place)"
        " values (%s, %s, %s, %s, %s) on conflict do nothing",
        [code, *titles, kind, place],
    )
    return added.rowcount == 1


def change(tx: Connection, code: str, titles: tuple[str, str], place: int, shown: bool) -> bool:
    """Rename, move, show or hide a column; False when there is none."""
    changed = tx.execute(
        "update site_column set title_zh = %s, title_en = %s, place = %s, shown = %s"
        " where code = %s",
        [*titles, place, shown, code],
    )
    return changed.rowcount == 1
