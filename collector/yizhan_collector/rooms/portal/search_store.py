"""SQL of the search."""

from dataclasses import dataclass

from psycopg import Connection
from psycopg.rows import class_row

from yizhan_collector.rooms.portal.article_store import LINE
from yizhan_collector.rooms.portal.model import Line

RANKED = 200  # the newest, and as many of those titled by a word, of more matches than that
SHOWN = 20_000  # letters of a body a piece is taken from
FIND = f"""
with found as materialized (
    select * from find_articles(%s::tsquery, {RANKED}, %s, %s)
    with ordinality as one (no, total, place)
)
select {LINE}, left(live_body, {SHOWN}) as body, total
from found join article as this using (no) order by place
"""  # noqa: S608 # constants


@dataclass(frozen=True)
class Hit(Line):
    """An article that was found, with the beginning of its text, and how many there are.

    `total` counts no further than RANKED.
    """

    body: str
    total: int


def find(tx: Connection, asked: str, limit: int, offset: int) -> list[Hit]:
    """The best, newer ones first among equals; each tells how many match in all."""
    with tx.cursor(row_factory=class_row(Hit)) as cursor:
        return cursor.execute(FIND.encode(), [asked, limit, offset]).fetchall()
