"""Lines as they are added to a file that somebody else writes, cuts and replaces."""

import logging
import os
from collections.abc import Iterator
from io import FileIO
from pathlib import Path
from types import TracebackType
from typing import Self

from yizhan_collector.adapters.outside import Away

log = logging.getLogger(__name__)
PART = 64 * 1024  # bytes read at once
LONGEST = 16 * 1024  # bytes of a line


class Tail:
    """One file from its beginning; after a replacement the rest of the old one comes first.

    A file that is cut and grows past where we are between two looks cannot be told from one that
    only grew: replace it instead.
    """

    def __init__(self, path: Path) -> None:
        self._path, self._rest, self._skipping = path, b"", False
        self._file = self._open()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()

    def lines(self) -> Iterator[bytes]:
        """The whole lines that are there by now; raises Away when the file cannot be read."""
        try:
            if os.fstat(self._file.fileno()).st_size < self._file.tell():
                self._begin()
            yield from self._grown()
            if self._replaced():
                self._file.close()
                self._file = self._open()
                self._begin()
                yield from self._grown()
        except OSError as error:
            raise Away("away") from error

    def _open(self) -> FileIO:
        try:
            return self._path.open("rb", buffering=0)
        except OSError as error:
            raise Away("away") from error

    def _begin(self) -> None:
        if self._rest:
            log.warning("half a line was left behind")
        self._file.seek(0)
        self._rest, self._skipping = b"", False

    def _replaced(self) -> bool:
        try:
            there, ours = self._path.stat(), os.fstat(self._file.fileno())
        except FileNotFoundError:
            return False  # moved away; a new one may come
        return (there.st_dev, there.st_ino) != (ours.st_dev, ours.st_ino)

    def _grown(self) -> Iterator[bytes]:
        while part := self._file.read(PART):
            *whole, self._rest = (self._rest + part).split(b"\n")
            for line in whole:
                if not self._skipping and len(line) <= LONGEST:
                    yield line
                else:
                    log.warning("a line is too long")
                self._skipping = False
            if len(self._rest) > LONGEST:
                self._rest, self._skipping = b"", True
