"""SQL of the orders of positioning."""

from datetime import datetime
from typing import Any
from uuid import UUID

from psycopg import Connection
from psycopg.errors import CheckViolation, ExclusionViolation
from psycopg.rows import class_row

from yizhan_collector.rooms.positions.model import (
    EvidenceNotInForce,
    OrderOverlaps,
    Positioning,
)

COLUMNS = (
    "id, person, term, ground, evidence, warning, punishment, renews, assessment, starts_at,"
    " ends_at, asked_on, request, state, paper, notified_at, notified_by, lifted_at, lift_why"
)


def insert(tx: Connection, one: Positioning) -> None:
    """Keep what is applied for; raises OrderOverlaps and EvidenceNotInForce."""
    values = ", ".join(f"%({name})s" for name in COLUMNS.split(", "))
    try:
        with tx.transaction():
            tx.execute(
                f"insert into position_order ({COLUMNS}) values ({values})",  # noqa: S608
                vars(one),
            )
    except ExclusionViolation:
        raise OrderOverlaps from None
    except CheckViolation as error:
        if error.diag.constraint_name != "evidence_is_in_force":
            raise
        raise EvidenceNotInForce from None


def get(tx: Connection, order: UUID) -> Positioning | None:
    """One of them."""
    return next(iter(_read(tx, "id = %s", [order])), None)


def of_person(tx: Connection, person: UUID) -> list[Positioning]:
    """Those of a person, the newest first."""
    return _read(tx, "person = %s order by starts_at desc, id desc", [person])


def page(
    tx: Connection, live: bool, now: datetime, limit: int, offset: int
) -> tuple[list[Positioning], int]:
    """Those of the own area, what ends first before others; and how many in all."""
    goes_on = "(state in ('asked', 'granted') and lifted_at is null and ends_at > %(now)s)"
    where, order = goes_on if live else "true", f"{goes_on} desc, ends_at, id"
    values = {"now": now, "limit": limit, "offset": offset}
    rows = _read(tx, f"{where} order by {order} limit %(limit)s offset %(offset)s", values)
    query = f"select count(*) from position_order where {where}"  # noqa: S608 # constants
    total = tx.execute(query, values).fetchone()
    return rows, total[0] if total else 0


def ending(tx: Connection, by: datetime) -> list[Positioning]:
    """The granted orders that end by then and were not lifted."""
    where = "state = 'granted' and lifted_at is null and ends_at <= %s order by ends_at, id"
    return _read(tx, where, [by])


def over(tx: Connection, now: datetime) -> list[Positioning]:
    """The orders that have run out while their term still says that one runs."""
    where = (
        "state = 'granted' and lifted_at is null and ends_at <= %s"
        " and exists (select from term where term.id = position_order.term"
        "             and 'device_order' = any(overlays))"
        " and not exists (select from position_order other"
        "                 where other.person = position_order.person"
        "                 and other.state = 'granted' and other.lifted_at is null"
        "                 and other.ends_at > %s)"
    )
    return _read(tx, where, [now, now])


def carried(tx: Connection, now: datetime) -> list[tuple[UUID, UUID, datetime]]:
    """Order, person and when the device was handed out, of orders that run now."""
    return tx.execute(
        "select one.id, one.person, tracker.issued_at from position_order one"
        " join tracker on tracker.ord = one.id and tracker.ended_at is null"
        " where one.state = 'granted' and one.notified_at is not null and one.lifted_at is null"
        " and one.starts_at <= %(now)s and one.ends_at > %(now)s order by one.id",
        {"now": now},
    ).fetchall()


def decide(tx: Connection, order: UUID, state: str, paper: UUID | None) -> None:
    """Let it follow its decided request."""
    tx.execute(
        "update position_order set state = %s, paper = %s where id = %s", [state, paper, order]
    )


def tell(tx: Connection, order: UUID, at: datetime, by: UUID) -> bool:
    """Write down when the person was told; False when it is written already."""
    done = tx.execute(
        "update position_order set notified_at = %s, notified_by = %s"
        " where id = %s and state = 'granted' and notified_at is null",
        [at, by, order],
    )
    return done.rowcount == 1


def lift(tx: Connection, order: UUID, at: datetime, why: str) -> bool:
    """Let it end; False when it has ended."""
    done = tx.execute(
        "update position_order set lifted_at = %s, lift_why = %s where id = %s"
        " and state = 'granted' and lifted_at is null and ends_at > %s",
        [at, why, order, at],
    )
    return done.rowcount == 1


def _read(tx: Connection, where: str, values: list[Any] | dict[str, Any]) -> list[Positioning]:
    with tx.cursor(row_factory=class_row(Positioning)) as cursor:
        query = f"select {COLUMNS} from position_order where {where}"  # noqa: S608 # constants
        return cursor.execute(query, values).fetchall()
