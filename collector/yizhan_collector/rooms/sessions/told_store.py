"""SQL of what the boxes told: facts, heads, segments; and the list a box was given."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from psycopg import Connection
from psycopg.rows import class_row
from yizhan_wire.events import Segment

from yizhan_collector.rooms.sessions.figures import Minute
from yizhan_collector.rooms.sessions.model import Fact

SEGMENT = "number, started_at, ended_at, size, sha256, chain"


def device_of(tx: Connection, session: UUID) -> str | None:
    """The box of a session, held until the transaction ends."""
    row = tx.execute("select device from session where id = %s for update", [session]).fetchone()
    return row[0] if row else None


def add_fact(tx: Connection, session: UUID, fact: Fact) -> None:
    """Keep a fact, once."""
    tx.execute(
        "insert into session_fact (session, phase, at, why) values (%s, %s, %s, %s)"
        " on conflict do nothing",
        [session, fact.phase, fact.at, fact.why],
    )


def facts(tx: Connection, session: UUID) -> list[Fact]:
    """The facts of a session, by time."""
    rows = tx.execute(
        "select at, phase, why from session_fact where session = %s order by at, phase", [session]
    )
    return [Fact(*row) for row in rows.fetchall()]


def add_minute(tx: Connection, session: UUID, minute: datetime, heads: int | None) -> None:
    """Keep the heads of a minute; of two counts of one minute the greater."""
    tx.execute(
        "insert into session_minute (session, minute, heads)"
        " values (%s, date_trunc('minute', %s::timestamptz), %s)"
        " on conflict (session, minute) do update"
        " set heads = greatest(session_minute.heads, excluded.heads)",
        [session, minute, heads],
    )


def minutes(tx: Connection, session: UUID) -> list[Minute]:
    """The minutes of a session."""
    query = "select minute, heads from session_minute where session = %s order by minute"
    with tx.cursor(row_factory=class_row(Minute)) as cursor:
        return cursor.execute(query, [session]).fetchall()


def add_segment(tx: Connection, session: UUID, one: Segment) -> None:
    """Keep what was told of a segment; two that differ under one number are both kept."""
    tx.execute(
        f"insert into session_segment (session, {SEGMENT}) values (%s, %s, %s, %s, %s, %s, %s)"  # noqa: S608
        " on conflict do nothing",
        [session, one.number, one.started_at, one.ended_at, one.size, one.sha256, one.chain],
    )


def segments(tx: Connection, session: UUID) -> list[Segment]:
    """Every segment of a session that was told of, by number."""
    query = f"select {SEGMENT} from session_segment where session = %s order by number, chain"  # noqa: S608
    return [Segment(*row) for row in tx.execute(query, [session]).fetchall()]


def segment_page(
    tx: Connection, session: UUID, limit: int, offset: int
) -> tuple[list[Segment], int]:
    """Some of the segments, by number; and how many in all."""
    query = (
        f"select {SEGMENT} from session_segment where session = %s"  # noqa: S608 # constants
        " order by number, chain limit %s offset %s"
    )
    rows = tx.execute(query, [session, limit, offset]).fetchall()
    count = tx.execute(
        "select count(*) from session_segment where session = %s", [session]
    ).fetchone()
    return [Segment(*row) for row in rows], count[0] if count else 0


def named(tx: Connection, session: UUID, number: int) -> Sequence[Segment]:
    """What was told of one segment; more than one is a fault."""
    query = f"select {SEGMENT} from session_segment where session = %s and number = %s"  # noqa: S608
    return [Segment(*row) for row in tx.execute(query, [session, number]).fetchall()]


def next_version(tx: Connection, device: str, plans: str) -> int:
    """The version of the list of a box: a new one when these plans (JSON) are not the last."""
    row = tx.execute(
        "insert into session_order (device, version, plans) values (%s, 1, %s::jsonb)"
        " on conflict (device) do update set plans = excluded.plans, version ="
        " session_order.version + (session_order.plans is distinct from excluded.plans)::int"
        " returning version",
        [device, plans],
    ).fetchone()
    return int(row[0]) if row else 0
