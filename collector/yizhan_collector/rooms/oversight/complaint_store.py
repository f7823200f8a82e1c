"""SQL of the complaints."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from psycopg import Connection
from psycopg.rows import class_row

from yizhan_collector.rooms.oversight.model import Complaint, Outcome, ToldHow

COLUMNS = (
    "id, person, township, about, topic, words, decision, channel, filed_at, answer_by,"
    " outcome, answer, answered_by, answered_at, told_how, told_at, paper"
)


def insert(tx: Connection, one: Complaint) -> None:
    """Add a complaint."""
    tx.execute(
        "insert into complaint (id, person, township, about, topic, words, decision, channel,"
        " filed_at, answer_by) values (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
        list(vars(one).values())[:10],
    )


def get(tx: Connection, complaint: UUID) -> Complaint | None:
    """One, if the database shows it."""
    found = _read(tx, "where id = %s", [complaint])
    return found[0] if found else None


def of_person(tx: Connection, person: UUID) -> list[Complaint]:
    """Those of a person, newest first."""
    return _read(tx, "where person = %s order by filed_at desc, id desc", [person])


def listed(tx: Connection, only_open: bool, limit: int, offset: int) -> tuple[list[Complaint], int]:
    """What the database shows, what waits longest first; and how many in all."""
    where = "where answered_at is null" if only_open else "where true"
    order = "order by answered_at is not null, answer_by, id limit %s offset %s"
    total = tx.execute(f"select count(*) from complaint {where}").fetchone()  # noqa: S608
    return _read(tx, f"{where} {order}", [limit, offset]), total[0] if total else 0


def answer(
    tx: Connection,
    complaint: UUID,
    outcome: Outcome,
    words: str,
    paper: UUID,
    by: UUID,
    now: datetime,
) -> bool:
    """Keep the answer; False when there is one already."""
    return _updated(
        tx,
        "update complaint set outcome = %s, answer = %s, paper = %s, answered_by = %s,"
        " answered_at = %s"
        " where id = %s and answered_at is null",
        [outcome, words, paper, by, now, complaint],
    )


def told(tx: Connection, complaint: UUID, how: ToldHow, now: datetime) -> bool:
    """Note that the person knows the answer; False when that is known or there is none."""
    return _updated(
        tx,
        "update complaint set told_how = %s, told_at = %s"
        " where id = %s and answered_at is not null and told_at is null",
        [how, now, complaint],
    )


def told_all(tx: Connection, person: UUID, now: datetime) -> int:
    """Note that the person has read every answer on the own page; returns how many were new."""
    return tx.execute(
        "update complaint set told_how = 'page', told_at = %s"
        " where person = %s and answered_at is not null and told_at is null",
        [now, person],
    ).rowcount


def _updated(tx: Connection, query: str, values: Sequence[Any]) -> bool:
    return tx.execute(query.encode(), values).rowcount == 1


def _read(tx: Connection, rest: str, values: Sequence[Any]) -> list[Complaint]:
    with tx.cursor(row_factory=class_row(Complaint)) as cursor:
        query = f"select {COLUMNS} from complaint {rest}"  # noqa: S608 # constants
        return cursor.execute(query, values).fetchall()
