"""SQL of the texts, their versions and approvals."""

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from psycopg import Connection
from psycopg.rows import class_row, dict_row

from yizhan_collector.rooms.publishing.model import (
    Article,
    Brief,
    Cut,
    Plan,
    State,
    Version,
    Written,
)

COLUMNS = (
    "id, no, state, version, column_code, title, lead, body, until_on, plan::text, author,"
    " created_at, changed_by, changed_at, hands, submitted_by, submitted_at, returned_by,"
    " returned_why, live_version, published_at, refreshed_at, withdrawn_at, withdrawn_by,"
    " withdrawn_why"
)
BRIEF = """
select id, no, state, version, column_code as "column", title, author, changed_by, changed_at,
       live_version, published_at, returned_why <> '' as returned,
       (select count(*) from article_approval
        where article = article.id and version = article.version) as approvals,
       (select count(*) from delivery where article = article.id and state = 'failed') as failed
from article where %(state)s::text is null or state = %(state)s
order by changed_at desc, no desc limit %(limit)s offset %(offset)s
"""
LIVE = """
update article set state = 'published', live_version = said.version, live_title = said.title,
       live_lead = said.lead, live_body = said.body, live_column = said.column_code,
       expires_on = said.until_on, live_words = %(words)s::tsvector,
       published_at = coalesce(published_at, %(now)s), refreshed_at = %(now)s,
       withdrawn_at = null, withdrawn_by = null, withdrawn_why = ''
from article_version said where article.id = %(id)s and said.article = article.id
 and said.version = article.version
"""


def insert(tx: Connection, article: UUID, written: Written, by: UUID, now: datetime) -> None:
    """Keep a new draft."""
    tx.execute(
        "insert into article (id, state, column_code, title, lead, body, until_on, plan, author,"
        " created_at, changed_by, changed_at)"
        " values (%s, 'draft', %s, %s, %s, %s, %s, %s::jsonb, %s, %s, %s, %s)",
        [article, *_fields(written), by, now, by, now],
    )


def change(tx: Connection, article: UUID, written: Written, by: UUID, now: datetime) -> None:
    """Keep a changed draft as the next version."""
    tx.execute(
        "update article set state = 'draft', version = version + 1, column_code = %s, title = %s,"
        " lead = %s, body = %s, until_on = %s, plan = %s::jsonb, changed_by = %s, changed_at = %s"
        " where id = %s",
        [*_fields(written), by, now, article],
    )


def get(tx: Connection, article: UUID, hold: bool = False) -> Article | None:
    """One text; `hold` lets nobody else change it until the transaction ends."""
    query = f"select {COLUMNS} from article where id = %s"  # noqa: S608 # a constant
    with tx.cursor(row_factory=dict_row) as cursor:
        row = cursor.execute(query + " for update" * hold, [article]).fetchone()
    return _article(row) if row else None


def listed(tx: Connection, state: State | None, limit: int, offset: int) -> tuple[list[Brief], int]:
    """Those in a state, or all, the last changed first; and how many in all."""
    given = {"state": state, "limit": limit, "offset": offset}
    with tx.cursor(row_factory=class_row(Brief)) as cursor:
        found = cursor.execute(BRIEF, given).fetchall()
    total = tx.execute(
        "select count(*) from article where %(s)s::text is null or state = %(s)s", {"s": state}
    ).fetchone()
    return found, total[0] if total else 0


def submit(tx: Connection, article: UUID, cuts: list[Cut], by: UUID, now: datetime) -> None:
    """Keep what is submitted as a version of its own, with what goes to each place."""
    tx.execute(
        "update article set state = 'submitted', version = version + 1, submitted_by = %s,"
        " submitted_at = %s, returned_by = null, returned_why = '' where id = %s",
        [by, now, article],
    )
    places = [{"channel": one.channel, "target": one.target, "text": one.text} for one in cuts]
    tx.execute(
        "insert into article_version (article, version, title, lead, body, column_code, until_on,"
        " cuts, by_staff, at) select id, version, title, lead, body, column_code, until_on,"
        " %s::jsonb, %s, %s from article where id = %s",
        [_json(places), by, now, article],
    )


def version(tx: Connection, article: UUID, number: int) -> Version | None:
    """A version as it was submitted."""
    row = tx.execute(
        "select version, column_code, title, lead, body, until_on, cuts::text, by_staff, at"
        " from article_version where article = %s and version = %s",
        [article, number],
    ).fetchone()
    if row is None:
        return None
    cuts = tuple(msgspec.json.decode(row[6], type=list[Cut]))
    return Version(row[0], Written(*row[1:6]), cuts, row[7], row[8])


def draft_again(tx: Connection, article: UUID, by: UUID | None, why: str) -> None:
    """Back to a draft, sent back by somebody for a reason or taken back by nobody else."""
    tx.execute(
        "update article set state = 'draft', returned_by = %s, returned_why = %s where id = %s",
        [by, why, article],
    )


def approve(tx: Connection, article: UUID, number: int, by: UUID, now: datetime) -> None:
    """Keep one person's word for a version."""
    tx.execute(
        "insert into article_approval (article, version, staff, at) values (%s, %s, %s, %s)",
        [article, number, by, now],
    )


def approvals(tx: Connection, article: UUID, number: int) -> list[tuple[UUID, datetime]]:
    """Who has approved a version and when, the first one first."""
    return tx.execute(
        "select staff, at from article_approval where article = %s and version = %s order by at",
        [article, number],
    ).fetchall()


def publish(tx: Connection, article: UUID, words: str, now: datetime) -> None:
    """Let the submitted version be what the public reads."""
    tx.execute(LIVE, {"id": article, "words": words, "now": now})


def withdraw(tx: Connection, article: UUID, by: UUID | None, why: str, now: datetime) -> None:
    """Let the public read nothing of it; by nobody: the clock."""
    tx.execute(
        "update article set state = 'withdrawn', live_version = null, live_title = null,"
        " live_lead = null, live_body = null, live_column = null, live_words = null,"
        " withdrawn_at = %s, withdrawn_by = %s, withdrawn_why = %s where id = %s",
        [now, by, why, article],
    )


def over(tx: Connection, today: Any) -> list[UUID]:
    """What is still shown after its last day."""
    rows = tx.execute(
        "select id from article where live_version is not null and expires_on < %s"
        " order by no for update skip locked",
        [today],
    )
    return [row[0] for row in rows]


def _article(row: dict[str, Any]) -> Article:
    plan = msgspec.json.decode(row.pop("plan"), type=Plan)
    column, until_on = row.pop("column_code"), row.pop("until_on")
    title, lead, body = (row.pop(name) for name in ("title", "lead", "body"))
    written = Written(column, title, lead, body, until_on, plan)
    return Article(**{**row, "hands": tuple(row["hands"]), "written": written})


def _fields(one: Written) -> list[Any]:
    return [one.column, one.title, one.lead, one.body, one.until_on, _json(one.plan)]


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()
