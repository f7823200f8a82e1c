"""The `pull` process: reads the positions that an operator holds for devices of ours.

Only one runs beside a database; another would read the same and keep nothing twice.
"""

import logging
import random
import threading
from datetime import UTC, datetime

import psycopg

from yizhan_collector.adapters.operator_feed import FeedAway, OperatorFeed, Row
from yizhan_collector.ground.refusals import BadSettings
from yizhan_collector.rooms.positions import feeds
from yizhan_collector.rooms.positions.raw import Raw
from yizhan_collector.settings import Settings

log = logging.getLogger(__name__)
LONGEST_S = 900.0
PAGES = 100  # of one round; a feed that never ends is not read for ever


def run(settings: Settings, stopping: threading.Event) -> None:
    """Serve until `stopping` is set; a lost feed is asked again after growing pauses."""
    if settings.operator_feed is None:
        raise BadSettings("`pull` needs the table [operator_feed]")
    given = settings.operator_feed
    logging.getLogger("httpx").setLevel(logging.WARNING)  # it logs the whole address each time
    feed, pause = OperatorFeed(given.url, given.token_file, given.ca), given.every_s
    while not stopping.is_set():
        try:
            _round(settings.database, feed, stopping)
            pause = given.every_s
        except FeedAway as away:
            pause = longer(pause, given.every_s, away.retry_after)
            log.warning("%s Asked again in %d s.", away, pause)
        except psycopg.OperationalError as error:
            log.warning("database not reachable: %s", type(error).__name__)
        stopping.wait(pause * random.uniform(1, 1.2))  # noqa: S311 # jitter, never sooner
    feed.close()


def longer(pause: float, every: float, asked: int | None) -> float:
    """The pause after one that ended with a fault; never shorter than the operator asked for."""
    return max(asked or 0, every, min(pause * 2, LONGEST_S))


def _round(database: str, feed: OperatorFeed, stopping: threading.Event) -> None:
    """Read until there is no more; each page is kept before the next is asked for."""
    with psycopg.connect(database, autocommit=True, connect_timeout=5) as tx:
        for _ in range(PAGES):
            if stopping.is_set() or not read(tx, feed, datetime.now(UTC)):
                return


def read(tx: psycopg.Connection, feed: OperatorFeed, now: datetime) -> bool:
    """Read one page; whether there is more. Nothing is asked while no order runs.

    Raises FeedAway, also for a page that says "more" and is followed by itself; that one is kept.
    """
    devices, after = feeds.devices(tx, now), feeds.after(tx)
    if not devices:
        return False
    page = feed.ask(devices, after)
    with tx.transaction():
        rows = [(one.key, raw(one)) for one in page.rows]
        found = feeds.keep(tx, rows, page.refused, page.after, now)
    if page.rows or page.refused:
        log.info("kept %d, known %d, refused %d", found.kept, found.known, found.refused)
    if page.more and page.after == after:
        raise FeedAway("(its place does not move)")
    return page.more


def raw(one: Row) -> Raw:
    """The position as the gate reads it."""
    return Raw(one.at, one.latitude, one.longitude, one.accuracy, one.source, one.battery)
