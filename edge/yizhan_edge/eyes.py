"""The one thread that looks: at a visit's frames when asked, else it counts who stands there.

A frame is judged and dropped; what leaves here is a prompt, a verdict, a count.
"""

import logging
import threading
import time
from collections.abc import Callable
from random import SystemRandom

from yizhan_edge.camera import SEEING, Camera, Frame
from yizhan_edge.counter import BoxCounter
from yizhan_edge.errors import CameraLost
from yizhan_edge.face.card import Card
from yizhan_edge.face.detect import find_faces
from yizhan_edge.face.enrol import Enrolment
from yizhan_edge.face.models import FaceModels
from yizhan_edge.face.verify import Session
from yizhan_edge.journal import Journal
from yizhan_edge.kiosk.booth import Booth, Facing
from yizhan_edge.kiosk.pages import Moment
from yizhan_edge.presence import Presence

log = logging.getLogger(__name__)
LOOK_S = 1.0
LOST_S = 3.0
FIRST_S = 6.0  # a camera may take this long to give its first picture
CHANCE = SystemRandom()


class Eyes:
    """Owns the networks. Without them it still tells whether the picture is well."""

    def __init__(
        self,
        camera: Camera,
        booth: Booth,
        counter: BoxCounter,
        journal: Journal,
        face: tuple[FaceModels, Card] | None,
        heads: Callable[[int | None], None] = lambda _: None,
    ) -> None:
        self.heads = heads  # of a procedure; None when nobody can be counted
        self.camera, self.booth, self.counter, self.journal = camera, booth, counter, journal
        self.face = face
        self.presence = Presence()
        self.opened = threading.Event()  # the first picture came, or none in good time
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="eyes", daemon=True)

    def start(self) -> None:
        """Begin to look."""
        self._thread.start()

    def stop(self) -> None:
        """Stop looking."""
        self._stopping.set()
        self._thread.join(LOST_S + 2)

    def _run(self) -> None:
        self._first()
        while not self._stopping.is_set():
            facing = self.booth.facing(LOOK_S)
            if facing and self.face:
                self._attend(facing, *self.face)
            elif not self.booth.busy():
                self._watch()

    def _first(self) -> None:
        end = time.monotonic() + FIRST_S
        while not self.camera.latest and time.monotonic() < end:
            if self._stopping.wait(0.1):
                break
        if not self.camera.latest:
            log.error("%s", CameraLost(self.camera.name))
        self.opened.set()

    def _attend(self, facing: Facing, models: FaceModels, card: Card) -> None:
        if facing.page == "enrol":
            self._enrol(facing, Enrolment(models, card.model))
        elif template := self.counter.template(facing.person):
            self._verify(facing, Session(models, template, CHANCE, card.threshold))
        else:  # deleted by an order a moment ago
            self.booth.camera_lost(facing, None)

    def _enrol(self, facing: Facing, enrolment: Enrolment) -> None:
        seen = self.camera.latest
        while self._asked(facing):
            frame = self._next(seen)
            if frame is None:
                return self.booth.camera_lost(facing, None)
            seen = frame.sequence
            step = enrolment.feed(frame.image, frame.captured_at)
            self.booth.enrolling(facing, step, moment(frame))
        return None

    def _verify(self, facing: Facing, session: Session) -> None:
        seen = self.camera.latest
        while self._asked(facing):
            frame = self._next(seen)
            if frame is None:
                return self.booth.camera_lost(facing, session.give_up().result)
            seen = frame.sequence
            step = session.feed(frame.image, frame.captured_at)
            self.booth.verifying(facing, step, moment(frame))
        return None

    def _asked(self, facing: Facing) -> bool:
        return not self._stopping.is_set() and self.booth.facing() == facing

    def _next(self, seen: int) -> Frame | None:
        try:
            return self.camera.read(seen, LOST_S)
        except CameraLost:
            return None

    def _watch(self) -> None:
        picture = self.camera.picture
        now = self.journal.moment()
        faces = self._count() if picture in SEEING else None
        self.heads(faces if picture == "ok" else None)
        events = (self.presence.picture(picture, now.now), self.presence.see(faces or 0, now.now))
        if events[0]:
            log.warning("the picture is %s", picture)
        for event in events:
            if event:
                self.journal.note(event, now)

    def _count(self) -> int | None:
        if not self.face:
            return None
        try:
            frame = self.camera.read(self.camera.latest, LOOK_S)
        except CameraLost:
            return None
        return len(find_faces(self.face[0], frame.image))


def moment(frame: Frame) -> Moment:
    """When a frame was taken."""
    return Moment(time.monotonic(), frame.captured_at, frame.clock)
