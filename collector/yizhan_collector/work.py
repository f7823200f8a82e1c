"""The `work` process: carries out what was committed, and what the clock asks for."""

import logging
import random
import threading
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import psycopg

from yizhan_collector import jobs, linkwalk, wiring
from yizhan_collector.adapters import signing
from yizhan_collector.adapters.mqtt import Address
from yizhan_collector.adapters.publisher import Publisher
from yizhan_collector.ground import outbox
from yizhan_collector.ground.ear import Ear
from yizhan_collector.ground.outbox import Handler
from yizhan_collector.ground.pulse import Pulse
from yizhan_collector.settings import Settings

log = logging.getLogger(__name__)
LISTEN_S = 0.5
DRAIN_S = 1.0  # of events, before it is asked whether a job is due
SOME = 25  # events a transaction


def run(settings: Settings, stopping: threading.Event) -> None:
    """Serve until `stopping` is set; a lost database is asked for again."""
    broker = settings.broker
    address = Address(broker.host, broker.port, broker.ca, broker.cert, broker.key)
    publisher = Publisher(address, f"{settings.name}-work")
    sign = signing.read(settings.command_key) if settings.command_key else wiring.unsigned
    issuing = settings.issuing.read() if settings.issuing else None
    also = (jobs.list_revoked(issuing),) if issuing else ()
    relist = partial(jobs.relist, issuing) if issuing else lambda *_: None
    handlers = wiring.handlers(publisher.publish, sign, relist)
    ear = Ear(settings.database, outbox.CHANNEL)
    linkwalk.start(settings, stopping)
    pulse = Pulse()
    while not stopping.is_set():
        pulse.beat()
        try:
            with psycopg.connect(settings.database, autocommit=True, connect_timeout=5) as tx:
                _serve(tx, ear, publisher, handlers, settings.media, stopping, pulse, also)
        except psycopg.OperationalError as error:
            log.warning("database not reachable: %s", type(error).__name__)
            stopping.wait(random.uniform(0.2, 1))  # noqa: S311 # jitter
    ear.close()
    publisher.close()


def _serve(
    tx: psycopg.Connection,
    ear: Ear,
    publisher: Publisher,
    handlers: Mapping[str, tuple[Handler, ...]],
    media: Path,
    stopping: threading.Event,
    pulse: Pulse,
    also: tuple[jobs.Job, ...] = (),
) -> None:
    # listening begins before the first drain, so nothing falls between the two
    ear.wait(0)
    while not stopping.is_set():
        jobs.run_due(tx, datetime.now(UTC), media, also)
        end = time.monotonic() + DRAIN_S
        while more := drain(tx, handlers):
            publisher.pump()
            if stopping.is_set() or time.monotonic() > end:
                break  # what comes without a pause must not keep the clock from its jobs
        pulse.beat()
        ear.wait(0 if more else LISTEN_S)
        publisher.pump()


def drain(tx: psycopg.Connection, handlers: Mapping[str, tuple[Handler, ...]]) -> int:
    """Carry out some waiting events in a transaction of their own; returns how many."""
    with tx.transaction():
        return outbox.drain(tx, handlers, datetime.now(UTC), SOME)
