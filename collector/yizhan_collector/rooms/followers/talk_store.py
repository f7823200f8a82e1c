"""SQL of what is said to followers and fetched from them."""

from datetime import datetime
from typing import Any
from uuid import UUID

from psycopg import Connection

Row = tuple[Any, ...]


def next_word(tx: Connection, now: datetime) -> Row | None:
    """The oldest word that is due, none before an older one to the same follower."""
    return tx.execute(
        "select id, follower, kind, said, attempts from follower_word as one"
        " where state = 'waiting' and not_before <= %s and not exists (select from follower_word"
        "  as before where before.follower = one.follower and before.state = 'waiting'"
        "  and (before.at, before.id) < (one.at, one.id)) order by at, id limit 1",
        [now],
    ).fetchone()


def next_media(tx: Connection, now: datetime) -> Row | None:
    """The oldest file that is due."""
    return tx.execute(
        "select media, matter, kind, attempts from follower_media"
        " where state = 'waiting' and not_before <= %s order by at, media limit 1",
        [now],
    ).fetchone()


def word(tx: Connection, ident: UUID, state: str, reason: str) -> None:
    """How a word ended."""
    tx.execute(
        "update follower_word set state = %s, reason = %s, attempts = attempts + 1 where id = %s",
        [state, reason[:200], ident],
    )


def turn_notice(tx: Connection, ident: UUID) -> None:
    """A word goes on as a notice."""
    tx.execute(
        "update follower_word set kind = 'notice', attempts = attempts + 1 where id = %s", [ident]
    )


def put_off_word(tx: Connection, ident: UUID, reason: str, until: datetime) -> None:
    """A word waits."""
    tx.execute(
        "update follower_word set not_before = %s, reason = %s, attempts = attempts + 1"
        " where id = %s",
        [until, reason[:200], ident],
    )


def put_off_media(tx: Connection, media: str, reason: str, until: datetime) -> None:
    """A file waits."""
    tx.execute(
        "update follower_media set not_before = %s, reason = %s, attempts = attempts + 1"
        " where media = %s",
        [until, reason[:200], media],
    )


def media(tx: Connection, ident: str, state: str, reason: str) -> None:
    """How a file ended."""
    tx.execute(
        "update follower_media set state = %s, reason = %s, attempts = attempts + 1"
        " where media = %s",
        [state, reason[:200], ident],
    )
