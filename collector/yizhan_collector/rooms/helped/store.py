"""SQL of the people who are helped."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from psycopg import Connection

from yizhan_collector.rooms.helped.model import Origin, Purpose

CLIENT = "id, card, sealed, township, origin, released_on, expires_on, taken_at"
Row = tuple[Any, ...]


def expiry(tx: Connection, origin: Origin, released_on: date, today: date) -> date | None:
    """The last day of help after a release on this day, by the rule in force today."""
    row = tx.execute(
        "select (%s::date + make_interval(years => value))::date from rule"
        " where rule = %s and effective_from <= %s order by effective_from desc limit 1",
        [released_on, f"help.years_{origin}", today],
    ).fetchone()
    return row[0] if row else None


def insert(tx: Connection, row: Row, code_hash: str, worker: UUID) -> bool:
    """Take a person in; False when the card number is taken."""
    query = (
        f"insert into client ({CLIENT}, code_hash, taken_by)"  # noqa: S608 # a constant
        " values (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s) on conflict (card) do nothing"
    )
    return tx.execute(query, [*row, code_hash, worker]).rowcount == 1


def of_area(tx: Connection, area: str) -> list[Row]:
    """Those of a township or county, the newest first."""
    query = f"select {CLIENT} from client where starts_with(township, %s) order by taken_at desc"  # noqa: S608
    return tx.execute(query, [area]).fetchall()


def get(tx: Connection, client: UUID, area: str) -> Row | None:
    """One of an area."""
    query = f"select {CLIENT} from client where id = %s and starts_with(township, %s)"  # noqa: S608
    return tx.execute(query, [client, area]).fetchone()


def by_card(tx: Connection, card: str) -> tuple[UUID, str] | None:
    """The person of a card and the hash of the code."""
    return tx.execute("select id, code_hash from client where card = %s", [card]).fetchone()


def agree(tx: Connection, key: UUID, client: UUID, purpose: Purpose, now: datetime) -> None:
    """Note a consent; a live one stays as it is."""
    tx.execute(
        "insert into consent (id, client, purpose, given_at) values (%s, %s, %s, %s)"
        " on conflict (client, purpose) where withdrawn_at is null do nothing",
        [key, client, purpose, now],
    )


def withdraw(tx: Connection, client: UUID, purpose: Purpose, now: datetime) -> None:
    """End a consent."""
    tx.execute(
        "update consent set withdrawn_at = %s"
        " where client = %s and purpose = %s and withdrawn_at is null",
        [now, client, purpose],
    )


def agreed(tx: Connection, client: UUID) -> set[Purpose]:
    """What a person agrees to now."""
    query = "select purpose from consent where client = %s and withdrawn_at is null"
    return {row[0] for row in tx.execute(query, [client])}


def need(tx: Connection, key: UUID, client: UUID, kind: str, sealed: bytes, now: datetime) -> None:
    """Note something asked for."""
    tx.execute(
        "insert into need (id, client, kind, sealed, opened_at) values (%s, %s, %s, %s, %s)",
        [key, client, kind, sealed, now],
    )


def meet(tx: Connection, need: UUID, client: UUID, outcome: str, now: datetime) -> bool:
    """Note what became of it; False when that is known already."""
    done = tx.execute(
        "update need set met_at = %s, outcome = %s"
        " where id = %s and client = %s and met_at is null",
        [now, outcome, need, client],
    )
    return done.rowcount == 1


def needs(tx: Connection, client: UUID) -> list[Row]:
    """What was asked for, the newest first."""
    query = "select id, kind, sealed, opened_at, met_at, outcome from need where client = %s"
    return tx.execute(f"{query} order by opened_at desc", [client]).fetchall()


def step(tx: Connection, row: Row) -> None:
    """Note a step; the database refuses one without a live consent."""
    tx.execute(
        "insert into step (id, client, kind, sealed, planned_for, by_worker, at)"
        " values (%s, %s, %s, %s, %s, %s, %s)",
        row,
    )


def steps(tx: Connection, client: UUID) -> list[Row]:
    """What was done, the newest first, with who did it."""
    return tx.execute(
        "select step.id, kind, sealed, planned_for, worker.name, at from step"
        " join worker on worker.id = by_worker where client = %s order by at desc",
        [client],
    ).fetchall()


def looked(tx: Connection, worker: UUID | None, client: UUID, action: str, now: datetime) -> None:
    """Note who opened or changed a record; nobody is the person."""
    tx.execute(
        "insert into looked (worker, client, action, at) values (%s, %s, %s, %s)",
        [worker, client, action, now],
    )


def who_looked(tx: Connection, client: UUID) -> list[Row]:
    """Who, what, when; the newest first."""
    return tx.execute(
        "select coalesce(worker.name, ''), action, at from looked"
        " left join worker on worker.id = looked.worker where client = %s"
        " order by looked.id desc limit 50",
        [client],
    ).fetchall()


def delete(tx: Connection, client: UUID, now: datetime) -> None:
    """Delete everything of a person at their wish."""
    tx.execute("delete from client where id = %s", [client])
    tx.execute("insert into deletion values (%s, 'wish')", [now])


def forget(tx: Connection, today: date, now: datetime) -> int:
    """Delete those whose time of help is over; returns how many."""
    gone = tx.execute("delete from client where expires_on < %s", [today]).rowcount
    tx.execute("insert into deletion select %s, 'expired' from generate_series(1, %s)", [now, gone])
    return gone
