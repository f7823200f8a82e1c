"""What lies in a backup's folder: bases and write-ahead log, and what of it is over."""

import json
import re
from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path

from yizhan_collector.backup.errors import Gap, NoBase

SEGMENT = re.compile(r"^[0-9A-F]{24}$")
SEALED = ".gz.age"
SIZE = 16 * 1024 * 1024  # of a segment, PostgreSQL's default
A_FILE = 2**32 // SIZE  # segments a log file


@dataclass(frozen=True)
class Base:
    """A whole copy of a cluster: when, from which segment on it needs log, bytes unpacked."""

    name: str
    begun: datetime
    ended: datetime
    segment: str
    size: int


class Shelf:
    """The folder of one cluster's backup."""

    def __init__(self, folder: Path) -> None:
        self.bases, self.wal, self.media = (folder / one for one in ("base", "wal", "media"))

    def make(self) -> None:
        """The folders, for their owner alone."""
        for one in (self.bases, self.wal, self.media):
            one.mkdir(parents=True, exist_ok=True, mode=0o700)

    def note(self, base: Base) -> None:
        """From now on this base counts; written last."""
        told = {key: str(value) for key, value in asdict(base).items()}
        part = self.bases / f".{base.name}.part"
        part.write_text(json.dumps(told))
        part.replace(self.bases / f"{base.name}.json")

    def all(self) -> list[Base]:
        """The bases that are whole, oldest first."""
        return sorted(map(_read, self.bases.glob("*.json")), key=lambda one: one.ended)

    def archive(self, base: Base) -> Path:
        """The sealed copy itself."""
        return self.bases / f"{base.name}.tar{SEALED}"

    def before(self, moment: datetime | None) -> Base:
        """The newest base that was whole at a moment; raises NoBase."""
        found = [one for one in self.all() if moment is None or one.ended <= moment]
        if not found:
            raise NoBase
        return found[-1]

    def log(self, since: str) -> list[Path]:
        """Sealed segments from one on, and what else the archive holds of later timelines."""
        found = sorted(self.wal.glob(f"*{SEALED}"))
        return [one for one in found if not SEGMENT.match(_name(one)) or _name(one) >= since]

    def newest(self) -> datetime | None:
        """Up to when there is log; None without any."""
        times = [one.stat().st_mtime for one in self.wal.glob(f"*{SEALED}")]
        return datetime.fromtimestamp(max(times)).astimezone() if times else None

    def forget(self, now: datetime, keep: timedelta) -> int:
        """Delete what is older than it may be, and log that no base needs; returns how many.

        A base that is over goes even when it is the last: the duty to delete comes first.
        """
        over = [one for one in self.all() if now - one.begun > keep]
        for base in over:
            self.archive(base).unlink(missing_ok=True)
            (self.bases / f"{base.name}.json").unlink()
        stale = {*self._unneeded(), *_old(now - keep, self.wal, self.bases)}
        return len(over) + _delete(stale)

    def forget_media(self, now: datetime, keep: timedelta) -> int:
        """The same for the files beside the database."""
        return _delete(_old(now - keep, self.media))

    def _unneeded(self) -> list[Path]:
        bases = self.all()
        if not bases:
            return []
        first = min(one.segment for one in bases)
        found = [one for one in self.wal.glob(f"*{SEALED}") if SEGMENT.match(_name(one)[:24])]
        return [one for one in found if _name(one)[:24] < first]


def unbroken(names: Sequence[str], first: str) -> None:
    """Raises Gap unless the segments of each timeline follow one another, from `first` on."""
    found = sorted(one for one in names if SEGMENT.match(one))
    if first not in found:
        raise Gap(f"({first})")
    for before, after in pairwise(found):
        if before[:8] == after[:8] and after != _next(before):
            raise Gap(f"({_next(before)})")


def _old(limit: datetime, *folders: Path) -> set[Path]:
    found = [path for one in folders for path in one.glob("*.age")]
    return {one for one in found if one.stat().st_mtime < limit.timestamp()}


def _delete(paths: Collection[Path]) -> int:
    for path in paths:
        path.unlink(missing_ok=True)
    return len(paths)


def _next(name: str) -> str:
    place = int(name[8:16], 16) * A_FILE + int(name[16:], 16) + 1
    return f"{name[:8]}{place // A_FILE:08X}{place % A_FILE:08X}"


def _name(path: Path) -> str:
    return path.name.removesuffix(SEALED)


def _read(path: Path) -> Base:
    told = json.loads(path.read_text())
    begun, ended = (datetime.fromisoformat(told[one]) for one in ("begun", "ended"))
    return Base(told["name"], begun, ended, told["segment"], int(told["size"]))
