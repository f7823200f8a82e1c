"""The `ingest` process: the broker's batches into the database, across outages of either."""

import gc
import logging
import random
import threading
from collections.abc import Mapping, Sequence

import psycopg
from yizhan_wire.orders import Receipt

from yizhan_collector.adapters.mqtt import Address, Arrival, Subscriber
from yizhan_collector.doors.ingest import receive
from yizhan_collector.ground.pulse import Pulse
from yizhan_collector.settings import Settings

log = logging.getLogger(__name__)


class Intake:
    """Commits batches on one connection; while the database is away it waits, acking nothing."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.connection: psycopg.Connection | None = None
        self.stopping = threading.Event()
        self.pulse = Pulse()

    def take(self, batch: Sequence[Arrival]) -> Mapping[str, list[Receipt]]:
        """Store a batch and return its receipts; raises OSError when asked to stop first."""
        pause = 0.1
        while not self.stopping.is_set():
            self.pulse.beat()  # waiting for the database is no hang
            try:
                return receive(self._open(), batch)
            except psycopg.OperationalError as error:
                log.warning("database not reachable: %s", type(error).__name__)
                self._close()
            self.stopping.wait(pause * random.uniform(0.5, 1.5))  # noqa: S311 # jitter
            pause = min(pause * 2, 5)
        raise OSError("stopping before the batch was stored")

    def _open(self) -> psycopg.Connection:
        if self.connection is None:
            self.connection = psycopg.connect(self.url, autocommit=True, connect_timeout=5)
        return self.connection

    def _close(self) -> None:
        if self.connection is not None:
            self.connection.close()
        self.connection = None


def run(settings: Settings, stopping: threading.Event) -> None:
    """Serve until `stopping` is set."""
    # a batch makes tens of thousands of objects and no cycle; the default looks every 700
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)
    intake = Intake(settings.database)
    intake.stopping = stopping
    broker = settings.broker
    address = Address(broker.host, broker.port, broker.ca, broker.cert, broker.key)
    subscriber = Subscriber(address, settings.name, intake.take)
    subscriber.stopping = stopping
    subscriber.run()
