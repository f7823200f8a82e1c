"""A sign with an Onbon controller: the same messages as ours, as text in its dynamic area.

What stands is told anew before the controller would drop it; a box that is gone leaves the
controller's own program. A reply has no number, so the line is emptied before each question.
"""

import logging
import termios
import threading
import time
from collections import deque
from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import partial
from typing import Literal

from yizhan_edge import onbon
from yizhan_edge.cable import open_cable
from yizhan_edge.message import Message, code
from yizhan_edge.signline import Pace, Port

log = logging.getLogger(__name__)
State = Literal["ok", "silent", "absent"]
BAUD = 57_600
STAND_S, AGAIN_S = 60, 20.0  # how long it stands by itself; how often it is told
WAITING_MAX = 8
PATIENT = Pace(answer_s=1.0, tries=4)
Opened = Callable[[], AbstractContextManager[Port]]


class OnbonSign:
    """Call from any thread; `shown(message, ok, attempts)` comes once per message, as of `Sign`."""

    def __init__(
        self,
        port: str,
        shown: Callable[[str, bool, int], None],
        size: tuple[int, int] = (128, 32),
        pace: Pace = PATIENT,
    ) -> None:
        self.state: State = "absent"
        self._opened: Opened = partial(open_cable, port, pace, BAUD)
        self._shown, self._size, self._pace = shown, size, pace
        self._news = threading.Condition()
        self._standing: tuple[str, Message] | None = None
        self._waiting: deque[tuple[str, Message]] = deque()
        self._stand_at = 0.0
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="sign", daemon=True)

    def start(self) -> None:
        """Begin to look for the controller."""
        self._thread.start()

    def close(self) -> None:
        """End the conversation; the controller drops what stands within a minute."""
        self._stopping.set()
        with self._news:
            self._news.notify_all()
        if self._thread.is_alive():
            self._thread.join(self._pace.tries * self._pace.answer_s + 2)

    def stand(self, text: str) -> None:
        """Show this until the next one; "" is the controller's own program."""
        with self._news:
            before, self._standing = self._standing, (text, Message(code(text), []))
            self._stand_at = 0.0
            self._news.notify_all()
        if before:
            self._report(before[1], False)

    def say(self, text: str, seconds: int) -> None:
        """Show this for `seconds`; given up while absent."""
        message = Message(code(text), [], seconds)
        with self._news:
            room = len(self._waiting) < WAITING_MAX
            if room:
                self._waiting.append((text, message))
                self._news.notify_all()
        if not room:
            self._report(message, False)

    def bright(self, level: int) -> None:
        """Nothing: whether the controller would write it to flash is not said by its maker."""

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                with self._opened() as port:
                    self._stand_at = 0.0
                    while not self._stopping.is_set():
                        self._round(port)
            except (OSError, termios.error) as error:  # SerialException is an OSError
                self._become("absent", type(error).__name__)
                while self._waiting:
                    self._report(self._waiting.popleft()[1], False)
                self._stopping.wait(self._pace.reopen_s)

    def _round(self, port: Port) -> None:
        if self._waiting:
            text, message = self._waiting[0]
            if self._tell(port, text, message, message.seconds + 1):
                self._stopping.wait(message.seconds)
            self._waiting.popleft()
            self._stand_at = 0.0
        elif self._stand_at <= time.monotonic():
            self._tell_standing(port)
        with self._news:
            due = self._stand_at - time.monotonic()
            if due > 0 and not self._waiting and not self._stopping.is_set():
                self._news.wait(due)

    def _tell_standing(self, port: Port) -> None:
        with self._news:
            standing = self._standing
            self._stand_at = time.monotonic() + AGAIN_S
        if standing is None:
            self._ask(port, onbon.PING)
        else:
            self._tell(port, *standing, STAND_S)
        if self.state == "silent":
            with self._news:
                self._stand_at = min(self._stand_at, time.monotonic() + self._pace.again_s)

    def _tell(self, port: Port, text: str, message: Message, seconds: int) -> bool:
        """Whether it is shown; what cannot be shown is refused and not asked for again."""
        try:
            data = onbon.area(text, self._size, seconds) if text.strip() else onbon.CLEAR
        except onbon.Unshowable as error:
            log.error("the sign's controller has no letter for a text: %s", error)
            self._report(message, False)
            return False
        reply, attempts = self._ask(port, data)
        message.attempts += attempts
        if reply:
            self._report(message, reply.good)
        elif message.seconds:
            self._report(message, False)
        return bool(reply and reply.good)

    def _ask(self, port: Port, data: bytes) -> tuple[onbon.Reply | None, int]:
        question = onbon.frame(data)
        for attempt in range(1, self._pace.tries + 1):
            port.read(port.in_waiting)  # an answer to what was asked before
            port.write(question)
            reply = self._answer(port)
            # a broken question is asked again; any other refusal would be the same
            if reply and (reply.good or reply.error != onbon.CHECKSUM):
                self._become("ok")
                return reply, attempt
        self._become("silent")
        return None, self._pace.tries

    def _answer(self, port: Port) -> onbon.Reply | None:
        decoder, end = onbon.Decoder(), time.monotonic() + self._pace.answer_s
        while time.monotonic() < end:
            for reply in decoder.feed(port.read(max(1, port.in_waiting))):
                return reply
        return None

    def _report(self, message: Message, ok: bool) -> None:
        with self._news:
            if message.outcome is not None:
                return
            message.outcome = ok
        try:
            self._shown(message.code, ok, message.attempts)
        except Exception:  # a listener's trouble must not darken the sign
            log.exception("a shown message could not be reported")

    def _become(self, state: State, why: str = "") -> None:
        if state != self.state:
            log.log(logging.INFO if state == "ok" else logging.WARNING, "sign %s %s", state, why)
        self.state = state
