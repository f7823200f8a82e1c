"""SQL of the leaves."""

from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID

from psycopg import Connection
from psycopg.errors import ExclusionViolation
from psycopg.rows import dict_row

from yizhan_collector.ground.ids import ids
from yizhan_collector.rooms.leaves.leave import Filter, Leave, Phase
from yizhan_collector.rooms.leaves.model import LeaveOverlaps, Span

COLUMNS = (
    "id, person, extends, request, level, from_on, to_on, region, place, reason, why, proof,"
    " urgent, asked_on, state, begun, said_back_on, returned_on, late_why"
)
PHASES: dict[Phase, str] = {
    "asked": "state = 'asked'",
    "planned": "state = 'granted' and from_on > %(today)s",
    "away": "state = 'granted' and from_on <= %(today)s and to_on >= %(today)s",
    # a leave made longer is late only when its last day is over
    "late": "state = 'granted' and to_on < %(today)s and not exists (select 1 from leave longer"
    " where longer.extends = coalesce(leave.extends, leave.id) and longer.state = 'granted'"
    " and longer.to_on > leave.to_on)",
    "refused": "state = 'refused'",
    "withdrawn": "state = 'withdrawn'",
    "cancelled": "state = 'cancelled'",
    "returned": "state = 'returned'",
}


def hold(tx: Connection, person: UUID) -> None:
    """Let nobody else ask for or decide a leave of this person until this transaction ends."""
    tx.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"leave {person}"])


def insert(tx: Connection, one: Leave) -> None:
    """Keep a request; raises LeaveOverlaps."""
    row = vars(one) | {"from_on": one.span.start, "to_on": one.span.end}
    names = COLUMNS.split(", ")
    values = ", ".join(f"%({name})s" for name in names)
    try:
        tx.execute(f"insert into leave ({COLUMNS}) values ({values})", row)  # noqa: S608
    except ExclusionViolation:
        raise LeaveOverlaps from None


def get(tx: Connection, leave: UUID) -> Leave | None:
    """One of them."""
    return next(iter(_read(tx, "id = %s", [leave])), None)


def of_persons(tx: Connection, persons: Collection[UUID]) -> list[Leave]:
    """Every leave of these people, the newest first."""
    return _read(tx, "person = any(%s) order by from_on desc, id desc", [list(persons)])


def excusing(
    tx: Connection, persons: Collection[UUID], start: date, end: date
) -> list[tuple[UUID, Span]]:
    """The granted days of leave of these people that touch these days, by day.

    The days of a return that is late are not granted, those after an early one not used.
    """
    last = "least(to_on, coalesce(returned_on, to_on))"
    rows = tx.execute(
        f"select person, from_on, {last} from leave where person = any(%s::uuid[])"  # noqa: S608
        " and state in ('granted', 'returned') and from_on <= %s and to_on >= %s"
        f" and {last} >= %s order by from_on",
        [ids(persons), end, start, start],
    )
    return [(person, Span(first, last)) for person, first, last in rows]


def begun_by(tx: Connection, today: date) -> list[Leave]:
    """The granted leaves whose first day has come and that nobody has begun yet."""
    where = "state = 'granted' and not begun and from_on <= %s order by from_on"
    return _read(tx, where, [today])


def page(tx: Connection, wish: Filter, limit: int, offset: int) -> tuple[list[Leave], int]:
    """The leaves of the own area, the earliest first among those that go on; and how many."""
    where = PHASES[wish.phase] if wish.phase else "true"
    order = "(state in ('asked', 'granted')) desc, abs(from_on - %(today)s), id"
    values = {"today": wish.today, "limit": limit, "offset": offset}
    rows = _read(tx, f"{where} order by {order} limit %(limit)s offset %(offset)s", values)
    total = tx.execute(f"select count(*) from leave where {where}", values).fetchone()  # noqa: S608
    return rows, total[0] if total else 0


def settle(tx: Connection, leave: UUID, state: str, level: str) -> None:
    """Let it follow its request, decided at this level."""
    tx.execute("update leave set state = %s, level = %s where id = %s", [state, level, leave])


def end(tx: Connection, leave: UUID, state: str) -> None:
    """Let it end as withdrawn or cancelled."""
    tx.execute("update leave set state = %s where id = %s", [state, leave])


def pass_on(tx: Connection, leave: UUID, request: UUID, level: str) -> None:
    """Put another request, of another level, in the place of the first."""
    tx.execute("update leave set request = %s, level = %s where id = %s", [request, level, leave])


def begin(tx: Connection, leave: UUID) -> None:
    """Its first day has come."""
    tx.execute("update leave set begun = true where id = %s", [leave])


def say_back(tx: Connection, leave: UUID, on: date) -> None:
    """The person says to be back."""
    tx.execute("update leave set said_back_on = %s where id = %s", [on, leave])


def give_back(tx: Connection, leave: UUID, on: date, late_why: str) -> None:
    """The return is confirmed."""
    tx.execute(
        "update leave set state = 'returned', returned_on = %s, late_why = %s where id = %s",
        [on, late_why, leave],
    )


def _read(tx: Connection, where: str, values: Any) -> list[Leave]:
    with tx.cursor(row_factory=dict_row) as cursor:
        rows = cursor.execute(f"select {COLUMNS} from leave where {where}", values)  # noqa: S608
        return [Leave(span=Span(row.pop("from_on"), row.pop("to_on")), **row) for row in rows]
