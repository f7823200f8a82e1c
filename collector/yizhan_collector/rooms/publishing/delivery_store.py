"""SQL of the deliveries."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from psycopg import Connection
from psycopg.rows import class_row

from yizhan_collector.rooms.publishing.model import Cut, Delivery

COLUMNS = (
    "id, article, version, channel, target, text, state, attempts, remote, reason, planned_by,"
    " changed_at, sent_at, withdrawn_at, before_text, before_version"
)


def insert(
    tx: Connection,
    delivery: UUID,
    article: UUID,
    version: int,
    cut: Cut,
    by: UUID,
    now: datetime,
) -> None:
    """Queue a text for a place."""
    tx.execute(
        "insert into delivery (id, article, version, channel, target, text, state, not_before,"
        " planned_by, changed_at) values (%s, %s, %s, %s, %s, %s, 'waiting', %s, %s, %s)",
        [delivery, article, version, cut.channel, cut.target, cut.text, now, by, now],
    )


def of(tx: Connection, article: UUID) -> list[Delivery]:
    """Those of a text, the newest version first."""
    return _read(tx, "where article = %s order by version desc, channel, target", [article])


def get(tx: Connection, delivery: UUID) -> Delivery | None:
    """One, held."""
    found = _read(tx, "where id = %s for update", [delivery])
    return found[0] if found else None


def listed(
    tx: Connection, only_failed: bool, limit: int, offset: int
) -> tuple[list[Delivery], int]:
    """The newest first; and how many in all."""
    where = "where state = 'failed'" if only_failed else "where true"
    total = tx.execute(f"select count(*) from delivery {where}").fetchone()  # noqa: S608
    order = f"{where} order by changed_at desc, id limit %s offset %s"
    return _read(tx, order, [limit, offset]), total[0] if total else 0


def due(tx: Connection, channels: Sequence[str], now: datetime) -> Delivery | None:
    """The next to be done on these channels, what is to be withdrawn first."""
    found = _read(
        tx,
        "where channel = any(%s) and state in ('waiting', 'sending', 'withdrawing')"
        " and not_before <= %s order by state <> 'withdrawing', not_before, id"
        " limit 1",
        [list(channels), now],
    )
    return found[0] if found else None


def known(tx: Connection, channel: str, beside: UUID) -> set[str]:
    """The names out there that belong to other deliveries of a channel."""
    rows = tx.execute(
        "select remote from delivery where channel = %s and id <> %s and remote <> ''"
        " and state <> 'withdrawn'",
        [channel, beside],
    )
    return {row[0] for row in rows}


def is_live(tx: Connection, one: Delivery) -> bool:
    """Whether the public reads the version it belongs to."""
    row = tx.execute(
        "select live_version = %s from article where id = %s", [one.version, one.article]
    ).fetchone()
    return bool(row and row[0])


def move(tx: Connection, delivery: UUID, state: str, now: datetime) -> None:
    """Change where it stands; it is due at once."""
    tx.execute(
        "update delivery set state = %s, changed_at = %s, not_before = %s, reason = '',"
        " attempts = 0,"
        " withdrawn_at = case when %s = 'withdrawn' then %s::timestamptz else withdrawn_at end"
        " where id = %s",
        [state, now, now, state, now, delivery],
    )


def begin(tx: Connection, delivery: UUID, again: datetime, now: datetime) -> None:
    """Note that it is being tried; without news it is looked up after `again`."""
    tx.execute(
        "update delivery set state = case state when 'waiting' then 'sending' else state end,"
        " attempts = attempts + 1, not_before = %s, changed_at = %s where id = %s",
        [again, now, delivery],
    )


def put_off(tx: Connection, delivery: UUID, reason: str, until: datetime) -> None:
    """Try again later."""
    tx.execute(
        "update delivery set not_before = %s, reason = %s where id = %s", [until, reason, delivery]
    )


def done(tx: Connection, delivery: UUID, remote: str, now: datetime) -> None:
    """It is out there under this name; what is being withdrawn meanwhile goes on so."""
    tx.execute(
        "update delivery set remote = %s, sent_at = %s, changed_at = %s, reason = '',"
        " state = case state when 'withdrawing' then state else 'sent' end,"
        " not_before = case state when 'withdrawing' then %s else not_before end where id = %s",
        [remote, now, now, now, delivery],
    )


def failed(tx: Connection, delivery: UUID, reason: str, now: datetime) -> None:
    """The place does not take it, or does not let go of it."""
    tx.execute(
        "update delivery set reason = %s, changed_at = %s,"
        " state = case when state = 'withdrawing' and remote <> '' then 'sent' else 'failed' end"
        " where id = %s",
        [reason, now, delivery],
    )


def withdrawn(tx: Connection, delivery: UUID, reason: str, now: datetime) -> None:
    """It is gone from there."""
    tx.execute(
        "update delivery set state = 'withdrawn', reason = %s, withdrawn_at = %s, changed_at = %s"
        " where id = %s",
        [reason, now, now, delivery],
    )


def shown(
    tx: Connection, one: Delivery, version: int, before: tuple[str, int] | None, now: datetime
) -> None:
    """A sign shows it under this version of its message; `before` is what it said."""
    tx.execute(
        "update delivery set state = 'sent', remote = %s, sent_at = %s, changed_at = %s,"
        " attempts = attempts + 1, reason = '', before_text = %s, before_version = %s"
        " where id = %s",
        [str(version), now, now, *(before or (None, None)), one.id],
    )


def shown_again(tx: Connection, one: Delivery, version: int) -> None:
    """What stood on its sign before it stands there once more, under this version."""
    tx.execute(
        "update delivery set remote = %s where channel = 'sign' and target = %s"
        " and state = 'sent' and remote = %s::text and id <> %s",
        [str(version), one.target, one.before_version, one.id],
    )


def step_out(tx: Connection, one: Delivery) -> None:
    """Whoever came after it on its sign gives back what stood there before it."""
    tx.execute(
        "update delivery set before_text = %s, before_version = %s"
        " where channel = 'sign' and target = %s and state = 'sent'"
        " and before_version::text = %s and id <> %s",
        [one.before_text, one.before_version, one.target, one.remote, one.id],
    )


def _read(tx: Connection, rest: str, values: Sequence[Any]) -> list[Delivery]:
    with tx.cursor(row_factory=class_row(Delivery)) as cursor:
        query = f"select {COLUMNS} from delivery {rest}"  # noqa: S608 # constants
        return cursor.execute(query.encode(), values).fetchall()
