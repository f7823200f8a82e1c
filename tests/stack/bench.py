"""A kiosk with a real roster, real templates and a real spool; only time is made by hand."""

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from yizhan_edge.clock import BoxClock
from yizhan_edge.counter import BoxCounter
from yizhan_edge.errors import NobodyKnown
from yizhan_edge.face.verify import Template
from yizhan_edge.journal import Journal
from yizhan_edge.kiosk import actions
from yizhan_edge.kiosk.machine import Kiosk
from yizhan_edge.kiosk.pages import Moment, Page
from yizhan_edge.kiosk.view import View, view
from yizhan_edge.roster import HeldRoster
from yizhan_edge.sealed import Sealed
from yizhan_edge.spool import Spool
from yizhan_edge.templates import Templates
from yizhan_wire import codec
from yizhan_wire.envelope import Clock
from yizhan_wire.events import Body
from yizhan_wire.orders import RosterEntry

from stack import box

MEMORY = "/dev/shm" if Path("/dev/shm").is_dir() else None
KEY = bytes(range(32))
TEMPLATE = Template(np.full(128, 0.1, np.float32), "model-1")


@dataclass
class Bench:
    """The kiosk, what stands behind it, and a clock that is moved by hand."""

    folder: Path
    spool: Spool
    one: RosterEntry = field(default_factory=box.entry)
    at: float = 1000.0
    now: datetime = field(default_factory=lambda: datetime.now(UTC))
    clock: Clock = Clock("ntp", "good", 0.0)  # noqa: RUF009 # frozen
    camera: str | None = None
    thanked: int = 0

    def __post_init__(self) -> None:
        roster = HeldRoster(Sealed(self.folder / "roster", KEY))
        roster.replace(box.roster(self.one))
        self.roster = roster
        self.templates = Templates(Sealed(self.folder / "templates", KEY))
        journal = Journal(self.spool, BoxClock(lambda: True, False))
        self.counter = BoxCounter(
            roster, self.templates, journal, "model-1", lambda: self.camera, self._thank
        )
        self.kiosk = Kiosk(self.counter)

    def own_page(self) -> str:
        """Nobody goes on to the own page from here."""
        raise NobodyKnown

    def _thank(self) -> None:
        self.thanked += 1

    @property
    def moment(self) -> Moment:
        """Now, by hand."""
        return Moment(self.at, self.now, self.clock)

    def press(self, name: str, **words: str) -> View:
        """One press; answers with the page that follows."""
        body = msgspec.json.encode(words)
        actions.read(name, body).do(self.kiosk, self.moment)
        return view(self.kiosk, self.moment)

    def wait(self, seconds: float) -> View:
        """Let time pass."""
        self.at += seconds
        self.now += timedelta(seconds=seconds)
        self.kiosk.tick(self.moment)
        return view(self.kiosk, self.moment)

    def see(self, **changes: Any) -> None:
        """Put another roster entry in force for the same person."""
        self.one = msgspec.structs.replace(self.one, **changes)
        self.roster.replace(box.roster(self.one, version=self.roster.version + 1))

    def at_route(self) -> View:
        """Begin and key in the right number."""
        self.press("begin")
        return self.press("number", number=box.NUMBER)

    def enrolled(self) -> None:
        """The person has a template here."""
        self.templates.keep(self.one.person, TEMPLATE)

    def answer_all(self) -> View:
        """Answer each question with its first answer."""
        seen = view(self.kiosk, self.moment)
        while seen.question:
            asked, first = seen.question["code"], seen.question["answers"][0]["code"]
            seen = self.press("answer", question=asked, answer=first)
        return seen

    @property
    def page(self) -> Page:
        """The page now."""
        return self.kiosk.visit.page

    def spooled(self) -> list[Body]:
        """Everything that waits in the spool."""
        found: list[Body] = []
        while some := self.spool.waiting(0, 100):
            found += [codec.load_body(one) for one in some]
            self.spool.mark_sent([one.seq for one in some], 1.0)
        self.spool.resend_all()
        return found


@contextmanager
def full_disk(room: int) -> Iterator[None]:
    """No file of this process may grow beyond `room` bytes, as on a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
