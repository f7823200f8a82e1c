"""How the box is, each minute: bytes, seconds, degrees, and short codes of what is wrong."""

import os
import shutil
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Literal

from yizhan_wire.events import Health

from yizhan_edge.camera import Camera
from yizhan_edge.counter import BoxCounter
from yizhan_edge.kiosk.booth import Booth

STATM = Path("/proc/self/statm")
THERMAL = Path("/sys/class/thermal/thermal_zone0/temp")
VERSION = version("yizhan-edge")
LOW_DISK = 200 * 1024 * 1024
Sign = Literal["ok", "silent", "absent"]


class Vitals:
    """Looks at every part and says how it is."""

    def __init__(
        self,
        counter: BoxCounter,
        booth: Booth,
        camera: Camera,
        data: Path,
        refused: list[str],
        gap: Callable[[], str | None] = lambda: None,
    ) -> None:
        self._gap = gap  # why a procedure is not recorded now
        self._counter, self._booth, self._camera = counter, booth, camera
        self._data, self._refused = data, refused
        self._started = time.monotonic()

    def measure(self, sign: Sign) -> Health:
        """The state now."""
        spool = self._counter.journal.spool
        free = shutil.disk_usage(self._data).free
        return Health(
            uptime_s=int(time.monotonic() - self._started),
            spool_pending=spool.pending,
            spool_fill=round(spool.fill, 4),
            disk_free=free,
            rss=rss(),
            camera=self._camera.picture,
            sign=sign,
            kiosk="desk_only" if self._booth.desk_only() else "open",
            temperature=temperature(),
            templates=len(self._counter.templates.people()),
            alarms=self._alarms(free),
            version=VERSION,
        )

    def _alarms(self, free: int) -> list[str]:
        journal, roster = self._counter.journal, self._counter.roster
        wrong = {
            "disk_low": free < LOW_DISK,
            "roster_broken": roster.broken,
            "not_claimed": not self._counter.claimed,
            "not_recorded": self._gap() is not None,
            "clock_poor": journal.moment().clock.confidence == "poor",
        }
        found = [code for code, is_so in wrong.items() if is_so]
        return [*journal.spool.current_alarms(), *self._refused, *found]


def rss() -> int:
    """Resident memory of this process in bytes."""
    pages = int(STATM.read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def temperature(source: Path = THERMAL) -> float | None:
    """Degrees Celsius of the processor, None where the machine does not tell."""
    try:
        return int(source.read_text(encoding="ascii")) / 1000
    except (OSError, ValueError):
        return None
