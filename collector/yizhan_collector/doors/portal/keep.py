"""Pages that are the same for everybody, kept as they were made until something changes."""

import random
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable

import psycopg

from yizhan_collector.ground.ear import Ear

CHANNEL = "site"
MOST = 4000  # pages; at 15 KB each some 60 MB
LISTEN_S = 0.5


class Pages:
    """Finished pages by address, language and size of letters; emptied when the site changes.

    While nothing is heard from the database nothing is kept: an old page is worse than a slow one.
    """

    def __init__(self) -> None:
        self._kept: OrderedDict[Hashable, bytes] = OrderedDict()
        self._lock = threading.Lock()
        self._hearing = False
        self._age = 0
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self, database: str) -> None:
        """Listen for changes."""
        self._thread = threading.Thread(target=self._listen, args=[Ear(database, CHANNEL)])
        self._thread.name, self._thread.daemon = "site", True
        self._thread.start()

    def stop(self) -> None:
        """Listen no more."""
        self._stopping.set()
        if self._thread:
            self._thread.join(5)

    def find(self, key: Hashable) -> bytes | None:
        """The kept page."""
        with self._lock:
            found = self._kept.get(key)
            if found is not None:
                self._kept.move_to_end(key)
            return found

    def made(self, key: Hashable, make: Callable[[], bytes]) -> bytes:
        """The kept page, or a new one, which is kept unless the site changed while it was made."""
        found = self.find(key)
        if found is not None:
            return found
        age = self._age
        page = make()
        with self._lock:
            if self._hearing and age == self._age:
                self._kept[key] = page
                while len(self._kept) > MOST:
                    self._kept.popitem(last=False)
        return page

    def forget(self) -> None:
        """The site has changed."""
        with self._lock:
            self._age += 1
            self._kept.clear()

    def _listen(self, ear: Ear) -> None:
        while not self._stopping.is_set():
            try:
                if ear.wait(LISTEN_S) or not self._hearing:
                    self.forget()
                self._hearing = True
            except psycopg.OperationalError:
                self._hearing = False
                self.forget()
                self._stopping.wait(random.uniform(0.2, 1))  # noqa: S311 # jitter
        ear.close()
