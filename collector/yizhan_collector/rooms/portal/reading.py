"""Articles as the public reads them."""

from datetime import datetime

from psycopg import Connection

from yizhan_collector.ground.refusals import NotFound
from yizhan_collector.rooms.portal import article_store as store
from yizhan_collector.rooms.portal import columns
from yizhan_collector.rooms.portal.model import Column, Cut, Line, Read, pages

SIZE = 20  # lines a page
NEWEST_NO = 2**63 - 1  # of a bigint


def of_column(tx: Connection, code: str, page: int) -> tuple[Column, Cut[Line]]:
    """A page of a column, the newest first; raises NotFound or NoSuchPage."""
    column = columns.get(tx, code)
    total = store.count(tx, code)
    last = pages(page, SIZE, total)
    items = store.of_columns(tx, [code], SIZE, (page - 1) * SIZE)
    return column, Cut(items, page, last, total)


def newest(tx: Connection, limit: int) -> list[Line]:
    """The newest of the whole site."""
    return store.newest(tx, limit)


def newest_of(tx: Connection, codes: list[str], limit: int) -> list[Line]:
    """The newest of some columns."""
    return store.of_columns(tx, codes, limit, 0)


def by_number(tx: Connection, no: int) -> Read:
    """One by its number; raises NotFound, also for what was withdrawn."""
    found = store.get(tx, no) if 0 < no <= NEWEST_NO else None
    if found is None:
        raise NotFound
    return found


def addresses(tx: Connection, limit: int, offset: int) -> list[tuple[int, datetime]]:
    """The number of every article and when it was last changed, for site maps."""
    return store.addresses(tx, limit, offset)


def count(tx: Connection) -> int:
    """How many the public can read."""
    return store.count_all(tx)
