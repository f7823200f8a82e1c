"""SQL of the links between two who ask and may be one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from psycopg import Connection
from psycopg.rows import class_row

Reason = Literal["same_phone", "same_handle", "said_so"]


@dataclass(frozen=True)
class Link:
    """Two of whom somebody may say that they are one."""

    one: UUID
    other: UUID
    reason: Reason
    offered_at: datetime
    accepted: bool | None = None
    decided_by: UUID | None = None
    decided_at: datetime | None = None


COLUMNS = "one, other, reason, offered_at, accepted, decided_by, decided_at"
LINKED = """
with recursive linked (id) as (
    select %(party)s::uuid
    union
    select case when party_link.one = linked.id then party_link.other else party_link.one end
    from linked join party_link on linked.id in (party_link.one, party_link.other)
    where accepted
)
select id from linked
"""


def offer(tx: Connection, link: Link) -> bool:
    """Keep an offer; False when it was made before, whatever was said to it."""
    query = (
        "insert into party_link (one, other, reason, offered_at) values (%s, %s, %s, %s)"
        " on conflict do nothing"
    )
    ends = sorted((link.one, link.other))
    return tx.execute(query, [*ends, link.reason, link.offered_at]).rowcount == 1


def of_party(tx: Connection, party: UUID) -> list[Link]:
    """Every link of somebody that the database shows, the newest first."""
    return _read(tx, "where %(party)s in (one, other) order by offered_at desc", {"party": party})


def open_ones(tx: Connection, limit: int, offset: int) -> tuple[list[Link], int]:
    """Those nobody has decided, the oldest first; and how many."""
    rest = "where accepted is null order by offered_at, one limit %(limit)s offset %(offset)s"
    row = tx.execute("select count(*) from party_link where accepted is null").fetchone()
    found = _read(tx, rest, {"limit": limit, "offset": offset})
    return found, row[0] if row else 0


def decide(tx: Connection, ends: Sequence[UUID], accepted: bool, by: UUID, now: datetime) -> bool:
    """Keep what a clerk says of a link; False when there is none to decide."""
    query = (
        "update party_link set accepted = %s, decided_by = %s, decided_at = %s"
        " where one = %s and other = %s and accepted is null"
    )
    return tx.execute(query, [accepted, by, now, *sorted(ends)]).rowcount == 1


def linked(tx: Connection, party: UUID) -> list[UUID]:
    """Somebody and everybody who is the same, as clerks accepted."""
    return [row[0] for row in tx.execute(LINKED, {"party": party})]


def _read(tx: Connection, rest: str, values: dict[str, Any]) -> list[Link]:
    with tx.cursor(row_factory=class_row(Link)) as cursor:
        query = f"select {COLUMNS} from party_link {rest}"  # noqa: S608 # our own words
        return cursor.execute(query.encode(), values).fetchall()
