"""One at a time: whoever does the same with the same key waits for the other's transaction."""

from psycopg import Connection


def one_at_a_time(tx: Connection, key: bytes) -> None:
    """Wait until nobody else holds this key; held until the transaction ends."""
    tx.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [key.hex()])
