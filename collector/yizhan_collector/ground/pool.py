"""Connections for many threads."""

from psycopg import Connection
from psycopg_pool import ConnectionPool

FEWEST, MOST = 2, 12
WAIT_S = 10.0


def pool(url: str) -> ConnectionPool[Connection]:
    """An open pool; a connection that died with the database is replaced before it is lent."""
    return ConnectionPool(
        url,
        min_size=FEWEST,
        max_size=MOST,
        timeout=WAIT_S,
        check=ConnectionPool.check_connection,
        open=True,
    )
