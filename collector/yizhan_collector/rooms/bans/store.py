"""SQL of the no-entry orders and of the permissions to enter."""

from datetime import date
from typing import Any
from uuid import UUID

from psycopg import Connection
from psycopg.errors import ExclusionViolation
from psycopg.rows import dict_row

from yizhan_collector.rooms.bans.model import Ban, BanOverlaps, Entry, EntryOverlaps, Words

SAID = "kind, words, court, number, from_on, until_on, conditional, polygon"
COLUMNS = f"id, person, {SAID}, corrects, entered_by, entered_at, ended_on, end_why"
ENTRY = "id, ban, person, request, place, why, from_on, until_on, asked_on, conditions, state"


def insert(tx: Connection, one: Ban) -> None:
    """Register an order; raises BanOverlaps."""
    row = {**vars(one), **vars(one.said)}
    values = ", ".join(f"%({name})s" for name in COLUMNS.split(", "))
    try:
        tx.execute(f"insert into ban ({COLUMNS}) values ({values})", row)  # noqa: S608
    except ExclusionViolation:
        raise BanOverlaps from None


def get(tx: Connection, ban: UUID) -> Ban | None:
    """One of them."""
    return next(iter(_read(tx, "id = %s", ban)), None)


def of_person(tx: Connection, person: UUID) -> list[Ban]:
    """Every order about a person, those that ended too, the newest first."""
    return _read(tx, "person = %s order by from_on desc, id desc", person)


def end(tx: Connection, ban: UUID, on: date, why: str) -> bool:
    """Let an order end; False when it has already."""
    done = tx.execute(
        "update ban set ended_on = %s, end_why = %s where id = %s and ended_on is null",
        [on, why, ban],
    )
    return done.rowcount == 1


def ask(tx: Connection, one: Entry) -> None:
    """Keep a request to enter; raises EntryOverlaps."""
    row = {**vars(one), "conditions": list(one.conditions)}
    values = ", ".join(f"%({name})s" for name in ENTRY.split(", "))
    try:
        tx.execute(f"insert into ban_entry ({ENTRY}) values ({values})", row)  # noqa: S608
    except ExclusionViolation:
        raise EntryOverlaps from None


def entry(tx: Connection, one: UUID) -> Entry | None:
    """One request to enter."""
    return next(iter(_entries(tx, "id = %s", one)), None)


def entries(tx: Connection, person: UUID) -> list[Entry]:
    """Every request of a person to enter, the newest first."""
    return _entries(tx, "person = %s order by from_on desc, id desc", person)


def decide(tx: Connection, one: UUID, state: str, conditions: tuple[str, ...] = ()) -> None:
    """Let it follow its decided request."""
    tx.execute(
        "update ban_entry set state = %s, conditions = %s where id = %s",
        [state, list(conditions), one],
    )


def _read(tx: Connection, where: str, value: UUID) -> list[Ban]:
    with tx.cursor(row_factory=dict_row) as cursor:
        rows = cursor.execute(f"select {COLUMNS} from ban where {where}", [value])  # noqa: S608
        return [_ban(row) for row in rows]


def _ban(row: dict[str, Any]) -> Ban:
    said = Words(**{name: row.pop(name) for name in SAID.split(", ")})
    return Ban(said=said, **row)


def _entries(tx: Connection, where: str, value: UUID) -> list[Entry]:
    with tx.cursor(row_factory=dict_row) as cursor:
        rows = cursor.execute(f"select {ENTRY} from ban_entry where {where}", [value])  # noqa: S608
        return [Entry(**{**row, "conditions": tuple(row["conditions"])}) for row in rows]
