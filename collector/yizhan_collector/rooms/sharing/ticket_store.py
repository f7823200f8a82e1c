"""SQL of the tickets of a platform."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date, datetime
from typing import Any
from uuid import UUID

from psycopg import Connection
from psycopg.rows import class_row
from psycopg.types.json import Jsonb

from yizhan_collector.rooms.sharing.ticket_model import Figures, Refusal, Ticket

TICKET = ", ".join(one.name for one in fields(Ticket))
VIEWS = {
    "open": "state in ('taken', 'in_hand')",
    "late": "state in ('taken', 'in_hand') and answer_by <= %(now)s",
    "returned": "returned_at is not null",
    "all": "true",
}
FIGURES = """
select count(*) as came, count(answered_at) as answered,
       count(*) filter (where answered_at <= answer_by
                        and (returned_at is null or answered_at > returned_at)) as in_time,
       count(*) filter (where state in ('taken', 'in_hand')) as waiting,
       count(returned_at) as returned, count(refused_at) as refused
  from ticket where taken_at >= %s::timestamp at time zone 'Asia/Shanghai'
                and taken_at < (%s + 1)::timestamp at time zone 'Asia/Shanghai'
"""
LEFT = """
select ticket.id from ticket join matter on matter.id = ticket.matter
 where matter.state = 'closed' and ticket.state in ('taken', 'in_hand', 'answered')
 order by ticket.id limit %s
"""


def insert(tx: Connection, one: Ticket) -> bool:
    """Keep a ticket; False when one came under its number before."""
    return bool(tx.execute(
        "insert into ticket (id, partner, key, sha256, body, area, urgent, taken_at, refuse_by,"
        " answer_by) values (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"
        " on conflict (partner, key) do nothing",
        [one.id, one.partner, one.key, one.sha256, Jsonb(one.body), one.area, one.urgent,
         one.taken_at, one.refuse_by, one.answer_by],
    ).rowcount)  # fmt: skip


def by_key(tx: Connection, partner: str, key: str) -> Ticket | None:
    """The ticket of their number, held until the transaction ends."""
    return _one(tx, "partner = %s and key = %s for update", [partner, key])


def held(tx: Connection, ticket: UUID) -> Ticket | None:
    """One ticket, held until the transaction ends."""
    return _one(tx, "id = %s for update", [ticket])


def of_matter(tx: Connection, matter: UUID, hold: bool = False) -> Ticket | None:
    """The ticket a matter came of."""
    return _one(tx, "matter = %s" + (" for update" if hold else ""), [matter])


def change(tx: Connection, ticket: UUID, changes: Mapping[str, Any]) -> None:
    """Keep new values of these columns."""
    sets = ", ".join(f"{name} = %({name})s" for name in changes)
    query = f"update ticket set {sets} where id = %(ticket)s"  # noqa: S608 # our own names
    tx.execute(query.encode(), {**changes, "ticket": ticket})


def move(tx: Connection, ticket: UUID) -> None:
    """Put a ticket at the end of what its platform has not heard."""
    tx.execute("update ticket set place = nextval('ticket_place') where id = %s", [ticket])


def moved(tx: Connection, partner: str, after: int, limit: int) -> list[Ticket]:
    """What has moved after a place, in order."""
    where = "partner = %s and place > %s order by place limit %s"
    return _read(tx, where, [partner, after, limit])


def refuse(tx: Connection, ticket: UUID, code: Refusal, to: str, by: UUID, now: datetime) -> None:
    """Note that a ticket is not ours, and whose it is."""
    query = (
        "update ticket set refused_code = %s, refused_to = %s, refused_by = %s, refused_at = %s"
        " where id = %s"
    )
    tx.execute(query, [code, to or None, by, now, ticket])


def listed(
    tx: Connection, view: str, now: datetime, limit: int, offset: int
) -> tuple[list[Ticket], int]:
    """Those of a view, the newest first, and how many in all."""
    given = {"now": now, "limit": limit, "offset": offset}
    where = VIEWS[view]
    found = _read(
        tx, f"{where} order by taken_at desc, id limit %(limit)s offset %(offset)s", given
    )
    row = tx.execute(f"select count(*) from ticket where {where}".encode(), given).fetchone()  # noqa: S608
    return found, row[0] if row else 0


def newest(tx: Connection, limit: int) -> list[Ticket]:
    """So many of the newest."""
    return _read(tx, "true order by taken_at desc, id limit %s", [limit])


def figures(tx: Connection, first: date, last: date) -> Figures:
    """The sums of what came on these legal days, both included."""
    with tx.cursor(row_factory=class_row(Figures)) as cursor:
        found = cursor.execute(FIGURES, [first, last]).fetchone()
        assert found is not None  # noqa: S101 # the query has one row always
        return found


def left(tx: Connection, limit: int) -> list[UUID]:
    """Tickets whose matter was closed by whoever asked, or the clock."""
    return [one for (one,) in tx.execute(LEFT, [limit]).fetchall()]


def county_of(tx: Connection, area: str) -> str | None:
    """The six digits of a county or township that is ours; None: there is none."""
    row = tx.execute(
        "select left(code, 6) from township where code = %s or left(code, 6) = %s limit 1",
        [area, area],
    ).fetchone()
    return row[0] if row else None


def _one(tx: Connection, where: str, values: list[Any]) -> Ticket | None:
    return next(iter(_read(tx, where, values)), None)


def _read(tx: Connection, where: str, values: list[Any] | dict[str, Any]) -> list[Ticket]:
    with tx.cursor(row_factory=class_row(Ticket)) as cursor:
        query = f"select {TICKET} from ticket where {where}"  # noqa: S608 # our own words
        return cursor.execute(query.encode(), values).fetchall()
