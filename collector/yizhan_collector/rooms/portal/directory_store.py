"""SQL of the directory."""

from dataclasses import dataclass

from psycopg import Connection
from psycopg.rows import dict_row

from yizhan_collector.rooms.portal.article_store import counted
from yizhan_collector.rooms.portal.model import Entry, EntryKind

ENTRY = "kind, name, organisation, licence, fields, area, address, phone, legal_aid, reviewed_on"
WHERE = (
    "where active and (%(kind)s::text is null or kind = %(kind)s)"
    " and (%(area)s::text is null or area = %(area)s)"
    " and (%(field)s::text is null or %(field)s = any(fields))"
    " and (legal_aid or not %(legal_aid)s)"
    " and (strpos(name, %(named)s) > 0 or strpos(organisation, %(named)s) > 0)"
)


@dataclass(frozen=True)
class Filter:
    """Who of the directory is wanted; None or "" for everybody."""

    kind: EntryKind | None = None
    area: str | None = None
    field: str | None = None
    legal_aid: bool = False
    named: str = ""  # part of a name, of a person or a firm


def count(tx: Connection, wanted: Filter) -> int:
    """How many there are."""
    return counted(tx, f"directory_entry {WHERE}", vars(wanted))


def listed(tx: Connection, wanted: Filter, limit: int, offset: int) -> list[Entry]:
    """Some of them, firms and their people together, by name."""
    order = (
        "order by array_position(array['notary', 'appraiser', 'mediator'], kind) nulls first,"
        " organisation, kind <> 'firm', name, id limit %(limit)s offset %(offset)s"
    )
    query = f"select {ENTRY} from directory_entry {WHERE} {order}"  # noqa: S608 # constants
    with tx.cursor(row_factory=dict_row) as cursor:
        rows = cursor.execute(query.encode(), vars(wanted) | {"limit": limit, "offset": offset})
        return [Entry(**row | {"fields": tuple(row["fields"])}) for row in rows]


def fields(tx: Connection) -> list[tuple[str, str, str]]:
    """The fields of the matters that somebody of the directory works in, with their titles."""
    return tx.execute(
        "select code, title_zh, title_en from matter_category where exists"
        " (select from directory_entry where active and code = any(fields)) order by place"
    ).fetchall()
