"""One at a time: whoever does the same with the same key waits, or finds that another does it."""

import threading

from psycopg import Connection


def one_at_a_time(tx: Connection, key: bytes) -> None:
    """Wait until nobody else holds this key; held until the transaction ends."""
    tx.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [key.hex()])


def alone(tx: Connection, name: str) -> bool:
    """Be the only one of this name beside the database, until the connection ends; False: not."""
    row = tx.execute("select pg_try_advisory_lock(hashtextextended(%s, 0))", [name]).fetchone()
    return bool(row and row[0])


def stand_by(tx: Connection, name: str, every_s: float, stopping: threading.Event) -> None:
    """Wait until nobody else of this name serves, looking every so often, or `stopping` is set."""
    while not stopping.is_set() and not alone(tx, name):
        stopping.wait(every_s)
