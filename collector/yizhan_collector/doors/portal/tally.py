"""Counts views in memory and writes them down in batches."""

import logging
import threading
from collections import Counter
from datetime import date, datetime

import psycopg
from psycopg import Connection
from psycopg_pool import ConnectionPool, PoolTimeout

from yizhan_collector.ground.days import legal_day
from yizhan_collector.rooms.portal import views

log = logging.getLogger(__name__)
EVERY_S = 30.0
LONGEST = 60  # of the name of a page
MOST = 50_000  # pages a batch; a database that is away for long costs views, not memory


class Tally:
    """Views by legal day and page; a crash loses those of the last half minute."""

    def __init__(self) -> None:
        self._seen: Counter[tuple[date, str]] = Counter()
        self._lock = threading.Lock()
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    def count(self, page: str, now: datetime) -> None:
        """One more."""
        key = (legal_day(now), page[:LONGEST])
        with self._lock:
            if key in self._seen or len(self._seen) < MOST:
                self._seen[key] += 1

    def start(self, pool: ConnectionPool[Connection]) -> None:
        """Write them down twice a minute."""
        self._thread = threading.Thread(target=self._run, args=[pool], name="views", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Write down the last ones."""
        self._stopping.set()
        if self._thread:
            self._thread.join(5)

    def write(self, pool: ConnectionPool[Connection]) -> None:
        """Write down what was counted; what could not be written is kept."""
        with self._lock:
            seen, self._seen = self._seen, Counter()
        try:
            with pool.connection() as tx:
                views.add(tx, seen)
        except (psycopg.OperationalError, PoolTimeout) as error:
            log.warning("%d views wait: %s", seen.total(), type(error).__name__)
            with self._lock:
                self._seen += seen

    def _run(self, pool: ConnectionPool[Connection]) -> None:
        while not self._stopping.wait(EVERY_S):
            self.write(pool)
        self.write(pool)
