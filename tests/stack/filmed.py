"""A post that is recorded on the bench: a film before its camera, a recorder, what it told."""

from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import numpy as np
from yizhan_edge.camera import Camera
from yizhan_edge.face.models import Image
from yizhan_edge.recording.recorder import Recorder
from yizhan_edge.settings import Recording
from yizhan_wire.events import SessionEvent

from stack.bench import Bench
from stack.process import wait_for

QUICK = Recording(segment_s=1, floor=0)
SOON = 30.0


def room(place: int = 0) -> Image:
    image = np.full((240, 320, 3), 110, np.uint8)
    image[:, place * 8 % 320 :][:, :40] = 220
    return image


class Post:
    """A camera before a film, a recorder, and what it told."""

    def __init__(self, folder: Path, film: Path, bench: Bench) -> None:
        self.source = folder / "now.avi"
        self.source.symlink_to(film)
        self.journal, self.clips = bench.counter.journal, folder / "clips"
        self.camera = Camera(f"file:{self.source}", self.journal.clock.judge)
        self.told: list[SessionEvent] = []
        self.session = uuid4()
        self.refuse = False

    def recorder(self, settings: Recording = QUICK) -> Recorder:
        self.made = Recorder(self.camera, self.clips, settings, self._tell)
        self.camera.start()
        self.made.start()
        return self.made

    def _tell(self, event: SessionEvent) -> bool:
        if not self.refuse:
            self.told.append(event)
        return not self.refuse

    def numbers(self) -> list[int]:
        return [one.segment.number for one in self.told if one.segment]

    def gaps(self) -> list[str]:
        return [one.why for one in self.told if one.phase == "gap"]

    def until(self, right: Callable[[], bool], what: str) -> None:
        wait_for(right, SOON, f"{what}; told {self.told}")

    @property
    def folder(self) -> Path:
        return self.clips / str(self.session)
