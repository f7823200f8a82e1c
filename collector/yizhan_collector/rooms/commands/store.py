"""SQL of the commands."""

from datetime import datetime
from uuid import UUID

import msgspec
from psycopg import Connection
from psycopg.rows import class_row
from yizhan_wire.events import Answered

from yizhan_collector.rooms.commands.model import Asked

COMMANDS = """
select id, device, action, reason, asked_by, asked_at, expires_at, outcome, why, checks,
       answered_at,
       exists (select from post_diagnosis where command = post_command.id) as sent
from post_command
"""


def insert(tx: Connection, one: Asked) -> None:
    """Keep a new command."""
    tx.execute(
        "insert into post_command (id, device, action, reason, asked_by, asked_at, expires_at)"
        " values (%s, %s, %s, %s, %s, %s, %s)",
        [one.id, one.device, one.action, one.reason, one.asked_by, one.asked_at, one.expires_at],
    )


def get(tx: Connection, key: UUID) -> Asked | None:
    """One command."""
    with tx.cursor(row_factory=class_row(Asked)) as cursor:
        return cursor.execute(COMMANDS + "where id = %s", [key]).fetchone()


def of(tx: Connection, device: str, limit: int) -> list[Asked]:
    """The commands to a box, newest first."""
    with tx.cursor(row_factory=class_row(Asked)) as cursor:
        return cursor.execute(
            COMMANDS + "where device = %s order by asked_at desc, id limit %s", [device, limit]
        ).fetchall()


def open_of(tx: Connection, device: str, now: datetime) -> list[Asked]:
    """What a box may still begin, oldest first."""
    with tx.cursor(row_factory=class_row(Asked)) as cursor:
        return cursor.execute(
            COMMANDS + "where device = %s and outcome is null and expires_at > %s"
            " order by asked_at, id",
            [device, now],
        ).fetchall()


def answer(tx: Connection, device: str, said: Answered, at: datetime) -> None:
    """Keep what a box says of a command of its own, once."""
    tx.execute(
        "update post_command set outcome = %s, why = %s, checks = %s::jsonb, answered_at = %s"
        " where id = %s and device = %s and outcome is null",
        [said.outcome, said.why, msgspec.json.encode(said.checks).decode(), at,
         said.command, device],
    )  # fmt: skip


def keep(tx: Connection, key: UUID, content: bytes, at: datetime) -> None:
    """Keep a diagnostic bundle in place of the one before."""
    tx.execute(
        "insert into post_diagnosis (command, content, received_at) values (%s, %s, %s)"
        " on conflict (command) do update"
        " set content = excluded.content, received_at = excluded.received_at",
        [key, content, at],
    )


def content(tx: Connection, key: UUID) -> bytes | None:
    """A diagnostic bundle."""
    row = tx.execute("select content from post_diagnosis where command = %s", [key]).fetchone()
    return row[0] if row else None


def forget(tx: Connection, before: datetime) -> int:
    """Delete the bundles received before; returns how many."""
    return tx.execute("delete from post_diagnosis where received_at < %s", [before]).rowcount
