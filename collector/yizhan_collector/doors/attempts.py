"""Wrong sign-ins are counted, by login and by address."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from yizhan_collector.ground.refusals import Refused

WRONG = RateLimitItemPerMinute(5, 15)


class TooManyAttempts(Refused):
    """Too many wrong sign-ins; wait and try again."""

    status = 429

    def __init__(self, seconds: int) -> None:
        super().__init__()
        self.retry_after = seconds


class Attempts:
    """Five wrong sign-ins in fifteen minutes close the door, for a login and for an address."""

    def __init__(self) -> None:
        self._limiter = MovingWindowRateLimiter(MemoryStorage())
        # one at a time: many at once would all be let in before the first is counted
        self._lock = threading.Lock()

    @contextmanager
    def admit(self, login: str, address: str) -> Iterator[None]:
        """Let one attempt through and count it if it is wrong; raises TooManyAttempts."""
        keys = (f"login:{login.lower()}", f"address:{address}")
        with self._lock:
            for key in keys:
                if not self._limiter.test(WRONG, key):
                    raise TooManyAttempts(self._wait(key))
            try:
                yield
            except Refused as error:
                for key in keys if error.status == 401 else ():
                    self._limiter.hit(WRONG, key)
                raise

    def _wait(self, key: str) -> int:
        reset = self._limiter.get_window_stats(WRONG, key).reset_time
        return max(1, int(reset - time.time()) + 1)
