"""The sign on its cable: one message at a time, each asked until the board acknowledges it."""

import logging
import termios
import threading
import time
from collections import deque
from collections.abc import Callable
from contextlib import AbstractContextManager
from math import inf
from pathlib import Path
from typing import Literal

import signlink
from signlink import words

from yizhan_edge.cable import open_cable
from yizhan_edge.lettering import UNIFONT, Lettering
from yizhan_edge.message import PAGE_LEAST_S, Message, code
from yizhan_edge.signline import Answer, Line, Pace, Port

log = logging.getLogger(__name__)
State = Literal["ok", "silent", "absent"]
WAITING_MAX = 8
PATIENT = Pace()


class Sign:
    """Call from any thread. `port` "" is a post without a sign: nothing is drawn or reported.

    `shown(message, ok, attempts)` comes once per message, `message` being a code and not the text:
    acknowledged, or given up. A standing message is given up only when refused or replaced.
    `met(hello)` comes when a board that can say who it is has come or come back.
    """

    def __init__(
        self,
        port: str,
        shown: Callable[[str, bool, int], None],
        font: Path = UNIFONT,
        size: tuple[int, int] = (128, 32),
        pace: Pace = PATIENT,
        met: Callable[[words.Hello], object] = lambda hello: None,
    ) -> None:
        self.state: State = "absent"
        self._met = met
        self._bright: int | None = None
        self._asides: dict[int, bytes] = {}  # words a board may not know: said once, never twice
        self._port, self._shown, self._pace = port, shown, pace
        self._lettering = Lettering(font, size) if port else None
        self._news = threading.Condition()
        self._standing: Message | None = None
        self._waiting: deque[Message] = deque()
        self._stand_at = self._turn_at = self._ping_at = inf
        self._free_at = 0.0
        self._page, self._pause = 0, pace.again_s
        self._logged = ("", "")
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="sign", daemon=True)

    def start(self) -> None:
        """Begin to look for the board."""
        if self._port:
            self._thread.start()

    def close(self) -> None:
        """End the conversation; the board falls back to its default by itself."""
        self._stopping.set()
        with self._news:
            self._news.notify_all()
        if self._thread.is_alive():
            self._thread.join(self._pace.tries * self._pace.answer_s + 2)

    def stand(self, text: str) -> None:
        """Show this until the next one; a long text turns its pages. "" is the board's default."""
        if self._lettering is None:
            return
        with self._news:
            pages = self._lettering.pages(text) if text.strip() else []
            before, self._standing = self._standing, Message(code(text), pages)
            self._stand_at, self._turn_at = 0.0, inf
            self._news.notify_all()
        if before is not None:
            self._report(before, False)

    def say(self, text: str, seconds: int) -> None:
        """Show this for `seconds` (2 or more if others follow); given up while absent."""
        if self._lettering is None:
            return
        with self._news:
            message = Message(code(text), self._lettering.pages(text), seconds)
            room = len(self._waiting) < WAITING_MAX
            if room:
                self._waiting.append(message)
                self._news.notify_all()
        if not room:
            self._report(message, False)

    def bright(self, level: int) -> None:
        """How bright the panel is to be, 0..7; a board that cannot do it is left in peace."""
        with self._news:
            self._bright = level
            self._asides[words.BRIGHT] = bytes([level])
            self._news.notify_all()

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                with self._open() as port:
                    self._converse(Line(port, self._pace))
            except (OSError, termios.error) as error:  # SerialException is an OSError
                self._become("absent", str(error))
                self._drop()
                self._stopping.wait(self._pace.reopen_s)

    def _open(self) -> AbstractContextManager[Port]:
        return open_cable(self._port, self._pace)

    def _converse(self, line: Line) -> None:
        self._stand_at, self._turn_at, self._pause = 0.0, inf, self._pace.again_s
        while not self._stopping.is_set():
            now = time.monotonic()
            if self._stand_at <= now:
                self._tell_standing(line)
            elif self._waiting and self._free_at <= now:
                self._tell_passing(line, self._waiting[0])
                self._waiting.popleft()
            elif self._turn_at <= now:
                self._turn(line)
            elif self._asides and self.state == "ok":
                self._say_aside(line)
            elif self._ping_at <= now:
                self._ping(line)
            else:
                self._rest()

    def _rest(self) -> None:
        with self._news:
            free_at = self._free_at if self._waiting else inf
            aside = -inf if self._asides and self.state == "ok" else inf
            due = min(self._stand_at, self._turn_at, self._ping_at, free_at, aside)
            due -= time.monotonic()
            if due > 0 and not self._stopping.is_set():
                self._news.wait(due if due < inf else None)

    def _ask(self, line: Line, kind: int, body: bytes = b"") -> Answer:
        answer = line.ask(kind, body)
        now = time.monotonic()
        if answer.kind:
            if self.state != "ok":
                self._greet()
            self._become("ok")
            self._ping_at, self._pause = now + self._pace.ping_s, self._pace.again_s
            return answer
        self._become("silent")
        self._ping_at = self._turn_at = inf
        with self._news:
            self._stand_at = min(self._stand_at, now + self._pause)
        self._pause = min(self._pause * 2, self._pace.again_most_s)
        return answer

    def _greet(self) -> None:
        with self._news:
            bright = {} if self._bright is None else {words.BRIGHT: bytes([self._bright])}
            self._asides = {words.HELLO: b"", **bright}

    def _say_aside(self, line: Line) -> None:
        with self._news:
            kind = next(iter(self._asides))
            body = self._asides.pop(kind)
        answer = self._ask(line, kind, body)
        if kind == words.HELLO and answer.kind == signlink.ACK:
            try:
                self._met(words.read_hello(answer.body))
            except Exception:  # neither half an answer nor a listener's trouble darkens the sign
                log.exception("what the sign said of itself could not be taken")

    def _tell_standing(self, line: Line) -> None:
        with self._news:
            message, self._stand_at = self._standing, inf
        if message is None:
            self._ask(line, signlink.PING)
            return
        answer = self._ask(line, *message.standing())
        message.attempts += answer.attempts
        if answer.kind:
            self._settle(message, answer)
            self._page, self._turn_at = 0, self._next_turn(self._pace.page_s)

    def _tell_passing(self, line: Line, message: Message) -> None:
        share = message.share()
        for page in range(len(message.pages)):
            if page:
                self._stopping.wait(share)
            answer = self._ask(line, *message.passing(page, share))
            message.attempts += answer.attempts
            if answer.kind != signlink.ACK:
                break
        self._settle(message, answer)
        self._page, self._turn_at = 0, self._next_turn(share)
        if answer.kind == signlink.ACK:
            self._free_at = time.monotonic() + min(share, PAGE_LEAST_S)

    def _next_turn(self, seconds: float) -> float:
        many = self._standing is not None and len(self._standing.pages) > 1
        return time.monotonic() + seconds if many and self.state == "ok" else inf

    def _turn(self, line: Line) -> None:
        """The first page is the one that stands; the board goes back to it by itself."""
        message = self._standing
        if message is None or len(message.pages) < 2:
            self._turn_at = inf
            return
        self._page = (self._page + 1) % len(message.pages)
        if self._page:
            last = self._page == len(message.pages) - 1
            seconds = self._pace.page_s + (0 if last else 1)  # so that the first does not flash up
            self._ask(line, *message.passing(self._page, seconds))
        self._turn_at = self._next_turn(self._pace.page_s)

    def _ping(self, line: Line) -> None:
        answer = self._ask(line, signlink.PING)
        message = self._standing
        if answer.kind != signlink.ACK or message is None or not message.outcome:
            return
        if answer.body != message.mark():
            self._stand_at = 0.0  # the board forgot

    def _settle(self, message: Message, answer: Answer) -> None:
        if answer.kind == signlink.NAK and len(answer.body) == 2:
            width, height = answer.body[0] + 1, answer.body[1]
            log.error("the sign refused a picture: its panel has %d by %d dots", width, height)
        self._report(message, answer.kind == signlink.ACK)

    def _report(self, message: Message, ok: bool) -> None:
        with self._news:
            if message.outcome is not None:
                return
            message.outcome = ok
        try:
            self._shown(message.code, ok, message.attempts)
        except Exception:  # a listener's trouble must not darken the sign
            log.exception("a shown message could not be reported")

    def _drop(self) -> None:
        while self._waiting:
            self._report(self._waiting.popleft(), False)

    def _become(self, state: State, why: str = "") -> None:
        if (state, why) != self._logged:
            log.log(logging.INFO if state == "ok" else logging.WARNING, "sign %s %s", state, why)
        self.state, self._logged = state, (state, why)
