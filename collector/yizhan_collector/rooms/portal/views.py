"""How often a page was opened on a day; never by whom."""

from collections.abc import Mapping
from datetime import date

from psycopg import Connection

ADD = (
    "insert into site_views (day, page, views) values (%s, %s, %s)"
    " on conflict (day, page) do update set views = site_views.views + excluded.views"
)


def add(tx: Connection, seen: Mapping[tuple[date, str], int]) -> None:
    """Add so many views of pages on their days."""
    rows = sorted((day, page, views) for (day, page), views in seen.items())
    with tx.cursor() as cursor:
        cursor.executemany(ADD, rows)  # in order: two processes never wait for one another
