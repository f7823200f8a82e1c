"""One session's folder: a segment is stored for good before its line, and its line before news."""

import os
from datetime import datetime
from pathlib import Path
from uuid import UUID

import msgspec
from yizhan_wire import chain as rule
from yizhan_wire.events import Segment

from yizhan_edge.recording import chain
from yizhan_edge.whole import sync_folder

PART = ".part"


class Shelf:
    """Opening it removes what a power cut left half done; raises OSError, msgspec.DecodeError."""

    def __init__(self, clips: Path, session: UUID) -> None:
        self.folder = clips / str(session)
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._untear()
        kept = chain.read(self.folder)
        self.last = kept[-1] if kept else None
        self._chain = self.last.chain if self.last else rule.first(session)
        chain.file(self.folder, self.number).unlink(missing_ok=True)  # stored, but not its line
        self.scratch.unlink(missing_ok=True)

    @property
    def number(self) -> int:
        """Number of the segment in work."""
        return self.last.number + 1 if self.last else 1

    @property
    def scratch(self) -> Path:
        """File of the segment in work."""
        return self.folder / f"now{PART}"

    def keep(self, started: datetime, ended: datetime, size: int, sha256: str) -> Segment:
        """Name the finished scratch file and write its line; after return a power cut keeps it."""
        number = self.number
        link = rule.link(self._chain, number, started, ended, size, sha256)
        made = Segment(number, started, ended, size, sha256, link)
        place = chain.file(self.folder, number)
        self.scratch.replace(place)
        sync_folder(self.folder)
        try:
            self._add(msgspec.json.encode(made) + b"\n")
        except OSError:
            place.unlink(missing_ok=True)
            raise
        self.last, self._chain = made, link
        return made

    def _add(self, line: bytes) -> None:
        manifest = self.folder / chain.MANIFEST
        descriptor = os.open(manifest, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        before = os.fstat(descriptor).st_size
        try:
            if os.write(descriptor, line) < len(line):
                raise OSError(28, "No space left on device")
            os.fsync(descriptor)
        except OSError:
            os.ftruncate(descriptor, before)
            raise
        finally:
            os.close(descriptor)

    def _untear(self) -> None:
        """Cut a last line that was not written whole."""
        manifest = self.folder / chain.MANIFEST
        raw = manifest.read_bytes() if manifest.exists() else b""
        if raw and not raw.endswith(b"\n"):
            os.truncate(manifest, raw.rfind(b"\n") + 1)
