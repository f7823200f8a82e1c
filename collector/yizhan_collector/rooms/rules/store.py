"""SQL of the rule book."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from psycopg import Connection
from psycopg.rows import dict_row
from psycopg.types.json import Jsonb

from yizhan_collector.rooms.rules.model import Category, Rule

COLUMNS = (
    "rule, value, unit, source, mark, effective_from, title_zh, title_en, note, version,"
    " author, ground, recorded_at"
)
CATEGORY = "code, name_zh, name_en, every_days, channels, rule_source, mark, place, version"


def on(tx: Connection, day: date) -> list[Rule]:
    """Each rule as it stands on a day; of one that is not yet in force, the first row to come."""
    rows = tx.execute(
        f"select distinct on (rule) {COLUMNS} from rule order by rule,"  # noqa: S608 # constants
        " effective_from <= %(day)s desc,"
        " case when effective_from <= %(day)s then effective_from end desc,"
        " effective_from, version desc",
        {"day": day},
    )
    return [Rule(*row) for row in rows]


def history(tx: Connection, name: str) -> list[Rule]:
    """Every row of a rule, newest first."""
    query = (
        f"select {COLUMNS} from rule where rule = %s"  # noqa: S608 # constants
        " order by effective_from desc, version desc"
    )
    return [Rule(*row) for row in tx.execute(query, [name])]


def insert(tx: Connection, one: Rule) -> None:
    """Add a row; the database numbers it."""
    tx.execute(
        "insert into rule (rule, value, unit, source, mark, effective_from, title_zh, title_en,"
        " note, author, ground, recorded_at) values (%(name)s, %(value)s, %(unit)s, %(source)s,"
        " %(mark)s, %(effective_from)s, %(title_zh)s, %(title_en)s, %(note)s, %(author)s,"
        " %(ground)s, %(recorded_at)s)",
        vars(one) | {"value": Jsonb(one.value)},
    )


def categories(tx: Connection) -> list[Category]:
    """The categories as they stand, the closest first."""
    query = (
        f"select * from (select distinct on (code) {CATEGORY} from category"  # noqa: S608
        " order by code, version desc) as last order by place"
    )
    with tx.cursor(row_factory=dict_row) as cursor:
        rows = cursor.execute(query).fetchall()
    return [Category(**row | {"channels": tuple(row["channels"])}) for row in rows]


def insert_category(
    tx: Connection, one: Category, author: UUID, ground: str, now: datetime
) -> None:
    """Add a version of a category."""
    tx.execute(
        f"insert into category ({CATEGORY}, author, ground, recorded_at)"  # noqa: S608
        " values (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
        [*(vars(one) | {"channels": list(one.channels)}).values(), author, ground, now],
    )


def local_days(tx: Connection, start: date, end: date) -> list[tuple[date, bool, str, Any]]:
    """The last word of the bureau on each day between two, by day: closed, why, when."""
    return tx.execute(
        "select distinct on (day) day, closed, note, recorded_at from closed_day"
        " where day between %s and %s order by day, id desc",
        [start, end],
    ).fetchall()


def insert_day(
    tx: Connection, day: date, closed: bool, note: str, author: UUID, now: datetime
) -> None:
    """Add the bureau's word on a day."""
    tx.execute(
        "insert into closed_day (day, closed, note, author, recorded_at)"
        " values (%s, %s, %s, %s, %s)",
        [day, closed, note, author, now],
    )
