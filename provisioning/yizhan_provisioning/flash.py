"""Firmware onto a board over its own prompt, by `mpremote`; read back and compared.

Every file is first written beside the old one; only when all of them are whole do they take the
old ones' places. Cut off before that, the board runs what it ran; after it, run this again.
"""

import contextlib
import hashlib
import io
import struct
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
from mpremote.transport import TransportError
from mpremote.transport_serial import SerialTransport

from yizhan_provisioning.errors import BoardGarbled, BoardLost, BoardMute, NoBoard, NoFirmware

PATIENCE_S, PAUSE_S = 5.0, 0.2
NEW = ".new"
# what mpremote raises when the other end stops, or says what no board says
TROUBLE = (TransportError, OSError, struct.error, ValueError, SyntaxError)
# a watchdog that is running cannot be stopped, and would reset the board in mid-write
HOLD = """
try:
 import machine
 _dog = machine.WDT(timeout=8000)
 _timer = machine.Timer(period=2000, callback=lambda t: _dog.feed())
except Exception:
 pass
"""
SETTLE = """
import os
for name in {names!r}:
 try:
  os.remove(name)
 except OSError:
  pass
 os.rename(name + {new!r}, name)
"""
FORGET = """
import os
for name in ('kept.a', 'kept.b'):
 try:
  os.remove(name)
 except OSError:
  pass
"""


class Manifest(msgspec.Struct, frozen=True):
    """Which files a board of each kind needs."""

    version: str
    shared: list[str]
    ports: dict[str, list[str]]


@dataclass(frozen=True)
class Flashed:
    """What came of it: files that were written, and those that lay there already."""

    written: int
    kept: int


def gather(folder: Path, port: str) -> dict[str, bytes]:
    """The files of a kind of board by their name on it; raises NoFirmware."""
    try:
        manifest = msgspec.json.decode((folder / "manifest.json").read_bytes(), type=Manifest)
        if port not in manifest.ports:
            raise NoFirmware(f"({', '.join(manifest.ports)})")
        found = {
            name: folder / "board" / name for name in (*manifest.shared, *manifest.ports[port])
        }
        found |= {f"signlink/{one.name}": one for one in (folder / "signlink").glob("*.py")}
        found |= {one.name: one for one in (folder / "ports" / port).glob("*.py")}
        return {name: path.read_bytes() for name, path in sorted(found.items())}
    except (OSError, msgspec.DecodeError) as error:
        raise NoFirmware(f"({folder}: {error})") from error


def flash(
    device: str,
    files: Mapping[str, bytes],
    step: Callable[[str], object] = lambda name: None,
    unpair: bool = False,
) -> Flashed:
    """Put these files on the board at this serial line; `step` is told each file's name.

    `unpair` lets the board forget which box it belongs to. Raises NoBoard, BoardMute, BoardLost
    or BoardGarbled; the board then runs what it ran before.
    """
    with _prompt(device) as board:
        try:
            return _put(board, files, step, unpair)
        except TROUBLE as error:
            raise BoardLost(f"({_short(error)})") from error


@contextlib.contextmanager
def _prompt(device: str) -> Iterator[Any]:
    """The board's own prompt; mpremote's prints go nowhere."""
    with contextlib.redirect_stdout(io.StringIO()):
        try:
            board = SerialTransport(str(Path(device).resolve()), timeout=PATIENCE_S)
        except TROUBLE as error:
            raise NoBoard(f"({device})") from error
        try:
            try:
                _hush(board.serial)
                board.enter_raw_repl(timeout_overall=PATIENCE_S)
            except TROUBLE as error:
                raise BoardMute(f"({device})") from error
            yield board
            with contextlib.suppress(*TROUBLE):
                board.exec_raw_no_follow("import machine\nmachine.reset()")
        finally:
            with contextlib.suppress(*TROUBLE):
                board.close()


def _hush(line: Any) -> None:
    """Stop what runs; mpremote waits for ever for a line that never falls silent."""
    line.write(b"\r\x03\x03")
    line.timeout, end = PAUSE_S, time.monotonic() + PATIENCE_S
    while line.read(1024):
        if time.monotonic() > end:
            raise TransportError("it never stops talking")
    line.timeout = PATIENCE_S


def _put(
    board: Any, files: Mapping[str, bytes], step: Callable[[str], object], unpair: bool
) -> Flashed:
    board.exec(HOLD)
    old = {name for name, data in files.items() if _hash(board, name) == _sha(data)}
    fresh = [name for name in files if name not in old]
    for folder in sorted({name.rpartition("/")[0] for name in fresh} - {""}):
        if not board.fs_exists(folder):
            board.fs_mkdir(folder)
    for name in fresh:
        step(name)
        board.fs_writefile(name + NEW, files[name])
        if _hash(board, name + NEW) != _sha(files[name]):
            raise BoardGarbled(f"({name})")
    # main.py last: until then the board begins as it did
    board.exec(SETTLE.format(names=sorted(fresh, key=lambda name: name == "main.py"), new=NEW))
    if any(_hash(board, name) != _sha(data) for name, data in files.items()):
        raise BoardGarbled
    if unpair:
        board.exec(FORGET)
    return Flashed(len(fresh), len(old))


def _hash(board: Any, name: str) -> bytes:
    """SHA-256 of a file as the board reads it; b"" when there is none."""
    if not board.fs_exists(name):
        return b""
    found: bytes = board.fs_hashfile(name, "sha256")
    return found


def _sha(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def _short(error: BaseException) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[-1][:120]
