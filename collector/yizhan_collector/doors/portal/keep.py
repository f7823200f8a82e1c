"""Pages that are the same for everybody, kept as they were made until something changes."""

import gzip
import hashlib
import random
import threading
from collections import OrderedDict
from collections.abc import Callable, Collection, Hashable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol, TypeVar, cast

import psycopg

from yizhan_collector.ground.ear import Ear

CHANNEL, TEXT = "site", "article "  # of a text its column is told
MOST = 96 * 1024 * 1024  # bytes of pages, plain and packed
LISTEN_S = 0.5
WORTH = 500  # bytes from which a page is packed


class Keepable(Protocol):
    """What can be kept: its bytes, until when it is true, and the column it alone stands on."""

    @property
    def size(self) -> int: ...  # noqa: D102
    @property
    def until(self) -> datetime | None: ...  # noqa: D102
    @property
    def column(self) -> str: ...  # noqa: D102


One = TypeVar("One", bound=Keepable)


@dataclass(frozen=True)
class Made:
    """A finished page, plain and packed, with the name of its content (ETag)."""

    body: bytes
    media: str
    until: datetime | None  # None: until something changes
    column: str = ""  # the only one it stands on, if it does
    route: Any = None  # which one made it, for the log
    packed: bytes = field(init=False)
    etag: bytes = field(init=False)

    def __post_init__(self) -> None:
        packed = gzip.compress(self.body, 6, mtime=0) if len(self.body) >= WORTH else b""
        named = hashlib.sha256(self.body).hexdigest()[:24]
        object.__setattr__(self, "packed", packed)
        # weak: the packed bytes are another form of the same page
        object.__setattr__(self, "etag", f'W/"{named}"'.encode())

    @property
    def size(self) -> int:
        """Bytes in memory."""
        return len(self.body) + len(self.packed)


def changed(said: Sequence[str]) -> tuple[str, ...]:
    """The columns whose texts changed, of what was announced; none for any other change."""
    named = [one.removeprefix(TEXT) for one in said if one.startswith(TEXT)]
    return tuple(named) if len(named) == len(said) else ()


class Pages:
    """Finished pages by address, language and size of letters; emptied when the site changes.

    While nothing is heard from the database nothing is kept: an old page is worse than a slow one.
    """

    def __init__(self) -> None:
        self._kept: OrderedDict[Hashable, Keepable] = OrderedDict()
        self._size = 0
        self._lock = threading.Lock()
        self._making: dict[Hashable, tuple[threading.Lock, int]] = {}
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

    @property
    def hearing(self) -> bool:
        """Whether changes are heard, and so pages kept."""
        return self._hearing

    def find(self, key: Hashable, now: datetime) -> Keepable | None:
        """What is kept and still true."""
        with self._lock:
            found = self._kept.get(key)
            if found is None or (found.until is not None and found.until <= now):
                return None
            self._kept.move_to_end(key)
            return found

    def made(self, key: Hashable, now: datetime, make: Callable[[], One]) -> One:
        """What is kept, or a new one, which is kept unless the site changed while it was made.

        Several who ask at once for the same wait for the one who makes it.
        """
        if not self._hearing:
            return make()
        with self._alone(key):
            found = self.find(key, now)
            if found is not None:
                return cast(One, found)
            age = self._age
            page = make()
            self._keep(key, page, age)
            return page

    def forget(self, columns: Collection[str] = ()) -> None:
        """The site has changed; with `columns` only texts of these, and whatever names texts."""
        with self._lock:
            self._age += 1
            for key, one in list(self._kept.items()) if columns else ():
                if one.column in {"", *columns}:
                    del self._kept[key]
            if not columns:
                self._kept.clear()
            self._size = sum(one.size for one in self._kept.values())

    def _keep(self, key: Hashable, page: Keepable, age: int) -> None:
        with self._lock:
            if not self._hearing or age != self._age:
                return
            old = self._kept.pop(key, None)
            self._kept[key] = page
            self._size += page.size - (old.size if old else 0)
            while self._size > MOST:
                self._size -= self._kept.popitem(last=False)[1].size

    @contextmanager
    def _alone(self, key: Hashable) -> Iterator[None]:
        with self._lock:
            lock, waiting = self._making.get(key, (threading.Lock(), 0))
            self._making[key] = lock, waiting + 1
        try:
            with lock:
                yield
        finally:
            with self._lock:
                lock, waiting = self._making[key]
                self._making[key] = lock, waiting - 1
                if waiting == 1:
                    del self._making[key]

    def _listen(self, ear: Ear) -> None:
        while not self._stopping.is_set():
            try:
                said = ear.wait(LISTEN_S)
                if said or not self._hearing:
                    self.forget(changed(said) if self._hearing else ())
                self._hearing = True
            except psycopg.OperationalError:
                self._hearing = False
                self.forget()
                self._stopping.wait(random.uniform(0.2, 1))  # noqa: S311 # jitter
        ear.close()
