"""How far the box trusts its own clock. The capture time decides a due day, so this matters."""

import ctypes
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from yizhan_wire.envelope import Clock

FLOOR = datetime(2026, 1, 1, tzinfo=UTC)  # no box existed before
CLOSE, NEAR = timedelta(seconds=2), timedelta(seconds=60)
PEER_LASTS = timedelta(hours=6)
STA_UNSYNC = 0x40
RTC = Path("/dev/rtc0")


class Timex(ctypes.Structure):
    """The head of the kernel's `struct timex`; the rest is room we do not read."""

    _fields_ = (
        ("modes", ctypes.c_uint), ("offset", ctypes.c_long), ("freq", ctypes.c_long),
        ("maxerror", ctypes.c_long), ("esterror", ctypes.c_long), ("status", ctypes.c_int),
        ("rest", ctypes.c_byte * 400),
    )  # fmt: skip


def kernel_synced() -> bool:
    """Whether the kernel's clock is held by NTP."""
    state = Timex()
    answer = ctypes.CDLL(None, use_errno=True).adjtimex(ctypes.byref(state))
    return answer >= 0 and not state.status & STA_UNSYNC


class BoxClock:
    """Joins what the kernel says with what the collector's clock showed."""

    def __init__(
        self,
        synced: Callable[[], bool] = kernel_synced,
        rtc: bool | None = None,
        steady: Callable[[], float] = time.monotonic,
    ) -> None:
        self._synced, self._rtc = synced, RTC.exists() if rtc is None else rtc
        self._steady = steady
        self._lock = threading.Lock()
        self._heard: tuple[datetime, float] | None = None

    def heard(self, theirs: datetime) -> None:
        """Take note of the collector's time now."""
        with self._lock:
            self._heard = theirs, self._steady()

    def judge(self, now: datetime) -> Clock:
        """Source, confidence and offset (collector minus box) at this moment."""
        offset = self._peer(now)
        seconds = None if offset is None else round(offset.total_seconds(), 3)
        if now < FLOOR or (offset is not None and abs(offset) > NEAR):
            return Clock("none" if offset is None else "peer", "poor", seconds)
        if self._synced():
            return Clock("ntp", "good", seconds)
        if offset is not None:
            return Clock("peer", "good" if abs(offset) <= CLOSE else "fair", seconds)
        return Clock("rtc", "fair") if self._rtc else Clock("none", "poor")

    def _peer(self, now: datetime) -> timedelta | None:
        with self._lock:
            if self._heard is None:
                return None
            theirs, at = self._heard
        since = timedelta(seconds=self._steady() - at)
        # by the steady clock: ours may have been set since
        return theirs + since - now if since <= PEER_LASTS else None
