"""The townships, for whoever says where they live."""

from psycopg import Connection

from yizhan_collector.rooms.portal import place_store
from yizhan_collector.rooms.portal.reaching import Place


def townships(tx: Connection) -> list[Place]:
    """All of them by code."""
    return place_store.townships(tx)
