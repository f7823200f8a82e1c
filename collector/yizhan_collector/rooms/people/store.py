"""SQL of the people."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from psycopg import Connection
from psycopg.rows import class_row

from yizhan_collector.ground.ids import ids
from yizhan_collector.rooms.people.model import Person, Township

COLUMNS = "id, number, name, gender, township, face_allowed, created_at, minor, born_on"


def exists(tx: Connection, person: UUID) -> bool:
    """Whether this person is known."""
    return tx.execute("select 1 from person where id = %s", [person]).fetchone() is not None


def let_go_at(tx: Connection, people: Collection[UUID]) -> list[datetime]:
    """When the last terms of those of these ended of whom none lives."""
    query = "select gone from unnest(%s::uuid[]) one, let_go_at(one) gone where gone is not null"
    return [row[0] for row in tx.execute(query, [list(people)])]


def insert(tx: Connection, one: Person) -> bool:
    """Add a person; False when the number is taken."""
    added = tx.execute(
        f"insert into person ({COLUMNS}) values (%s, %s, %s, %s, %s, %s, %s, %s, %s)"  # noqa: S608
        " on conflict (number) do nothing",
        list(vars(one).values()),
    )
    return added.rowcount == 1


def by_id(tx: Connection, people: Collection[UUID]) -> list[Person]:
    """Those of these who are known."""
    with tx.cursor(row_factory=class_row(Person)) as cursor:
        query = f"select {COLUMNS} from person where id = any(%s::uuid[])"  # noqa: S608 # a constant
        return cursor.execute(query, [ids(people)]).fetchall()


def of_area(tx: Connection, area: str) -> list[Person]:
    """Everyone of a township, a county or, with '', of all, by number."""
    with tx.cursor(row_factory=class_row(Person)) as cursor:
        query = (
            f"select {COLUMNS} from person where starts_with(township, %s)"  # noqa: S608
            " order by number"
        )
        return cursor.execute(query, [area]).fetchall()


def page(tx: Connection, area: str, part: str, limit: int, offset: int) -> tuple[list[Person], int]:
    """Those whose name or number contains `part`, by name; and how many in all."""
    where = (
        "starts_with(township, %(area)s)"
        " and (strpos(name, %(part)s) > 0 or strpos(number, %(part)s) > 0)"
    )
    wish = {"area": area, "part": part, "limit": limit, "offset": offset}
    with tx.cursor(row_factory=class_row(Person)) as cursor:
        query = f"select {COLUMNS} from person where {where}"  # noqa: S608 # constants
        rows = cursor.execute(
            query + " order by name, number limit %(limit)s offset %(offset)s", wish
        ).fetchall()
    total = tx.execute(f"select count(*) from person where {where}", wish).fetchone()  # noqa: S608
    return rows, total[0] if total else 0


def names_of(tx: Connection, township: str) -> list[str]:
    """The names of everybody of a township, also for those who may see no record."""
    return [row[0] for row in tx.execute("select names_of(%s)", [township])]


def set_face(tx: Connection, person: UUID, allowed: bool) -> None:
    """Allow the face or withdraw it."""
    tx.execute("update person set face_allowed = %s where id = %s", [allowed, person])


def settle(tx: Connection, person: UUID, township: str) -> None:
    """Let a person belong to a township."""
    tx.execute("update person set township = %s where id = %s", [township, person])


def townships(tx: Connection) -> list[Township]:
    """All townships, by code."""
    with tx.cursor(row_factory=class_row(Township)) as cursor:
        return cursor.execute("select code, name from township order by code").fetchall()
