"""Published texts as rows, by copy: a few for a test, tens of thousands for a bench."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import psycopg
from yizhan_collector.rooms.portal.words import index_words
from yizhan_wire.envelope import new_id

ARTICLE = (
    "copy article (id, column_code, state, title, lead, body, author, created_at, changed_by,"
    " changed_at, submitted_by, submitted_at, expires_on, live_version, live_title, live_lead,"
    " live_body, live_column, live_words, published_at, refreshed_at) from stdin"
)
VERSION = (
    "insert into article_version (article, version, title, lead, body, column_code, by_staff, at)"
    " select id, version, title, lead, body, column_code, author, changed_at from article"
    " where id = any(%s)"
)
APPROVAL = (
    "insert into article_approval (article, version, staff, at)"
    " select id, version, %s, published_at from article where id = any(%s)"
)


@dataclass(frozen=True)
class Text:
    """A text that is live."""

    column: str
    title: str
    body: str  # HTML
    at: datetime  # published
    lead: str = ""
    expires_on: date | None = None


def publish(tx: psycopg.Connection, texts: Iterable[Text], author: UUID) -> list[UUID]:
    """Insert them as written by somebody and live since `at`; returns their ids in order."""
    made = []
    with past_the_triggers(tx), tx.cursor().copy(ARTICLE) as copy:
        for one in texts:
            made.append(new_id())
            copy.write_row(_row(made[-1], one, author))
    return made


def approve(tx: psycopg.Connection, made: list[UUID], by: UUID) -> None:
    """Write down the version and that another hand approved it."""
    with past_the_triggers(tx):
        tx.execute(VERSION, [made])
        tx.execute(APPROVAL, [by, made])


@contextmanager
def past_the_triggers(tx: psycopg.Connection) -> Iterator[None]:
    """Rows as if they had been approved one by one: at a desk no text goes live unapproved."""
    tx.execute("set session_replication_role = replica")
    yield
    tx.execute("set session_replication_role = origin")
    tx.execute("select pg_notify('site', 'article')")


def somebody(tx: psycopg.Connection, login: str = "clerk") -> UUID:
    """The id of a member of staff."""
    row = tx.execute("select id from staff where login = %s", [login]).fetchone()
    assert row is not None, login
    found: UUID = row[0]
    return found


def _row(made: UUID, one: Text, author: UUID) -> list[object]:
    said = (one.title, one.lead, one.body)
    by = (author, one.at)
    words = index_words(*said)
    rest = (one.expires_on, 1, *said, one.column, words, one.at, one.at)
    return [made, one.column, "published", *said, *by, *by, *by, *rest]
