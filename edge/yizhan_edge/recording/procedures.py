"""Everything of the recordings that the box starts, stops and is ordered to do."""

from collections.abc import Callable

from yizhan_wire.orders import Command, SessionPlan

from yizhan_edge.camera import Camera
from yizhan_edge.collector import Door
from yizhan_edge.errands import Errands
from yizhan_edge.journal import Journal
from yizhan_edge.recording.clips import Clips
from yizhan_edge.recording.keep import sweep
from yizhan_edge.recording.live import Live
from yizhan_edge.recording.recorder import Recorder
from yizhan_edge.recording.sessions import Sessions
from yizhan_edge.settings import Settings

ROUND_S = 600.0


class Procedures:
    """Recorder, sessions, and the two ways out; sending has errands of its own, for it is slow."""

    def __init__(
        self,
        settings: Settings,
        camera: Camera,
        journal: Journal,
        door: Door,
        plans: Callable[[], list[SessionPlan]],
    ) -> None:
        self._folder, self._journal = settings.clips, journal
        self.recorder = Recorder(camera, settings.clips, settings.recording, journal.note)
        self.sessions = Sessions(plans, self.recorder, journal, settings.clips)
        self._clips, self._live = Clips(door, settings.clips), Live(door, camera)
        self._errands = Errands("clips")
        self._errands.every("clips", ROUND_S, self._clips.send)

    def start(self) -> None:
        """Go on with what ran, and wait for the clock and for orders."""
        for part in (self.recorder, self.sessions, self._live, self._errands):
            part.start()

    def stop(self) -> None:
        """Keep the segment in work; what runs goes on at the next start."""
        for part in (self.sessions, self.recorder, self._live, self._errands):
            part.stop()

    def changed(self) -> None:
        """Other plans are in force."""
        self.sessions.changed()

    def send(self, order: Command) -> None:
        """Give out what was called for, soon."""
        self._clips.ordered(order)
        self._errands.soon("clips")

    def show(self, order: Command) -> None:
        """Show the camera for a while."""
        self._live.show(order)

    def sweep(self) -> None:
        """Delete what is past its time."""
        sweep(self._folder, self.sessions.live, self._journal.moment())
