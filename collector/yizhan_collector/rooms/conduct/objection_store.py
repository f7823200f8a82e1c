"""SQL of the objections."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from psycopg import Connection
from psycopg.rows import class_row

from yizhan_collector.rooms.conduct.model import Objection

COLUMNS = (
    "id, sanction, person, text, channel, recorded_by, raised_at, outcome, findings, changed_to,"
    " answered_by, answered_at, paper, referred_at, referred_why"
)


def insert(tx: Connection, one: Objection) -> bool:
    """Keep an objection; False when there is one already."""
    added = tx.execute(
        "insert into objection (id, sanction, person, text, channel, recorded_by, raised_at)"
        " values (%(id)s, %(sanction)s, %(person)s, %(text)s, %(channel)s, %(recorded_by)s,"
        " %(raised_at)s) on conflict (sanction) do nothing",
        vars(one),
    )
    return added.rowcount == 1


def of_sanctions(tx: Connection, sanctions: Collection[UUID]) -> dict[UUID, Objection]:
    """The objections against these, by sanction."""
    with tx.cursor(row_factory=class_row(Objection)) as cursor:
        query = f"select {COLUMNS} from objection where sanction = any(%s)"  # noqa: S608
        rows = cursor.execute(query, [list(sanctions)]).fetchall()
    return {one.sanction: one for one in rows}


def open_ones(tx: Connection) -> list[Objection]:
    """Those of the own area that wait for an answer, the oldest first."""
    with tx.cursor(row_factory=class_row(Objection)) as cursor:
        query = f"select {COLUMNS} from objection where outcome is null order by raised_at"  # noqa: S608
        return cursor.execute(query).fetchall()


def answer(tx: Connection, objection: UUID, **values: Any) -> bool:
    """Write the answer once; False when somebody was faster."""
    sets = ", ".join(f"{name} = %({name})s" for name in values)
    query = f"update objection set {sets} where id = %(id)s and outcome is null"  # noqa: S608
    return tx.execute(query, {**values, "id": objection}).rowcount == 1


def refer(tx: Connection, objection: UUID, **values: Any) -> bool:
    """Note that it goes on to the procuratorate, once."""
    done = tx.execute(
        "update objection set referred_at = %(at)s, referred_why = %(why)s"
        " where id = %(id)s and referred_at is null",
        {**values, "id": objection},
    )
    return done.rowcount == 1
