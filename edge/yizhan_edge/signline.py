"""One question at a time over the sign's cable, each asked again until it is answered."""

import random
import time
from dataclasses import dataclass
from typing import NamedTuple, Protocol

import signlink


@dataclass(frozen=True)
class Pace:
    """How patient the box is. Seconds."""

    answer_s: float = 0.5
    tries: int = 5
    ping_s: float = 10.0
    page_s: int = 4
    reopen_s: float = 1.0
    again_s: float = 1.0  # the first pause of a silent sign; each next one is twice as long
    again_most_s: float = 60.0


class Answer(NamedTuple):
    """What the board said (kind 0: nothing) and how often it was asked."""

    kind: int
    body: bytes
    attempts: int


class Port(Protocol):
    """What a line needs of an open serial port; `read` waits a tenth of the answer time."""

    @property
    def in_waiting(self) -> int:
        """Bytes that have come."""

    def read(self, size: int) -> bytes:
        """At most so many bytes."""

    def write(self, data: bytes) -> int | None:
        """Send all of it."""


class Line:
    """Numbers the questions, from a chance start so that a restart repeats none."""

    def __init__(self, port: Port, pace: Pace) -> None:
        self._port, self._pace = port, pace
        self._decoder = signlink.Decoder()
        self._seq = random.randrange(65536)  # noqa: S311

    def ask(self, kind: int, body: bytes = b"") -> Answer:
        """Send under a new number, again while nothing comes back. Raises what the port raises."""
        self._seq = (self._seq + 1) % 65536
        frame = signlink.encode(kind, self._seq, body)
        for attempt in range(1, self._pace.tries + 1):
            self._port.write(frame)
            found = self._answer()
            if found:
                return Answer(*found, attempt)
        return Answer(0, b"", self._pace.tries)

    def _answer(self) -> tuple[int, bytes] | None:
        end = time.monotonic() + self._pace.answer_s
        while time.monotonic() < end:
            came = self._port.read(max(1, self._port.in_waiting))
            for kind, seq, body in self._decoder.feed(came):
                if seq == self._seq and kind in (signlink.ACK, signlink.NAK):
                    return kind, body
        return None
