"""Records what the camera sees while a session asks for it, in a thread of its own.

Whatever the picture is worth (black, frozen, covered, moved) it is recorded; a gap is told only
when nothing can be kept, or no sound where sound was asked for: then the picture goes on.
"""

import logging
import shutil
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import msgspec
from yizhan_wire.events import SessionEvent

from yizhan_edge.camera import Camera, Frame
from yizhan_edge.errors import CameraLost
from yizhan_edge.recording.encoder import Encoder
from yizhan_edge.recording.microphone import Microphone
from yizhan_edge.recording.shelf import Shelf
from yizhan_edge.settings import Recording

log = logging.getLogger(__name__)
NO_PICTURE_S = 5.0
RETRY_S, LAST_S = 5.0, 3.0
LOOK_S = 0.5
Tell = Callable[[SessionEvent], bool]


class Recorder:
    """`begin` and `end` may be called from any thread; segments and gaps are told by `tell`."""

    def __init__(self, camera: Camera, clips: Path, settings: Recording, tell: Tell) -> None:
        self._camera, self._clips, self._settings, self._tell = camera, clips, settings, tell
        self._news = threading.Condition()
        self._microphone = Microphone(settings.microphone)
        self._wanted: tuple[UUID | None, bool] = (None, False)
        self._sounds = self._mute = False  # sound is asked for; none comes
        self._stopping = self._working = False
        self._thread = threading.Thread(target=self._run, name="recorder", daemon=True)
        self._untold: list[SessionEvent] = []
        self.gap: str | None = None  # why nothing is kept now

    def start(self) -> None:
        """Begin to work."""
        self._thread.start()

    def stop(self) -> None:
        """Keep the segment in work and end."""
        with self._news:
            self._stopping = True
            self._news.notify_all()
        self._thread.join(RETRY_S + NO_PICTURE_S)

    def begin(self, session: UUID, sound: bool = False) -> None:
        """Record this session from now on, after what is kept of it already, so or in silence."""
        self._want(session, sound)

    def end(self) -> None:
        """Record no more; waits a moment until the last segment is kept."""
        self._want(None, False)
        with self._news:
            self._news.wait_for(lambda: not self._working, LAST_S)

    def _want(self, session: UUID | None, sound: bool) -> None:
        with self._news:
            self._wanted = (session, sound)
            self._news.notify_all()

    def _goes_on(self, session: UUID) -> bool:
        return self._wanted == (session, self._sounds) and not self._stopping

    def _run(self) -> None:
        while not self._stopping:
            with self._news:
                self._news.wait_for(lambda: self._wanted[0] is not None or self._stopping)
                session, self._sounds = self._wanted
                self._working = bool(session) and not self._stopping
            if session and self._working:
                self._with_sound(session)
            with self._news:
                self._working = False
                self._news.notify_all()

    def _with_sound(self, session: UUID) -> None:
        """The microphone is open in here and nowhere else, and only where sound is asked for."""
        self._mute = False
        if self._sounds:
            self._microphone.open()
        try:
            self._record(session)
        finally:
            self._microphone.close()

    def _record(self, session: UUID) -> None:
        self.gap = None
        while self._goes_on(session):
            try:
                self._pieces(session, Shelf(self._clips, session))
            except (OSError, msgspec.DecodeError) as error:
                log.error("the recording stopped for a while: %s", error)
                self._gapped(session, "disk_full" if isinstance(error, OSError) else "manifest")
                self._pause(session, RETRY_S)
        self._retell()
        self.gap = None

    def _pieces(self, session: UUID, shelf: Shelf) -> None:
        if shelf.last:  # a cut may have come before it was told; telling twice does no harm
            self._say(SessionEvent(session, "segment", shelf.last.ended_at, segment=shelf.last))
        while self._goes_on(session):
            if not self._room():
                self._gapped(session, "disk_full")
                self._pause(session, LOOK_S)
            elif frame := self._next(session, 0, NO_PICTURE_S):
                self._piece(session, shelf, frame)

    def _piece(self, session: UUID, shelf: Shelf, frame: Frame) -> None:
        """Encode until the piece is long enough, or must end; keep it."""
        height, width = frame.image.shape[:2]
        sound = self._sounds and self._microphone.there
        encoder = Encoder(shelf.scratch, (width, height), self._settings.fps, sound)
        try:
            ended = self._film(session, encoder, frame)
            size, sha256 = encoder.finish()
        except BaseException:
            encoder.drop()
            shelf.scratch.unlink(missing_ok=True)
            raise
        made = shelf.keep(frame.captured_at, ended, size, sha256)
        self.gap = None
        self._say(SessionEvent(session, "segment", ended, segment=made))

    def _film(self, session: UUID, encoder: Encoder, first: Frame) -> datetime:
        begun, frame = time.monotonic(), first
        pace, length = 1 / self._settings.fps, self._settings.segment_s
        encoder.add(frame.image, 0.0)
        turn = 1
        while self._goes_on(session) and (passed := time.monotonic() - begun) < length:
            if turn * pace > passed:
                self._pause(session, turn * pace - passed)
            turn = int((time.monotonic() - begun) / pace) + 1
            seen = self._next(session, frame.sequence, NO_PICTURE_S)
            if seen is None or not self._fits(encoder, seen):
                break
            frame = seen
            self._hear(session, encoder, begun)
            encoder.add(frame.image, time.monotonic() - begun)
        return max(datetime.now(UTC), first.captured_at)

    def _hear(self, session: UUID, encoder: Encoder, begun: float) -> None:
        """Put what was heard beside the pictures; that nothing is heard is told once."""
        for samples, at in self._microphone.take():
            encoder.hear(samples, at - begun)
        mute = self._sounds and self._microphone.lost
        if mute and not self._mute:
            log.warning("no sound is recorded")
            self._say(SessionEvent(session, "gap", datetime.now(UTC), why="sound"))
        self._mute = mute

    def _fits(self, encoder: Encoder, frame: Frame) -> bool:
        return frame.image.shape[1::-1] == encoder.shape and self._room()

    def _next(self, session: UUID, after: int, timeout: float) -> Frame | None:
        """A newer frame; None, and a gap told, when none comes in time."""
        end = time.monotonic() + timeout
        after = after or self._camera.latest
        while self._goes_on(session):
            try:
                return self._camera.read(after, LOOK_S)
            except CameraLost:
                if time.monotonic() > end:
                    self._gapped(session, "camera")
                    return None
        return None

    def _room(self) -> bool:
        self._clips.mkdir(parents=True, exist_ok=True, mode=0o700)
        return shutil.disk_usage(self._clips).free >= self._settings.floor

    def _gapped(self, session: UUID, why: str) -> None:
        if self.gap != why:
            log.warning("nothing is recorded: %s", why)
            self._say(SessionEvent(session, "gap", datetime.now(UTC), why=why))
        self.gap = why

    def _say(self, event: SessionEvent) -> None:
        self._untold.append(event)
        self._retell()

    def _retell(self) -> None:
        while self._untold and self._tell(self._untold[0]):
            self._untold.pop(0)

    def _pause(self, session: UUID, seconds: float) -> None:
        with self._news:
            self._news.wait_for(lambda: not self._goes_on(session), seconds)
