"""One 1:1 verification: frames in, a prompt each time, one of four verdicts at the end."""

from dataclasses import dataclass
from datetime import datetime
from random import Random
from typing import Literal

import numpy as np
from yizhan_wire.events import FaceResult, Live, Verdict

from yizhan_edge.face.detect import Face, find_faces
from yizhan_edge.face.embed import align, distance, embed
from yizhan_edge.face.live import Challenge
from yizhan_edge.face.mesh import find_mesh, yaw
from yizhan_edge.face.models import FaceModels, Floats, Image

Prompt = Literal[
    "look", "turn_left", "turn_right", "look_again", "closer", "one_person", "brighter", "done"
]
PRESENCE = 0.9
SMALL = 80  # pixels: a smaller face is asked to come closer
DARK = 40  # mean grey of the face
STRANGER_FRAMES = 8  # frontal frames that all stay beyond the threshold end it early
TIME_OUT_S = 35.0


@dataclass(frozen=True)
class Template:
    """128 numbers of an enrolled face and the model that made them; never leaves the box."""

    numbers: Floats
    model: str


@dataclass(frozen=True)
class Step:
    """What to show now; `result` is set when the verification has ended."""

    prompt: Prompt
    result: FaceResult | None = None


class Session:
    """Verifies one named person; keeps numbers of this visit only, and no picture.

    `threshold` is the model card's: the largest L2 distance that is a match.
    """

    def __init__(
        self, models: FaceModels, enrolled: Template, chance: Random, threshold: float
    ) -> None:
        self.models = models
        self.threshold = threshold
        self.enrolled = enrolled
        self.challenge = Challenge.random(chance)
        self.frames = 0
        self.best: float | None = None
        self.first: Floats | None = None
        self.frontal = 0
        self.started: float | None = None

    def feed(self, image: Image, captured_at: datetime) -> Step:
        """Judge one BGR frame."""
        at = captured_at.timestamp()
        self.started = self.started if self.started is not None else at
        if at - self.started > TIME_OUT_S:
            return self._end("unsure" if self.frames else "no_face", "time_out")
        faces = find_faces(self.models, image)
        missing = hint(image, faces)
        if missing:
            return Step(missing)
        return self._look(image, faces[0], at)

    def give_up(self) -> Step:
        """The person chose another route, or the camera was lost."""
        return self._end("unsure" if self.frames else "no_face", "given_up")

    def _look(self, image: Image, face: Face, at: float) -> Step:
        mesh = find_mesh(self.models, image, face)
        if mesh.presence < PRESENCE:
            return Step("look")
        self.frames += 1
        if self.challenge.feed(at, yaw(mesh.points)):
            self._compare(embed(self.models, align(image, mesh.points)))
        return self._judge()

    def _compare(self, numbers: Floats) -> None:
        self.frontal += 1
        far = distance(numbers, self.enrolled.numbers)
        self.best = far if self.best is None else min(self.best, far)
        if self.first is None:
            self.first = numbers
        elif distance(numbers, self.first) > self.threshold:
            self.challenge.failed = "face_changed"

    def _judge(self) -> Step:
        near = self.best is not None and self.best <= self.threshold
        if not near and (self.frontal >= STRANGER_FRAMES or self.challenge.base is not None):
            return self._end("no_match", "")
        if self.challenge.failed:
            return self._end("unsure", self.challenge.failed)
        if self.challenge.passed:
            return self._end("match", "")
        return Step(self.challenge.ask)

    def _end(self, verdict: Verdict, reason: str) -> Step:
        live: Live = "passed" if self.challenge.passed else "failed" if self.frames else "not_run"
        best = None if self.best is None else round(min(self.best, 4.0), 2)
        result = FaceResult(
            verdict, live, self.frames, best, self.threshold, self.enrolled.model, reason
        )
        return Step("done", result)


def hint(image: Image, faces: list[Face]) -> Prompt | None:
    """What keeps a frame from being usable: several faces, none, small, or dark."""
    if len(faces) > 1:
        return "one_person"
    if not faces:
        return "brighter" if float(image.mean()) < DARK else "look"
    face = faces[0]
    if face.side < SMALL:
        return "closer"
    x, y, w, h = (max(int(value), 0) for value in face.box)
    return "brighter" if float(np.mean(image[y : y + h, x : x + w])) < DARK else None
