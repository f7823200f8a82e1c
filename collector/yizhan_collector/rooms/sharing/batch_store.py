"""SQL of what other authorities send."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from psycopg import Connection
from psycopg.rows import class_row
from psycopg.types.json import Jsonb

from yizhan_collector.rooms.sharing.model import Batch, Fault, Outcome, Row

BATCH = "id, partner, key, kind, sha256, received_at, state, total, bad, times"
ROW = "id, partner, kind, ref, body, area, taken_at, person, decided_by, decided_at, outcome"


def hold(tx: Connection, partner: str, key: str) -> None:
    """Let the same file under the same key be taken by one request at a time."""
    tx.execute(
        "select pg_advisory_xact_lock(hashtextextended('batch ' || %s || ' ' || %s, 0))",
        [partner, key],
    )


def by_key(tx: Connection, partner: str, key: str) -> Batch | None:
    """What came under a key."""
    with tx.cursor(row_factory=class_row(Batch)) as cursor:
        query = f"select {BATCH} from partner_batch where partner = %s and key = %s"  # noqa: S608
        return cursor.execute(query, [partner, key]).fetchone()


def put(tx: Connection, one: Batch) -> None:
    """Keep a file's outcome, the newest under its key."""
    query = (
        f"insert into partner_batch ({BATCH}) values (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"  # noqa: S608
        " on conflict (partner, key) do update set sha256 = excluded.sha256,"
        " received_at = excluded.received_at, state = excluded.state, total = excluded.total,"
        " bad = excluded.bad, times = excluded.times"
    )
    tx.execute(query.encode(), list(vars(one).values()))


def known(
    tx: Connection, partner: str, kind: str, refs: Collection[str]
) -> dict[str, dict[str, Any]]:
    """Those of these rows that were taken before, by their number there."""
    query = "select ref, body from partner_row where partner = %s and kind = %s and ref = any(%s)"
    return dict(tx.execute(query, [partner, kind, list(refs)]).fetchall())


def add_rows(
    tx: Connection,
    batch: Batch,
    rows: Collection[tuple[UUID, int, Mapping[str, str]]],
    area: str,
    now: datetime,
) -> None:
    """Keep good rows; another request may have kept the same one meanwhile."""
    with tx.cursor() as cursor:
        cursor.executemany(
            "insert into partner_row (id, batch, partner, kind, ref, place, body, area, taken_at)"
            " values (%s, %s, %s, %s, %s, %s, %s, %s, %s) on conflict do nothing",
            [
                (ident, batch.id, batch.partner, batch.kind, body["ref"], place, Jsonb(body),
                 area, now)
                for ident, place, body in rows
            ],
        )  # fmt: skip


def set_faults(tx: Connection, batch: UUID, faults: Collection[Fault]) -> None:
    """What is wrong with the newest file under a key."""
    tx.execute("delete from partner_fault where batch = %s", [batch])
    with tx.cursor() as cursor:
        cursor.executemany(
            "insert into partner_fault (batch, place, heading, problem, todo)"
            " values (%s, %s, %s, %s, %s) on conflict do nothing",
            [(batch, *vars(one).values()) for one in faults],
        )


def faults(tx: Connection, batch: UUID) -> list[Fault]:
    """The same, by row."""
    with tx.cursor(row_factory=class_row(Fault)) as cursor:
        query = (
            "select place, heading, problem, todo from partner_fault where batch = %s"
            " order by place, heading"
        )
        return cursor.execute(query, [batch]).fetchall()


def page(tx: Connection, limit: int, offset: int) -> tuple[list[Batch], int]:
    """The newest files first, and how many in all."""
    with tx.cursor(row_factory=class_row(Batch)) as cursor:
        query = (
            f"select {BATCH} from partner_batch order by received_at desc, id limit %s offset %s"  # noqa: S608
        )
        found = cursor.execute(query, [limit, offset]).fetchall()
    total = tx.execute("select count(*) from partner_batch").fetchone()
    return found, total[0] if total else 0


def batch(tx: Connection, ident: UUID) -> Batch | None:
    """One file's outcome."""
    with tx.cursor(row_factory=class_row(Batch)) as cursor:
        return cursor.execute(
            f"select {BATCH} from partner_batch where id = %s",  # noqa: S608
            [ident],
        ).fetchone()


def rows(tx: Connection, undecided: bool, limit: int, offset: int) -> tuple[list[Row], int]:
    """Rows that were taken, the oldest undecided first."""
    where = "where outcome is null" if undecided else ""
    with tx.cursor(row_factory=class_row(Row)) as cursor:
        query = f"select {ROW} from partner_row {where} order by taken_at, id limit %s offset %s"  # noqa: S608
        found = cursor.execute(query.encode(), [limit, offset]).fetchall()
    total = tx.execute(f"select count(*) from partner_row {where}".encode()).fetchone()  # noqa: S608
    return found, total[0] if total else 0


def row(tx: Connection, ident: UUID) -> Row | None:
    """One row, held until the transaction ends."""
    with tx.cursor(row_factory=class_row(Row)) as cursor:
        query = f"select {ROW} from partner_row where id = %s for update"  # noqa: S608
        return cursor.execute(query, [ident]).fetchone()


def decide(
    tx: Connection, ident: UUID, outcome: Outcome, person: UUID | None, by: UUID, now: datetime
) -> bool:
    """Note what an officer said of a row, once."""
    query = (
        "update partner_row set outcome = %s, person = %s, decided_by = %s, decided_at = %s"
        " where id = %s and outcome is null"
    )
    return tx.execute(query, [outcome, person, by, now, ident]).rowcount == 1


def alike(tx: Connection, name: str, born_on: str) -> list[UUID]:
    """People of the area of who asks with this name and day of birth."""
    query = "select id from person where name = %s and born_on = %s::date order by number limit 10"
    return [one for (one,) in tx.execute(query, [name, born_on]).fetchall()]
