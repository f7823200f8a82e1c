"""SQL of the requests."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from psycopg import Connection
from psycopg.rows import class_row
from psycopg.types.json import Jsonb

from yizhan_collector.ground.ids import ids
from yizhan_collector.rooms.requests.model import Decision, Request
from yizhan_collector.rooms.staff.model import Level

COLUMNS = (
    "id, person, kind, subject, level, county, township, body, asked_by, asked_at, channel,"
    " decide_by, decision, reasons, complaint_route, decided_by, decided_at, delegation,"
    " withdrawn_by"
)
DECIDED = frozenset(
    (
        "decision",
        "reasons",
        "complaint_route",
        "decided_by",
        "decided_at",
        "delegation",
        "withdrawn_by",
    )
)
OPEN = """
from request where decision is null and level = any(%(levels)s)
  and starts_with(township, %(area)s) and asked_by is distinct from %(staff)s
"""
SETTLE = """
update request set level = %(level)s, decision = %(decision)s, reasons = %(reasons)s,
       complaint_route = %(route)s, decided_by = %(by)s, decided_at = %(now)s,
       delegation = %(delegation)s
where id = %(id)s and decision is null
"""


def insert(tx: Connection, one: Request) -> None:
    """Keep what is asked for."""
    row = {**vars(one), "body": Jsonb(one.body)}
    asked = [name for name in row if name not in DECIDED]
    places = ", ".join(f"%({name})s" for name in asked)
    tx.execute(f"insert into request ({', '.join(asked)}) values ({places})", row)  # noqa: S608


def get(tx: Connection, request: UUID) -> Request | None:
    """One of them."""
    with tx.cursor(row_factory=class_row(Request)) as cursor:
        query = f"select {COLUMNS} from request where id = %s"  # noqa: S608 # a constant
        return cursor.execute(query, [request]).fetchone()


def by_id(tx: Connection, some: Collection[UUID]) -> list[Request]:
    """Those of these that are known."""
    with tx.cursor(row_factory=class_row(Request)) as cursor:
        query = f"select {COLUMNS} from request where id = any(%s::uuid[])"  # noqa: S608
        return cursor.execute(query, [ids(some)]).fetchall()


def of_person(tx: Connection, person: UUID) -> list[Request]:
    """Those of a person, newest first."""
    with tx.cursor(row_factory=class_row(Request)) as cursor:
        query = (
            f"select {COLUMNS} from request where person = %s"  # noqa: S608
            " order by asked_at desc, id desc"
        )
        return cursor.execute(query, [person]).fetchall()


def asked_by(tx: Connection, staff: UUID) -> list[Request]:
    """The open ones that this member of staff asked for."""
    with tx.cursor(row_factory=class_row(Request)) as cursor:
        query = (
            f"select {COLUMNS} from request where decision is null and asked_by = %s"  # noqa: S608
            " order by decide_by nulls last, asked_at, id"
        )
        return cursor.execute(query, [staff]).fetchall()


def open_at(
    tx: Connection, levels: Collection[Level], area: str, staff: UUID, limit: int, offset: int
) -> tuple[list[Request], int]:
    """Those that wait at these levels and were not asked by this staff; and how many in all."""
    wish = {"levels": list(levels), "area": area, "staff": staff, "limit": limit, "offset": offset}
    with tx.cursor(row_factory=class_row(Request)) as cursor:
        query = (
            f"select {COLUMNS} {OPEN} order by decide_by nulls last, asked_at, id"
            " limit %(limit)s offset %(offset)s"
        )
        rows = cursor.execute(query, wish).fetchall()
    total = tx.execute(f"select count(*) {OPEN}", wish).fetchone()
    return rows, total[0] if total else 0


def settle(
    tx: Connection,
    one: Request,
    level: Level,
    decision: Decision,
    reasons: str,
    route: str,
    by: UUID,
    delegation: UUID | None,
    now: datetime,
) -> bool:
    """Write the decision once; False when somebody was faster."""
    values: dict[str, object] = {"id": one.id, "level": level, "decision": decision}
    values |= {"reasons": reasons, "route": route, "by": by, "delegation": delegation, "now": now}
    return tx.execute(SETTLE, values).rowcount == 1


def withdraw(tx: Connection, request: UUID, by: UUID | None, now: datetime, why: str) -> bool:
    """Take it back; False when it was decided or withdrawn before."""
    changed = tx.execute(
        "update request set decision = 'withdrawn', withdrawn_by = %s, decided_at = %s,"
        " reasons = %s"
        " where id = %s and decision is null",
        [by, now, why, request],
    )
    return changed.rowcount == 1
