"""Recording at 720p beside check-in work: the recorder's share of a core, and a kill -9.

`MINUTES=60 PYTHONPATH=tests:bench python bench/run.py recording` records for an hour (2 by
default).
A process records what a file shows; this one detects, aligns and compares a face once a second
as a visit does. Between two segments nothing may be missing; then the recorder is killed once,
the chain is verified, and it goes on.
"""

import os
import sys
import tempfile
import time
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from threading import Event
from typing import Any
from uuid import UUID

import cv2
import numpy as np
import psutil
from figure import figure
from stack import box as make
from stack.portraits import Image, collins
from stack.process import Program
from yizhan_edge.camera import Camera
from yizhan_edge.clock import BoxClock
from yizhan_edge.face import models
from yizhan_edge.face.detect import find_faces
from yizhan_edge.face.embed import align, embed
from yizhan_edge.face.mesh import find_mesh
from yizhan_edge.recording import chain
from yizhan_edge.recording.recorder import Recorder
from yizhan_edge.settings import Recording

SESSION = UUID(int=1)
SETTINGS = Recording(floor=0)
HOME = Path("models")
WINDOW_S = 10


def child(folder: Path) -> None:
    """Record until killed; told to record or only to read the camera."""
    camera = Camera(f"file:{folder / 'room.avi'}", BoxClock(lambda: True, False).judge)
    camera.start()
    if not (folder / "idle").exists():
        recorder = Recorder(camera, folder / "clips", SETTINGS, lambda _: True)
        recorder.start()
        recorder.begin(SESSION)
    Event().wait()


def pictures() -> list[Image]:
    """Somebody who sways before a wall, 1280x720."""
    person = cv2.resize(collins(), (720, 720))
    shown = []
    for place in range(48):
        room = np.full((720, 1280, 3), 110, np.uint8)
        left = int(280 + 60 * np.sin(place / 48 * 2 * np.pi))
        room[:, left : left + 720] = person
        shown.append(room)
    return shown


def program(folder: Path) -> Program:
    """The recording process."""
    return Program(
        "recorder", [sys.executable, __file__, "record", str(folder)], folder / "recorder.log"
    )


def visit(loaded: models.FaceModels, picture: Image) -> None:
    """What the box does with one frame of a visit."""
    face = find_faces(loaded, picture)[0]
    embed(loaded, align(picture, find_mesh(loaded, picture, face).points))


def shares(running: Program, seconds: float, loaded: models.FaceModels) -> list[float]:
    """Per cent of one core that the process took, window by window, beside visits."""
    process, found, end = psutil.Process(running.pid), list[float](), time.monotonic() + seconds
    while time.monotonic() < end:
        before, begun = sum(process.cpu_times()[:2]), time.monotonic()
        while time.monotonic() - begun < WINDOW_S:
            visit(loaded, collins())
            Event().wait(1)
        found.append((sum(process.cpu_times()[:2]) - before) / (time.monotonic() - begun) * 100)
    return found


def measured(folder: Path, seconds: float) -> dict[str, Any]:
    """The figures of one run."""
    loaded = models.load(HOME / "build", HOME / "models.lock")
    running, clips = program(folder), folder / "clips" / str(SESSION)
    (folder / "idle").touch()
    running.start(lambda: True)
    idle = shares(running, 2 * WINDOW_S, loaded)
    running.kill()
    (folder / "idle").unlink()
    begun = datetime.now(UTC)
    running.start(clips.exists)
    taken = shares(running, seconds, loaded)
    passed = (datetime.now(UTC) - begun).total_seconds()
    running.kill()
    kept, verdict = chain.read(clips), chain.verify(clips)
    lost = passed - (kept[-1].ended_at - kept[0].started_at).total_seconds()
    running.start(lambda: len(chain.read(clips)) > len(kept), 60)
    running.kill()
    again = chain.verify(clips)
    sys.stdout.write(f"verify after each kill: {verdict or 'whole'}, {again or 'whole'}\n")
    holes = [(b.started_at - a.ended_at).total_seconds() for a, b in pairwise(kept)]
    dropped = sum(hole > 1 for hole in holes)
    cpu = [one - min(idle) for one in taken]
    return {
        "recording: process, of one core": figure(taken, "%"),
        "recording: recorder alone, of one core": figure(cpu, "%"),
        "recording: segments made": figure([len(kept)], ""),
        "recording: from a segment to the next": figure(holes, "s", at_most=1),
        "recording: segments dropped": figure([dropped], "", at_most=0),
        "recording: size of a segment": figure([one.size / 1e6 for one in kept], "MB"),
        "recording: lost by kill -9, with the start": figure([lost], "s", at_most=13),
        "recording: broken chains": figure([bool(verdict) + bool(again)], "", at_most=0),
    }


def figures() -> dict[str, Any]:
    """Record for MINUTES (2)."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make.film(folder / "room.avi", pictures())
        return measured(folder, float(os.environ.get("MINUTES", "2")) * 60)


def main() -> None:
    """Print the figures, or be the process that records."""
    if sys.argv[1:2] == ["record"]:
        child(Path(sys.argv[2]))
        return
    for name, one in figures().items():
        sys.stdout.write(f"{name}: {one}\n")


if __name__ == "__main__":
    main()
