"""The `tell` process: tells other authorities by their callbacks that there is something for them.

One runs beside a database. Each authority hears of its events in order and one at a time; many are
told at once, so that a slow one keeps nobody waiting. An event is marked after it was taken: a
crash between says it twice, never not at all.
"""

import logging
import random
import threading
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from datetime import UTC, datetime

import msgspec
import psycopg

from yizhan_collector.adapters.callback import PATIENCE_S, Caller
from yizhan_collector.adapters.outside import Away
from yizhan_collector.ground.refusals import BadSettings
from yizhan_collector.ground.turns import stand_by
from yizhan_collector.rooms.sharing import telling
from yizhan_collector.rooms.sharing.callback_model import Untold
from yizhan_collector.settings import Callbacks, Settings

log = logging.getLogger(__name__)
AT_ONCE = 32  # authorities
LOOK_S = 0.5  # while somebody is being told, for others
Post = Callable[[str, bytes], None]  # to an address; raises Away


def run(settings: Settings, stopping: threading.Event) -> None:
    """Serve until `stopping` is set; only one does beside a database, another stands by."""
    if settings.callbacks is None:
        raise BadSettings("`tell` needs the table [callbacks]")
    given = settings.callbacks
    teller = Teller(caller(given).post)
    while not stopping.is_set():
        try:
            with psycopg.connect(settings.database, autocommit=True, connect_timeout=5) as tx:
                _serve(tx, teller, given.every_s, stopping)
        except psycopg.OperationalError as error:
            log.warning("database not reachable: %s", type(error).__name__)
        stopping.wait(random.uniform(0.2, 1))  # noqa: S311 # jitter
    teller.close()


def caller(given: Callbacks) -> Caller:
    """Who knocks with our certificate; raises BadSettings for files that are none."""
    try:
        return Caller(given.ca, given.cert, given.key)
    except OSError as error:  # of TLS too
        raise BadSettings(f"`callbacks`: {type(error).__name__}") from error


def _serve(
    tx: psycopg.Connection, teller: "Teller", every_s: float, stopping: threading.Event
) -> None:
    stand_by(tx, "tell", every_s, stopping)
    telling.as_teller(tx)
    while not stopping.is_set():
        if not teller.step(tx, datetime.now(UTC)):
            stopping.wait(every_s)
    teller.note(tx, datetime.now(UTC), PATIENCE_S)


class Teller:
    """Who is being told of what; the calls wait in threads, the database is asked in one."""

    def __init__(self, post: Post) -> None:
        self._post = post
        self._threads = ThreadPoolExecutor(AT_ONCE, "tell")
        self._under_way: dict[Future[str], Untold] = {}

    def close(self) -> None:
        """Let the threads end."""
        self._threads.shutdown()

    def step(self, tx: psycopg.Connection, now: datetime) -> bool:
        """Begin what is due and note what came of others; False when nobody is being told."""
        busy = [one.partner for one in self._under_way.values()]
        for one in telling.due(tx, busy, now, AT_ONCE - len(busy)):
            self._under_way[self._threads.submit(self._say, one)] = one
        if not self._under_way:
            return False
        wait(self._under_way, LOOK_S, FIRST_COMPLETED)
        self.note(tx, now)
        return True

    def note(self, tx: psycopg.Connection, now: datetime, patience_s: float = 0) -> None:
        """Note what came of those that are done, or that are so soon."""
        for done in wait(self._under_way, patience_s).done:
            one, reason = self._under_way[done], done.result()
            if reason:
                telling.failed(tx, one, reason, now)
            else:
                telling.told(tx, one, now)
            del self._under_way[done]
            log.info("%s %s", one.partner, reason or "told")

    def _say(self, one: Untold) -> str:
        """Tell it; why it was not taken, in a word."""
        try:
            self._post(one.callback, thin(one))
        except Away as away:
            return away.reason
        return ""


def thin(one: Untold) -> bytes:
    """That there is something, and nothing of it, as `GET /partner/events` says it."""
    said = {"no": one.no, "kind": one.kind, "subject": one.subject, "at": one.at.astimezone(UTC)}
    return msgspec.json.encode(said)
