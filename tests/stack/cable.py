"""A serial cable with faults: a relay between two pseudo-terminals, `box-tty` and `board-tty`.

The folder's `faults.json` says what goes wrong; `faults.now` repeats it once it is in force.
Chances are per byte and drawn from the seed, byte by byte, so a run can be played again.
"""

import argparse
import os
import pty
import random
import select
import signal
import sys
import threading
import tty
from pathlib import Path

import msgspec

from stack.host import REPO
from stack.process import Program, wait_for

ENDS = ("box-tty", "board-tty")
LOOK_S = 0.02


class Faults(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the cable does to the bytes. `flood` is random bytes to each end, 50 times a second."""

    seed: int = 0
    drop: float = 0.0
    flip: float = 0.0
    noise: float = 0.0
    flood: int = 0
    pulled: bool = False


class Way:
    """One direction with its own chance."""

    def __init__(self, faults: Faults, name: str) -> None:
        self.faults = faults
        self.chance = random.Random(f"{faults.seed} {name}")

    def carry(self, data: bytes) -> bytes:
        """What arrives of these bytes."""
        out = bytearray()
        for byte in data:
            lost, bent, noisy = (self.chance.random() for _ in range(3))
            if noisy < self.faults.noise:
                out += self.chance.randbytes(self.chance.randint(1, 8))
            if lost >= self.faults.drop:
                out.append(byte ^ (1 << self.chance.randrange(8) if bent < self.faults.flip else 0))
        return bytes(out)


class Relay:
    """Owns both pseudo-terminals; an end that is pulled hangs up and its name goes away."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.faults = Faults(pulled=True)
        self.raw = b""
        self.masters: list[int] = []
        self.slaves: list[int] = []  # kept open, so that an end nobody reads does not hang up
        self.ways: list[Way] = []

    def look(self) -> None:
        """Bring the folder's wishes into force."""
        path = self.folder / "faults.json"
        raw = path.read_bytes() if path.exists() else b"{}"
        if raw == self.raw:
            return
        self.raw, self.faults = raw, msgspec.json.decode(raw, type=Faults)
        self.ways = [Way(self.faults, name) for name in ENDS]
        if self.faults.pulled:
            self.pull()
        elif not self.masters:
            self.plug()
        _write(self.folder / "faults.now", raw)

    def plug(self) -> None:
        """Open both ends and name them."""
        for name in ENDS:
            master, slave = pty.openpty()
            tty.setraw(slave)
            os.set_blocking(master, False)
            self.masters.append(master)
            self.slaves.append(slave)
            (self.folder / f"{name}.new").symlink_to(os.ttyname(slave))
            (self.folder / f"{name}.new").rename(self.folder / name)

    def pull(self) -> None:
        """Hang up both ends."""
        for name in ENDS:
            (self.folder / name).unlink(missing_ok=True)
        for one in self.masters + self.slaves:
            os.close(one)
        self.masters, self.slaves = [], []

    def step(self) -> None:
        """Carry what came within a short while."""
        ready, _, _ = select.select(self.masters, [], [], LOOK_S)
        for one in ready:
            side = self.masters.index(one)
            self._write(self.masters[1 - side], self.ways[side].carry(os.read(one, 4096)))
        if self.faults.flood:
            for one, way in zip(self.masters, self.ways, strict=False):
                self._write(one, way.chance.randbytes(self.faults.flood))

    @staticmethod
    def _write(end: int, data: bytes) -> None:
        try:
            os.write(end, data)
        except BlockingIOError:
            return  # nobody reads there: a real line loses it too


class Cable:
    """The relay as a process; `set` changes its faults and waits until they are in force."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.folder.mkdir(parents=True, exist_ok=True)
        run = [sys.executable, "-m", "stack.cable", "--folder", str(folder)]
        env = {"PYTHONPATH": str(REPO / "tests")}
        self.program = Program("cable", run, folder / "cable.log", env)

    def start(self, faults: Faults | None = None) -> None:
        """Start and wait until both ends are there (or pulled, as asked)."""
        (self.folder / "faults.now").unlink(missing_ok=True)
        raw = self._ask(faults or Faults())
        self.program.start(lambda: self._in_force(raw))

    def set(self, faults: Faults) -> None:
        """Change what goes wrong."""
        raw = self._ask(faults)
        wait_for(lambda: self._in_force(raw), 5, "the cable")

    def stop(self) -> None:
        """Hang up both ends and end."""
        self.program.stop()

    def _ask(self, faults: Faults) -> bytes:
        raw = msgspec.json.encode(faults)
        _write(self.folder / "faults.json", raw)
        return raw

    def _in_force(self, raw: bytes) -> bool:
        now = self.folder / "faults.now"
        return now.exists() and now.read_bytes() == raw


def _write(path: Path, data: bytes) -> None:
    part = path.with_name(path.name + ".new")
    part.write_bytes(data)
    part.rename(path)


def main() -> None:
    """Relay until told to stop."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--folder", type=Path, required=True)
    relay = Relay(parser.parse_args().folder)
    stopping = threading.Event()
    for one in (signal.SIGTERM, signal.SIGINT):
        signal.signal(one, lambda *_: stopping.set())
    while not stopping.is_set():
        relay.look()
        relay.step()
    relay.pull()


if __name__ == "__main__":
    main()
