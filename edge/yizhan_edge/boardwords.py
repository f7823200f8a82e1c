"""What a board said, as an event of the box: codes and counts."""

import time
from collections.abc import Callable
from typing import Literal

from signlink import words
from yizhan_wire.events import BoardReport

MOST = 10_000_000  # of a count on the wire
HOUR_S = 3600.0
ROLES: dict[int, Literal["sign", "counter"]] = {words.SIGN: "sign", words.COUNTER: "counter"}
RESETS: dict[int, Literal["unknown", "power", "pin", "watchdog", "soft"]] = {
    0: "unknown",
    1: "power",
    2: "pin",
    3: "watchdog",
    4: "soft",
}
DOORS: dict[int, Literal["closed", "open"]] = {1: "closed", 2: "open"}
What = Literal["hello", "door", "help", "light"]


def report(
    hello: words.Hello, state: words.State | None = None, what: What = "hello"
) -> BoardReport:
    """What a board is and, of one with sensors, how it finds the room; `what` says why now."""
    plain = BoardReport(
        board=hello.ident.hex(),
        role=ROLES[hello.role],
        what=what,
        version=".".join(str(part) for part in hello.version),
        uptime_s=min(hello.uptime_s, MOST),
        reset=RESETS.get(hello.cause, "unknown"),
        good=min(hello.good, MOST),
        bad=min(hello.bad, MOST),
    )
    return plain if state is None else _felt(plain, state)


def _felt(plain: BoardReport, state: words.State) -> BoardReport:
    return BoardReport(
        plain.board,
        plain.role,
        plain.what,
        plain.version,
        min(state.uptime_s, MOST),
        plain.reset,
        plain.good,
        plain.bad,
        door=DOORS.get(state.door),
        door_at_s=min(state.door_at_s, MOST),
        light=state.light,
        press=state.press,
    )


class Introduced:
    """Tells of a sign when it is met first, began anew, or an hour after it was told of last."""

    def __init__(self, told: Callable[[BoardReport], bool]) -> None:
        self._told = told
        self._boot = -1
        self._next = 0.0

    def __call__(self, hello: words.Hello) -> None:
        """A sign said who it is; a loose cable must not fill the spool with it."""
        now = time.monotonic()
        begun = hello.boot != self._boot
        self._boot = hello.boot
        if (begun or now >= self._next) and self._told(report(hello)):
            self._next = now + HOUR_S
