"""A thread of `work` that asks the links of the site, one process at a time."""

import logging
import threading
from datetime import UTC, datetime

import psycopg

from yizhan_collector.adapters.links import Asker
from yizhan_collector.ground.turns import alone
from yizhan_collector.rooms.ownership import links
from yizhan_collector.settings import Settings

log = logging.getLogger(__name__)
NAME = "link walk"


def start(settings: Settings, stopping: threading.Event) -> threading.Thread | None:
    """Begin to walk; None where the settings name no table [links]."""
    if settings.links is None:
        return None
    thread = threading.Thread(target=_run, args=(settings, stopping), name="links", daemon=True)
    thread.start()
    return thread


def _run(settings: Settings, stopping: threading.Event) -> None:
    assert settings.links is not None  # noqa: S101 # as `start` has looked
    asker = Asker(stopping.wait, settings.links.private)
    while not stopping.is_set():
        try:
            turn(settings.database, asker)
        except psycopg.OperationalError as error:
            log.warning("database not reachable: %s", type(error).__name__)
        stopping.wait(settings.links.every_s)


def turn(database: str, asker: Asker) -> int:
    """Read what is new and ask what is due; returns how many. Nothing while another walks."""
    with psycopg.connect(database, autocommit=True, connect_timeout=5) as tx:
        if not alone(tx, NAME):
            return 0
        with tx.transaction():
            links.collect(tx)
        return links.walk(tx, asker.ask, lambda: datetime.now(UTC))
