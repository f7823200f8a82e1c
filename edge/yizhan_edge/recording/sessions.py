"""Begins and ends procedures by the box's clock, one at a time, and says so."""

import logging
import threading
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import msgspec
from yizhan_wire.events import SessionEvent
from yizhan_wire.orders import SessionPlan

from yizhan_edge.journal import Journal
from yizhan_edge.kiosk.pages import Moment
from yizhan_edge.recording import programme
from yizhan_edge.recording.keep import ended
from yizhan_edge.recording.recorder import Recorder
from yizhan_edge.whole import write_whole

log = logging.getLogger(__name__)
TICK_S = 1.0


class Sessions:
    """Told by `plans`; what runs is written down, so that a power cut goes on with it."""

    def __init__(
        self,
        plans: Callable[[], list[SessionPlan]],
        recorder: Recorder,
        journal: Journal,
        clips: Path,
    ) -> None:
        self._plans, self._recorder, self._journal, self._clips = plans, recorder, journal, clips
        self._note = clips / "live.json"
        self._news = threading.Condition()
        self._stopping = False
        self._thread = threading.Thread(target=self._run, name="sessions", daemon=True)
        self._plan: SessionPlan | None = None
        self._heads: programme.Heads | None = None
        self._told_waiting: set[UUID] = set()

    @property
    def live(self) -> UUID | None:
        """The session that runs now."""
        plan = self._plan
        return plan.id if plan else None

    def start(self) -> None:
        """Go on with what a restart cut, then watch the clock."""
        self._clips.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._go_on(self._journal.moment())
        self._thread.start()

    def stop(self) -> None:
        """Watch no more; a session that runs goes on at the next start."""
        self._nudge(stopping=True)
        self._thread.join(5)

    def changed(self) -> None:
        """Other plans are in force."""
        self._nudge()

    def heads(self, count: int | None) -> None:
        """How many the eyes see; None when they cannot."""
        with self._news:
            if self._heads:
                self._heads.see(count)

    def tick(self, moment: Moment) -> None:
        """End, begin and report what this moment asks for."""
        with self._news:
            plans, live = self._plans(), self._plan
            wanted = programme.due(plans, live.id if live else None, moment.now)
            if live and (not wanted or wanted.id != live.id):
                listed = any(one.id == live.id for one in plans)
                self._end(live, moment, "time" if listed else "order")
            if wanted and wanted != self._plan:
                self._take(wanted, moment)
            self._report(plans, moment)

    def _nudge(self, stopping: bool = False) -> None:
        with self._news:
            self._stopping = self._stopping or stopping
            self._news.notify_all()

    def _run(self) -> None:
        while not self._stopping:
            try:
                self.tick(self._journal.moment())
            except OSError as error:  # only the notes for a restart are wanting
                log.error("a session's state cannot be written down: %s", error)
            with self._news:
                self._news.wait(TICK_S)

    def _go_on(self, moment: Moment) -> None:
        before = _read(self._note)
        if not before:
            return
        plans = {one.id: one for one in programme.timely(self._plans(), moment.now)}
        self._plan = plans.get(before.id, before)
        self._heads = programme.Heads(moment.now)
        if self._plan.id in plans:
            self._say("gap", moment, why="cut")
            self._record(self._plan)

    def _take(self, plan: SessionPlan, moment: Moment) -> None:
        """Begin a plan, or take over a change in the one that runs."""
        begins = self.live != plan.id
        self._plan = plan
        if begins:
            self._heads = programme.Heads(moment.now)
            late = plan.id in self._told_waiting
            self._say("started", moment, why="late" if late else "time")
        self._record(plan)
        write_whole(self._note, msgspec.json.encode(plan))

    def _record(self, plan: SessionPlan) -> None:
        self._recorder.begin(plan.id, plan.sound) if plan.record else self._recorder.end()

    def _end(self, plan: SessionPlan, moment: Moment, why: str) -> None:
        self._recorder.end()
        if self._heads and self._heads.most is not None:
            self._say("minute", moment, self._heads.take(moment.now))
        self._say("stopped", moment, why=why)
        self._plan = self._heads = None
        self._note.unlink(missing_ok=True)
        ended(self._clips / str(plan.id), moment)

    def _report(self, plans: list[SessionPlan], moment: Moment) -> None:
        if not (self._plan and self._heads):
            return
        if self._heads.turn(moment.now):
            self._say("minute", moment, self._heads.take(moment.now))
        for one in programme.waiting(plans, self._plan.id, moment.now):
            if one not in self._told_waiting:
                log.warning("session %s waits: another one runs", one)
                self._journal.note(SessionEvent(one, "gap", moment.now, why="waits"), moment)
                self._told_waiting.add(one)

    def _say(
        self, phase: programme.Phase, moment: Moment, heads: int | None = None, why: str = ""
    ) -> None:
        if self._plan:
            event = SessionEvent(self._plan.id, phase, moment.now, heads, why=why)
            self._journal.note(event, moment)


def _read(path: Path) -> SessionPlan | None:
    try:
        return msgspec.json.decode(path.read_bytes(), type=SessionPlan)
    except FileNotFoundError:
        return None
    except (OSError, msgspec.DecodeError, UnicodeDecodeError) as error:
        log.error("what ran before the restart cannot be read: %s", type(error).__name__)
        return None
