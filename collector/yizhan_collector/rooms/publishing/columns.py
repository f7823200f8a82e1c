"""The columns of the portal: added, renamed, put in order, shown and hidden."""

from psycopg import Connection

from yizhan_collector.ground.refusals import NotFound
from yizhan_collector.rooms.publishing import column_store as store
from yizhan_collector.rooms.publishing.model import Column, Kind
from yizhan_collector.rooms.publishing.refusals import ColumnTaken


def listed(tx: Connection) -> list[Column]:
    """All of them in their order, each with how many texts are live in it."""
    return store.listed(tx)


def add(tx: Connection, code: str, titles: tuple[str, str], kind: Kind) -> None:
    """Add a column at the end; raises ColumnTaken."""
    place = max((one.place for one in store.listed(tx)), default=0) + 1
    if not store.insert(tx, code, titles, kind, place):
        raise ColumnTaken


def change(tx: Connection, code: str, titles: tuple[str, str], place: int, shown: bool) -> None:
    """Rename, move, show or hide a column; its texts stay. Raises NotFound."""
    if not store.change(tx, code, titles, place, shown):
        raise NotFound
