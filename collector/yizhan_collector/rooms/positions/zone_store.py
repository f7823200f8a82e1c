"""SQL of the zones under an order, and of the home."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from psycopg import Connection
from psycopg.errors import UniqueViolation
from psycopg.rows import class_row
from psycopg.types.json import Jsonb

from yizhan_collector.rooms.positions.model import HomeThere

ZoneKind = Literal["inside", "outside", "home"]
COLUMNS = "id, ord, person, kind, name, shape, ban, author, recorded_at, ended_at"


@dataclass(frozen=True)
class KeptZone:
    """A zone as it is drawn; `inside` must not be left, `outside` not be entered."""

    id: UUID
    ord: UUID
    person: UUID
    kind: ZoneKind
    name: str
    shape: dict[str, Any]  # as `doors.office.zones` takes it
    ban: UUID | None
    author: UUID
    recorded_at: datetime
    ended_at: datetime | None = None


def insert(tx: Connection, one: KeptZone) -> None:
    """Keep a zone; raises HomeThere for a second home."""
    values = ", ".join(f"%({name})s" for name in COLUMNS.split(", "))
    try:
        with tx.transaction():
            tx.execute(
                f"insert into position_zone ({COLUMNS}) values ({values})",  # noqa: S608
                vars(one) | {"shape": Jsonb(one.shape)},
            )
    except UniqueViolation:
        raise HomeThere from None


def end(tx: Connection, zone: UUID, now: datetime) -> bool:
    """Let a zone end; False when it has."""
    done = tx.execute(
        "update position_zone set ended_at = %s where id = %s and ended_at is null", [now, zone]
    )
    return done.rowcount == 1


def get(tx: Connection, zone: UUID) -> KeptZone | None:
    """One of them."""
    return next(iter(_read(tx, "id = %s", [zone])), None)


def of_order(tx: Connection, order: UUID) -> list[KeptZone]:
    """Those of an order, ended ones too, as they were drawn."""
    return _read(tx, "ord = %s order by recorded_at, id", [order])


def _read(tx: Connection, where: str, values: list[Any]) -> list[KeptZone]:
    with tx.cursor(row_factory=class_row(KeptZone)) as cursor:
        query = f"select {COLUMNS} from position_zone where {where}"  # noqa: S608 # constants
        return cursor.execute(query, values).fetchall()
