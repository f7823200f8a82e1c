"""SQL of the permits for frequent travel."""

from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID

from psycopg import Connection
from psycopg.errors import ExclusionViolation
from psycopg.rows import dict_row

from yizhan_collector.ground.ids import ids
from yizhan_collector.rooms.leaves.model import Span
from yizhan_collector.rooms.leaves.travel_model import Travel, TravelOverlaps

COLUMNS = (
    "id, person, request, from_on, until_on, regions, places, times, frequency, why, proof,"
    " asked_on, state, begun, ended_on"
)


def insert(tx: Connection, one: Travel) -> None:
    """Keep a request; raises TravelOverlaps."""
    row = vars(one) | {
        "from_on": one.span.start,
        "until_on": one.span.end,
        "regions": list(one.regions),
    }
    values = ", ".join(f"%({name})s" for name in COLUMNS.split(", "))
    try:
        tx.execute(f"insert into travel ({COLUMNS}) values ({values})", row)  # noqa: S608
    except ExclusionViolation:
        raise TravelOverlaps from None


def get(tx: Connection, travel: UUID) -> Travel | None:
    """One of them."""
    return next(iter(_read(tx, "id = %s", [travel])), None)


def of_person(tx: Connection, person: UUID) -> list[Travel]:
    """Every permit of a person, the newest first."""
    return _read(tx, "person = %s order by from_on desc, id desc", [person])


def page(tx: Connection, live: bool, limit: int, offset: int) -> tuple[list[Travel], int]:
    """The permits of the own area, those that end first before others; and how many."""
    where = "state in ('asked', 'granted')" if live else "true"
    order = "(state in ('asked', 'granted')) desc, until_on, id"
    rows = _read(tx, f"{where} order by {order} limit %s offset %s", [limit, offset])
    total = tx.execute(f"select count(*) from travel where {where}").fetchone()  # noqa: S608
    return rows, total[0] if total else 0


def excusing(
    tx: Connection, persons: Collection[UUID], start: date, end: date
) -> list[tuple[UUID, Span]]:
    """The granted permits of these people that touch these days."""
    last = "least(until_on, coalesce(ended_on, until_on))"
    rows = tx.execute(
        f"select person, from_on, {last} from travel where person = any(%s::uuid[])"  # noqa: S608
        f" and state in ('granted', 'ended') and from_on <= %s and {last} >= %s order by from_on",
        [ids(persons), end, start],
    )
    return [(person, Span(first, last)) for person, first, last in rows]


def begun_by(tx: Connection, today: date) -> list[Travel]:
    """The granted permits whose first day has come and that have not begun."""
    return _read(tx, "state = 'granted' and not begun and from_on <= %s", [today])


def over_by(tx: Connection, today: date) -> list[Travel]:
    """The granted permits whose last day is over."""
    return _read(tx, "state = 'granted' and until_on < %s", [today])


def decide(tx: Connection, travel: UUID, state: str) -> None:
    """Let it follow its decided request."""
    tx.execute("update travel set state = %s where id = %s", [state, travel])


def begin(tx: Connection, travel: UUID) -> None:
    """Its first day has come."""
    tx.execute("update travel set begun = true where id = %s", [travel])


def end(tx: Connection, travel: UUID, on: date) -> None:
    """Its last day was this one."""
    tx.execute("update travel set state = 'ended', ended_on = %s where id = %s", [on, travel])


def _read(tx: Connection, where: str, values: Any) -> list[Travel]:
    with tx.cursor(row_factory=dict_row) as cursor:
        rows = cursor.execute(f"select {COLUMNS} from travel where {where}", values)  # noqa: S608
        return [_made(row) for row in rows]


def _made(row: dict[str, Any]) -> Travel:
    span = Span(row.pop("from_on"), row.pop("until_on"))
    return Travel(span=span, regions=tuple(row.pop("regions")), **row)
