"""SQL of what leaves the house."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from psycopg import Connection
from psycopg.rows import class_row

from yizhan_collector.rooms.exchange.disclosure import Column, Disclosure

COLUMNS = "id, at, by, area, recipient, purpose, basis, document, columns, rows"
ADULTS = """
select count(*) from person join term on term.person = person.id and ended_on is null
where not minor and starts_with(township, %s) and state = any(%s)
"""


def insert(tx: Connection, one: Disclosure) -> None:
    """Write down what leaves; only then the list shows anybody, and to this transaction alone."""
    places = ", ".join(["%s"] * len(vars(one)))
    query = f"insert into disclosure ({COLUMNS}) values ({places})"  # noqa: S608 # constants
    tx.execute(query.encode(), list(vars(one).values()))


def page(tx: Connection, limit: int, offset: int) -> tuple[list[Disclosure], int]:
    """What left the area, newest first; and how many in all."""
    with tx.cursor(row_factory=class_row(Disclosure)) as cursor:
        query = f"select {COLUMNS} from disclosure order by at desc, id desc limit %s offset %s"  # noqa: S608
        found = cursor.execute(query, [limit, offset]).fetchall()
    total = tx.execute("select count(*) from disclosure").fetchone()
    return found, total[0] if total else 0


def count(tx: Connection, area: str, states: Collection[str]) -> int:
    """How many people a list of these states would name; minors never."""
    row = tx.execute(ADULTS, [area, list(states)]).fetchone()
    return int(row[0]) if row else 0


def leaving(
    tx: Connection, area: str, states: Collection[str], columns: Sequence[Column]
) -> list[tuple[UUID, tuple[Any, ...]]]:
    """Those people by number; nobody unless the transaction has written down what leaves."""
    query = (
        f"select person, {', '.join(columns)} from exportable"  # noqa: S608 # names of a Literal
        " where starts_with(township, %s) and state = any(%s) order by number"
    )
    rows = tx.execute(query.encode(), [area, list(states)])
    return [(row[0], row[1:]) for row in rows]
