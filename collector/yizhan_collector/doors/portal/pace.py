"""How often one address may do something; generous, for many people share an address."""

import threading
import time
from typing import Literal

from fastapi import Request
from limits import RateLimitItem, RateLimitItemPerHour, RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from yizhan_collector.ground.refusals import Refused

Doing = Literal["apply", "book", "upload", "search", "follow", "claim"]
LIMITS: dict[Doing, RateLimitItem] = {
    "apply": RateLimitItemPerHour(30),
    "book": RateLimitItemPerHour(30),
    "upload": RateLimitItemPerHour(60),
    "search": RateLimitItemPerMinute(60),
    "follow": RateLimitItemPerMinute(60),
    "claim": RateLimitItemPerMinute(120),  # a workshop of ten boxes that ask each five seconds
}


class TooFast(Refused):
    """Too many requests from your network just now; wait a little, or call 12348."""

    status = 429


def address(request: Request) -> str:
    """Where a request comes from."""
    return request.client.host if request.client else "unknown"


class Pace:
    """Counts by address, in memory: nothing of it is written down."""

    def __init__(self) -> None:
        self._limiter = MovingWindowRateLimiter(MemoryStorage())
        self._lock = threading.Lock()

    def step(self, doing: Doing, address: str) -> None:
        """Count one; raises TooFast."""
        key = f"{doing}:{address}"
        with self._lock:
            if self._limiter.hit(LIMITS[doing], key):
                return
            reset = self._limiter.get_window_stats(LIMITS[doing], key).reset_time
        error = TooFast()
        error.retry_after = max(1, int(reset - time.time()) + 1)
        raise error
