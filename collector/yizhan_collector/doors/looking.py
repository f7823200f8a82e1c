"""The newest picture of each live view, in memory only, for as long as somebody looks."""

import threading
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

GONE = timedelta(seconds=10)  # without a look the page has left
FIRST = timedelta(seconds=30)  # so long a page may take to come


@dataclass
class _Sight:
    """One live view: the newest picture, and when it was last looked at."""

    jpeg: bytes = b""
    at: datetime | None = None
    looked_at: datetime | None = None


class Looking:
    """Live views by call-out; used from any thread."""

    def __init__(self) -> None:
        self._sights: dict[UUID, _Sight] = {}
        self._lock = threading.Lock()

    def show(self, callout: UUID, jpeg: bytes, now: datetime) -> None:
        """The box sends a picture; the one before is forgotten."""
        with self._lock:
            sight = self._sights.setdefault(callout, _Sight())
            for one in [key for key, old in self._sights.items() if old.at and now - old.at > GONE]:
                if one != callout:  # what nobody sends any more is no picture of now
                    del self._sights[one]
            sight.jpeg, sight.at = jpeg, now

    def look(self, callout: UUID, now: datetime) -> tuple[bytes, bool]:
        """The newest picture, empty when none came; and whether it is the first look."""
        with self._lock:
            sight = self._sights.setdefault(callout, _Sight())
            first, sight.looked_at = sight.looked_at is None, now
            fresh = sight.at is not None and now - sight.at < GONE
            return (sight.jpeg if fresh else b""), first

    def left(self, callout: UUID, asked_at: datetime, now: datetime) -> bool:
        """Whether nobody looks any more, or nobody has come."""
        with self._lock:
            looked_at = self._sights.get(callout, _Sight()).looked_at
        return now - looked_at > GONE if looked_at else now - asked_at > FIRST

    def forget(self, callout: UUID) -> None:
        """The view is over; its picture is gone."""
        with self._lock:
            self._sights.pop(callout, None)
