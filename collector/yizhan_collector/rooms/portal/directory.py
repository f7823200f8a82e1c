"""The directory of lawyers, firms, notaries, appraisers and mediators."""

from psycopg import Connection

from yizhan_collector.rooms.portal import directory_store as store
from yizhan_collector.rooms.portal.directory_store import Filter
from yizhan_collector.rooms.portal.model import Cut, Entry, pages

__all__ = ["SIZE", "Filter", "fields", "listed"]
SIZE = 20  # entries a page


def listed(tx: Connection, wanted: Filter, page: int) -> Cut[Entry]:
    """A page of those who are wanted; raises NoSuchPage."""
    total = store.count(tx, wanted)
    last = pages(page, SIZE, total)
    items = store.listed(tx, wanted, SIZE, (page - 1) * SIZE)
    return Cut(items, page, last, total)


def fields(tx: Connection) -> list[tuple[str, str, str]]:
    """What one can ask them about: code, Chinese, English."""
    return store.fields(tx)
