"""The box's end of a cable, held by hand: frames in and out, one at a time."""

import os
import select
import tty
from pathlib import Path

import signlink

from stack.process import wait_for


class Hand:
    """The box's end of the cable, held by hand."""

    def __init__(self, port: Path) -> None:
        self.end = os.open(port, os.O_RDWR | os.O_NOCTTY | os.O_NONBLOCK)
        tty.setraw(self.end)
        self.decoder = signlink.Decoder()
        self.answers: list[tuple[int, int, bytes]] = []

    def put(self, data: bytes) -> None:
        """Send all of it, however slowly the other end reads."""
        rest = memoryview(data)
        while rest:
            _, ready, _ = select.select([], [self.end], [], 10)
            assert ready
            rest = rest[os.write(self.end, rest) :]

    def ask(self, kind: int, seq: int, body: bytes = b"") -> tuple[int, bytes]:
        """Send a frame and wait for its answer."""
        before = len(self.answers)
        self.put(signlink.encode(kind, seq, body))
        wait_for(lambda: self._heard(before), 5, "the board's answer")
        got, number, told = self.answers[-1]
        assert number == seq
        return got, told

    def close(self) -> None:
        """Let go of the cable."""
        os.close(self.end)

    def _heard(self, before: int) -> bool:
        try:
            self.answers += self.decoder.feed(os.read(self.end, 4096))
        except BlockingIOError:
            return False
        return len(self.answers) > before
