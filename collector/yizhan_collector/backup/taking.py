"""Takes a base, seals log as it comes, and packs the files beside the database."""

import os
import re
import subprocess
import tempfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import IO

from yizhan_collector.backup import sealing
from yizhan_collector.backup.errors import ToolFailed
from yizhan_collector.backup.settings import Backup
from yizhan_collector.backup.shelf import SEALED, Base, Shelf

# in the file backup_label, which comes first in the copy
STARTED = re.compile(rb"START WAL LOCATION: [0-9A-F/]+ \(file ([0-9A-F]{24})\)")
HEAD = 16 * 1024


class Watched:
    """A stream that remembers how it began."""

    def __init__(self, source: IO[bytes]) -> None:
        self.source, self.head = source, b""

    def read(self, size: int) -> bytes:
        """The next bytes."""
        piece = self.source.read(size)
        self.head += piece[: HEAD - len(self.head)]
        return piece


def base(given: Backup, clock: Callable[[], datetime]) -> Base:
    """Copy the whole cluster while it runs; raises NoRoom or ToolFailed."""
    shelf, begun = Shelf(given.folder), clock()
    shelf.make()
    name = f"{begun:%Y%m%dT%H%M%SZ}"
    copy = [f"{given.tools}/pg_basebackup", "--pgdata=-", "--format=tar", "--wal-method=none"]
    more = ["--checkpoint=fast", f"--dbname={given.database}"]
    archive = shelf.bases / f"{name}.tar{SEALED}"
    size, head = _sealed([*copy, *more], archive, given.recipient)
    if (found := STARTED.search(head)) is None:
        archive.unlink()
        raise ToolFailed("pg_basebackup: the copy does not begin with its label")
    made = Base(name, begun, clock(), found[1].decode(), size)
    shelf.note(made)
    return made


def log(given: Backup) -> int:
    """Seal the log that PostgreSQL has put into the spool, oldest first; returns how many files.

    A file leaves the spool when it is sealed on the disk, so none is lost at any point.
    """
    shelf = Shelf(given.folder)
    shelf.make()
    waiting = sorted(one for one in given.spool.iterdir() if not one.name.startswith("."))
    for path in waiting:
        target, finished = shelf.wal / f"{path.name}{SEALED}", path.stat().st_mtime
        with path.open("rb") as file:
            sealing.seal(file, target, given.recipient)
        os.utime(target, (finished, finished))  # how far the log goes, not when we came to it
        path.unlink()
    return len(waiting)


def media(given: Backup, now: datetime) -> int:
    """Pack the courses' recordings; returns bytes, 0 without such a folder."""
    if given.media is None or not given.media.is_dir():
        return 0
    shelf = Shelf(given.folder)
    shelf.make()
    command = ["tar", "--create", "--exclude=./clips", f"--directory={given.media}", "."]
    target = shelf.media / f"{now:%Y%m%dT%H%M%SZ}.tar{SEALED}"
    return _sealed(command, target, given.recipient)[0]


def _sealed(command: list[str], target: Path, recipient: str) -> tuple[int, bytes]:
    """Seal what a program prints; nothing stays when it fails. Returns bytes, and the first."""
    with tempfile.TemporaryFile() as words:
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=words) as program:
            assert program.stdout  # noqa: S101 # it is a pipe
            source = Watched(program.stdout)
            size = sealing.seal(source, target, recipient)
        words.seek(0)
        said = words.read().decode(errors="replace")
    if program.returncode:
        target.unlink(missing_ok=True)
        raise ToolFailed(f"{Path(command[0]).name}: {said[-300:]}")
    return size, source.head
