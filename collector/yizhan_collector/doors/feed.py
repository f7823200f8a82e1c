"""From the database's announcements to the open screens: one listening thread, many queues."""

import asyncio
import logging
import random
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import psycopg
from psycopg import Connection
from psycopg_pool import ConnectionPool, PoolTimeout

from yizhan_collector.ground.ear import Ear
from yizhan_collector.ground.live import CHANNEL, SESSION, announce
from yizhan_collector.ground.refusals import NotFound
from yizhan_collector.rooms.alerts import service as alerts
from yizhan_collector.rooms.cases import desk
from yizhan_collector.rooms.cases.allowed import serves
from yizhan_collector.rooms.checkins import listing
from yizhan_collector.rooms.devices import service as devices
from yizhan_collector.rooms.hotline import calls
from yizhan_collector.rooms.people import service as people
from yizhan_collector.rooms.staff.model import Power, Staff

log = logging.getLogger(__name__)
LISTEN_S, WAKE_S = 0.2, 0.1
MOST = 100  # events a slow screen may be behind
QUEUE_S = 3.0  # between two words that the hotline's queue moved, for whom no call of it is
READS = 20.0  # of the queue in a second, by all screens together
HEARS: dict[str, Power] = {
    "checkin": "see_people",
    "post": "see_posts",
    "help": "see_posts",
    "quarantine": "quarantine",
    "alert": "see_statistics",
    "matter": "work_matters",
    "call": "work_matters",
    "queue": "work_matters",
}
CITYWIDE = frozenset({"call", "queue"})  # the hotline is the city's


@dataclass(frozen=True)
class Event:
    """What a screen is told, and whose business it is; None is no township's."""

    name: str
    data: dict[str, Any]
    township: str | None
    minor: bool = False
    only: frozenset[UUID] | None = None  # members of staff; None is everybody


LOOK = Event(SESSION, {}, None)  # never said: whether the session is still open must be looked at


class Listener:
    """The queue of one screen. Filled from the feed's thread, read in the event loop."""

    def __init__(self, loop: asyncio.AbstractEventLoop, staff: Staff) -> None:
        self.staff = staff
        self.behind = False
        self._loop = loop
        self._heard: list[Event | None] = []
        self._moved = asyncio.Event()

    async def next(self) -> list[Event] | None:
        """What came since, each once, at least one; None ends the stream."""
        await self._moved.wait()
        self._moved.clear()
        heard, self._heard = self._heard, []
        events = [one for one in heard if one]
        return None if self.behind or len(events) < len(heard) else events

    def offer(self, event: Event | None) -> None:
        """Queue an event if it is this person's business; None ends the stream."""
        if event in (None, LOOK) or hears(self.staff, event):
            self._loop.call_soon_threadsafe(self._put, event)

    def _put(self, event: Event | None) -> None:
        if len(self._heard) >= MOST:
            # a screen this slow loads its lists again when the stream ends
            self.behind = True
        elif event not in self._heard:
            self._heard.append(event)
        self._moved.set()


def hears(staff: Staff, event: Event) -> bool:
    """Whether this is a person's business: their power, their area, and minors by a specialist."""
    may = staff.may(HEARS[event.name]) and (staff.minors or not event.minor)
    if event.name in CITYWIDE:
        return may and (event.only is None or staff.id in event.only)
    if event.name == "matter":
        return may and serves(staff, event.township or "")
    return may and staff.sees(event.township)


class Feed:
    """All open screens."""

    def __init__(self, url: str, pool: ConnectionPool[Connection]) -> None:
        self._ear = Ear(url, CHANNEL)
        self._pool = pool
        self._open: set[Listener] = set()
        self._lock = threading.Lock()
        self._stopping = threading.Event()
        self._queue_moved, self._queue_told = False, 0.0
        self._thread = threading.Thread(target=self._run, name="feed", daemon=True)

    def start(self) -> None:
        """Begin to listen."""
        self._thread.start()

    def stop(self) -> None:
        """End every stream and the thread, which is woken where the database can be reached."""
        self._stopping.set()
        with suppress(psycopg.OperationalError, PoolTimeout), self._pool.connection(WAKE_S) as tx:
            announce(tx, SESSION, "")
        self._thread.join(5)
        self.end_all()

    @property
    def screens(self) -> int:
        """How many screens are open."""
        return len(self._open)

    @property
    def listening(self) -> bool:
        """Whether nothing that is announced now is missed."""
        return self._ear.listening

    def end_all(self) -> None:
        """End every stream; a screen that comes back loads its lists again."""
        self._tell(None)

    @contextmanager
    def open(self, listener: Listener) -> Iterator[None]:
        """A screen is open for as long as this holds."""
        with self._lock:
            self._open.add(listener)
        try:
            yield
        finally:
            with self._lock:
                self._open.discard(listener)

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                for said in self._ear.wait(LISTEN_S):
                    self._push(said)
                self._push_queue()
            except (psycopg.OperationalError, PoolTimeout) as error:
                log.warning("database not reachable: %s", type(error).__name__)
                self.end_all()  # what is said now is missed
                self._ear.close()
                self._stopping.wait(random.uniform(0.2, 1))  # noqa: S311 # jitter
        self._ear.close()

    def _push(self, said: str) -> None:
        topic, _, key = said.partition(" ")
        self._queue_moved |= topic == "call"
        with self._pool.connection() as tx:
            self._tell(event_of(tx, topic, key))

    def _push_queue(self) -> None:
        """Tell everybody that the hotline's queue moved, as often as all of them can read it."""
        over_s = max(QUEUE_S, len(self._open) / READS)
        if self._queue_moved and time.monotonic() - self._queue_told > over_s:
            self._queue_moved, self._queue_told = False, time.monotonic()
            self._tell(Event("queue", {"over_s": over_s}, None))

    def _tell(self, event: Event | None) -> None:
        with self._lock:
            listeners = list(self._open)
        for one in listeners:
            one.offer(event)


def event_of(tx: Connection, topic: str, key: str) -> Event:
    """What an announcement means."""
    if topic == SESSION:
        return LOOK
    try:
        if topic == "checkin":
            visit = listing.get(tx, UUID(key))
            data = {"id": visit.id, "person": visit.person, "due_on": visit.due_on}
            who = people.get(tx, visit.person)
            return Event(topic, data, who.township, who.minor)
        if topic == "alert":
            alert = alerts.get(tx, UUID(key))
            minor = alert.person is not None and people.get(tx, alert.person).minor
            return Event(topic, {"id": alert.id}, alert.office, minor)
        if topic == "call":
            return Event(topic, {"id": key}, None, only=calls.whose(tx, key))
        if topic == "matter":
            matter = desk.get(tx, UUID(key))
            return Event(topic, {"id": matter.id}, matter.area)
        township = devices.get(tx, key).township if key else None
    except NotFound:
        township = None
    return Event(topic, {"device": key} if topic in ("post", "help") else {}, township)
