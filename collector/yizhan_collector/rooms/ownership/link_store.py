"""SQL of the links in the texts that are read."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from psycopg import Connection

CHANGED = """
select article.id, live_version, live_body from article
left join link_reading reading on reading.article = article.id
where live_version is distinct from reading.version order by article.id limit %s
for update of article skip locked
"""
READ = """
insert into link_reading (article, version) values (%s, %s)
on conflict (article) do update set version = excluded.version
"""
# one that failed is asked sooner, so that it is not called broken for longer than it is
DUE = """
select url from site_link group by url
having bool_or(checked_at is null)
    or max(checked_at) <= case when bool_or(failed_since is not null) then %(soon)s else %(old)s end
order by min(checked_at) nulls first, url limit %(limit)s
"""
NOTED = """
update site_link set checked_at = %(now)s, status = %(status)s,
    failed_since = case when %(fails)s then coalesce(failed_since, %(now)s) end
where url = %(url)s
"""


def changed(tx: Connection, limit: int) -> list[tuple[UUID, int | None, str | None]]:
    """Article, live version and body of the texts whose links have not been read."""
    return tx.execute(CHANGED, [limit]).fetchall()


def keep(tx: Connection, article: UUID, version: int | None, links: Collection[str]) -> None:
    """The links of a text as it stands."""
    tx.execute(
        "delete from site_link where article = %s and not url = any(%s)", [article, list(links)]
    )
    tx.execute(
        "insert into site_link (article, url) select %s, unnest(%s::text[]) on conflict do nothing",
        [article, list(links)],
    )
    tx.execute(READ, [article, version])


def due(tx: Connection, old: datetime, soon: datetime, limit: int) -> list[str]:
    """Links to ask now: never asked, asked before `old`, or failing and asked before `soon`."""
    rows = tx.execute(DUE, {"old": old, "soon": soon, "limit": limit})
    return [url for (url,) in rows]


def well(tx: Connection, limit: int) -> list[str]:
    """Links that led somewhere when they were asked last, the newest first."""
    rows = tx.execute(
        "select url from site_link where status < 400 group by url"
        " order by max(checked_at) desc limit %s",
        [limit],
    )
    return [url for (url,) in rows]


def noted(tx: Connection, url: str, status: int | None, fails: bool, now: datetime) -> None:
    """Keep what came of asking a link, wherever it stands."""
    tx.execute(NOTED, {"url": url, "status": status, "fails": fails, "now": now})


def broken(tx: Connection, column: str, before: datetime) -> list[tuple[int, str, str]]:
    """Number and title of the text and the link, of those failing since then in a column."""
    return tx.execute(
        "select no, live_title, url from site_link join article on article.id = article"
        " where live_column = %s and failed_since <= %s order by failed_since, url limit 100",
        [column, before],
    ).fetchall()
