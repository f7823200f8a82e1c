"""Hear what the database announces."""

import psycopg


class Ear:
    """A connection that only listens to one channel; it opens at the first `wait`."""

    def __init__(self, url: str, channel: str) -> None:
        self.url = url
        self.channel = channel
        self._connection: psycopg.Connection | None = None

    def wait(self, seconds: float) -> list[str]:
        """What was said within this time; returns early. Raises psycopg.OperationalError."""
        try:
            said = self._open().notifies(timeout=seconds, stop_after=1)
            return [one.payload for one in said]
        except psycopg.OperationalError:
            self.close()
            raise

    @property
    def listening(self) -> bool:
        """Whether nothing said since the last `wait` can have been missed."""
        return self._connection is not None

    def close(self) -> None:
        """Stop listening; what is said from now on is missed."""
        if self._connection is not None:
            self._connection.close()
        self._connection = None

    def _open(self) -> psycopg.Connection:
        if self._connection is None:
            connection = psycopg.connect(self.url, autocommit=True, connect_timeout=5)
            connection.execute(f"listen {self.channel}".encode())
            self._connection = connection
        return self._connection
