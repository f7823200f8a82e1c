"""SQL of the groups, plans, particulars, declarations and documents: rows that are only added."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from psycopg import Connection
from psycopg.rows import dict_row
from psycopg.types.json import Jsonb

Kept = Literal["particulars", "correction_group", "plan", "declaration"]
Row = dict[str, Any]


@dataclass(frozen=True)
class Filed:
    """A document of the court as the list shows it."""

    id: UUID
    kind: str
    name: str
    media: str
    size: int
    sha256: str
    recorded_by: UUID
    recorded_at: datetime


def newest(tx: Connection, table: Kept, person: UUID, term: UUID | None) -> Row | None:
    """The newest version, of a term where one is given; only while the record is open."""
    order = "recorded_at" if table == "declaration" else "version"
    query = (
        f"select * from {table} where person = %s"  # noqa: S608 # a name of ours
        f"{'' if term is None else ' and term = %s'} order by {order} desc limit 1"
    )
    values = [person] if term is None else [person, term]
    with tx.cursor(row_factory=dict_row) as cursor:
        return cursor.execute(query.encode(), values).fetchone()


def add(tx: Connection, table: Kept, row: Mapping[str, Any]) -> None:
    """Add a version."""
    values = {
        name: Jsonb(one) if isinstance(one, list) and _of_objects(one) else one
        for name, one in row.items()
    }
    names = ", ".join(values)
    places = ", ".join(f"%({name})s" for name in values)
    tx.execute(f"insert into {table} ({names}) values ({places})".encode(), values)  # noqa: S608


def file(tx: Connection, person: UUID, one: Filed, content: bytes) -> bool:
    """Keep a document; False when this person has the very same already."""
    added = tx.execute(
        "insert into court_document (id, person, kind, name, media, content, sha256, recorded_by,"
        " recorded_at) values (%s, %s, %s, %s, %s, %s, %s, %s, %s)"
        " on conflict on constraint document_kept_once do nothing",
        [one.id, person, one.kind, one.name, one.media, content, one.sha256, one.recorded_by,
         one.recorded_at],
    )  # fmt: skip
    return added.rowcount == 1


def filed(tx: Connection, person: UUID) -> list[Filed]:
    """The documents of a person, newest first, while the record is open."""
    rows = tx.execute(
        "select id, kind, name, media, length(content), sha256, recorded_by, recorded_at"
        " from court_document where person = %s order by recorded_at desc, id desc",
        [person],
    )
    return [Filed(*row) for row in rows]


def content(tx: Connection, person: UUID, document: UUID) -> tuple[str, str, bytes] | None:
    """Name, kind of file and bytes of a document, while the record is open."""
    return tx.execute(
        "select name, media, content from court_document where person = %s and id = %s",
        [person, document],
    ).fetchone()


def versions(tx: Connection, term: UUID) -> list[tuple[int, datetime, dict[str, Any]]]:
    """Every version of a term, oldest first, while the record is open."""
    return tx.execute(
        "select version, kept_at, stood from term_version where term = %s order by version", [term]
    ).fetchall()


def _of_objects(some: list[Any]) -> bool:
    return all(isinstance(one, dict) for one in some)
