"""Streams through gzip and `age`: whoever seals holds no key that opens."""

import errno
import gzip
import os
import subprocess
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Protocol, cast

from yizhan_collector.backup.errors import Damaged, NoRoom, ToolFailed, WrongKey

PIECE = 1 << 20
GZIP = 31  # zlib's word for a gzip frame
FAST = 1


class Source(Protocol):
    """What can be read piece by piece."""

    def read(self, size: int, /) -> bytes:
        """The next bytes, none at the end."""


def seal(source: Source, target: Path, recipient: str) -> int:
    """Write what `source` gives, packed and sealed; whole or not at all. Returns bytes read.

    Raises NoRoom or ToolFailed.
    """
    part = target.with_name(f".{target.name}.part")
    try:
        with part.open("wb") as file:
            read = _through_age(source, file, recipient)
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
        _sync(target.parent)
    except OSError as error:
        raise _said(error, target) from error
    finally:
        part.unlink(missing_ok=True)
    return read


def _through_age(source: Source, file: IO[bytes], recipient: str) -> int:
    command = ["age", "--encrypt", "--recipient", recipient]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=file, stderr=pipe) as age:
        assert age.stdin is not None  # noqa: S101 # they are pipes
        assert age.stderr is not None  # noqa: S101
        try:
            read = _pack(source, age.stdin)
            age.stdin.close()
        except BrokenPipeError:
            read = 0  # age ended first; it says why
        words = age.stderr.read().decode(errors="replace")
    if age.returncode:
        full = "no space left" in words.lower()
        raise OSError(errno.ENOSPC, words) if full else ToolFailed(f"age: {words[:300]}")
    return read


def _pack(source: Source, into: IO[bytes]) -> int:
    packer, read = zlib.compressobj(FAST, wbits=GZIP), 0
    while piece := source.read(PIECE):
        read += len(piece)
        into.write(packer.compress(piece))
    into.write(packer.flush())
    return read


@contextmanager
def opened(path: Path, key: Path) -> Iterator[IO[bytes]]:
    """What was sealed, as a stream. Raises WrongKey, or Damaged when it was not read to its end."""
    command = ["age", "--decrypt", "--identity", str(key)]
    pipe = subprocess.PIPE
    with (
        path.open("rb") as file,
        subprocess.Popen(command, stdin=file, stdout=pipe, stderr=pipe) as age,
    ):
        assert age.stdout is not None  # noqa: S101 # they are pipes
        assert age.stderr is not None  # noqa: S101
        try:
            yield cast(IO[bytes], gzip.GzipFile(fileobj=age.stdout))
            age.stdout.read()
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            age.stdout.close()
            raise _of_age(age.stderr.read(), path) from error
        words = age.stderr.read()
    if age.returncode:
        raise _of_age(words, path)


def _of_age(words: bytes, path: Path) -> WrongKey | Damaged:
    said = words.decode(errors="replace")
    wrong = "no identity matched" in said or "malformed secret key" in said
    return WrongKey(f"({path.name})") if wrong else Damaged(f"({path.name})")


def _said(error: OSError, target: Path) -> NoRoom | ToolFailed:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return NoRoom(f"({target.parent})")
    return ToolFailed(f"{target.name}: {error.strerror}")


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
