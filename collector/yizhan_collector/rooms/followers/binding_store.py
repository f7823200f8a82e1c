"""SQL of one-time codes, and of the turns in which a follower enters one on the portal."""

from datetime import datetime
from typing import Any
from uuid import UUID

from psycopg import Connection

Row = tuple[Any, ...]


def replace(tx: Connection, matter: UUID, digest: bytes, ends_at: datetime) -> None:
    """Keep a code; the one before that nobody used ends."""
    tx.execute("delete from bind_code where matter = %s and used_at is null", [matter])
    tx.execute(
        "insert into bind_code (digest, matter, ends_at) values (%s, %s, %s)",
        [digest, matter, ends_at],
    )


def use(tx: Connection, digest: bytes, now: datetime) -> UUID | None:
    """The matter of a code that is good, which it is no more from here on."""
    row = tx.execute(
        "update bind_code set used_at = %s where digest = %s and used_at is null and ends_at > %s"
        " returning matter",
        [now, digest, now],
    ).fetchone()
    return row[0] if row else None


def add_turn(tx: Connection, ident: bytes, login: str, code: bytes, now: datetime) -> None:
    """Keep a turn, once however often it is sent."""
    tx.execute(
        "insert into bind_turn (id, login, code, at) values (%s, %s, %s, %s)"
        " on conflict do nothing",
        [ident, login, code, now],
    )


def outcome(tx: Connection, ident: bytes) -> str | None:
    """How a turn ended; None while it waits, or for one that is not shown."""
    row = tx.execute("select outcome from bind_turn where id = %s", [ident]).fetchone()
    return row[0] if row else None


def next_turn(tx: Connection) -> Row | None:
    """The oldest turn that waits."""
    return tx.execute(
        "select id, login, code, at from bind_turn where outcome is null order by at, id limit 1"
    ).fetchone()


def end_turn(tx: Connection, ident: bytes, follower: str, outcome: str) -> None:
    """A turn ended; what was handed over is not kept."""
    tx.execute(
        "update bind_turn set follower = %s, outcome = %s, login = '', code = '' where id = %s",
        [follower, outcome, ident],
    )


def wrong_turns(tx: Connection, follower: str, since: datetime) -> int:
    """How often a follower entered a code that nobody has, since then."""
    row = tx.execute(
        "select count(*) from bind_turn where follower = %s and outcome = 'unknown' and at > %s",
        [follower, since],
    ).fetchone()
    return int(row[0]) if row else 0


def forget_old(tx: Connection, before: datetime) -> None:
    """Delete turns and codes of before."""
    tx.execute("delete from bind_turn where at < %s", [before])
    tx.execute("delete from bind_code where ends_at < %s", [before])
