"""The columns of the portal, as the public sees them."""

from psycopg import Connection

from yizhan_collector.ground.refusals import NotFound
from yizhan_collector.rooms.portal import column_store as store
from yizhan_collector.rooms.portal.model import Column


def shown(tx: Connection) -> list[Column]:
    """Those the public sees, in their order."""
    return store.shown(tx)


def get(tx: Connection, code: str) -> Column:
    """One that is shown; raises NotFound."""
    found = next((one for one in shown(tx) if one.code == code), None)
    if found is None:
        raise NotFound
    return found
