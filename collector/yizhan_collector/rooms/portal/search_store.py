"""SQL of the search."""

from dataclasses import dataclass

from psycopg import Connection
from psycopg.rows import class_row

from yizhan_collector.rooms.portal.article_store import LINE, LIVE, counted
from yizhan_collector.rooms.portal.model import Line

MOST = 1000  # candidates that are ranked: the newest, and as many of those with a word in the title
SHOWN = 20_000  # letters of a body a piece is taken from
MATCH = f"{LIVE} and live_words @@ %(asked)s::tsquery"
FIND = f"""
with newest as materialized (
    select no from article where {MATCH}
    order by published_at desc, no desc limit {MOST}
), titled as materialized (
    select no from article where {LIVE} and live_title_words @@ %(asked)s::tsquery
    order by published_at desc, no desc limit {MOST}
), ranked as (
    select no, ts_rank_cd(live_words, %(asked)s::tsquery, 1) as rank, published_at
    from article where no in (select no from newest union select no from titled)
    order by rank desc, published_at desc, no desc limit %(limit)s offset %(offset)s
)
select {LINE}, left(live_body, {SHOWN}) as body
from ranked join article using (no, published_at)
order by rank desc, published_at desc, no desc
"""  # noqa: S608 # constants


@dataclass(frozen=True)
class Hit(Line):
    """An article that was found, with the beginning of its text."""

    body: str


def find(tx: Connection, asked: str, limit: int, offset: int) -> list[Hit]:
    """The best, newer ones first among equals; of very many the newest are ranked."""
    values = {"asked": asked, "limit": limit, "offset": offset}
    with tx.cursor(row_factory=class_row(Hit)) as cursor:
        return cursor.execute(FIND.encode(), values).fetchall()


def count(tx: Connection, asked: str) -> int:
    """How many articles match."""
    return counted(tx, f"article where {MATCH}", {"asked": asked})
