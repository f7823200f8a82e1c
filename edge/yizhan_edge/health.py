"""How the box is, each minute: bytes, seconds, degrees, and short codes of what is wrong."""

import os
import shutil
import time
from collections.abc import Callable
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Literal

from yizhan_wire.events import Health

from yizhan_edge.camera import Camera
from yizhan_edge.counter import BoxCounter
from yizhan_edge.identity import days_left
from yizhan_edge.kiosk.booth import Booth
from yizhan_edge.update.running import Running

STATM = Path("/proc/self/statm")
EMMC = Path("/sys/block/mmcblk0/device/life_time")
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
        running: Running = Running(),  # noqa: B008 # frozen
        cert: Path | None = None,
        boards: Callable[[], list[str]] = list,
    ) -> None:
        self._gap = gap  # why a procedure is not recorded now
        self._running, self._cert, self._boards = running, cert, boards
        self._counter, self._booth, self._camera = counter, booth, camera
        self._data, self._refused = data, refused
        self._started = time.monotonic()

    def measure(self, sign: Sign) -> Health:
        """The state now."""
        spool = self._counter.journal.spool
        disk = shutil.disk_usage(self._data)
        figures = self._camera.figures
        return Health(
            uptime_s=int(time.monotonic() - self._started),
            spool_pending=spool.pending,
            spool_fill=round(spool.fill, 4),
            disk_free=disk.free,
            disk_size=disk.total,
            rss=rss(),
            camera=self._camera.picture,
            sign=sign,
            kiosk="desk_only" if self._booth.desk_only() else "open",
            temperature=temperature(),
            templates=len(self._counter.templates.people()),
            alarms=self._alarms(disk.free),
            version=VERSION,
            bundle=self._running.bundle,
            slot=self._running.slot,
            cert_days=days_left(self._cert, datetime.now(UTC)) if self._cert else None,
            wear=wear(),
            sharpness=figures.sharpness if figures else None,
            brightness=figures.brightness if figures else None,
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
        return [*journal.spool.current_alarms(), *self._refused, *self._boards(), *found]


def wear(source: Path = EMMC) -> int | None:
    """Percent of an eMMC's life that is used, in tens (JESD84-B51: 1 is up to 10 %, 11 over it)."""
    try:
        steps = [int(one, 16) for one in source.read_text(encoding="ascii").split()]
    except (OSError, ValueError):
        return None
    return max(steps, default=0) * 10 or None


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
