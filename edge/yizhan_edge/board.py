"""The board at the counter: asked four times a second, believed while it is the one we paired with.

A press of the help button is kept by the board until we have it in the spool and say so.
"""

import logging
import termios
import threading
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import partial
from typing import Literal

import signlink
from signlink import words
from yizhan_wire.events import BoardReport

from yizhan_edge.boardwords import What, report
from yizhan_edge.cable import open_cable
from yizhan_edge.paired import Paired
from yizhan_edge.signline import Line, Pace, Port

log = logging.getLogger(__name__)
State = Literal["none", "ok", "silent", "absent", "strange"]
POLL_S, HOUR_S = 0.25, 3600.0
GAPS_S: dict[What, float] = {"door": 2.0, "light": 60.0}  # a loose contact must not fill the spool
PATIENT = Pace(tries=3)
Opened = Callable[[], AbstractContextManager[Port]]


def opener(setting: str, pace: Pace = PATIENT) -> Opened | None:
    """How the board named in the settings is reached; None without one."""
    return partial(open_cable, setting, pace) if setting else None


class CounterBoard:
    """Without `opened` there is no board. `told` keeps a report and says whether it could.

    `lit(level)` comes whenever the room is lighter or darker, 0..7.
    """

    def __init__(
        self,
        opened: Opened | None,
        paired: Paired,
        told: Callable[[BoardReport], bool],
        lit: Callable[[int], None],
        pace: Pace = PATIENT,
    ) -> None:
        self.state: State = "absent" if opened else "none"
        self._opened, self._paired, self._told, self._lit = opened, paired, told, lit
        self._pace, self._pause = pace, pace.again_s
        self._met: words.Hello | None = None
        self._press = 0
        self._said: dict[What, int | None] = {}
        self._next: dict[What, float] = {}
        self._light: int | None = None
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="board", daemon=True)

    def start(self) -> None:
        """Begin to look for the board."""
        if self._opened:
            self._thread.start()

    def close(self) -> None:
        """Stop asking; a press that nobody heard stays on the board."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join(self._pace.tries * self._pace.answer_s + 2)

    def alarms(self) -> list[str]:
        """Codes of what is wrong with it."""
        silent = self.state in ("silent", "absent")
        return ["board_silent"] if silent else ["board_strange"] * (self.state == "strange")

    def _run(self) -> None:
        while not self._stopping.is_set() and self._opened:
            try:
                with self._opened() as port:
                    line, self._met = Line(port, self._pace), None
                    while not self._stopping.is_set():
                        self._round(line)
            except (OSError, termios.error) as error:  # SerialException is an OSError
                self._become("absent", type(error).__name__)
                self._stopping.wait(self._pace.reopen_s)

    def _round(self, line: Line) -> None:
        if self._met is None and not self._meet(line):
            self._stopping.wait(self._pause)
            self._pause = min(self._pause * 2, self._pace.again_most_s)
            return
        self._pause = self._pace.again_s
        state = self._ask_state(line)
        if state is not None:
            self._take(line, state)
            self._stopping.wait(POLL_S)

    def _meet(self, line: Line) -> bool:
        """Find out who is there; whether it is ours."""
        answer = line.ask(words.HELLO)
        if not answer.kind:
            self._become("silent")
            return False
        try:
            hello = words.read_hello(answer.body) if answer.kind == signlink.ACK else None
        except ValueError:
            hello = None
        if hello is None or hello.role != words.COUNTER or not self._accept(line, hello):
            self._become("strange")
            return False
        self._met, self._said, self._next = hello, {}, {}
        self._become("ok")
        return True

    def _accept(self, line: Line, hello: words.Hello) -> bool:
        verdict = self._paired.judge(hello)
        if verdict == "free" and line.ask(words.PAIR, self._paired.mark).kind == signlink.ACK:
            verdict = "ours"
        if verdict != "ours":
            return False
        self._paired.remember(hello)
        return True

    def _ask_state(self, line: Line) -> words.State | None:
        """What it feels; None when it does not answer as the board that we met."""
        answer = line.ask(words.STATE)
        met = self._met
        if met is None or not answer.kind:
            self._met = None
            self._become("silent")
            return None
        try:
            state = words.read_state(answer.body if answer.kind == signlink.ACK else b"")
        except ValueError:
            self._met = None
            return None
        if state.boot != met.boot:
            self._met = None  # another one, or begun anew
            return None
        return state

    def _take(self, line: Line, state: words.State) -> None:
        now = time.monotonic()
        if self._light != state.light:
            self._light = state.light
            self._lit(state.light)
        if state.press:
            self._help(line, state)
        if now >= self._next.get("hello", 0.0) and self._tell(state, "hello"):
            self._next["hello"] = now + HOUR_S
            self._said = {"door": state.door, "light": state.light}
        felt: dict[What, int] = {"door": state.door, "light": state.light}
        for what, value in felt.items():
            changed = self._said.get(what) != value and now >= self._next.get(what, 0.0)
            if changed and self._tell(state, what):
                self._said[what], self._next[what] = value, now + GAPS_S[what]

    def _help(self, line: Line, state: words.State) -> None:
        if state.press != self._press and not self._tell(state, "help"):
            return  # the spool takes nothing; the board goes on saying it
        self._press = state.press
        line.ask(words.HEARD, state.press.to_bytes(2, "big"))

    def _tell(self, state: words.State, what: What) -> bool:
        return self._met is not None and self._told(report(self._met, state, what))

    def _become(self, state: State, why: str = "") -> None:
        if state != self.state:
            log.log(logging.INFO if state == "ok" else logging.WARNING, "board %s %s", state, why)
        self.state = state
