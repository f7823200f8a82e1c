"""SQL of the applications for legal aid."""

from collections.abc import Sequence
from dataclasses import fields
from datetime import date
from typing import Any
from uuid import UUID

from psycopg import Connection
from psycopg.rows import dict_row

from yizhan_collector.rooms.cases.aid_model import Application, Decided

COLUMNS = ", ".join(one.name for one in fields(Application) if one.name != "items")


def insert(tx: Connection, one: Application) -> bool:
    """Add an application with its items; False when the matter has one."""
    row = {name: value for name, value in vars(one).items() if name != "items"}
    row["missing"] = list(one.missing)
    marks = ", ".join(f"%({name})s" for name in row)
    query = (
        f"insert into aid_application ({COLUMNS}) values ({marks})"  # noqa: S608 # our own names
        " on conflict (matter) do nothing"
    )
    if tx.execute(query.encode(), row).rowcount == 0:
        return False
    for place, item in enumerate(one.items, 1):
        tx.execute(
            "insert into aid_item (matter, place, item) values (%s, %s, %s)",
            [one.matter, place, item.item],
        )
    return True


def get(tx: Connection, matter: UUID) -> Application | None:
    """The application of a matter."""
    with tx.cursor(row_factory=dict_row) as cursor:
        query = f"select {COLUMNS} from aid_application where matter = %s"  # noqa: S608 # constants
        row = cursor.execute(query.encode(), [matter]).fetchone()
    if row is None:
        return None
    items = tx.execute(
        "select item, granted, reason from aid_item where matter = %s order by place", [matter]
    )
    found = tuple(Decided(*item) for item in items)
    return Application(**row | {"missing": tuple(row["missing"]), "items": found})


def change(tx: Connection, matter: UUID, **changes: Any) -> None:
    """Keep new values of these columns."""
    sets = ", ".join(f"{name} = %({name})s" for name in changes)
    query = f"update aid_application set {sets} where matter = %(matter)s"  # noqa: S608 # our own
    tx.execute(query.encode(), {**changes, "matter": matter})


def decide(tx: Connection, matter: UUID, items: Sequence[Decided]) -> None:
    """Keep what was decided on each item."""
    for one in items:
        tx.execute(
            "update aid_item set granted = %s, reason = %s where matter = %s and item = %s",
            [one.granted, one.reason, matter, one.item],
        )


def withdraw(tx: Connection, matter: UUID, day: date) -> None:
    """An application that is not decided is withdrawn with its matter."""
    tx.execute(
        "update aid_application set withdrawn_on = %s"
        " where matter = %s and decided_on is null and withdrawn_on is null",
        [day, matter],
    )


def not_supplied(tx: Connection, today: date, limit: int) -> list[UUID]:
    """Matters whose missing papers were to come before today, and nothing came."""
    query = (
        "select aid_application.matter from aid_application"
        " join matter on matter.id = aid_application.matter"
        " where supply_by < %s and complete_on is null and withdrawn_on is null"
        " and state = 'open' and next_actor = 'party' limit %s"
    )
    return [row[0] for row in tx.execute(query, [today, limit])]


def had_no_hand(tx: Connection, matter: UUID, staff: UUID) -> bool:
    """Whether somebody neither opened, nor took, nor owns a matter or entered its application."""
    row = tx.execute(
        "select from matter where id = %(matter)s and %(staff)s in (owner, first_owner)"
        " union all select from matter_act where matter = %(matter)s and by_staff = %(staff)s"
        " and code in ('open', 'take', 'apply_aid') limit 1",
        {"matter": matter, "staff": staff},
    ).fetchone()
    return row is None
