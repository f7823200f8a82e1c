"""SQL of the matters and whoever asks."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from psycopg import Connection
from psycopg.rows import class_row

from yizhan_collector.rooms.cases.model import Act, Category, Document, Matter, Party

Kept = TypeVar("Kept")
MATTER = ", ".join(f"matter.{one.name}" for one in fields(Matter))
PARTY, ACT, DOCUMENT = (
    ", ".join(one.name for one in fields(kind)) for kind in (Party, Act, Document)
)


def next_number(tx: Connection) -> int:
    """The number of the next matter, without its year."""
    return int(_one(tx, "select nextval('matter_number')", [])[0])


def insert_party(tx: Connection, one: Party, phone_digest: bytes | None) -> None:
    """Add whoever asks."""
    tx.execute(
        "insert into party (id, channel, name, phone, handle, created_at, phone_digest)"
        " values (%s, %s, %s, %s, %s, %s, %s)",
        [*vars(one).values(), phone_digest],
    )


def party_of_handle(tx: Connection, channel: str, handle: str) -> UUID | None:
    """Whoever asked with this account of the channel before."""
    query = "select id from party where channel = %s and handle = %s"
    row = tx.execute(query, [channel, handle]).fetchone()
    return row[0] if row else None


def parties(tx: Connection, wanted: Sequence[UUID]) -> dict[UUID, Party]:
    """Those of them that the database shows."""
    query = f"select {PARTY} from party where id = any(%s)"  # noqa: S608 # constants
    return {one.id: one for one in _read(tx, Party, query, [list(wanted)])}


def known_category(tx: Connection, code: str) -> bool:
    """Whether there is such a category."""
    found = tx.execute("select from matter_category where code = %s", [code])
    return found.fetchone() is not None


def categories(tx: Connection) -> list[Category]:
    """The tree, each branch followed by its leaves."""
    query = "select code, title_zh, title_en from matter_category order by place"
    return _read(tx, Category, query, [])


def insert(tx: Connection, one: Matter, key_digest: bytes | None) -> None:
    """Add a matter."""
    row = vars(one) | {"key_digest": key_digest}
    marks = ", ".join(f"%({name})s" for name in row)
    tx.execute(f"insert into matter ({', '.join(row)}) values ({marks})".encode(), row)  # noqa: S608


def get(tx: Connection, matter: UUID, hold: bool = False) -> Matter | None:
    """One that the database shows; held, nobody else changes it until the transaction ends."""
    query = f"select {MATTER} from matter where id = %s" + (" for update" if hold else "")  # noqa: S608
    return next(iter(_read(tx, Matter, query, [matter])), None)


def by_digest(tx: Connection, digest: bytes) -> Matter | None:
    """The matter with this follow code."""
    query = f"select {MATTER} from matter where key_digest = %s"  # noqa: S608 # constants
    return next(iter(_read(tx, Matter, query, [digest])), None)


def by_number(tx: Connection, number: str) -> Matter | None:
    """The matter with this number."""
    query = f"select {MATTER} from matter where number = %s"  # noqa: S608 # constants
    return next(iter(_read(tx, Matter, query, [number])), None)


def change(tx: Connection, matter: UUID, changes: Mapping[str, Any]) -> None:
    """Keep new values of these columns."""
    sets = ", ".join(f"{name} = %({name})s" for name in changes)
    query = f"update matter set {sets} where id = %(matter)s"  # noqa: S608 # our own names
    tx.execute(query.encode(), {**changes, "matter": matter})


def add_act(tx: Connection, matter: UUID, one: Act) -> None:
    """Add an act."""
    tx.execute(
        f"insert into matter_act (matter, {ACT}) values (%s, %s, %s, %s, %s, %s, %s, %s, %s)",  # noqa: S608
        [matter, *vars(one).values()],
    )


def acts(tx: Connection, matter: UUID) -> list[Act]:
    """What was done with a matter, the oldest first; as much of it as the database shows."""
    query = f"select {ACT} from matter_act where matter = %s order by id"  # noqa: S608 # constants
    return _read(tx, Act, query, [matter])


def insert_document(
    tx: Connection, matter: UUID, one: Document, sha256: bytes, content: bytes
) -> None:
    """Add a document with its content."""
    tx.execute(
        f"insert into matter_document (matter, sha256, {DOCUMENT})"  # noqa: S608 # constants
        " values (%s, %s, %s, %s, %s, %s, %s, %s)",
        [matter, sha256, *vars(one).values()],
    )
    tx.execute(
        "insert into matter_document_content (document, content) values (%s, %s)",
        [one.id, content],
    )


def documents(tx: Connection, matter: UUID) -> list[Document]:
    """The documents of a matter, the oldest first."""
    query = f"select {DOCUMENT} from matter_document where matter = %s order by at, id"  # noqa: S608
    return _read(tx, Document, query, [matter])


def document(tx: Connection, document: UUID) -> tuple[Document, UUID, bytes] | None:
    """A document, the matter it belongs to, and its content."""
    row = tx.execute(
        f"select {DOCUMENT}, matter, content from matter_document"  # noqa: S608 # constants
        " join matter_document_content on document = id where id = %s",
        [document],
    ).fetchone()
    return (Document(*row[:-2]), row[-2], row[-1]) if row else None


def waiting_for_party(tx: Connection, now: datetime, limit: int) -> list[UUID]:
    """Matters whose party has let its last day pass; those under a clock of legal aid left out."""
    query = (
        "select id from matter where state = 'open' and next_actor = 'party' and due_at <= %s"
        " and last_act <> 'tell_missing' order by due_at limit %s"
    )
    return [row[0] for row in tx.execute(query, [now, limit])]


def _one(tx: Connection, query: str, values: Sequence[Any]) -> tuple[Any, ...]:
    row = tx.execute(query.encode(), values).fetchone()
    assert row is not None  # noqa: S101 # the query has one row always
    return row


def _read(
    tx: Connection, kind: type[Kept], query: str, values: Sequence[Any] | Mapping[str, Any]
) -> list[Kept]:
    with tx.cursor(row_factory=class_row(kind)) as cursor:
        return cursor.execute(query.encode(), values).fetchall()
