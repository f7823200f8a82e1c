"""Connections for many threads."""

from psycopg import Connection
from psycopg_pool import ConnectionPool

FEWEST, MOST = 2, 12
WAIT_S = 10.0
# Each request has its own area and role: a plan made once for everybody fits nobody. With 42,000
# visits the list of a county took 180 ms by such a plan and 25 ms by one of its own.
# The walls make a plan look a million times dearer than it is: compiling it took 1.3 s of an
# answer of 40 ms. Everything asked for lies in memory or on a disk without an arm.
PLANS = "-c plan_cache_mode=force_custom_plan -c jit=off -c random_page_cost=1.1"


def pool(url: str) -> ConnectionPool[Connection]:
    """An open pool; a connection that died with the database is replaced before it is lent."""
    return ConnectionPool(
        url,
        min_size=FEWEST,
        max_size=MOST,
        timeout=WAIT_S,
        kwargs={"options": PLANS},
        check=ConnectionPool.check_connection,
        open=True,
    )
